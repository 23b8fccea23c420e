// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace lisiere::io {

/// Ends connections whose next request does not come whole in time: one that sends a letter a
/// second is never idle, and would else keep its place for ever. From a thread of its own. May be
/// called from any thread.
class SlowClients {
  public:
    explicit SlowClients(std::chrono::milliseconds patience);
    ~SlowClients();
    SlowClients(const SlowClients&) = delete;
    SlowClients& operator=(const SlowClients&) = delete;

    /// The connection is open, or has been answered: its next request is waited for from now on.
    void waits(const void* connection, int socket);
    /// The headers of a request are in.
    void asked(const void* connection);
    /// To be called before its socket is closed.
    void gone(const void* connection);

  private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        int socket = -1;
        Clock::time_point since;
    };
    void watch();

    std::chrono::milliseconds patience_;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopped_ = false;
    std::map<const void*, Waiting> waiting_;
    std::thread thread_;
};

}  // namespace lisiere::io
