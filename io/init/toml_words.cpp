// SPDX-License-Identifier: Apache-2.0
#include "io/init/toml_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lisiere::io::init {

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (byte < 0x20 || byte == 0x7F)
            out += fmt::format("\\u{:04X}", byte);
        else
            out += c;
    }
    return out + "\"";
}

std::string toml_list(const std::vector<std::string>& values) {
    return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return line;
}

std::string comment(std::string_view said) {
    const std::string text = one_line(said);
    constexpr std::size_t width = 118;
    std::string out;
    std::string line = "#";
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = text.find(' ', at);
        if (end == std::string::npos) end = text.size();
        const std::string word = text.substr(at, end - at);
        if (line.size() > 1 && line.size() + 1 + word.size() > width) {
            out += line + "\n";
            line = "#";
        }
        line += " " + word;
        at = end + 1;
    }
    return out + line + "\n";
}

std::string commented(const std::string& text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at);
        out += "# " + text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    return out;
}

}  // namespace lisiere::io::init
