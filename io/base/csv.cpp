// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv.hpp"

#include "engine/core/ascii.hpp"
#include "io/base/csv_scanner.hpp"
#include "io/base/encoding.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {

void read_csv(std::string_view text, const std::string& file, const CsvOptions& options,
              const std::function<void(std::span<const std::string_view>)>& header,
              const std::function<void(std::span<const std::string_view>, std::size_t)>& row) {
    text.remove_prefix(csv::start_of_text(text, file));
    std::string transcoded;
    if (options.transcode && !is_utf8(text)) {
        transcoded = lines_to_utf8(text);
        text = transcoded;
    }

    csv::CsvScanner scanner(text, file);
    if (!scanner.to_next_row()) csv::refuse_empty(file);
    scanner.set_delimiter(options.delimiter != 0 ? options.delimiter
                                                 : csv::guess_delimiter(scanner.rest_of_line()));
    std::vector<std::string_view> fields;
    scanner.read_row(fields);
    for (std::string_view& name : fields) name = trimmed(name, " \t");
    const std::size_t columns = fields.size();
    header(fields);

    while (scanner.to_next_row()) {
        const std::size_t line = scanner.line();
        scanner.read_row(fields);
        if (fields.size() < columns) fields.resize(columns);
        row(fields, line);
    }
}

}  // namespace lisiere::io
