// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// Numbers texts 0, 1, 2... in the order they come. Millions of look-ups a second: one probe in an
/// open table, keys in one buffer.
class IdTable {
  public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    /// The number of `id`, given now if it is new.
    std::uint32_t insert(std::string_view id) {
        if ((ends_.size() + 1) * 2 > slots_.size()) grow();
        std::uint32_t& slot = slots_[probe(id)];
        if (slot == none) {
            slot = static_cast<std::uint32_t>(ends_.size());
            keys_.append(id);
            ends_.push_back(keys_.size());
        }
        return slot;
    }
    std::uint32_t find(std::string_view id) const {
        return slots_.empty() ? none : slots_[probe(id)];
    }
    std::string_view operator[](std::uint32_t number) const {
        const std::size_t first = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(keys_).substr(first, ends_[number] - first);
    }
    std::size_t size() const { return ends_.size(); }

  private:
    static std::uint64_t hash(std::string_view id) {
        std::uint64_t mix = id.size();
        for (; id.size() >= 8; id.remove_prefix(8)) {
            std::uint64_t word = 0;
            std::memcpy(&word, id.data(), 8);
            mix = (mix ^ word) * 0x9E3779B97F4A7C15ULL;
            mix ^= mix >> 32U;
        }
        std::uint64_t word = 0;
        if (!id.empty()) std::memcpy(&word, id.data(), id.size());
        mix = (mix ^ word) * 0x9E3779B97F4A7C15ULL;
        return mix ^ (mix >> 29U);
    }
    std::size_t probe(std::string_view id) const {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = hash(id) & mask;; at = (at + 1) & mask)
            if (slots_[at] == none || (*this)[slots_[at]] == id) return at;
    }
    void grow() {
        slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), none);
        for (std::uint32_t number = 0; number < ends_.size(); ++number)
            slots_[probe((*this)[number])] = number;
    }

    std::string keys_;
    std::vector<std::size_t> ends_;
    std::vector<std::uint32_t> slots_;
};

}  // namespace lisiere::io
