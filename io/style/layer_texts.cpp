// SPDX-License-Identifier: Apache-2.0
#include "io/style/layer_texts.hpp"

#include "io/base/csv.hpp"

namespace lisiere::io {

LayerTexts read_layer_texts(const std::filesystem::path& file, const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t layer = table.require("couche");
    const std::size_t title = table.require("titre_" + language);
    const std::size_t description = table.require("description_" + language);
    LayerTexts texts;
    for (const auto& row : table.rows) texts[row[layer]] = {row[title], row[description]};
    return texts;
}

}  // namespace lisiere::io
