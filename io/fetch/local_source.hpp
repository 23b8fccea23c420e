// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/fetch/arrival.hpp"

namespace lisiere::io {

/// A file of this machine, by content: hashed, and copied into the store when that has not these
/// bytes. FetchError: absent, no ordinary file, too large, changed while it was read.
Fetched fetch_local(const Job& job);

}  // namespace lisiere::io
