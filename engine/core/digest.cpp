// SPDX-License-Identifier: Apache-2.0
#include "engine/core/digest.hpp"

// In this file alone and compiled into it: who links the engine needs no library for it.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace lisiere {

std::string Digest::text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint64_t half : {high, low})
        for (int shift = 60; shift >= 0; shift -= 4) text += digits[half >> shift & 15];
    return text;
}

struct Digester::State {
    XXH3_state_t hash;
};

Digester::Digester() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(&state_->hash);
}
Digester::~Digester() = default;
Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;

Digester& Digester::bytes(std::span<const std::byte> bytes) {
    if (!bytes.empty()) XXH3_128bits_update(&state_->hash, bytes.data(), bytes.size());
    return *this;
}

Digester& Digester::add(std::string_view text) {
    return add(std::span<const char>(text.data(), text.size()));
}

Digester& Digester::add(const Digest& digest) {
    return add(digest.high).add(digest.low);
}

Digest Digester::digest() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_->hash);
    return {hash.high64, hash.low64};
}

}  // namespace lisiere
