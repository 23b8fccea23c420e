// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "io/postgis/connection.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

namespace lisiere::tests {

/// A PostgreSQL server with PostGIS that is gone with it (server.sh).
class BaseServer {
  public:
    BaseServer() : running_(does("start")) {
        if (!running_) WARN("absent : PostgreSQL et PostGIS (postgresql, postgresql-postgis)");
    }
    ~BaseServer() {
        if (running_) does("stop");
    }
    BaseServer(const BaseServer&) = delete;
    BaseServer& operator=(const BaseServer&) = delete;

    bool running() const { return running_; }
    std::string at(const std::string& base = "sig", const std::string& user = "lisiere") const {
        return fmt::format("host={} dbname={} user={}", folder_.path().string(), base, user);
    }
    io::PostgresConnection connect(const std::string& base = "sig") const {
        return io::PostgresConnection(at(base));
    }
    std::string value(const std::string& sql) const {
        return connect().value(sql).value_or("NULL");
    }
    void crash_and_restart() const {
        REQUIRE(does("kill"));
        REQUIRE(does("restart"));
    }

  private:
    bool does(const std::string& verb) const {
        return std::system(fmt::format("{} {} {} >&2", LISIERE_ROOT "/tests/io/postgis/server.sh",
                                       verb, folder_.path().string())
                               .c_str()) == 0;
    }

    Scratch folder_;
    bool running_;
};

}  // namespace lisiere::tests
