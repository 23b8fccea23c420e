// SPDX-License-Identifier: Apache-2.0
#include "io/serve/site.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The folder by its name, not by what it is now: "." in a folder that is then exchanged would be
/// the earlier edition for ever. A shell knows by which links it was entered.
fs::path named(const fs::path& root) {
    if (root.is_absolute()) return root;
    std::error_code error;
    const char* entered = std::getenv("PWD");
    const bool known = entered != nullptr && fs::path(entered).is_absolute() &&
                       fs::equivalent(entered, ".", error) && !error;
    return (known ? fs::path(entered) : fs::current_path()) /
           root;  // ".." is the system's to follow
}

/// Is `file` below `root`, and no folder or file on the way to it hidden?
bool is_shown(const fs::path& root, const fs::path& file) {
    auto [above, part] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    return above == root.end() && std::none_of(part, file.end(), [](const fs::path& one) {
               return one.native().starts_with('.');
           });
}

}  // namespace

Site::Site(const fs::path& root) : root_(named(root)) {
    std::error_code error;
    if (!fs::is_directory(root_, error))
        throw InputError({root.string(), "aucun dossier de ce nom", "le dossier d'une édition",
                          "donner le dossier que lisiere run a écrit"});
    if (fs::is_regular_file(root_ / "carte" / "index.html", error))
        home_ = "/carte/";
    else if (fs::is_regular_file(root_ / "index.html", error))
        home_ = "/";
    else
        throw InputError({root.string(), "aucune carte web (ni carte/index.html, ni index.html)",
                          "le dossier d'une édition",
                          "donner le dossier que lisiere run a écrit, ou refaire l'édition avec un "
                          "programme compilé avec npm"});
}

bool Site::is_there() const {
    return OpenFile::folder(root_).is_open();
}

std::optional<Site::Answer> Site::find(std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    if (path == "/" && home_ != "/") return Answer{{}, {}, {}, home_};
    // Of an edition that is exchanged at this very moment the next one is asked.
    constexpr int tries = 3;
    for (int i = 0; i < tries; ++i) {
        const OpenFile root = OpenFile::folder(root_);
        const auto before = root.place();
        std::optional<Answer> answer = find_in(root, path);
        if (before && root.place() == before) return answer;
    }
    return std::nullopt;
}

std::optional<Site::Answer> Site::find_in(const OpenFile& root, std::string_view path) const {
    fs::path name;
    std::size_t at = 1;
    while (at < path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        // A name that starts with a dot is hidden, `.` or `..`: none of them is published.
        if (part.empty() || part.front() == '.' || part.find('\\') != std::string_view::npos)
            return std::nullopt;
        name /= part;
        at = end + 1;
    }
    Answer answer;
    answer.file = root.below(name.empty() ? "." : name);
    auto about = answer.file.about();
    if (about && about->folder) {
        if (!path.ends_with('/')) {
            answer.redirect = std::string(path) + '/';
        } else {
            name /= "index.html";
            answer.file = answer.file.below("index.html");
            about = answer.file.about();
        }
    } else if (path.ends_with('/')) {
        return std::nullopt;
    }
    if (!about || (!about->regular && answer.redirect.empty())) return std::nullopt;
    const auto folder = root.place();
    const auto place = answer.file.place();
    if (!folder || !place || !is_shown(*folder, *place)) return std::nullopt;
    answer.name = std::move(name);
    answer.about = std::move(*about);
    return answer;
}

std::string_view media_type(const fs::path& file) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".geojson", "application/geo+json"},
        {".pmtiles", "application/vnd.pmtiles"},
        {".gpkg", "application/geopackage+sqlite3"},
        {".csv", "text/csv; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".png", "image/png"},
        {".svg", "image/svg+xml"},
        {".zip", "application/zip"},
        {".xml", "application/xml"},
    }};
    const std::string extension = file.extension().string();
    for (const auto& [known, type] : types)
        if (extension == known) return type;
    return "application/octet-stream";
}

}  // namespace lisiere::io
