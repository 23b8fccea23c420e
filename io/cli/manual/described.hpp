// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace lisiere::cli {

/// What follows a word of the command line, for shells that complete it.
enum class ValueKind { none, word, file, folder, configuration };

/// An option, or a positional argument (`names` is then its one name).
struct DescribedOption {
    std::vector<std::string> names;  ///< "-o", "--output"
    std::string value;               ///< "DOSSIER"; empty: a flag or an argument
    ValueKind kind = ValueKind::none;
    std::vector<std::string> choices;
    std::string text;
    bool required = false;
    bool many = false;
};

struct DescribedVerb {
    std::string name;
    std::string text;  ///< may have several lines; the first is a sentence
    std::vector<DescribedOption> arguments;
    std::vector<DescribedOption> options;
    std::vector<DescribedOption> shared;  ///< those of the program, which a verb takes too
};

struct DescribedProgram {
    std::string name;
    std::string version;
    std::string text;
    std::vector<DescribedOption> options;
    std::vector<DescribedVerb> verbs;
};

/// What the program itself parses by: manual pages and completions made of it cannot drift from it.
/// Hidden verbs and options (an empty group) are left out.
DescribedProgram described(const CLI::App& app);

}  // namespace lisiere::cli
