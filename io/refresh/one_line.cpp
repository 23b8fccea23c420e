// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/one_line.hpp"

namespace lisiere::io {

std::string on_one_line(const Trouble& trouble) {
    std::string line;
    const auto add = [&line](const std::string& before, const std::string& part) {
        if (part.empty()) return;
        if (!line.empty()) line += " ; ";
        line += before;
        for (const char c : part) {
            const bool blank = c == '\n' || c == ' ';
            if (!blank)
                line += c;
            else if (!line.empty() && line.back() != ' ')
                line += ' ';
        }
    };
    add("", trouble.where);
    add("trouvé ", trouble.found);
    add("attendu ", trouble.expected);
    add("", trouble.advice);
    return line;
}

}  // namespace lisiere::io
