// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace lisiere::io {

/// SHA-256 of bytes as they come. `hex` ends it: lower case, 64 digits; once only.
class Sha256 {
  public:
    Sha256();
    void add(const char* bytes, std::size_t count);
    std::string hex();

  private:
    struct Free {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Free> context_;
};

}  // namespace lisiere::io
