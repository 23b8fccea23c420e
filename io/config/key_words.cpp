// SPDX-License-Identifier: Apache-2.0
#include "io/config/key_words.hpp"

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::map<std::string, KeyWords> key_words(const std::string& language) {
    const CsvTable table =
        read_csv_table((data_folder() / "geodata" / "schemas" / "cles.csv").string());
    std::map<std::string, KeyWords> words;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("sens_fr");
        row.required("sens_en");
        const bool first =
            words
                .try_emplace(row.required("cle"),
                             KeyWords{row.text("exemple"), row.text("avec"),
                                      row.text("sens_" + language), row.text("defaut_" + language)})
                .second;
        if (!first) row.refuse("cle", row.text("cle"), "une ligne par clé");
    }
    return words;
}

}  // namespace lisiere::io
