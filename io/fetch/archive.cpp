// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/archive.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>

#include "io/base/error.hpp"
#include "io/fetch/archive_reader.hpp"
#include "io/fetch/content_kind.hpp"
#include "io/fetch/durable.hpp"
#include "io/fetch/entry_name.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The paths that archives put into one folder; refuses a name twice, or as file and folder.
class Names {
  public:
    void add(const ArchiveReader& reader, const std::string& path, bool folder) {
        const auto [at, added] = kinds_.emplace(path, folder);
        if (!added && !(folder && at->second))
            reader.refuse(path, "un nom donné deux fois", "des noms différents",
                          "ne pas utiliser cette archive, et prévenir son éditeur");
        for (std::size_t slash = path.rfind('/'); slash != path.npos && slash > 0;
             slash = path.rfind('/', slash - 1)) {
            const auto [parent, made] = kinds_.emplace(path.substr(0, slash), true);
            if (!parent->second)
                reader.refuse(path, "un dossier du nom d'un fichier", "des noms différents",
                              "ne pas utiliser cette archive, et prévenir son éditeur");
            if (!made) break;
        }
    }

  private:
    std::map<std::string, bool> kinds_;  ///< whether it is a folder
};

/// A folder that goes, with all in it, unless it was kept.
class Scratch {
  public:
    explicit Scratch(fs::path folder) : folder_(std::move(folder)) {
        std::error_code error;
        fs::remove_all(folder_, error);
        durable::make_folders(folder_);
    }
    ~Scratch() {
        std::error_code error;
        if (!kept_) fs::remove_all(folder_, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& folder() const { return folder_; }
    void keep_as(const fs::path& target) {
        durable::move_into_place(folder_, target);
        kept_ = true;
    }

  private:
    fs::path folder_;
    bool kept_ = false;
};

class Unpacking {
  public:
    Unpacking(fs::path root, const ArchiveLimits& limits, const Progress& progress)
        : root_(std::move(root)), limits_(limits), progress_(progress) {}

    /// Everything of an archive, below `under` ("" or "a/b/").
    void add(const fs::path& file, const std::string& name, const std::string& under,
             unsigned nested) {
        std::vector<std::string> within;
        {
            ArchiveReader reader(file, name, limits_, use_);
            for (ArchiveReader::Entry entry; reader.next(entry);) {
                if (entry.path.empty()) continue;
                if (is_clutter(entry.path)) {
                    if (!entry.folder) skipped_.push_back(under + entry.path);
                    continue;
                }
                const std::string path = under + entry.path;
                names_.add(reader, path, entry.folder);
                folders_.insert(entry.folder ? root_ / path : (root_ / path).parent_path());
                durable_folders(entry.folder ? root_ / path : (root_ / path).parent_path());
                if (entry.folder) continue;
                write(reader, entry, root_ / path);
                if (nested > 0 && called_archive(path) && is_archive(root_ / path))
                    within.push_back(path);
                else
                    files_.push_back({path, fs::file_size(root_ / path)});
            }
        }
        for (const std::string& path : within) {
            const fs::path inner = root_ / (path + ".deballage");
            fs::rename(root_ / path, inner);
            add(inner, name + ", " + path, folder_for(path) + "/", nested - 1);
            fs::remove(inner);
        }
    }

    Unpacked finish(const fs::path& target) {
        for (const fs::path& folder : folders_) durable::sync(folder);
        std::sort(files_.begin(), files_.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        std::sort(skipped_.begin(), skipped_.end());
        return {target, std::move(files_), std::move(skipped_)};
    }

  private:
    static void durable_folders(const fs::path& folder) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) {
            errno = error.value();
            durable::refuse_to_write(folder);
        }
    }

    /// "a/x.zip" → "a/x", or "a/x.zip" where something of that name is already.
    std::string folder_for(const std::string& path) const {
        const std::size_t slash = path.rfind('/');
        const std::string parent = slash == path.npos ? "" : path.substr(0, slash + 1);
        const std::string plain = parent + without_archive_suffix(path);
        return fs::exists(root_ / plain) ? path : plain;
    }

    void write(ArchiveReader& reader, const ArchiveReader::Entry& entry, const fs::path& file) {
        const durable::Descriptor out(
            ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
        if (out.get() < 0) durable::refuse_to_write(file);
        reader.read(entry, [&](std::span<const char> bytes) {
            durable::write_all(out.get(), bytes.data(), bytes.size(), file);
            const auto size =
                static_cast<double>(std::max<std::uintmax_t>(1, reader.compressed_size()));
            shown_ = std::max(shown_,
                              std::min(1.0, static_cast<double>(reader.compressed_read()) / size));
            report(progress_, "déballage", shown_);
        });
        if (::fsync(out.get()) != 0 || ::fchmod(out.get(), 0444) != 0)
            durable::refuse_to_write(file);
    }

    fs::path root_;
    const ArchiveLimits& limits_;
    const Progress& progress_;
    ArchiveUse use_;
    Names names_;
    double shown_ = 0;
    std::set<fs::path> folders_;
    std::vector<ArchiveEntry> files_;
    std::vector<std::string> skipped_;
};

/// What a folder that `unpack` once made holds.
Unpacked listed(const fs::path& folder) {
    Unpacked unpacked;
    unpacked.folder = folder;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            unpacked.files.push_back(
                {entry.path().lexically_relative(folder).generic_string(), entry.file_size()});
    std::sort(unpacked.files.begin(), unpacked.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return unpacked;
}

}  // namespace

bool is_archive(const fs::path& file) {
    const std::string kind = content_kind(file);
    for (const char* known : {"zip", "7z", "tar", "gz", "bz2", "xz"})
        if (kind == known) return true;
    return false;
}

std::vector<ArchiveEntry> list_archive(const fs::path& archive, const std::string& name,
                                       const ArchiveLimits& limits) {
    ArchiveUse use;
    ArchiveReader reader(archive, name, limits, use);
    Names names;
    std::vector<ArchiveEntry> files;
    for (ArchiveReader::Entry entry; reader.next(entry);) {
        if (entry.path.empty() || is_clutter(entry.path)) continue;
        names.add(reader, entry.path, entry.folder);
        if (entry.folder) continue;
        if (!entry.bytes_known)
            reader.read(entry, [&](std::span<const char> bytes) { entry.bytes += bytes.size(); });
        files.push_back({entry.path, entry.bytes});
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

Unpacked unpack(const fs::path& archive, const std::string& name, const fs::path& folder,
                const ArchiveLimits& limits, const Progress& progress) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error)))
        throw OutputError({folder.string(), "un dossier qui existe déjà", "un nouveau dossier",
                           "donner un autre nom"});
    Scratch scratch(fmt::format("{}.{}.tmp", folder.string(), ::getpid()));
    Unpacking unpacking(scratch.folder(), limits, progress);
    unpacking.add(archive, name, "", limits.nested);
    Unpacked unpacked = unpacking.finish(folder);
    if (unpacked.files.empty())
        throw InputError(
            {name, "une archive vide", "au moins un fichier", "télécharger à nouveau"});
    scratch.keep_as(folder);
    return unpacked;
}

Unpacked unpack_once(Store& store, const std::string& sha256, const std::string& name,
                     const ArchiveLimits& limits, const Progress& progress) {
    const fs::path folder = store.unpacked_folder(sha256);
    std::error_code error;
    if (fs::is_directory(folder, error)) return listed(folder);
    const auto file = store.find(sha256);
    if (!file)
        throw InputError({name, "un fichier qui n'est plus dans le magasin",
                          "un fichier téléchargé", "relancer le téléchargement"});
    durable::make_folders(folder.parent_path());
    try {
        return unpack(*file, name, folder, limits, progress);
    } catch (const OutputError&) {
        // Another process unpacked the same bytes meanwhile.
        if (fs::is_directory(folder, error)) return listed(folder);
        throw;
    }
}

}  // namespace lisiere::io
