// SPDX-License-Identifier: Apache-2.0
#include "io/report/formulas.hpp"

#include <sstream>

#include "io/reference/reference_row.hpp"
#include "io/style/column_texts.hpp"

namespace lisiere::io {

const Formula* Formulas::find(std::string_view layer, std::string_view column) const {
    return find(layer, column, "");
}

const Formula* Formulas::find(std::string_view layer, std::string_view column,
                              std::string_view key) const {
    for (const Line& line : lines_)
        if (line.layer == layer && line.key == key && starred(line.column, column))
            return &line.formula;
    return nullptr;
}

std::vector<std::string> Formulas::keys(std::string_view layer, std::string_view column) const {
    std::vector<std::string> out;
    for (const Line& line : lines_)
        if (line.layer == layer && !line.key.empty() && starred(line.column, column))
            out.push_back(line.key);
    return out;
}

Formulas read_formulas(const std::filesystem::path& file, const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    Formulas formulas;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        Formula formula{row.required("formule_" + language), {}, row.required("page")};
        std::istringstream words(row.text("entrees"));
        for (std::string word; words >> word;) formula.inputs.push_back(word);
        formulas.lines_.push_back(
            {row.required("couche"), row.required("colonne"), row.text("cle"), std::move(formula)});
    }
    return formulas;
}

}  // namespace lisiere::io
