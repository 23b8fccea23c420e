// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tests are written in the part that Catch2 versions 2 and 3 share; this is the only place that
// knows which.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
