// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/feed_files.hpp"

#include <zip.h>

#include <algorithm>
#include <set>
#include <vector>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/zip_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

class FeedFiles::Source {
  public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;
    virtual std::optional<std::string> text(std::string_view file) const = 0;
    virtual bool has(std::string_view file) const = 0;
    virtual std::vector<std::string> names() const = 0;
};

namespace {

class MemorySource : public FeedFiles::Source {
  public:
    explicit MemorySource(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    std::optional<std::string> text(std::string_view file) const override {
        const auto found = files_.find(std::string(file));
        return found == files_.end() ? std::nullopt : std::optional(found->second);
    }
    bool has(std::string_view file) const override { return files_.contains(std::string(file)); }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& [name, text] : files_) names.push_back(name);
        return names;
    }

  private:
    std::map<std::string, std::string> files_;
};

class FolderSource : public FeedFiles::Source {
  public:
    explicit FolderSource(fs::path folder) : folder_(std::move(folder)) {}
    std::optional<std::string> text(std::string_view file) const override {
        return has(file) ? std::optional(read_text(folder_ / file)) : std::nullopt;
    }
    bool has(std::string_view file) const override { return fs::is_regular_file(folder_ / file); }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder_))
            if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
        return names;
    }

  private:
    fs::path folder_;
};

bool tells_a_network(const std::string& file) {
    return file == "trips.txt" || file == "stop_times.txt";
}

class ZipSource : public FeedFiles::Source {
  public:
    /// `folder`: only what lies in that folder of the archive.
    explicit ZipSource(const fs::path& path, const fs::path& folder = {}) : path_(path) {
        int code = 0;
        zip_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
        if (!zip_) {
            zip_error_t error;
            zip_error_init_with_code(&error, code);
            const std::string text = zip_error_strerror(&error);
            zip_error_fini(&error);
            throw InputError({path.string(), "archive zip illisible ou tronquée (" + text + ")",
                              "un zip GTFS entier", "télécharger le fichier de nouveau"});
        }
        const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
        for (zip_int64_t at = 0; at < count; ++at) {
            const char* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(at), 0);
            if (name == nullptr) continue;
            const fs::path entry = name;
            // Archives made on macOS carry a shadow of every file.
            if (entry.string().starts_with("__MACOSX")) continue;
            if (!folder.empty() && entry.parent_path() != folder) continue;
            if (tells_a_network(entry.filename().string())) networks_.insert(entry.parent_path());
            entries_.push_back(
                {entry.filename().string(), std::distance(entry.begin(), entry.end()), at});
        }
        // The least deep file of a name wins.
        std::stable_sort(entries_.begin(), entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.depth < b.depth; });
    }

    /// Its folders that each hold a network.
    const std::set<fs::path>& networks() const { return networks_; }

    bool has(std::string_view file) const override { return find(file) != nullptr; }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const Entry& entry : entries_) names.push_back(entry.name);
        return names;
    }

    std::optional<std::string> text(std::string_view file) const override {
        const Entry* entry = find(file);
        if (entry == nullptr) return std::nullopt;
        const auto at = static_cast<zip_uint64_t>(entry->at);
        zip_stat_t stat;
        zip_stat_init(&stat);
        zip_file_t* opened = zip_stat_index(zip_.get(), at, 0, &stat) == 0
                                 ? zip_fopen_index(zip_.get(), at, 0)
                                 : nullptr;
        if (opened == nullptr) fail(file, zip_strerror(zip_.get()));
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> input(opened, zip_fclose);
        std::string text;
        std::size_t size = 0;
        const std::uintmax_t most = most_unpacked(stat.comp_size);
        // The declared size is a hint only: a damaged archive may announce anything.
        text.resize(static_cast<std::size_t>(std::min<zip_uint64_t>(stat.size, 1U << 24U)) + 1);
        for (;;) {
            if (size > most) fail(file, "plus de " + std::to_string(most) + " octets dépliés");
            if (size == text.size()) text.resize(2 * size);
            const zip_int64_t read = zip_fread(input.get(), text.data() + size, text.size() - size);
            if (read < 0) fail(file, zip_file_strerror(input.get()));
            if (read == 0) break;
            size += static_cast<std::size_t>(read);
        }
        text.resize(size);
        return text;
    }

  private:
    struct Entry {
        std::string name;
        std::ptrdiff_t depth = 0;
        zip_int64_t at = 0;
    };
    const Entry* find(std::string_view file) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(),
                                        [&](const Entry& entry) { return entry.name == file; });
        return found == entries_.end() ? nullptr : &*found;
    }
    [[noreturn]] void fail(std::string_view file, const std::string& why) const {
        throw InputError({path_.string() + ", " + std::string(file),
                          "fichier endommagé dans l'archive (" + why + ")", "un zip GTFS entier",
                          "télécharger le fichier de nouveau"});
    }

    fs::path path_;
    std::unique_ptr<zip_t, void (*)(zip_t*)> zip_{nullptr, zip_discard};
    std::vector<Entry> entries_;
    std::set<fs::path> networks_;
};

std::string name_of(const fs::path& path) {
    return path.filename().empty() ? path.parent_path().filename().string()
                                   : path.filename().string();
}

/// The folders below one, itself included, that each hold a network, and the zips in it.
std::vector<fs::path> networks_below(const fs::path& folder) {
    constexpr int deepest = 3;
    std::set<fs::path> found;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        if (it.depth() >= deepest) it.disable_recursion_pending();
        const fs::path& path = it->path();
        if (!it->is_regular_file(error)) continue;
        if (tells_a_network(path.filename().string())) found.insert(path.parent_path());
        if (it.depth() == 0 && path.extension() == ".zip") found.insert(path);
    }
    // A folder that is a feed itself is that feed: what lies below is its own affair.
    if (found.contains(folder)) return {folder};
    return {found.begin(), found.end()};
}

}  // namespace

FeedFiles FeedFiles::open(const fs::path& path) {
    if (fs::is_directory(path)) return {name_of(path), std::make_shared<FolderSource>(path)};
    if (!fs::exists(path))
        throw InputError(
            {path.string(), "fichier absent", "un zip ou un dossier GTFS", "vérifier le chemin"});
    require_no_device(path, path.string());
    require_sane_zip(path, path.string());
    return {name_of(path), std::make_shared<ZipSource>(path)};
}

std::vector<FeedFiles> FeedFiles::open_all(const fs::path& path) {
    std::vector<FeedFiles> feeds;
    if (fs::is_directory(path)) {
        const fs::path folder = path.filename().empty() ? path.parent_path() : path;
        const std::vector<fs::path> networks = networks_below(folder);
        if (networks.empty() || networks.front() == folder) return {open(path)};
        for (const fs::path& network : networks) {
            feeds.push_back(open(network));
            feeds.back().name_ =
                name_of(path) + "/" + network.lexically_relative(folder).generic_string();
        }
        return feeds;
    }
    if (!fs::exists(path)) return {open(path)};
    require_no_device(path, path.string());
    require_sane_zip(path, path.string());
    const auto whole = std::make_shared<ZipSource>(path);
    if (whole->networks().size() < 2) {
        feeds.push_back(FeedFiles(name_of(path), whole));
        return feeds;
    }
    for (const fs::path& folder : whole->networks())
        feeds.push_back(
            FeedFiles(name_of(path) + (folder.empty() ? "" : "/" + folder.generic_string()),
                      std::make_shared<ZipSource>(path, folder)));
    return feeds;
}

FeedFiles FeedFiles::in_memory(std::string name, std::map<std::string, std::string> files) {
    return {std::move(name), std::make_shared<MemorySource>(std::move(files))};
}

std::optional<std::string> FeedFiles::text(std::string_view file) const {
    return source_->text(file);
}
bool FeedFiles::has(std::string_view file) const {
    return source_->has(file);
}
std::vector<std::string> FeedFiles::names() const {
    std::vector<std::string> names = source_->names();
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace lisiere::io
