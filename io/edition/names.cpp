// SPDX-License-Identifier: Apache-2.0
#include "io/edition/names.hpp"

#include <climits>

#include "io/base/files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The first bytes of a text, not cut within a character of UTF-8.
std::string first_bytes(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

}  // namespace

fs::path hidden_sibling(const fs::path& of, const std::string& suffix) {
    const std::string name = of.filename().string();
    const std::string whole = "." + name + suffix;
    return of.parent_path() /
           (whole.size() <= NAME_MAX ? whole : "." + sha256_of_text(name) + suffix);
}

fs::path kept_name(const fs::path& name, int time) {
    const std::string number = time == 1 ? "" : " " + std::to_string(time);
    const std::string tail = " (enregistré" + number + ")" + name.extension().string();
    const std::string stem = name.stem().string();
    const std::string file =
        tail.size() < NAME_MAX ? first_bytes(stem, NAME_MAX - tail.size()) + tail : tail;
    return name.parent_path() / file;
}

}  // namespace lisiere::io
