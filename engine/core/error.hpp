// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace lisiere {

/// A broken precondition: a bug of the caller, never a finding about data.
class PreconditionError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Thrown by a `Progress` callback to stop the work; nothing catches it below the pipeline.
class Cancelled : public std::runtime_error {
  public:
    Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace lisiere

/// Precondition, checked in every build.
#define LISIERE_EXPECTS(condition)                                                         \
    do {                                                                                   \
        if (!(condition))                                                                  \
            throw ::lisiere::PreconditionError(std::string(__func__) + ": " + #condition); \
    } while (false)
