// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "engine/core/progress.hpp"
#include "io/serve/answer_stream.hpp"

namespace lisiere::io {

struct JobLimits {
    std::size_t waiting = 16;  ///< DEFAULT: more are refused
    /// DEFAULT: a job is stopped after so long; what waits does not count.
    std::chrono::milliseconds time = std::chrono::seconds(120);
};

/// Jobs one after another, in the order they came, on a thread of their own: each has the whole
/// machine. A job whose client has gone is dropped, or stopped at its next step.
class JobQueue {
  public:
    /// Writes to the stream and reports its progress, by which it is stopped (`Cancelled`).
    using Job = std::function<void(const AnswerStream&, const Progress&)>;
    /// What clients are told, a line each.
    struct Words {
        std::function<std::string(std::size_t before)> waiting;  ///< how many come before it
        std::function<std::string(std::string_view step, double done)> step;
        std::function<std::string(const std::exception&)> failed;
        std::string too_long;
    };

    JobQueue(JobLimits limits, Words words);
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// False when too many wait.
    bool add(AnswerStream stream, Job job);
    /// Stops what runs, drops what waits, ends every stream.
    void stop();

  private:
    struct Entry {
        AnswerStream stream;
        Job job;
    };
    void work();
    void run(const Entry& entry);
    bool stopped();

    JobLimits limits_;
    Words words_;
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<Entry> waiting_;
    bool busy_ = false;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace lisiere::io
