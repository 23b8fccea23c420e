// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "engine/core/memo.hpp"

namespace lisiere::test {

/// Keeps everything, in memory, and counts.
class MemoryMemo : public Memo {
  public:
    std::optional<std::vector<std::byte>> find(const Digest& key) override {
        const auto entry = entries.find(key);
        if (entry == entries.end()) return std::nullopt;
        ++found;
        return entry->second;
    }
    void keep(const Digest& key, std::span<const std::byte> bytes) override {
        ++kept;
        entries[key].assign(bytes.begin(), bytes.end());
    }

    std::map<Digest, std::vector<std::byte>> entries;
    int found = 0;
    int kept = 0;
};

}  // namespace lisiere::test
