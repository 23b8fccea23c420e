// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "io/report/manifest.hpp"

namespace lisiere::io {

/// Is this file or folder, relative to an edition's folder, one that another of our verbs wrote
/// there (the maps of scenarios)? A folder that is stands for all that is in it.
using WrittenToo = std::function<bool(const std::filesystem::path& edition,
                                      const std::filesystem::path& relative)>;

/// What an edition wrote, by its manifest: the rest of its folder is its user's.
class WrittenFiles {
  public:
    enum class State {
        foreign,  ///< not of the manifest: a user's own
        intact,   ///< byte for byte as it was written
        opened,   ///< a database with other bytes that holds what it held
        emptied,  ///< cut to nothing: a broken copy or a full disk, nothing of a user's
        altered   ///< a user's by now
    };

    /// nullopt: nothing in the folder is ours.
    explicit WrittenFiles(const std::optional<EarlierEdition>& edition);

    /// `relative`: to the edition's folder. Reads the file when its size does not tell.
    State state(const std::filesystem::path& folder, const std::filesystem::path& relative) const;
    bool lists(const std::filesystem::path& relative) const;
    /// A listed file lies below it.
    bool is_folder(const std::filesystem::path& relative) const;
    /// Beside a listed database (`lisiere.gpkg-wal`): that database's path.
    std::optional<std::filesystem::path> database_of(const std::filesystem::path& relative) const;

  private:
    std::map<std::string, HashedFile> files_;
    std::set<std::string> folders_;
};

}  // namespace lisiere::io
