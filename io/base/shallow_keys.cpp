// SPDX-License-Identifier: Apache-2.0
#include "io/base/shallow_keys.hpp"

#include "engine/core/ascii.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t most_parts = 8;

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           c == '-' || c == '+';
}

/// From an opening quote to just after the closing one, or to the end of a line it may not pass.
std::size_t after_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string triple(3, quote);
    const bool many_lines = text.substr(at).starts_with(triple);
    at += many_lines ? 3 : 1;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (many_lines ? text.substr(at).starts_with(triple) : text[at] == quote) {
            return at + (many_lines ? 3 : 1);
        } else if (!many_lines && text[at] == '\n') {
            return at;
        }
    }
    return text.size();
}

}  // namespace

void require_shallow_keys(std::string_view toml, const std::string& file) {
    std::size_t line = 1;
    std::size_t counted = 0;  // where line numbers have been counted up to
    std::size_t parts = 0;    // joined by dots so far
    bool dotted = false;      // the last thing seen was a dot after a part
    for (std::size_t at = 0; at < toml.size();) {
        const char c = toml[at];
        if (c == '"' || c == '\'' || is_bare(c)) {
            parts = dotted ? parts + 1 : 1;
            dotted = false;
            if (c == '"' || c == '\'')
                at = after_string(toml, at);
            else
                while (at < toml.size() && is_bare(toml[at])) ++at;
            if (parts <= most_parts) continue;
            for (; counted < at; ++counted) line += toml[counted] == '\n' ? 1 : 0;
            throw ConfigError({file + ", ligne " + std::to_string(line),
                               "une clé de plus de " + std::to_string(most_parts) + " parties",
                               "une clé du format : [calcul] fenetre, sources.insee.titre…",
                               "retirer cette ligne"});
        }
        if (c == '#')
            while (at < toml.size() && toml[at] != '\n') ++at;
        else if (c == '.')
            dotted = parts > 0, ++at;
        else if (c == ' ' || c == '\t')
            ++at;
        else
            parts = 0, dotted = false, ++at;
    }
}

}  // namespace lisiere::io
