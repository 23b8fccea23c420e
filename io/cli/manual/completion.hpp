// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/cli/manual/described.hpp"

namespace lisiere::cli {

/// Scripts that complete verbs, options, their choices and files. They need nothing but the shell:
/// bash 4 (no bash-completion functions), zsh with compsys, fish 3.
std::string bash_completion(const DescribedProgram& program);
std::string zsh_completion(const DescribedProgram& program);
std::string fish_completion(const DescribedProgram& program);

}  // namespace lisiere::cli
