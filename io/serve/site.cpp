// SPDX-License-Identifier: Apache-2.0
#include "io/serve/site.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// Is `file`, links followed, inside `root`, links followed?
bool is_inside(const fs::path& root, const fs::path& file) {
    std::error_code error;
    const fs::path base = fs::canonical(root, error);
    if (error) return false;
    const fs::path real = fs::canonical(file, error);
    if (error) return false;
    const auto [at, end] = std::mismatch(base.begin(), base.end(), real.begin(), real.end());
    (void)end;
    return at == base.end();
}

}  // namespace

Site::Site(fs::path root) : root_(std::move(root)) {
    std::error_code error;
    if (!fs::is_directory(root_, error))
        throw InputError({root_.string(), "aucun dossier de ce nom", "le dossier d'une édition",
                          "donner le dossier que lisiere run a écrit"});
    if (fs::is_regular_file(root_ / "carte" / "index.html", error))
        home_ = "/carte/";
    else if (fs::is_regular_file(root_ / "index.html", error))
        home_ = "/";
    else
        throw InputError({root_.string(), "aucune carte web (ni carte/index.html, ni index.html)",
                          "le dossier d'une édition",
                          "donner le dossier que lisiere run a écrit, ou refaire l'édition avec un "
                          "programme compilé avec npm"});
}

std::optional<Site::Answer> Site::find(std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    if (path == "/" && home_ != "/") return Answer{{}, home_};
    fs::path file = root_;
    std::size_t at = 1;
    while (at < path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        // A name that starts with a dot is hidden, `.` or `..`: none of them is published.
        if (part.empty() || part.front() == '.' || part.find('\\') != std::string_view::npos)
            return std::nullopt;
        file /= part;
        at = end + 1;
    }
    if (!is_inside(root_, file)) return std::nullopt;
    std::error_code error;
    if (fs::is_directory(file, error)) {
        if (!path.ends_with('/')) return Answer{{}, std::string(path) + '/'};
        file /= "index.html";
        if (!is_inside(root_, file)) return std::nullopt;
    } else if (path.ends_with('/')) {
        return std::nullopt;
    }
    if (!fs::is_regular_file(file, error)) return std::nullopt;
    return Answer{file, {}};
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
