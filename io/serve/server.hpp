// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "io/serve/service.hpp"
#include "io/serve/site.hpp"

namespace lisiere::io {

struct ServerLimits {
    /// DEFAULT: far above what browsers open; more wait their turn.
    unsigned connections = 128;
    /// DEFAULT: for the headers of a request to come whole.
    std::chrono::milliseconds patience = std::chrono::seconds(20);
};

/// Serves a site over HTTP on this machine only (127.0.0.1), from threads of its own, until it is
/// destroyed.
/// - Reads alone: GET and HEAD, one byte range at a time, no listing of folders; other methods, and
///   a request that brings a body, are refused (405) without reading more than 64 KiB of it.
/// - A request whose Host is not this machine is refused (403), so that a page of the web cannot
///   read the site through a name it makes point here.
/// - Every file has a strong ETag and a Last-Modified; conditions and If-Range are kept
///   (http_conditions.hpp), so that nobody joins bytes of two editions. Nothing is cached without
///   asking again.
/// - A file is read through to its end as it was when it was opened; the next request sees the
///   edition that stands there by then. 503 while none does.
/// - Pages come with what they may do (headers.hpp), `nosniff` and no referrer.
/// - A service answers below its own path, to GET and POST. A POST is JSON by its Content-Type
///   (415), as long as the service allows (413), and of a page only when it is this server's own
///   (Origin, Sec-Fetch-Site; 403): no page of the web can ask for anything.
class Server {
  public:
    /// `port` 0: any free one. `service`: null, files alone; it must outlive this, and is stopped
    /// first. ConfigError when the port is taken.
    Server(Site site, std::uint16_t port, const ServerLimits& limits = {},
           Service* service = nullptr);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    const Site& site() const;

  private:
    struct Daemon;
    std::unique_ptr<Daemon> daemon_;
};

/// ConfigError when the port is taken: asked before long work. 0: never.
void require_free_port(std::uint16_t port);

}  // namespace lisiere::io
