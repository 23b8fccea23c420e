// SPDX-License-Identifier: Apache-2.0
#include "io/cli/manual/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "io/cli/manual/keys_page.hpp"
#include "io/cli/manual/troff.hpp"

namespace lisiere::cli {
namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string title(const DescribedProgram& program, const std::string& page, int section) {
    return fmt::format(
        ".\\\" écrit par le programme : lisiere manuel\n.TH \"{}\" \"{}\" \"\" \"Lisière {}\" "
        "\"Lisière\"\n",
        upper(page), section, program.version);
}

/// "--threads N", with the parts that are typed in bold.
std::string shown(const DescribedOption& option) {
    std::string text;
    for (const std::string& name : option.names)
        text += fmt::format("{}\\fB{}\\fR", text.empty() ? "" : ", ", troff(name));
    if (!option.value.empty()) text += " \\fI" + troff(option.value) + "\\fR";
    return text;
}

std::string list(const std::vector<DescribedOption>& options) {
    std::string text;
    for (const DescribedOption& option : options) {
        text += ".TP\n" + shown(option) + "\n" + troff_line(option.text) + "\n";
        if (!option.choices.empty())
            text += fmt::format(".br\nParmi : {}.\n", fmt::join(option.choices, ", "));
    }
    return text;
}

/// What the page says of arguments: as they are typed, in order.
std::string synopsis(const DescribedVerb& verb) {
    std::string text = fmt::format("\\fBlisiere {}\\fR", troff(verb.name));
    if (!verb.options.empty()) text += " [\\fIOPTIONS\\fR]";
    for (const DescribedOption& argument : verb.arguments) {
        const std::string name =
            "\\fI" + upper(argument.names.front()) + "\\fR" + (argument.many ? "..." : "");
        text += argument.required ? " " + name : " [" + name + "]";
    }
    return text + "\n";
}

std::pair<std::string, std::string> parts(const std::string& written) {
    const std::size_t section = written.starts_with(".SH") ? 0 : written.find("\n.SH");
    if (section == std::string::npos) return {written, ""};
    const std::size_t at = section == 0 && written.starts_with(".SH") ? 0 : section + 1;
    return {written.substr(0, at), written.substr(at)};
}

std::string first_sentence(const std::string& text) {
    const std::size_t end = text.find_first_of(".\n;");
    return text.substr(0, end);
}

std::string see_also(const DescribedProgram& program, const std::string& but) {
    std::string text = ".SH VOIR AUSSI\n";
    std::string separator;
    const auto add = [&](const std::string& page, int section) {
        if (page == but) return;
        text += fmt::format("{}.BR {} ({})", separator, troff(page), section);
        separator = ",\n";
    };
    add("lisiere", 1);
    for (const DescribedVerb& verb : program.verbs) add("lisiere-" + verb.name, 1);
    add("lisiere.toml", 5);
    return text + "\n";
}

constexpr const char* exit_codes =
    ".SH CODES DE RETOUR\n"
    ".TP\n0\nfait\n"
    ".TP\n1\néchec : rien n'est écrit, l'édition précédente reste\n"
    ".TP\n2\ncommande ou configuration fausse\n"
    ".TP\n3\nentrée refusée\n"
    ".TP\n4\nédition refusée : la précédente reste\n";

}  // namespace

std::string man_page(const DescribedProgram& program, const std::string& written) {
    const auto [description, sections] = parts(written);
    std::string text = title(program, program.name, 1);
    text += ".SH NOM\nlisiere \\- cartographie de la géographie prioritaire\n";
    text +=
        ".SH SYNOPSIS\n\\fBlisiere\\fR [\\fB\\-\\-log\\fR \\fIFORMAT\\fR] \\fICOMMANDE\\fR ...\n";
    text += ".SH DESCRIPTION\n" + troff_line(program.text) + ".\n" + description;
    text += ".SH COMMANDES\n";
    for (const DescribedVerb& verb : program.verbs)
        text +=
            fmt::format(".TP\n.BR lisiere\\-{} (1)\n{}\n", troff(verb.name), troff_line(verb.text));
    text += ".SH OPTIONS\n" + list(program.options);
    return text + sections + exit_codes + see_also(program, "lisiere");
}

std::string man_page(const DescribedProgram& program, const DescribedVerb& verb,
                     const std::string& written) {
    const auto [description, sections] = parts(written);
    const std::string page = "lisiere-" + verb.name;
    std::string text = title(program, page, 1);
    text += fmt::format(".SH NOM\n{} \\- {}\n", troff(page), troff(first_sentence(verb.text)));
    text += ".SH SYNOPSIS\n" + synopsis(verb);
    text += ".SH DESCRIPTION\nLa commande " + troff_line(verb.text) +
            (verb.text.ends_with('.') ? "\n" : ".\n") + description;
    if (!verb.arguments.empty()) text += ".SH ARGUMENTS\n" + list(verb.arguments);
    text += ".SH OPTIONS\n" + list(verb.options);
    text += ".PP\nCelles de\n.BR lisiere (1)\nvalent aussi :\n";
    text += list(verb.shared);
    return text + sections + exit_codes + see_also(program, page);
}

std::string man_page_of_file(const DescribedProgram& program, const std::string& name,
                             const std::string& written) {
    const std::size_t files = std::min(written.find(".SH FICHIERS"), written.size());
    return title(program, name, 5) + written.substr(0, files) + keys_sections() +
           written.substr(files) + see_also(program, name);
}

}  // namespace lisiere::cli
