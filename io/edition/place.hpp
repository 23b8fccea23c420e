// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "io/edition/written_files.hpp"

namespace lisiere::io {

/// In an edition's folder: the scenarios compared with it, each an edition of its own.
inline constexpr const char* scenarios_folder = "scenarios";

/// Where an edition goes, once it is known that it may.
struct OutputPlace {
    std::filesystem::path shown;   ///< as it was asked for, absolute
    std::filesystem::path folder;  ///< where that leads: no links
    EditionKind kind = EditionKind::edition;
    WrittenToo written_too;  ///< DEFAULT: what the manifest lists, nothing else
};

/// Decides before anything is read or computed, and changes nothing.
/// - A link is followed: what it leads to is written, the link stays.
/// - ConfigError for what can never be right: nothing asked for, the root, the current folder or
///   one above it (it would be taken away from under the user), a folder of another kind (an
///   edition given to a scenario), a place where an input lies among our files, or that lies in an
///   input's folder, a name too long.
/// - OutputError for what stands in the way: a file, a link to nothing, a mount point (it cannot
///   change places with another folder) or one within, a folder that holds files and no manifest
///   of ours.
OutputPlace output_place(const std::filesystem::path& asked, EditionKind kind,
                         std::span<const std::filesystem::path> inputs = {});

/// OutputError when the folder holds files and no manifest of ours, ConfigError when it is of
/// another kind.
void refuse_other_contents(const std::filesystem::path& folder, EditionKind kind);

/// OutputError when a file system is mounted on the folder or below it.
void refuse_mounts(const std::filesystem::path& folder);

}  // namespace lisiere::io
