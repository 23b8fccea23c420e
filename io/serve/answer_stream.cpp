// SPDX-License-Identifier: Apache-2.0
#include "io/serve/answer_stream.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>

namespace lisiere::io {

struct AnswerStream::Shared {
    std::mutex mutex;
    std::string text;
    std::size_t sent = 0;  ///< of `text`
    bool ended = false;
    bool gone = false;
    Call wake = nullptr;
    void* sleeper = nullptr;

    /// Under the lock.
    void call() {
        if (sleeper == nullptr) return;
        wake(sleeper);
        sleeper = nullptr;
    }
};

AnswerStream::AnswerStream() : shared_(std::make_shared<Shared>()) {}

void AnswerStream::write(std::string_view text) const {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->gone || shared_->ended || text.empty()) return;
    shared_->text += text;
    shared_->call();
}

void AnswerStream::end() const {
    const std::lock_guard lock(shared_->mutex);
    shared_->ended = true;
    shared_->call();
}

bool AnswerStream::gone() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->gone;
}

AnswerStream::Read AnswerStream::read(std::span<char> room, Call sleep, Call wake,
                                      void* who) const {
    const std::lock_guard lock(shared_->mutex);
    const std::size_t bytes = std::min(room.size(), shared_->text.size() - shared_->sent);
    if (bytes > 0) {
        std::memcpy(room.data(), shared_->text.data() + shared_->sent, bytes);
        shared_->sent += bytes;
        if (shared_->sent == shared_->text.size()) {
            shared_->text.clear();
            shared_->sent = 0;
        }
        return {State::read, bytes};
    }
    if (shared_->ended) return {State::ended, 0};
    shared_->wake = wake;
    shared_->sleeper = who;
    sleep(who);
    return {State::waits, 0};
}

void AnswerStream::close() const {
    const std::lock_guard lock(shared_->mutex);
    shared_->gone = true;
    shared_->sleeper = nullptr;
    shared_->text.clear();
    shared_->sent = 0;
}

}  // namespace lisiere::io
