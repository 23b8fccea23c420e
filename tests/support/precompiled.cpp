// SPDX-License-Identifier: Apache-2.0
// Owns the precompiled test header that every test program reuses (tests/CMakeLists.txt).
#include "tests/support/catch.hpp"
