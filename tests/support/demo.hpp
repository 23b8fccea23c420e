// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lisiere::tests {

/// The edition of examples/demo.toml, written by the program once a test program, and gone with it.
/// Fails the test when the run fails.
const std::filesystem::path& demo_edition();

}  // namespace lisiere::tests
