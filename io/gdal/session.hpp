// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere::io {

/// Registers GDAL's drivers and sets its options, once for the process and safely from any thread.
/// Every entry point of io/gdal calls it: nothing else in the program touches GDAL's global state.
/// GDAL writes nothing beside the files it reads (no .aux.xml) and never goes to the network.
void ensure_gdal();

/// While it lives, what GDAL and PROJ say in this thread is kept here and not printed. They nest:
/// an inner one hides its messages from the outer one. When GDAL could not allocate, `require_none`
/// throws `std::bad_alloc` and not an error about the file; where GDAL would end the program for
/// want of memory, `std::bad_alloc` is thrown at once.
class GdalErrors {
  public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// True once a failure (not a warning) was reported.
    bool failed() const { return out_of_memory_ || !failures_.empty(); }
    /// Failures, else warnings; one a line, at most a few, in GDAL's own words.
    const std::string& text() const { return failures_.empty() ? warnings_ : failures_; }
    const std::string& warnings() const { return warnings_; }
    void clear();
    /// InputError when a failure was reported since the last clear(); `std::bad_alloc`: see above.
    void require_none(const std::string& where, const std::string& advice) const;
    /// `std::bad_alloc` when a failure was for want of memory.
    void require_memory() const;

  private:
    friend struct GdalErrorSink;
    std::string failures_;
    std::string warnings_;
    bool out_of_memory_ = false;
};

}  // namespace lisiere::io
