// SPDX-License-Identifier: Apache-2.0
#include "io/edition/moves.hpp"

#include <fcntl.h>

#include <cstdio>

namespace lisiere::io {

Moves system_moves() {
    return {[](const char* one, const char* other) {
                return ::renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
            },
            [](const char* from, const char* to) { return std::rename(from, to); }};
}

}  // namespace lisiere::io
