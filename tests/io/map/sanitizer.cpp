// SPDX-License-Identifier: Apache-2.0

/// Asked by the leak sanitizer, when there is one: fontconfig keeps what it has read of the
/// machine's fonts until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
