// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lisiere::io {

/// The headers by which a client asks for a file only if it is, or is not, the one it knows.
struct Conditions {
    std::optional<std::string_view> if_match = {};
    std::optional<std::string_view> if_none_match = {};
    std::optional<std::string_view> if_unmodified_since = {};
    std::optional<std::string_view> if_modified_since = {};
    std::optional<std::string_view> if_range = {};
};

/// What tells one version of a file from every other.
struct FileVersion {
    std::string tag;            ///< strong, with its quotes
    std::int64_t modified = 0;  ///< seconds since 1970
};

enum class Verdict {
    send,
    not_modified,  ///< 304: the client has it
    failed,        ///< 412: it is not the one the client means
};

/// In the order of RFC 9110, section 13.2.2: If-Match before If-Unmodified-Since, If-None-Match
/// before If-Modified-Since; a date that cannot be read is no condition.
Verdict check(const Conditions& asked, const FileVersion& file);

/// Does a Range hold? Without If-Range it does; with it, when the tag is this file's and strong, or
/// the date exactly its own: a client that holds bytes of another version gets the whole file.
bool range_holds(const Conditions& asked, const FileVersion& file);

/// "Sun, 06 Nov 1994 08:49:37 GMT", whatever the locale.
std::string http_date(std::int64_t seconds);
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace lisiere::io
