// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/views.hpp"

#include <sstream>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::vector<PostgisView> read_views(const std::filesystem::path& file,
                                    const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    std::vector<PostgisView> views;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        PostgisView view{row.required("vue"), row.required("couche"), {}, row.label(language)};
        std::istringstream words(row.required("colonnes"));
        for (std::string word; words >> word;) view.columns.push_back(word);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace lisiere::io
