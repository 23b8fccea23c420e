// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "io/fetch/durable.hpp"
#include "io/fetch/store.hpp"

/// A download under way. Private to io/fetch.
namespace lisiere::io {

/// Which version of which address the bytes on disk belong to.
struct PartialAbout {
    std::string final_key;     ///< SHA-256 of the address that sent them
    std::string validator;     ///< a strong ETag, else Last-Modified; "": cannot be resumed
    std::string encoding;      ///< Content-Encoding
    std::uintmax_t total = 0;  ///< of the whole body; 0: not told
    std::string date;          ///< of the run
};

/// The bytes of an address that came so far. One process at a time resumes them; another one
/// downloads into a file of its own, which does not outlive it.
class Partial {
  public:
    Partial(const Store& store, std::string_view url);
    ~Partial();
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;

    std::uintmax_t size() const { return size_; }
    /// What the bytes are; nullopt when there are none that could be resumed.
    const std::optional<PartialAbout>& about() const { return about_; }

    /// Forgets all bytes; those that come are of this version.
    void restart(const PartialAbout& about);
    void append(std::span<const char> bytes);
    /// Forgets all bytes and the version.
    void discard();
    /// Hands the bytes over as a file of `partiel/` that is the caller's; nothing is left to
    /// resume.
    std::filesystem::path take(const Store& store);

  private:
    std::filesystem::path file_, about_file_;
    std::optional<durable::Descriptor> handle_;
    bool shared_ = true;  ///< to be found by a later run
    std::uintmax_t size_ = 0;
    std::optional<PartialAbout> about_;
};

}  // namespace lisiere::io
