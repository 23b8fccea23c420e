// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/report/portrait.hpp"

namespace lisiere::io {

/// The portrait as JSON, by the schema of io/report/README.md: values are exactly those of the
/// GeoPackage, NULL is null, keys are the columns' names. Bytes that are not UTF-8 are replaced.
std::string to_json(const Portrait& portrait);

}  // namespace lisiere::io
