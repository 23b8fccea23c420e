// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "io/fetch/fetch.hpp"

/// What both kinds of sources, local and remote, end with. Private to io/fetch.
namespace lisiere::io {

/// What one fetch works with.
struct Job {
    const FetchRequest& request;
    Store& store;
    const FetchOptions& options;
    const Credentials& credentials;
    const Progress& progress;
    std::vector<std::string> secrets;  ///< of the credentials, for messages
    std::chrono::steady_clock::time_point deadline;
    mutable double told = 0;  ///< share of the download told so far: it never falls

    /// An address in a message or a record.
    std::string shown(std::string_view url) const { return without_secrets(url, secrets); }
    /// "gtfs_urbain (https://…)".
    std::string where(std::string_view url) const;
    void tell(const std::string& line) const {
        if (options.tell) options.tell(line);
    }
    std::string step() const { return "téléchargement de " + request.source; }
};

/// A file of `partiel/` that goes when nobody took it.
class Staged {
  public:
    explicit Staged(std::filesystem::path file) : file_(std::move(file)) {}
    ~Staged();
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;
    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
};

/// FetchError unless the file is of a kind asked for, whole as far as its format tells, and not
/// empty; its kind.
std::string require_content(const Job& job, const std::filesystem::path& file,
                            std::string_view url);
/// FetchError unless the hash is the one asked for.
void require_checksum(const Job& job, const std::string& sha256, std::string_view url);

/// Writes what is known of the address and completes `fetched` (its hash, bytes and headers are
/// given) with the outcome.
void settle(const Job& job, Fetched& fetched, const std::string& final_key);

}  // namespace lisiere::io
