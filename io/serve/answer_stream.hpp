// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace lisiere::io {

/// The body of an answer that is found part by part: whoever finds it writes, the server sends what
/// there is and waits for more without a thread. Every call from any thread; copies are one stream.
class AnswerStream {
  public:
    AnswerStream();

    /// Nothing is kept for a client that has gone, nor after the end.
    void write(std::string_view text) const;
    void end() const;
    /// Has the client closed? What is found for it is then for nobody.
    bool gone() const;

    /// The server's side: what can be read now, into `room`. Where there is nothing yet (`waits`),
    /// `sleep(who)` is called before anything more can be written, and `wake(who)` from the thread
    /// that then writes or ends.
    enum class State { read, waits, ended };
    struct Read {
        State state = State::waits;
        std::size_t bytes = 0;
    };
    using Call = void (*)(void* who);
    Read read(std::span<char> room, Call sleep, Call wake, void* who) const;
    /// The client has gone: nobody is woken any more.
    void close() const;

  private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace lisiere::io
