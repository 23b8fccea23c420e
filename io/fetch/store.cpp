// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/fetch/durable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr auto marker = "lisiere-magasin";

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// The time that a file of that hash carries: any later writing gives it another.
timespec stamp(std::string_view sha256) {
    constexpr std::time_t year_2000 = 946'684'800;
    return {year_2000 +
                static_cast<std::time_t>(std::stoul(std::string(sha256.substr(0, 7)), nullptr, 16)),
            0};
}

bool put_stamp(const fs::path& file, std::string_view sha256) {
    const timespec times[2] = {stamp(sha256), stamp(sha256)};
    return ::utimensat(AT_FDCWD, file.c_str(), times, 0) == 0;
}

int open_lock(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0) durable::refuse_to_write(file);
    return handle;
}

/// A folder with nothing in it, or with nothing but a marker that a kill left half-written.
bool is_unmarked_beginning(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return false;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (!entry.path().filename().string().starts_with(marker)) return false;
    return true;
}

std::string text_of(const nlohmann::json& json, const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

nlohmann::json read_json(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return nlohmann::json::value_t::discarded;
    return nlohmann::json::parse(read_text(file), nullptr, false);
}

/// Days from one ISO date to another; nothing when one is none.
std::optional<long> days_between(const std::string& from, const std::string& to) {
    const auto days = [](const std::string& text) -> std::optional<std::chrono::sys_days> {
        int year = 0;
        unsigned month = 0;
        unsigned day = 0;
        if (std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return {};
        const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day)};
        if (!date.ok()) return {};
        return std::chrono::sys_days(date);
    };
    const auto a = days(from);
    const auto b = days(to);
    if (!a || !b) return {};
    return (*b - *a).count();
}

/// The bytes of a file, or of the files of a folder.
std::uintmax_t bytes_of(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return fs::file_size(path, error);
    std::uintmax_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path, error))
        if (entry.is_regular_file(error)) total += entry.file_size(error);
    return total;
}

}  // namespace

Store::Store(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    if (fs::exists(folder_, error) && !fs::exists(folder_ / marker, error)) {
        if (!is_unmarked_beginning(folder_))
            throw OutputError({folder_.string(), "un dossier qui n'est pas un magasin de sources",
                               "un dossier vide, absent, ou écrit par lisiere",
                               "donner un autre dossier"});
    }
    durable::make_folders(folder_);
    fs::permissions(folder_, fs::perms::owner_all, error);
    // The marker first: a kill leaves a folder that is still known for ours.
    if (!fs::exists(folder_ / marker, error)) durable::replace(folder_ / marker, "1\n");
    for (const char* part : {"sha256", "deballe", "index", "partiel"})
        durable::make_folders(folder_ / part);
    lock_ = open_lock(folder_ / "verrou");
    while (::flock(lock_, LOCK_SH) != 0)
        if (errno != EINTR) durable::refuse_to_write(folder_ / "verrou");
}

Store::~Store() {
    ::close(lock_);
}

fs::path Store::object(std::string_view sha256) const {
    return folder_ / "sha256" / sha256.substr(0, 2) / sha256;
}

fs::path Store::unpacked_folder(std::string_view sha256) const {
    return folder_ / "deballe" / sha256.substr(0, 2) / sha256;
}

std::optional<fs::path> Store::find(std::string_view sha256) const {
    if (!is_hash(sha256)) return {};
    const fs::path file = object(sha256);
    struct stat about {};
    if (::lstat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return {};
    const timespec expected = stamp(sha256);
    if (about.st_mtim.tv_sec == expected.tv_sec && about.st_mtim.tv_nsec == 0) return file;
    if (sha256_of(file) == sha256) {
        put_stamp(file, sha256);
        return file;
    }
    std::error_code error;
    fs::remove(file, error);
    return {};
}

fs::path Store::add(const fs::path& file, const std::string& sha256) {
    if (const auto there = find(sha256)) {
        std::error_code error;
        fs::remove(file, error);
        return *there;
    }
    const fs::path target = object(sha256);
    durable::make_folders(target.parent_path());
    if (::chmod(file.c_str(), 0444) != 0 || !put_stamp(file, sha256))
        durable::refuse_to_write(file);
    durable::sync(file);
    durable::move_into_place(file, target);
    return target;
}

std::optional<StoreRecord> Store::record(std::string_view url) const {
    const nlohmann::json json =
        read_json(folder_ / "index" / (sha256_of_text(std::string(url)) + ".json"));
    if (!json.is_object()) return {};
    StoreRecord record;
    record.url = text_of(json, "adresse");
    record.final_url = text_of(json, "adresse_finale");
    record.final_key = text_of(json, "cle_finale");
    record.etag = text_of(json, "etag");
    record.last_modified = text_of(json, "modifie");
    record.media_type = text_of(json, "type");
    record.sha256 = text_of(json, "sha256");
    record.date = text_of(json, "date");
    const auto bytes = json.find("octets");
    if (bytes != json.end() && bytes->is_number_unsigned())
        record.bytes = bytes->get<std::uintmax_t>();
    if (!is_hash(record.sha256)) return {};
    return record;
}

void Store::remember(std::string_view url, const StoreRecord& record) {
    const nlohmann::ordered_json json{{"adresse", record.url},
                                      {"adresse_finale", record.final_url},
                                      {"cle_finale", record.final_key},
                                      {"etag", record.etag},
                                      {"modifie", record.last_modified},
                                      {"type", record.media_type},
                                      {"sha256", record.sha256},
                                      {"octets", record.bytes},
                                      {"date", record.date}};
    // Headers are whatever a server sends: bytes that are not UTF-8 are replaced, not refused.
    durable::replace(folder_ / "index" / (sha256_of_text(std::string(url)) + ".json"),
                     json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

fs::path Store::staging(std::string_view hint) const {
    static std::atomic<unsigned> count{0};
    return folder_ / "partiel" / fmt::format("{}-{}-{}.tmp", hint, ::getpid(), ++count);
}

Store::Collected Store::collect(const std::set<std::string>& in_use, const std::string& date) {
    Collected done;
    // Only one process at a time exchanges its lock, so that none collects in the gap.
    const durable::Descriptor turn(open_lock(folder_ / "verrou.menage"));
    if (::flock(turn.get(), LOCK_EX | LOCK_NB) != 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::flock(lock_, LOCK_SH);
        done.busy = true;
        return done;
    }
    std::error_code error;
    const auto remove = [&](const fs::path& path) {
        done.bytes += bytes_of(path);
        if (fs::remove_all(path, error) > 0) ++done.files;
    };
    const auto names = [&](const fs::path& folder) {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(folder, error))
            found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        return found;
    };
    for (const char* part : {"sha256", "deballe"})
        for (const fs::path& group : names(folder_ / part)) {
            for (const fs::path& path : names(group)) {
                const std::string name = path.filename().string();
                if (is_hash(name) ? !in_use.contains(name) : name.ends_with(".tmp")) remove(path);
            }
            fs::remove(group, error);  // when it is empty
        }
    for (const fs::path& file : names(folder_ / "index")) {
        const std::string hash = text_of(read_json(file), "sha256");
        if (file.extension() == ".tmp" || (file.extension() == ".json" && !in_use.contains(hash)))
            remove(file);
    }
    for (const fs::path& file : names(folder_ / "partiel")) {
        fs::path about = file;
        const nlohmann::json json = read_json(about.replace_extension(".json"));
        const auto age = days_between(text_of(json, "date"), date);
        if (file.extension() == ".tmp" || !age || std::abs(*age) > 7) remove(file);
    }
    ::flock(lock_, LOCK_SH);
    return done;
}

}  // namespace lisiere::io
