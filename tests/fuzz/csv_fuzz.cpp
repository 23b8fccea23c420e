// SPDX-License-Identifier: Apache-2.0
// Delimited text, as census tables come: whole, by blocks, and its numbers.
#include "io/base/csv.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/encoding.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    static const fuzz::InputFile file(".csv");
    fuzz::expect_result_or_message([&] {
        const io::CsvTable table = io::parse_csv_table(text, "essai.csv");
        for (const auto& row : table.rows) {
            if (row.size() < table.names.size()) __builtin_trap();
            for (const std::string& field : row) {
                if (!io::is_utf8(field)) __builtin_trap();
                static_cast<void>(io::parse_number(field));
            }
        }
    });
    fuzz::expect_result_or_message([&] {
        io::CsvStream stream(file.holding(text), "essai.csv");
        for (io::CsvBlock block; stream.next(block);)
            io::read_records(block, "essai.csv", stream.delimiter(),
                             [](auto, std::string_view, std::size_t) {});
    });
    return 0;
}
