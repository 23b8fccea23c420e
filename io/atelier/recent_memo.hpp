// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <vector>

#include "engine/core/memo.hpp"

namespace lisiere::io {

/// What was computed lately, in memory, before what runs have left on the disk: a change undone is
/// there at once, and what was drawn for a moment takes no room on the disk from what runs keep.
/// Past the bound, what was not asked for the longest goes first. `behind` must outlive it.
class RecentMemo : public Memo {
  public:
    /// DEFAULT: 256 MiB.
    explicit RecentMemo(Memo& behind, std::size_t most_bytes = std::size_t{256} << 20U);

    std::optional<std::vector<std::byte>> find(const Digest& key) override;
    void keep(const Digest& key, std::span<const std::byte> bytes) override;

  private:
    struct Entry {
        Digest key;
        std::vector<std::byte> bytes;
    };
    Memo* behind_;
    std::size_t most_bytes_;
    std::size_t held_ = 0;
    std::list<Entry> entries_;  ///< the latest asked for first
    std::map<Digest, std::list<Entry>::iterator> by_key_;
};

}  // namespace lisiere::io
