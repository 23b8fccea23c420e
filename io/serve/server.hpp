// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "io/serve/site.hpp"

namespace lisiere::io {

/// Serves a site over HTTP on this machine only (127.0.0.1), from a thread of its own, until it is
/// destroyed. Reads alone: GET and HEAD, one byte range at a time, no listing of folders. A request
/// whose Host is not this machine is refused (403), so that a page of the web cannot read the site
/// through a name it makes point here. Files are sent from the disk as they are when asked: an
/// edition published meanwhile is seen at once.
class Server {
  public:
    /// `port` 0: any free one. ConfigError when the port is taken.
    Server(Site site, std::uint16_t port);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    const Site& site() const;

  private:
    struct Daemon;
    std::unique_ptr<Daemon> daemon_;
};

}  // namespace lisiere::io
