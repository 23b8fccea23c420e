// SPDX-License-Identifier: Apache-2.0
#include "io/base/error.hpp"

namespace lisiere::io {

std::string to_text(const Trouble& trouble) {
    std::string text = trouble.where;
    const auto add = [&text](const char* label, const std::string& part) {
        if (part.empty()) return;
        if (!text.empty()) text += "\n  ";
        text += label;
        text += part;
    };
    add("trouvé : ", trouble.found);
    add("attendu : ", trouble.expected);
    add("à essayer : ", trouble.advice);
    return text;
}

}  // namespace lisiere::io
