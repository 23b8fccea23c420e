// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/fetch/store.hpp"

namespace lisiere::io {

/// How far an archive is followed.
struct ArchiveLimits {
    std::uintmax_t most_bytes = 32ULL << 30U;  ///< DEFAULT: 32 GiB unpacked, nested ones included
    std::size_t most_entries = 20'000;         ///< DEFAULT: files and folders
    /// DEFAULT: 200 times the bytes of the archive, once above 64 MiB (deflate's own limit is
    /// 1032).
    double most_ratio = 200;
    std::size_t deepest = 16;         ///< DEFAULT: folders within folders
    std::size_t longest_name = 1024;  ///< DEFAULT: bytes of a path; 255 for each of its parts
    unsigned nested = 1;              ///< DEFAULT: archives within are unpacked, theirs are not
};

/// A file of an archive.
struct ArchiveEntry {
    std::string path;  ///< UTF-8, "/" between parts, from the root of the archive
    std::uintmax_t bytes = 0;
};

/// What unpacking wrote.
struct Unpacked {
    std::filesystem::path folder;
    std::vector<ArchiveEntry> files;   ///< by path
    std::vector<std::string> skipped;  ///< what systems add of themselves (__MACOSX, .DS_Store)
};

/// Whether the file's bytes start as an archive or a compressed file that `unpack` knows: zip, 7z,
/// tar, gz, bz2, xz, and tar in these.
bool is_archive(const std::filesystem::path& file);

/// The files of an archive, without writing any. Same refusals as `unpack`.
/// Cost: the list of a zip or 7z; the whole of a compressed tar.
std::vector<ArchiveEntry> list_archive(const std::filesystem::path& archive,
                                       const std::string& name, const ArchiveLimits& limits = {});

/// Unpacks into `folder`, which must not be there; it appears whole, synced, in one rename, or not
/// at all. `name` stands for the archive in messages ("contours.7z"; a file of the store has none).
/// - A single compressed file ("x.csv.gz") becomes a folder with that file ("x.csv").
/// - An archive within is unpacked into a folder of its name, `nested` deep; office documents and
///   what is not called an archive (.xlsx, .gpkg) stay files.
/// - Names: UTF-8 where the archive says so, else UTF-8 if they are, else the old French code pages
///   (CP850, Windows-1252) by which reading gives letters. "\" is "/".
/// - InputError names the archive and the entry: cut or damaged; encrypted; a path out of the
///   folder ("..", absolute, drive); a link or device; a name twice, empty, too long, with control
///   characters; too many, too large, too deep, too compressed. Nothing is left then.
/// OutputError when the disk refuses. Files have no executable bit and the time of unpacking.
Unpacked unpack(const std::filesystem::path& archive, const std::string& name,
                const std::filesystem::path& folder, const ArchiveLimits& limits = {},
                const Progress& progress = {});

/// `unpack` of a file of the store, once: a later call with the same content only lists the folder.
Unpacked unpack_once(Store& store, const std::string& sha256, const std::string& name,
                     const ArchiveLimits& limits = {}, const Progress& progress = {});

}  // namespace lisiere::io
