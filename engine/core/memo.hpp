// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/digest.hpp"

namespace lisiere {

/// Results kept from one run to the next, whoever keeps them and wherever. A computation asks with
/// the digest of everything its result depends on: the name and revision of its method, its
/// parameters, its inputs. It must give the same result with or without a memo.
/// - `find`: the bytes once kept under the key, whole; nullopt when there are none, or when what
/// was
///   kept was damaged. It never throws.
/// - `keep`: may forget at once. It never throws.
/// - Bytes come from earlier runs: a reader checks them (ByteReader) and computes again when they
///   do not fit.
/// - Used from one thread at a time.
class Memo {
  public:
    virtual ~Memo() = default;
    virtual std::optional<std::vector<std::byte>> find(const Digest& key) = 0;
    virtual void keep(const Digest& key, std::span<const std::byte> bytes) = 0;
    /// Told of every result that was asked for, by the name of its step: what was kept served
    /// (`taken`), or it was computed. For those who account for a run; DEFAULT: nobody.
    virtual void served(std::string_view step, bool taken) {
        static_cast<void>(step);
        static_cast<void>(taken);
    }

  protected:
    Memo() = default;
    Memo(const Memo&) = default;
    Memo& operator=(const Memo&) = default;
};

}  // namespace lisiere
