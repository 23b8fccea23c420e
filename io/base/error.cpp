// SPDX-License-Identifier: Apache-2.0
#include "io/base/error.hpp"

namespace lisiere::io {

namespace {

/// What a file says may be as long as the file.
std::string clipped(const std::string& part) {
    constexpr std::size_t most = 4000;
    if (part.size() <= most) return part;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(part[end]) & 0xC0U) == 0x80U) --end;
    return part.substr(0, end) + "…";
}

}  // namespace

std::string to_text(const Trouble& trouble) {
    std::string text = clipped(trouble.where);
    const auto add = [&text](const char* label, const std::string& part) {
        if (part.empty()) return;
        if (!text.empty()) text += "\n  ";
        text += label;
        text += clipped(part);
    };
    add("trouvé : ", trouble.found);
    add("attendu : ", trouble.expected);
    add("à essayer : ", trouble.advice);
    return text;
}

}  // namespace lisiere::io
