// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Share {
    std::string code;
    std::string name;
    const char* output = "";
    const enclavement::OutputSensitivity* of = nullptr;
    std::size_t factor = 0;
};

/// The study area's row speaks of all perimeters together.
constexpr const char* whole_area = "zone";

std::vector<Share> rows_of(const Atlas& atlas) {
    const enclavement::Uncertainty& found = atlas.enclosure.uncertainty;
    std::vector<Share> rows;
    for (std::size_t g = 0; g < found.groups.size(); ++g) {
        const Perimeter& perimeter =
            atlas.inputs.territory.perimeters[PerimeterIdx{found.groups[g]}];
        for (const auto& [output, of] :
             {std::pair{"indice", &found.indices[g]}, std::pair{"rang", &found.ranks[g]}})
            for (std::size_t f = 0; f < found.factors.size(); ++f)
                rows.push_back({perimeter.id, perimeter.name, output, of, f});
    }
    if (!found.groups.empty())
        for (std::size_t f = 0; f < found.factors.size(); ++f)
            rows.push_back({whole_area, "", "ecart_rang", &found.shift, f});
    return rows;
}

}  // namespace

Table sensibilite(const Atlas& atlas) {
    using enclavement::FactorIndices;
    const enclavement::Uncertainty& found = atlas.enclosure.uncertainty;
    const auto share = [](double FactorIndices::*which) {
        return [which](const Share& row) -> Maybe<double> {
            if (row.of->deviation <= 0) return Absence::sans_objet;
            return row.of->factors[row.factor].*which;
        };
    };
    TableBuilder<Share> table("sensibilite", atlas.inputs.territory.crs);
    table.text("code", [](const Share& row) { return row.code; })
        .text("nom_qp", [](const Share& row) { return row.name; })
        .text("sortie", [](const Share& row) { return std::string(row.output); })
        .text("facteur", [&](const Share& row) { return found.factors[row.factor].id; })
        .text("libelle", [&](const Share& row) { return found.factors[row.factor].label; })
        .real("premier_ordre", share(&FactorIndices::first))
        .real("premier_ordre_erreur", share(&FactorIndices::first_error))
        .real("total", share(&FactorIndices::total))
        .real("total_erreur", share(&FactorIndices::total_error))
        .real("moyenne", [](const Share& row) { return Maybe<double>(row.of->mean); })
        .real("ecart_type", [](const Share& row) { return Maybe<double>(row.of->deviation); })
        .integer("tirages",
                 [&](const Share&) {
                     return Maybe<std::int64_t>(static_cast<std::int64_t>(found.draws));
                 })
        .text("motif", [](const Share& row) {
            return row.of->deviation > 0 ? std::string()
                                         : std::string(to_text(Absence::sans_objet));
        });
    return table.build(rows_of(atlas));
}

}  // namespace lisiere::layers
