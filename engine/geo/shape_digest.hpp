// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/digest.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// Digest of shapes in their order: of every coordinate's bits, rings and parts told apart. The
/// same outline begun at another corner is another content. Cost: about a millisecond a million
/// corners.
Digest digest_of(std::span<const MultiPolygon> shapes);

}  // namespace lisiere::geo
