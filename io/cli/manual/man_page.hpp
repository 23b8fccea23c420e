// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/cli/manual/described.hpp"

namespace lisiere::cli {

/// Pages in French for `man`, made of what the program parses by. `written` is what somebody wrote
/// of the verb (troff, io/cli/manual/pages): what stands before its first section belongs to
/// DESCRIPTION, its sections follow OPTIONS. No date: the same program gives the same bytes.
std::string man_page(const DescribedProgram& program, const std::string& written);
std::string man_page(const DescribedProgram& program, const DescribedVerb& verb,
                     const std::string& written);
/// The page of the configuration, lisiere.toml(5): its sections are made of the table of keys, and
/// stand before FICHIERS of what is written.
std::string man_page_of_file(const DescribedProgram& program, const std::string& name,
                             const std::string& written);

}  // namespace lisiere::cli
