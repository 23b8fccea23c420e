// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

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

    void served(std::string_view step, bool taken) override {
        told.emplace_back(std::string(step) + (taken ? " : repris" : " : calculé"));
    }

    std::map<Digest, std::vector<std::byte>> entries;
    std::vector<std::string> told;
    int found = 0;
    int kept = 0;
};

}  // namespace lisiere::test
