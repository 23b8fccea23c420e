// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace lisiere::tests {

struct HttpAnswer {
    int status = 0;                              ///< 0: no answer
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
};

/// Sends these bytes to a port of this machine and reads until it closes: nothing is tidied, as a
/// browser would do to `..`.
/// `meanwhile` is called once the first bytes of the answer are in.
HttpAnswer http(std::uint16_t port, const std::string& request,
                const std::function<void()>& meanwhile = {});
/// "GET /carte/ HTTP/1.1" with these header lines ("Range: bytes=0-9"), the connection then closed.
HttpAnswer http_get(std::uint16_t port, const std::string& path, const std::string& headers = {},
                    const std::string& method = "GET");
/// Begins a request and never ends it.
class SlowClient {
  public:
    explicit SlowClient(std::uint16_t port);
    ~SlowClient();
    SlowClient(const SlowClient&) = delete;
    SlowClient& operator=(const SlowClient&) = delete;
    /// False once the server has closed the connection.
    bool send_letter();

  private:
    int handle_;
};
/// Nobody listens on it now.
std::uint16_t free_port();

}  // namespace lisiere::tests
