// SPDX-License-Identifier: Apache-2.0
#include "io/cli/manual/described.hpp"

#include <algorithm>
#include <sstream>

namespace lisiere::cli {
namespace {

/// "FORMAT:{texte,json}" is the value FORMAT with two choices; "N:INT in [0 - 256]" is N.
void take_type(const std::string& type, DescribedOption& option) {
    const std::size_t colon = type.find(':');
    option.value = type.substr(0, colon);
    if (option.value == "TEXT") option.value = "TEXTE";
    if (option.value == "UINT" || option.value == "INT") option.value = "N";
    const std::size_t open = type.find('{');
    const std::size_t close = type.find('}');
    if (open == std::string::npos || close == std::string::npos) return;
    std::istringstream list(type.substr(open + 1, close - open - 1));
    for (std::string word; std::getline(list, word, ',');) option.choices.push_back(word);
}

ValueKind kind_of(const DescribedOption& option) {
    const std::string& name = option.names.back();
    if (name == "configuration") return ValueKind::configuration;
    if (option.value == "DOSSIER" || name == "dossier" || name == "avant" || name == "apres")
        return ValueKind::folder;
    if (name == "nom" || name == "perimetre") return ValueKind::word;
    // A value with a name of its own is no file.
    const bool file = option.value == "TEXTE" || option.value == "FICHIER";
    return file && option.choices.empty() ? ValueKind::file : ValueKind::word;
}

DescribedOption described(const CLI::Option& option) {
    DescribedOption result;
    if (option.get_positional()) {
        result.names = {option.get_single_name()};
    } else {
        for (const std::string& name : option.get_snames()) result.names.push_back("-" + name);
        for (const std::string& name : option.get_lnames()) result.names.push_back("--" + name);
    }
    result.text = option.get_description();
    result.required = option.get_required();
    result.many = option.get_items_expected_max() > 1;
    if (option.get_items_expected_max() > 0) {
        take_type(option.get_type_name(), result);
        result.kind = kind_of(result);
        if (result.value == "TEXTE" && result.kind == ValueKind::file) result.value = "CHEMIN";
        if (option.get_positional()) result.value.clear();
    }
    return result;
}

void take_options(const CLI::App& app, std::vector<DescribedOption>& arguments,
                  std::vector<DescribedOption>& options) {
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty()) continue;
        (option->get_positional() ? arguments : options).push_back(described(*option));
    }
}

}  // namespace

DescribedProgram described(const CLI::App& app) {
    DescribedProgram program{app.get_name(), LISIERE_VERSION, app.get_description(), {}, {}};
    std::vector<DescribedOption> none;
    take_options(app, none, program.options);
    for (const CLI::App* verb : app.get_subcommands({})) {
        if (verb->get_group().empty()) continue;
        DescribedVerb result{verb->get_name(), verb->get_description(), {}, {}, {}};
        take_options(*verb, result.arguments, result.options);
        for (const DescribedOption& option : program.options)
            if (std::none_of(result.options.begin(), result.options.end(),
                             [&](const auto& own) { return own.names == option.names; }))
                result.shared.push_back(option);
        program.verbs.push_back(std::move(result));
    }
    return program;
}

}  // namespace lisiere::cli
