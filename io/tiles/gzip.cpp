// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/gzip.hpp"

#include <libdeflate.h>

#include "engine/core/error.hpp"

namespace lisiere::io {
namespace {

constexpr int level = 6;

}  // namespace

struct Gzip::State {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
    std::string room;  ///< for the longest text so far
    State() { LISIERE_EXPECTS(compressor != nullptr); }
    ~State() { libdeflate_free_compressor(compressor); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

Gzip::Gzip() : state_(std::make_unique<State>()) {}
Gzip::~Gzip() = default;
Gzip::Gzip(Gzip&&) noexcept = default;
Gzip& Gzip::operator=(Gzip&&) noexcept = default;

std::string Gzip::operator()(std::string_view text) {
    State& state = *state_;
    const std::size_t bound = libdeflate_gzip_compress_bound(state.compressor, text.size());
    if (state.room.size() < bound) state.room.resize(bound);
    const std::size_t size = libdeflate_gzip_compress(state.compressor, text.data(), text.size(),
                                                      state.room.data(), state.room.size());
    LISIERE_EXPECTS(size > 0);
    return state.room.substr(0, size);
}

}  // namespace lisiere::io
