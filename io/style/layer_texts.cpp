// SPDX-License-Identifier: Apache-2.0
#include "io/style/layer_texts.hpp"

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/style/column_texts.hpp"

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

const LayerMeaning* find_layer(const LayerTexts& texts, std::string_view layer) {
    auto found = texts.find(layer);
    if (found == texts.end())
        found = std::find_if(texts.begin(), texts.end(), [&](const auto& one) {
            return starred(one.first, layer).has_value();
        });
    return found == texts.end() ? nullptr : &found->second;
}

}  // namespace lisiere::io
