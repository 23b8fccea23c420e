// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lisiere::io {

/// Bytes `first` to `last` of a file, both included.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t length() const { return last - first + 1; }
    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a `Range` header asks of a file of `size` bytes.
struct RangeRequest {
    enum class Kind {
        whole,    ///< no header, another unit, several ranges or no valid syntax: the whole file
        part,     ///< `range`, cut to the end of the file
        outside,  ///< valid, but nothing of it is in the file: 416
    };
    Kind kind = Kind::whole;
    ByteRange range;
};

/// "bytes=0-99", "bytes=100-", "bytes=-50". A server may answer several ranges with the whole file,
/// and this one does. Source: RFC 9110, section 14.
RangeRequest parse_range(std::optional<std::string_view> header, std::uint64_t size);

}  // namespace lisiere::io
