// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// The files of one GTFS feed, wherever they are: a zip (also in a sub-folder of it), a folder, or
/// memory. Not to be read from two threads at once.
class FeedFiles {
  public:
    /// InputError when there is no such path, or when the zip is truncated or not a zip.
    static FeedFiles open(const std::filesystem::path& path);
    /// Every network of a path, by name: the folders of a zip or of a folder that hold a trips.txt
    /// or a stop_times.txt, and the zips of a folder; `open(path)` alone where that is one or none.
    static std::vector<FeedFiles> open_all(const std::filesystem::path& path);
    static FeedFiles in_memory(std::string name, std::map<std::string, std::string> files);

    /// The whole text of "stops.txt"; nullopt when the feed has no such file. InputError when it is
    /// damaged.
    std::optional<std::string> text(std::string_view file) const;
    bool has(std::string_view file) const;
    /// Every file, ascending, without its folders.
    std::vector<std::string> names() const;
    /// How messages call the feed: the file or folder name.
    const std::string& name() const { return name_; }

    class Source;

  private:
    FeedFiles(std::string name, std::shared_ptr<const Source> source)
        : name_(std::move(name)), source_(std::move(source)) {}
    std::string name_;
    std::shared_ptr<const Source> source_;
};

}  // namespace lisiere::io
