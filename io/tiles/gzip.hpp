// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace lisiere::io {

/// Gzip with a fixed level and no time stamp: the same bytes for the same text (and libdeflate).
/// Keeps its memory between calls: one a thread.
class Gzip {
  public:
    Gzip();
    ~Gzip();
    Gzip(Gzip&&) noexcept;
    Gzip& operator=(Gzip&&) noexcept;
    std::string operator()(std::string_view text);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere::io
