// SPDX-License-Identifier: Apache-2.0
#include "engine/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "engine/core/error.hpp"

namespace lisiere {

void for_each_chunk(std::size_t size, std::size_t chunk, Threads threads,
                    const std::function<void(std::size_t, std::size_t, unsigned)>& work,
                    const std::function<void(double)>& between) {
    LISIERE_EXPECTS(chunk > 0);
    LISIERE_EXPECTS(threads.count > 0);
    const std::size_t chunks = (size + chunk - 1) / chunk;
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::exception_ptr first_error;
    double told = 0;
    std::size_t first_error_chunk = chunks + 1;

    const auto fail = [&](std::size_t at) {
        const std::lock_guard lock(mutex);
        if (at < first_error_chunk) {
            first_error_chunk = at;
            first_error = std::current_exception();
        }
        stop = true;
    };
    const auto run = [&](unsigned worker, bool calling_thread) {
        while (!stop) {
            const std::size_t at = next.fetch_add(1);
            if (at >= chunks) return;
            try {
                work(at * chunk, std::min(size, (at + 1) * chunk), worker);
                ++done;
                if (calling_thread && between) {
                    told = static_cast<double>(done.load()) / static_cast<double>(chunks);
                    between(told);
                }
            } catch (...) {
                fail(at);
            }
        }
    };

    std::vector<std::jthread> others;
    const auto wanted = static_cast<unsigned>(
        std::min<std::size_t>(threads.count, std::max<std::size_t>(chunks, 1)));
    // Where the machine has no room for another thread's stack, those that run do the work.
    try {
        for (unsigned worker = 1; worker < wanted; ++worker)
            others.emplace_back([&run, worker] { run(worker, false); });
    } catch (const std::system_error&) {
    }
    run(0, true);
    others.clear();
    if (first_error) std::rethrow_exception(first_error);
    if (between && chunks > 0 && told < 1) between(1);  // another thread did the last chunk
}

}  // namespace lisiere
