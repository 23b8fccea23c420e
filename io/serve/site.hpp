// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "io/serve/open_file.hpp"

namespace lisiere::io {

/// A folder as a web site. Nothing outside it is ever given: paths with `..`, hidden files and
/// links that lead out, or to what is hidden, are as if they were not there. The folder is looked
/// up by its name at every request: an edition published meanwhile, by an exchange of folders or of
/// the link that names it, is seen at once.
class Site {
  public:
    /// The folder of an edition (its map opens first) or any folder with an index.html. InputError
    /// when there is no folder, or neither `carte/index.html` nor `index.html` in it.
    explicit Site(const std::filesystem::path& root);

    struct Answer {
        std::filesystem::path name;  ///< of the file, from the root
        OpenFile file;               ///< a regular file, open
        OpenFile::About about;
        std::string redirect;  ///< or the path of a folder, its final slash added
    };
    /// `path`: decoded, from the root ("/carte/style.json"); nothing: 404.
    std::optional<Answer> find(std::string_view path) const;

    /// Is the folder there now? Not between the two moves of a publication that cannot exchange.
    bool is_there() const;

    /// Where a browser should go: "/carte/" or "/".
    const std::string& home() const { return home_; }

  private:
    std::optional<Answer> find_in(const OpenFile& root, std::string_view path) const;

    std::filesystem::path root_;  ///< absolute, links as they were given
    std::string home_;
};

/// By extension; what is not known is "application/octet-stream".
std::string_view media_type(const std::filesystem::path& file);

}  // namespace lisiere::io
