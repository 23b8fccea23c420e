// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/territory_folder.hpp"

#include "engine/core/ascii.hpp"
#include "io/base/file_names.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The default folder as it was: every byte that is no ASCII letter nor digit parts two words.
std::string former_folder(const std::string& name) {
    std::string out;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || is_digit(c))
            out += c;
        else if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

}  // namespace

fs::path territory_folder(const RunConfig& config) {
    const fs::path now = fs::path("out") / config.slug;
    if (config.slug != folder_name(config.name, "territoire")) return now;  // asked for
    const std::string former = former_folder(config.name);
    if (former.empty() || former == config.slug) return now;
    std::error_code error;
    const fs::path earlier = fs::path("out") / former;
    const bool stays =
        fs::exists(earlier / "manifeste.json", error) && !fs::exists(now / "manifeste.json", error);
    return stays ? earlier : now;
}

}  // namespace lisiere::io
