// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/words.hpp"

#include "io/base/csv.hpp"

namespace lisiere::io {

Words read_words(const std::filesystem::path& reference) {
    Words words;
    for (const char* file : {"indicateurs.csv", "equipements.csv", "periodes.csv"}) {
        const CsvTable table = read_csv_table((reference / file).string());
        const std::size_t id = table.require("id");
        const std::size_t french = table.require("libelle_fr");
        const std::size_t english = table.require("libelle_en");
        for (const auto& row : table.rows)
            words.try_emplace(row[id], StyleText{row[french], row[english]});
    }
    return words;
}

nlohmann::ordered_json word_data(const Words& words) {
    nlohmann::ordered_json data = nlohmann::ordered_json::object();
    for (const auto& [id, text] : words) data[id] = {{"fr", text.fr}, {"en", text.en}};
    return data;
}

}  // namespace lisiere::io
