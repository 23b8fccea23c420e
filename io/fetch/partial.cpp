// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/partial.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "io/base/files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

int open_file(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (handle < 0) durable::refuse_to_write(file);
    return handle;
}

std::optional<PartialAbout> read_about(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return {};
    const nlohmann::json json = nlohmann::json::parse(read_text(file), nullptr, false);
    if (!json.is_object()) return {};
    try {
        PartialAbout about;
        json.at("cle_finale").get_to(about.final_key);
        json.at("version").get_to(about.validator);
        json.at("encodage").get_to(about.encoding);
        json.at("total").get_to(about.total);
        json.at("date").get_to(about.date);
        return about;
    } catch (const nlohmann::json::exception&) {
        return {};
    }
}

/// Whether the file of that name is still the one that is open: another process may have moved it
/// into the store between opening and locking.
bool still_named(int handle, const fs::path& file) {
    struct stat open {};
    struct stat named {};
    return ::fstat(handle, &open) == 0 && ::lstat(file.c_str(), &named) == 0 &&
           open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

}  // namespace

Partial::Partial(const Store& store, std::string_view url) {
    const std::string key = sha256_of_text(std::string(url));
    file_ = store.folder() / "partiel" / (key + ".part");
    about_file_ = store.folder() / "partiel" / (key + ".json");
    handle_.emplace(open_file(file_));
    if (::flock(handle_->get(), LOCK_EX | LOCK_NB) != 0 || !still_named(handle_->get(), file_)) {
        shared_ = false;
        file_ = store.staging(key.substr(0, 16));
        handle_.emplace(open_file(file_));
        return;
    }
    struct stat status {};
    about_ = read_about(about_file_);
    if (::fstat(handle_->get(), &status) == 0) size_ = static_cast<std::uintmax_t>(status.st_size);
    // Whole and not yet under its hash (a kill in between), longer than announced, or of a version
    // that nobody named: not worth a question.
    if (!about_ || about_->validator.empty() || size_ == 0 ||
        (about_->total != 0 && size_ >= about_->total))
        discard();
    else if (::lseek(handle_->get(), 0, SEEK_END) < 0)
        durable::refuse_to_write(file_);
}

Partial::~Partial() {
    if (!handle_) return;
    std::error_code error;
    // What a later run can resume stays, and nothing else.
    if (!shared_ || size_ == 0 || !about_ || about_->validator.empty()) {
        fs::remove(file_, error);
        if (shared_) fs::remove(about_file_, error);
    }
}

void Partial::restart(const PartialAbout& about) {
    discard();
    about_ = about;
    if (!shared_ || about.validator.empty()) return;
    const nlohmann::json json{{"cle_finale", about.final_key},
                              {"version", about.validator},
                              {"encodage", about.encoding},
                              {"total", about.total},
                              {"date", about.date}};
    durable::replace(about_file_,
                     json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void Partial::append(std::span<const char> bytes) {
    try {
        durable::write_all(handle_->get(), bytes.data(), bytes.size(), file_);
    } catch (...) {
        // A full disk gets its room back.
        discard();
        throw;
    }
    size_ += bytes.size();
}

fs::path Partial::take(const Store& store) {
    const fs::path taken = store.staging("recu");
    durable::move_into_place(file_, taken);
    std::error_code error;
    if (shared_) fs::remove(about_file_, error);
    handle_.reset();
    return taken;
}

void Partial::discard() {
    if (::ftruncate(handle_->get(), 0) != 0 || ::lseek(handle_->get(), 0, SEEK_SET) < 0)
        durable::refuse_to_write(file_);
    size_ = 0;
    about_.reset();
    std::error_code error;
    if (shared_) fs::remove(about_file_, error);
}

}  // namespace lisiere::io
