// SPDX-License-Identifier: Apache-2.0
// A configuration in TOML: read, written in full, read again.
#include "io/config/run_config.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::InputFile file(".toml");
    std::string written;
    fuzz::expect_result_or_message(
        [&] { written = io::to_toml(io::read_config(file.holding(fuzz::text_of(data, size)))); });
    // What is written into a manifest must be a configuration again: no message is allowed here.
    if (!written.empty()) static_cast<void>(io::read_config(file.holding(written)));
    return 0;
}
