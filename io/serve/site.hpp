// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lisiere::io {

/// A folder as a web site. Nothing outside it is ever given: paths with `..`, hidden files and
/// links that lead out are as if they were not there.
class Site {
  public:
    /// The folder of an edition (its map opens first) or any folder with an index.html. InputError
    /// when there is no folder, or neither `carte/index.html` nor `index.html` in it.
    explicit Site(std::filesystem::path root);

    struct Answer {
        std::filesystem::path file;  ///< a regular file below the root
        std::string redirect;        ///< or the path of a folder, its final slash added
    };
    /// `path`: decoded, from the root ("/carte/style.json"); nothing: 404.
    std::optional<Answer> find(std::string_view path) const;

    /// Where a browser should go: "/carte/" or "/".
    const std::string& home() const { return home_; }

  private:
    std::filesystem::path root_;
    std::string home_;
};

/// By extension; what is not known is "application/octet-stream".
std::string_view media_type(const std::filesystem::path& file);

}  // namespace lisiere::io
