// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lisiere::tests {

struct ServedRequest {
    std::string method{}, path{};                ///< path with its query
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string header(const std::string& name) const;
};

/// What the server answers, and how it misbehaves.
struct ServedReply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    bool conditional = false;  ///< 304 to the reply's own ETag or Last-Modified
    bool ranges = false;       ///< 206 to Range, when If-Range names this version or is absent
    bool chunked = false;      ///< no Content-Length
    std::chrono::milliseconds delay{0};          ///< before the first byte
    std::optional<std::size_t> cut_after{};      ///< closes after so many bytes of the body
    std::optional<std::size_t> stalled_after{};  ///< sends no more, and stays connected
    bool hang_up = false;                        ///< closes without a word
};

/// A certificate for "localhost", made anew and signed by itself.
class TestCertificate {
  public:
    TestCertificate();
    ~TestCertificate();
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;
    std::string pem() const;  ///< what a client that trusts it puts into its bundle
    struct Parts;
    const Parts& parts() const { return *parts_; }

  private:
    std::unique_ptr<Parts> parts_;
};

/// A server on loopback that answers as the script says: the replies of a path in their order, the
/// last one for ever; 404 for any other path. One request for each connection.
class ScriptedServer {
  public:
    explicit ScriptedServer(const TestCertificate* certificate = nullptr);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::uint16_t port() const;
    /// "http://localhost:PORT/path"; https with a certificate.
    std::string url(const std::string& path) const;

    void on(const std::string& path, ServedReply reply);
    void in_turn(const std::string& path, std::vector<ServedReply> replies);
    /// Asked for paths that no script has; runs in the server's threads.
    void otherwise(std::function<ServedReply(const ServedRequest&)> answer);
    /// All requests so far, in the order of their arrival.
    std::vector<ServedRequest> requests() const;
    void forget_requests();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere::tests
