// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace lisiere {

/// How many threads to use. 1 is a value of the same code path, not another path.
struct Threads {
    unsigned count = 1;
};

/// Calls `work(begin, end, worker)` for each chunk [begin, end) of 0..size. The cut into chunks
/// depends on `size` and `chunk` only, never on the thread count, so that writing results by
/// position gives the same bytes with any number of threads. `worker` < threads.count identifies
/// the thread's own search state. Reductions must be done by the caller over positions, in order.
/// The first exception (by chunk number) is rethrown after all threads have stopped.
/// `between` runs in the calling thread after chunks it has done, with the share done so far, and
/// at the end with 1; it may throw (cancellation): the other threads stop at their next chunk.
void for_each_chunk(
    std::size_t size, std::size_t chunk, Threads threads,
    const std::function<void(std::size_t begin, std::size_t end, unsigned worker)>& work,
    const std::function<void(double done)>& between = {});

}  // namespace lisiere
