// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// One request over HTTP, no more: redirections, retries and meaning are fetch.cpp's. Private to
/// io/fetch, and the only file of the project that sends anything.
namespace lisiere::io::http {

struct Call {
    std::string url;                   ///< http or https, as `Url::text` writes it
    std::vector<std::string> headers;  ///< "Name: value"
    std::string user, password;        ///< HTTP Basic; none when the user is empty
    std::string user_agent;
    std::string ca_bundle;  ///< "": the environment's, else the system's
    std::chrono::milliseconds connect{0}, stalled{0}, total{0};
};

/// Status and headers of an answer.
struct Head {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; the last of a name
    std::string header(const std::string& name) const;
    std::optional<std::uintmax_t> content_length() const;
};

/// Takes an answer as it comes. Either may throw: the exchange ends and the exception goes on.
struct Sink {
    std::function<bool(const Head&)> begin;  ///< false: the body is not wanted
    std::function<void(std::span<const char>)> body;
    std::function<void(std::uintmax_t received)> tick;  ///< about once a second, to let a user stop
};

enum class End {
    whole,     ///< the body came to its end
    unwanted,  ///< `begin` declined it
    no_host,
    no_proxy,
    proxy_refuses,  ///< `head.status` is the proxy's
    no_connection,
    connect_timeout,
    stalled,
    timeout,
    untrusted,  ///< the certificate
    no_bundle,  ///< the file of authorities cannot be read
    cut,        ///< closed before its end
    other
};
struct Result {
    End end = End::other;
    Head head;           ///< status 0: none came
    std::string reason;  ///< of the library, in English, for the end of a message
    std::string bundle;  ///< the file of authorities used, "" for the system's own
};

Result get(const Call& call, const Sink& sink);

}  // namespace lisiere::io::http
