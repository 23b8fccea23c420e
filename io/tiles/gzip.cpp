// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/gzip.hpp"

#include <zlib.h>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

constexpr int level = 6;
constexpr int gzip_window = 15 + 16;  // zlib's way to ask for a gzip header

Bytef* bytes_of(std::string_view text) {
    // zlib's interface is older than const.
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

}  // namespace

struct Gzip::State {
    z_stream stream{};
    State() {
        LISIERE_EXPECTS(
            deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    }
    ~State() { deflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

Gzip::Gzip() : state_(std::make_unique<State>()) {}
Gzip::~Gzip() = default;
Gzip::Gzip(Gzip&&) noexcept = default;
Gzip& Gzip::operator=(Gzip&&) noexcept = default;

std::string Gzip::operator()(std::string_view text) {
    z_stream& stream = state_->stream;
    deflateReset(&stream);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = bytes_of(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = bytes_of(out);
    stream.avail_out = static_cast<uInt>(out.size());
    LISIERE_EXPECTS(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    out.shrink_to_fit();
    return out;
}

std::string gunzip(std::string_view bytes) {
    z_stream stream{};
    LISIERE_EXPECTS(inflateInit2(&stream, gzip_window) == Z_OK);
    std::string out;
    stream.next_in = bytes_of(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t done = out.size();
        out.resize(done + std::max<std::size_t>(4096, bytes.size() * 4));
        stream.next_out = bytes_of(out) + done;
        stream.avail_out = static_cast<uInt>(out.size() - done);
        state = inflate(&stream, Z_NO_FLUSH);
    }
    out.resize(stream.total_out);
    inflateEnd(&stream);
    if (state != Z_STREAM_END)
        throw InputError(
            {"tuile", "contenu qui n'est pas du gzip entier", "du gzip", "refaire les tuiles"});
    return out;
}

}  // namespace lisiere::io
