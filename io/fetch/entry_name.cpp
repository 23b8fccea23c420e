// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/entry_name.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "io/base/encoding.hpp"

namespace lisiere::io {
namespace {

std::string from_cp850(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const auto length = static_cast<std::int32_t>(bytes.size());
    std::string out(bytes.size() * 4 + 1, '\0');
    const std::int32_t written =
        ucnv_convert("UTF-8", "ibm-850", out.data(), static_cast<std::int32_t>(out.size()),
                     bytes.data(), length, &status);
    if (U_FAILURE(status)) return cp1252_to_utf8(bytes);
    out.resize(static_cast<std::size_t>(written));
    return out;
}

/// How many letters of French, beyond ASCII, are in a text.
std::size_t french_letters(std::string_view text) {
    std::size_t count = 0;
    for (const std::string_view letter :
         {"à", "â", "ä", "ç", "é", "è", "ê", "ë", "î", "ï", "ô", "ö", "ù", "û", "ü", "À",
          "Â", "Ç", "É", "È", "Ê", "Ë", "Î", "Ï", "Ô", "Ù", "Û", "Ü", "œ", "Œ", "°", "’"})
        for (std::size_t at = text.find(letter); at != text.npos; at = text.find(letter, at + 1))
            ++count;
    return count;
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return low;
}

std::string_view archive_suffix(std::string_view name) {
    const std::string low = lower(name);
    for (const std::string_view suffix : {".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".txz",
                                          ".tbz", ".zip", ".7z", ".tar", ".gz", ".bz2", ".xz"})
        if (low.size() > suffix.size() && low.ends_with(suffix)) return suffix;
    return {};
}

}  // namespace

std::string entry_name_in_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    std::string dos = from_cp850(bytes);
    std::string windows = cp1252_to_utf8(bytes);
    return french_letters(windows) > french_letters(dos) ? windows : dos;
}

std::optional<std::string> safe_entry_path(std::string_view name, const ArchiveLimits& limits,
                                           std::string& why) {
    const auto refused = [&why](std::string reason) {
        why = std::move(reason);
        return std::nullopt;
    };
    std::string path(name);
    std::replace(path.begin(), path.end(), '\\', '/');
    if (path.empty()) return refused("un nom vide");
    if (path.size() > limits.longest_name)
        return refused(fmt::format("un nom de {} octets", path.size()));
    for (const unsigned char c : path)
        if (c < 0x20U || c == 0x7FU) return refused("un caractère de contrôle dans le nom");
    if (path.front() == '/') return refused("un chemin absolu");
    if (path.size() >= 2 && path[1] == ':' &&
        std::isalpha(static_cast<unsigned char>(path[0])) != 0)
        return refused("un chemin avec une lettre de lecteur");
    std::string clean;
    std::size_t depth = 0;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = std::string_view(path).substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == "..") return refused("un chemin qui sort du dossier (« .. »)");
        if (part.size() > 255) return refused(fmt::format("un nom de {} octets", part.size()));
        if (++depth > limits.deepest)
            return refused(fmt::format("plus de {} dossiers l'un dans l'autre", limits.deepest));
        if (!clean.empty()) clean += '/';
        clean += part;
    }
    return clean;
}

bool is_clutter(std::string_view path) {
    if (path == "__MACOSX" || path.starts_with("__MACOSX/")) return true;
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
    return name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini" ||
           name.starts_with("._");
}

bool called_archive(std::string_view name) {
    return !archive_suffix(name).empty();
}

std::string without_archive_suffix(std::string_view name) {
    const std::size_t slash = name.find_last_of('/');
    if (slash != name.npos) name.remove_prefix(slash + 1);
    name.remove_suffix(archive_suffix(name).size());
    return name.empty() ? "contenu" : std::string(name);
}

}  // namespace lisiere::io
