// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace lisiere::io {

/// The two calls that publish, 0 or -1 with errno. A test gives others, to see what a file system
/// without exchange, or an end between two renames, leaves.
struct Moves {
    std::function<int(const char* one, const char* other)> exchange;
    std::function<int(const char* from, const char* to)> rename;
};

/// The system's own: renameat2 with RENAME_EXCHANGE, rename.
Moves system_moves();

}  // namespace lisiere::io
