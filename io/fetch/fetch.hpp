// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/fetch/credentials.hpp"
#include "io/fetch/fetch_error.hpp"
#include "io/fetch/store.hpp"
#include "io/fetch/url.hpp"

namespace lisiere::io {

/// How long and how much one source may take.
struct FetchLimits {
    std::chrono::seconds connect{20};         ///< DEFAULT: 20 s to open a connection, TLS included
    std::chrono::seconds stalled{60};         ///< DEFAULT: 60 s without a byte, first byte included
    std::chrono::seconds total{3600};         ///< DEFAULT: an hour for all attempts and waits
    std::uintmax_t most_bytes = 8ULL << 30U;  ///< DEFAULT: 8 GiB, as sent and as decoded
    unsigned retries = 4;  ///< DEFAULT: 4 further attempts after a passing failure
    std::chrono::milliseconds first_wait{1000};     ///< DEFAULT: 1 s, doubled at each attempt
    std::chrono::milliseconds longest_wait{60000};  ///< DEFAULT: one minute
    unsigned redirects = 8;                         ///< DEFAULT: 8 for one attempt
};

/// How the machine reaches the network. Proxies come from the environment (`https_proxy`,
/// `no_proxy`...), as for curl.
struct Network {
    /// Authorities trusted, PEM; "": `SSL_CERT_FILE`, else `CURL_CA_BUNDLE`, else the system's. A
    /// certificate is always checked: there is no way to turn it off.
    std::filesystem::path ca_bundle;
    std::string user_agent = "lisiere";
};

/// Time, for tests to play with: how to wait, what the steady clock says (a wall clock that jumps
/// changes nothing), and the seed of the jitter.
struct Waiting {
    std::function<void(std::chrono::milliseconds)> sleep;
    std::function<std::chrono::steady_clock::time_point()> now;
    std::uint64_t seed = 0;
};
/// The clock of the machine; the seed from its random device.
Waiting real_waiting();

struct FetchOptions {
    FetchLimits limits;
    Network network;
    Waiting waiting = real_waiting();
    /// Told what happens (an attempt failed, wait of 4 s, resumed at 12 MB), in French, without
    /// secrets, one line each.
    std::function<void(const std::string& line)> tell;
};

/// One source to fetch.
struct FetchRequest {
    std::string source{};  ///< its identifier, for messages and credentials
    std::string url{};     ///< http, https, `file://` or a path of this machine
    std::string sha256{};  ///< DEFAULT: none; else the bytes must have it
    /// What the file may be ("zip", "7z", "csv", "geojson", "gpkg", "pbf"...: content_kind.hpp).
    /// DEFAULT: any but a web page.
    std::vector<std::string> kinds{};
    std::string date{};  ///< of the run, ISO: goes into the store's record
};

enum class FetchOutcome {
    unchanged,   ///< the server said so (304), or a checksum names bytes that the store holds
    same_bytes,  ///< sent again, equal to the last
    changed,
    first  ///< the store had no record of this address
};
std::string to_text(FetchOutcome outcome);

struct Fetched {
    std::filesystem::path file;  ///< in the store, read only
    std::string sha256;
    std::uintmax_t bytes = 0;
    std::string kind;       ///< what the bytes are (content_kind.hpp)
    std::string final_url;  ///< after redirections, without secrets
    std::string etag, last_modified, media_type;
    FetchOutcome outcome = FetchOutcome::first;
    unsigned attempts = 0;  ///< 0: the network was not asked
    int year = 0;           ///< that filled `{annee}` (fetch_newest); 0: none
};

/// Brings a source into the store, or says why it cannot be.
/// - HTTP: conditional when the store knows the address (ETag, else Last-Modified, for the same
///   final address only); gzip on the way; an interrupted body is resumed (Range, If-Range) when
///   the server names its version, also by a later run; else it starts again.
/// - Passing failures are tried again, after first_wait × 2ⁿ × [0.5, 1[ or what Retry-After asks.
/// - Redirections: to http and https only, never from https to http, never with the credentials of
///   another host.
/// - The body is whole (Content-Length, chunks, the end of a zip), not empty, of a kind allowed and
///   of the checksum asked, or nothing changes in the store.
/// FetchError; ConfigError for credentials that would travel in clear; OutputError when the disk
/// refuses. Progress may throw to stop: what came so far is kept to be resumed.
Fetched fetch(const FetchRequest& request, Store& store, const FetchOptions& options = {},
              const Credentials& credentials = {}, const Progress& progress = {});

/// The same for a template (`url` of the request, fill_url): the newest year that is published. A
/// year that is absent (404, 410) gives way to the one before; any other failure stops, so that a
/// server in trouble never sends a run back to an old vintage.
Fetched fetch_newest(const FetchRequest& request, const UrlFill& fill, Store& store,
                     const FetchOptions& options = {}, const Credentials& credentials = {},
                     const Progress& progress = {});

}  // namespace lisiere::io
