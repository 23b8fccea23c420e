// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/recent_memo.hpp"

namespace lisiere::io {

RecentMemo::RecentMemo(Memo& behind, std::size_t most_bytes)
    : behind_(&behind), most_bytes_(most_bytes) {}

std::optional<std::vector<std::byte>> RecentMemo::find(const Digest& key) {
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        entries_.splice(entries_.begin(), entries_, known->second);
        return known->second->bytes;
    }
    auto bytes = behind_->find(key);
    if (bytes) keep(key, *bytes);
    return bytes;
}

void RecentMemo::keep(const Digest& key, std::span<const std::byte> bytes) {
    if (bytes.size() > most_bytes_ || by_key_.contains(key)) return;
    entries_.push_front({key, {bytes.begin(), bytes.end()}});
    by_key_[key] = entries_.begin();
    held_ += bytes.size();
    while (held_ > most_bytes_) {
        held_ -= entries_.back().bytes.size();
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

}  // namespace lisiere::io
