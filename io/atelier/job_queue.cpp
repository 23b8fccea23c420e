// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/job_queue.hpp"

#include <exception>
#include <utility>

#include "engine/core/error.hpp"

namespace lisiere::io {

JobQueue::JobQueue(JobLimits limits, Words words)
    : limits_(limits), words_(std::move(words)), thread_([this] { work(); }) {}

JobQueue::~JobQueue() {
    stop();
}

bool JobQueue::add(AnswerStream stream, Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopped_ || waiting_.size() >= limits_.waiting) return false;
        const std::size_t before = waiting_.size() + (busy_ ? 1 : 0);
        if (before > 0) stream.write(words_.waiting(before));
        waiting_.push_back({std::move(stream), std::move(job)});
    }
    more_.notify_one();
    return true;
}

void JobQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        for (const Entry& entry : waiting_) entry.stream.end();
        waiting_.clear();
    }
    more_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool JobQueue::stopped() {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

void JobQueue::work() {
    while (true) {
        Entry entry;
        {
            std::unique_lock lock(mutex_);
            busy_ = false;
            more_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
            if (stopped_) return;
            entry = std::move(waiting_.front());
            waiting_.pop_front();
            busy_ = true;
        }
        if (!entry.stream.gone()) run(entry);
        entry.stream.end();
    }
}

void JobQueue::run(const Entry& entry) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + limits_.time;
    std::string told;
    Clock::time_point told_at;
    const Progress progress = [&](std::string_view step, double done) {
        // What is written wakes the connection, which only then sees that its client has gone.
        constexpr auto often = std::chrono::milliseconds(200);
        if (step != told || Clock::now() - told_at > often) {
            entry.stream.write(words_.step(step, done));
            told = step;
            told_at = Clock::now();
        }
        if (stopped() || entry.stream.gone() || Clock::now() > end) throw Cancelled();
    };
    try {
        entry.job(entry.stream, progress);
    } catch (const Cancelled&) {
        if (Clock::now() > end) entry.stream.write(words_.too_long);
    } catch (const std::exception& error) {
        entry.stream.write(words_.failed(error));
    }
}

}  // namespace lisiere::io
