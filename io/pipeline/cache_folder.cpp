// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/cache_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <system_error>

#include "engine/core/bytes.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view extension = ".memo";
constexpr std::string_view unfinished = ".partiel";
/// Before the bytes: the digest of what follows, and how much that is.
constexpr std::size_t head_bytes = 3 * sizeof(std::uint64_t);

Digest digest_of(std::span<const std::byte> bytes) {
    return Digester().bytes(bytes).digest();
}

std::optional<std::vector<std::byte>> whole_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in) return std::nullopt;
    const auto size = in.tellg();
    if (size < 0) return std::nullopt;
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(bytes.data()), size);
    if (!in) return std::nullopt;
    return bytes;
}

bool write_file(const fs::path& file, std::span<const std::byte> head,
                std::span<const std::byte> bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    for (const auto part : {head, bytes})
        out.write(reinterpret_cast<const char*>(part.data()),
                  static_cast<std::streamsize>(part.size()));
    out.close();
    return static_cast<bool>(out);
}

struct Entry {
    fs::file_time_type used;
    fs::path file;
    std::uintmax_t size = 0;
};

/// Every entry, the one asked for longest ago first. What other runs left unfinished a day ago is
/// swept away.
std::vector<Entry> entries_of(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code gone;
        Entry entry{it->last_write_time(gone), it->path(), it->file_size(gone)};
        if (gone) continue;
        if (entry.file.extension() == extension)
            entries.push_back(std::move(entry));
        else if (entry.file.extension() == unfinished && entry.used < yesterday)
            fs::remove(entry.file, gone);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.used != b.used ? a.used < b.used : a.file < b.file;
    });
    return entries;
}

}  // namespace

CacheFolder::CacheFolder(fs::path folder, Digest program, CacheOptions options)
    : folder_(std::move(folder)), program_(program), options_(options) {
    if (folder_.empty()) {
        problem_ = "ni XDG_CACHE_HOME ni HOME dans l'environnement";
        return;
    }
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error || ::access(folder_.c_str(), W_OK | X_OK) != 0) {
        problem_ = fmt::format("« {} » ne peut être écrit", folder_.string());
        return;
    }
    for (const Entry& entry : entries_of(folder_)) held_ += entry.size;
}

fs::path CacheFolder::file_of(const Digest& key) const {
    return folder_ / (Digester().add(program_).add(key).digest().text() + std::string(extension));
}

std::optional<std::vector<std::byte>> CacheFolder::find(const Digest& key) {
    if (!problem_.empty()) return std::nullopt;
    const fs::path file = file_of(key);
    auto bytes = whole_file(file);
    if (!bytes) return std::nullopt;
    Digest digest;
    std::uint64_t size = 0;
    const std::span<const std::byte> all(*bytes);
    ByteReader head(all.first(std::min(head_bytes, all.size())));
    head.get(digest.high);
    head.get(digest.low);
    head.get(size);
    if (!head.whole() || size != all.size() - head_bytes ||
        digest_of(all.subspan(head_bytes)) != digest)
        return std::nullopt;
    std::error_code ignored;
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
    bytes->erase(bytes->begin(), bytes->begin() + head_bytes);
    return bytes;
}

void CacheFolder::keep(const Digest& key, std::span<const std::byte> bytes) {
    if (!problem_.empty() || bytes.size() + head_bytes > options_.most_bytes) return;
    const Digest digest = digest_of(bytes);
    const std::vector<std::byte> head = ByteWriter()
                                            .put(digest.high)
                                            .put(digest.low)
                                            .put(static_cast<std::uint64_t>(bytes.size()))
                                            .take();
    const fs::path file = file_of(key);
    fs::path temporary = file;
    temporary.replace_extension(fmt::format("{}{}", ::getpid(), unfinished));
    std::error_code error;
    if (write_file(temporary, head, bytes)) fs::rename(temporary, file, error);
    if (fs::exists(temporary, error)) {  // a full disk
        fs::remove(temporary, error);
        return;
    }
    held_ += head_bytes + bytes.size();
    if (held_ > options_.most_bytes) make_room();
}

void CacheFolder::make_room() {
    const std::vector<Entry> entries = entries_of(folder_);
    held_ = 0;
    for (const Entry& entry : entries) held_ += entry.size;
    for (const Entry& entry : entries) {
        if (held_ <= options_.most_bytes / 4 * 3) return;
        std::error_code ignored;
        fs::remove(entry.file, ignored);
        held_ -= entry.size;
    }
}

fs::path cache_folder() {
    for (const auto& [variable, below] :
         {std::pair{"XDG_CACHE_HOME", ""}, std::pair{"HOME", ".cache"}}) {
        const char* value = std::getenv(variable);
        // The rule of XDG: a relative path is as good as none.
        if (value != nullptr && fs::path(value).is_absolute())
            return fs::path(value) / below / "lisiere";
    }
    return {};
}

Digest program_digest() {
    if (const auto program = whole_file("/proc/self/exe")) return digest_of(*program);
    return Digester().add(LISIERE_VERSION).digest();
}

}  // namespace lisiere::io
