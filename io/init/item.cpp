// SPDX-License-Identifier: Apache-2.0
#include "io/init/item.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lisiere::io::init {

std::string Item::column(const std::string& field) const {
    if (!fit) return {};
    const auto found = fit->columns.find(field);
    return found == fit->columns.end() ? std::string() : layer.info.columns[found->second].name;
}

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

}  // namespace lisiere::io::init
