// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "io/serve/answer_stream.hpp"

namespace lisiere::io {

/// What is asked of a service: by this machine (Host) and, when a page asks, by one of this very
/// server (Origin, Sec-Fetch-Site); the server sees to both.
struct ServiceRequest {
    std::string_view method;                       ///< "GET", "POST"
    std::string_view path;                         ///< decoded: "/atelier/scenario"
    std::map<std::string, std::string> arguments;  ///< "?lon=3.01&lat=46.49", decoded
    std::optional<std::string_view> token;         ///< the header `Lisiere-Jeton`
    std::string body;                              ///< of a POST: JSON by its Content-Type
};

struct ServiceAnswer {
    unsigned status = 200;
    std::string_view type = "application/json; charset=utf-8";
    std::variant<std::string, AnswerStream> body;
};

/// What a server answers beside its files, under a path of its own.
class Service {
  public:
    virtual ~Service() = default;

    /// "/atelier": this path and what is below it are its own. Told with every file, in the header
    /// `Lisiere-Service`, so that a page knows by what it is served.
    virtual std::string_view path() const = 0;
    /// A longer body is refused (413) without being read.
    virtual std::size_t most_bytes() const = 0;
    /// Called from the server's thread, which all others wait for: what takes long is written to a
    /// stream from another.
    virtual ServiceAnswer answer(ServiceRequest request) = 0;
    /// The server stops: every stream must have ended when this returns.
    virtual void stop() = 0;

  protected:
    Service() = default;
    Service(const Service&) = default;
    Service& operator=(const Service&) = default;
};

}  // namespace lisiere::io
