// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_lineage.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/names.hpp"
#include "io/layers/perimeter_codes.hpp"
#include "io/layers/read_perimeters.hpp"

namespace lisiere::io {
namespace {

std::map<std::string, LineageClass> words_of_passage() {
    const auto path = data_folder() / "geodata" / "reference" / "filiation.csv";
    const CsvTable table = read_csv_table(path.string());
    const std::size_t word = table.require("mot");
    const std::size_t meaning = table.require("classe");
    std::map<std::string, LineageClass> words;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto lineage = parse_lineage(table.rows[row][meaning]);
        if (!lineage)
            throw InputError({fmt::format("{}, ligne {}", path.string(), table.lines[row]),
                              fmt::format("classe « {} »", table.rows[row][meaning]),
                              "identique, modifié, scindé, fusionné, nouveau ou sorti",
                              "corriger la classe"});
        words[folded(table.rows[row][word])] = *lineage;
    }
    return words;
}

}  // namespace

std::vector<Perimeter> read_former(const std::vector<LineageSpec>& specs,
                                   const ReadContext& context, Notices& notices) {
    std::vector<PerimeterSpec> perimeters;
    for (const LineageSpec& spec : specs) {
        PerimeterSpec& one = perimeters.emplace_back();
        static_cast<LayerSpec&>(one) = spec;
        one.generation = spec.generation;
    }
    std::vector<Perimeter> kept;
    if (perimeters.empty()) return kept;
    for (const Perimeter& perimeter : read_perimeters(perimeters, context, {}, notices))
        if (!context.window || context.window->intersects(geo::bounds(*perimeter.shape)))
            kept.push_back(perimeter);
    return kept;
}

std::vector<PublishedPassage> read_passages(const std::vector<LineageSpec>& specs,
                                            Notices& notices) {
    std::vector<PublishedPassage> passages;
    const Schema schema = read_schema("passage");
    for (const LineageSpec& spec : specs) {
        if (!spec.passage) continue;
        const std::map<std::string, LineageClass> words = words_of_passage();
        const RawLayer layer = read_table(*spec.passage, {schema, {}, {}, false, {}}, notices);
        for (const RawRow& row : layer.rows) {
            PublishedPassage passage{tidy_code(row.text[schema.at("ancien")]),
                                     tidy_code(row.text[schema.at("nouveau")]),
                                     row.text[schema.at("statut")],
                                     {}};
            const auto known = words.find(folded(passage.statut));
            if (known != words.end())
                passage.lineage = known->second;
            else if (!passage.statut.empty())
                notices.add(Severity::info, "statut_de_passage_inconnu", layer.where,
                            passage.statut);
            passages.push_back(std::move(passage));
        }
    }
    return passages;
}

}  // namespace lisiere::io
