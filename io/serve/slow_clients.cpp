// SPDX-License-Identifier: Apache-2.0
#include "io/serve/slow_clients.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace lisiere::io {

SlowClients::SlowClients(std::chrono::milliseconds patience)
    : patience_(patience), thread_([this] { watch(); }) {}

SlowClients::~SlowClients() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    stop_.notify_one();
    thread_.join();
}

void SlowClients::waits(const void* connection, int socket) {
    const std::lock_guard lock(mutex_);
    waiting_[connection] = {socket, Clock::now()};
}

void SlowClients::asked(const void* connection) {
    const std::lock_guard lock(mutex_);
    waiting_.erase(connection);
}

void SlowClients::gone(const void* connection) {
    asked(connection);
}

void SlowClients::watch() {
    std::unique_lock lock(mutex_);
    const auto step = std::max(patience_ / 4, std::chrono::milliseconds(10));
    while (!stop_.wait_for(lock, step, [this] { return stopped_; })) {
        const Clock::time_point now = Clock::now();
        for (auto it = waiting_.begin(); it != waiting_.end();) {
            if (now - it->second.since < patience_) {
                ++it;
                continue;
            }
            ::shutdown(it->second.socket, SHUT_RDWR);  // the server then closes it
            it = waiting_.erase(it);
        }
    }
}

}  // namespace lisiere::io
