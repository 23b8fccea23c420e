// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/core/memo.hpp"
#include "io/pipeline/served_steps.hpp"

namespace lisiere::io {

struct CacheOptions {
    std::uintmax_t most_bytes = std::uintmax_t{512} << 20;  ///< DEFAULT: 512 MiB of entries
};

/// Results of earlier runs, one file each, in a folder that may be deleted at any time.
/// - Nothing here fails: a folder that cannot be made or written keeps nothing (`problem` says
///   why), a file that is short, altered or of another program is not found.
/// - Entries are for the program that wrote them: `program` (a digest of its own bytes) goes into
///   every name, so that a change of code never meets what earlier code kept.
/// - Entries appear whole, by renaming; runs side by side do not disturb one another.
/// - Past the bound, the entries not asked for the longest go first, down to three quarters of it.
class CacheFolder : public Memo {
  public:
    CacheFolder(std::filesystem::path folder, Digest program, CacheOptions options = {});

    std::optional<std::vector<std::byte>> find(const Digest& key) override;
    void keep(const Digest& key, std::span<const std::byte> bytes) override;
    void served(std::string_view step, bool taken) override { steps_.add(step, taken); }

    /// Why nothing can be kept, in French; empty when it can.
    const std::string& problem() const { return problem_; }
    /// What was asked for since it was opened.
    const ServedSteps& steps() const { return steps_; }

  private:
    std::filesystem::path file_of(const Digest& key) const;
    void make_room();

    std::filesystem::path folder_;
    Digest program_;
    CacheOptions options_;
    std::uintmax_t held_ = 0;
    std::string problem_;
    ServedSteps steps_;
};

/// $XDG_CACHE_HOME/lisiere, else ~/.cache/lisiere; empty without either.
std::filesystem::path cache_folder();
/// Digest of the running program's file, else of its version.
Digest program_digest();

}  // namespace lisiere::io
