// SPDX-License-Identifier: Apache-2.0
#include "io/cli/manual/completion.hpp"

#include <fmt/format.h>

namespace lisiere::cli {
namespace {

using Options = std::vector<DescribedOption>;

/// One line of a help text.
std::string in_one_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

std::string quoted_for_sh(const std::string& text) {
    return "'" + replaced(text, "'", "'\\''") + "'";
}

std::string quoted_for_fish(const std::string& text) {
    return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string names_of(const Options& options) {
    std::string text;
    for (const DescribedOption& option : options)
        for (const std::string& name : option.names) text += (text.empty() ? "" : " ") + name;
    return text;
}

/// What bash offers as a value.
std::string bash_offer(const DescribedOption& option) {
    switch (option.kind) {
        case ValueKind::configuration:
            return "_lisiere_files '!*.toml'";
        case ValueKind::folder:
            return "_lisiere_folders";
        case ValueKind::file:
            return "_lisiere_files";
        case ValueKind::word:
            return fmt::format("_lisiere_words '{}'", fmt::join(option.choices, " "));
        case ValueKind::none:
            break;
    }
    return ":";
}

/// `case` branches of the options that take a value; `verb`: "" for those of the program.
std::string bash_values(const std::string& verb, const Options& options) {
    std::string text;
    for (const DescribedOption& option : options) {
        if (option.kind == ValueKind::none) continue;
        std::string pattern;
        for (const std::string& name : option.names)
            pattern += fmt::format("{}'{} {}'", pattern.empty() ? "" : " | ", verb, name);
        text += fmt::format("        {}) {}; return ;;\n", pattern, bash_offer(option));
    }
    return text;
}

std::string bash_arguments(const DescribedVerb& verb) {
    std::string text;
    for (std::size_t i = 0; i < verb.arguments.size(); ++i)
        text +=
            fmt::format("        '{} {}') {} ;;\n", verb.name, i, bash_offer(verb.arguments[i]));
    if (!verb.arguments.empty() && verb.arguments.back().many)
        text +=
            fmt::format("        '{} '*) {} ;;\n", verb.name, bash_offer(verb.arguments.back()));
    return text;
}

std::string zsh_text(const std::string& text) {
    std::string escaped = replaced(in_one_line(text), "\\", "\\\\");
    for (const char* c : {"[", "]", ":"}) escaped = replaced(escaped, c, std::string("\\") + c);
    return escaped;
}

std::string zsh_action(const DescribedOption& option) {
    switch (option.kind) {
        case ValueKind::configuration:
            return "_files -g \"*.toml\"";
        case ValueKind::folder:
            return "_files -/";
        case ValueKind::file:
            return "_files";
        case ValueKind::word:
            if (!option.choices.empty()) return fmt::format("({})", fmt::join(option.choices, " "));
            break;
        case ValueKind::none:
            break;
    }
    return " ";
}

/// Specifications of `_arguments`, one a line.
std::string zsh_options(const Options& options, const std::string& indent) {
    std::string text;
    for (const DescribedOption& option : options)
        for (const std::string& name : option.names) {
            std::string spec = option.many ? "*" : "";
            if (!option.many && option.names.size() > 1)
                spec = fmt::format("({})", fmt::join(option.names, " "));
            spec += name + "[" + zsh_text(option.text) + "]";
            if (option.kind != ValueKind::none)
                spec += ":" + zsh_text(option.value) + ":" + zsh_action(option);
            text += " \\\n" + indent + quoted_for_sh(spec);
        }
    return text;
}

std::string fish_value(const DescribedOption& option) {
    switch (option.kind) {
        case ValueKind::none:
            return "";
        case ValueKind::configuration:
            return " -x -a '(__fish_complete_suffix .toml)'";
        case ValueKind::folder:
            return " -x -a '(__fish_complete_directories)'";
        case ValueKind::file:
            return " -r -F";
        case ValueKind::word:
            break;
    }
    return option.choices.empty() ? " -x"
                                  : fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
}

std::string fish_options(const std::string& condition, const Options& options) {
    std::string text;
    for (const DescribedOption& option : options) {
        text += "complete -c lisiere";
        if (!condition.empty()) text += " -n '" + condition + "'";
        for (const std::string& name : option.names)
            text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        text += fish_value(option) + " -d " + quoted_for_fish(in_one_line(option.text)) + "\n";
    }
    return text;
}

}  // namespace

std::string bash_completion(const DescribedProgram& program) {
    std::string verbs;
    std::string values = bash_values("", program.options);
    std::string arguments;
    std::string options;
    for (const DescribedVerb& verb : program.verbs) {
        verbs += (verbs.empty() ? "" : " ") + verb.name;
        values += bash_values(verb.name, verb.options);
        values += bash_values(verb.name, verb.shared);
        arguments += bash_arguments(verb);
        options += fmt::format("        {}) _lisiere_words '{} {}' ;;\n", verb.name,
                               names_of(verb.options), names_of(verb.shared));
    }
    // Options that take a value: the word after one is no argument.
    return fmt::format(
        R"(# bash completion of lisiere, written by the program itself (lisiere manuel)
_lisiere_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }}
_lisiere_folders() {{ compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$word"); }}
_lisiere_files() {{
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f ${{1:+-X "$1"}} -- "$word"; [ $# -eq 0 ] || compgen -d -- "$word")
}}
_lisiere_value() {{
    case "$1 $2" in
{values}        *) return 1 ;;
    esac
}}
_lisiere() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} verb= count=0 after= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; ++i)); do
        if [ -n "$after" ]; then after=; continue; fi
        case ${{COMP_WORDS[i]}} in
            -*) _lisiere_value "$verb" "${{COMP_WORDS[i]}}" 2>/dev/null && after=${{COMP_WORDS[i]}}; COMPREPLY=() ;;
            *) if [ -z "$verb" ]; then verb=${{COMP_WORDS[i]}}; else count=$((count + 1)); fi ;;
        esac
    done
    if [ -n "$after" ]; then _lisiere_value "$verb" "$after"; return; fi
    if [[ $word == -* ]]; then
        case $verb in
{options}        *) _lisiere_words '{program_options}' ;;
        esac
        return
    fi
    case "$verb $count" in
        ' 0') _lisiere_words '{verbs}' ;;
{arguments}    esac
}}
complete -F _lisiere lisiere
)",
        fmt::arg("values", values), fmt::arg("options", options),
        fmt::arg("program_options", names_of(program.options)), fmt::arg("verbs", verbs),
        fmt::arg("arguments", arguments));
}

std::string zsh_completion(const DescribedProgram& program) {
    std::string verbs;
    std::string cases;
    for (const DescribedVerb& verb : program.verbs) {
        verbs += "                " + quoted_for_sh(verb.name + ":" + zsh_text(verb.text)) + "\n";
        cases += fmt::format("                {})\n                    _arguments", verb.name);
        cases += zsh_options(verb.options, "                        ");
        cases += zsh_options(verb.shared, "                        ");
        for (const DescribedOption& argument : verb.arguments)
            cases +=
                " \\\n                        " +
                quoted_for_sh(fmt::format("{}:{}:{}", argument.many ? "*" : "",
                                          zsh_text(argument.names.front()), zsh_action(argument)));
        cases += " ;;\n";
    }
    return fmt::format(
        R"(#compdef lisiere
# zsh completion of lisiere, written by the program itself (lisiere manuel)
_lisiere() {{
    local context state line
    typeset -A opt_args
    local -a program verbs
    program=({options}
    )
    _arguments -C $program '1:commande:->verbe' '*::argument:->suite'
    case $state in
        verbe)
            verbs=(
{verbs}            )
            _describe -t verbs commande verbs ;;
        suite)
            case $words[1] in
{cases}            esac ;;
    esac
}}
_lisiere "$@"
)",
        fmt::arg("options", replaced(zsh_options(program.options, "        "), " \\\n", "\n")),
        fmt::arg("verbs", verbs), fmt::arg("cases", cases));
}

std::string fish_completion(const DescribedProgram& program) {
    std::string text =
        "# fish completion of lisiere, written by the program itself (lisiere manuel)\n"
        "complete -c lisiere -f\n";
    text += fish_options("", program.options);
    for (const DescribedVerb& verb : program.verbs) {
        text += fmt::format("complete -c lisiere -n __fish_use_subcommand -a {} -d {}\n", verb.name,
                            quoted_for_fish(in_one_line(verb.text)));
        const std::string condition = "__fish_seen_subcommand_from " + verb.name;
        text += fish_options(condition, verb.options);
        for (const DescribedOption& argument : verb.arguments) {
            if (argument.kind == ValueKind::word) continue;
            text += fmt::format(
                "complete -c lisiere -n '{}'{}\n", condition,
                argument.kind == ValueKind::configuration ? " -a '(__fish_complete_suffix .toml)'"
                : argument.kind == ValueKind::folder      ? " -a '(__fish_complete_directories)'"
                                                          : " -F");
        }
    }
    return text;
}

}  // namespace lisiere::cli
