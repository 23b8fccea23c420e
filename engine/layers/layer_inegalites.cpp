// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "engine/access/inequality.hpp"
#include "engine/layers/compared.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using Subject = access::PovertyLine::Subject;

/// Something that residents have more or less of.
struct Holding {
    Subject subject;
    std::string measure;  ///< "panier", "opportunites", "offre_flottante"
    std::string of;       ///< "emplois à 30 minutes"
    access::TravelMode mode;
    const std::vector<Maybe<double>>* by_cell;
};

struct Row {
    Holding holding;
    std::string who;
    double share = 0;  ///< of the people with a value
    Maybe<double> mean;
    Maybe<double> median;
    Maybe<double> gini;
    Maybe<double> palma;
    Maybe<double> palma_by_income;
    Maybe<double> line;
    Maybe<access::Poverty> poverty;
};

std::vector<Holding> holdings(const Atlas& atlas) {
    std::vector<Holding> all;
    const Inputs& in = atlas.inputs;
    for (const access::TravelMode mode : atlas.modes) {
        all.push_back({Subject::basket, "panier", "panier de services à 15 minutes", mode,
                       &atlas.basket(mode)});
        const access::ReachFigures& reach = atlas.reach_of(mode);
        for (std::size_t o = 0; o < reach.sums.size(); ++o)
            for (std::size_t m = 0; m < reach.sums[o].size(); ++m) {
                const access::OpportunityMeasure& measure = in.opportunity_measures[m];
                if (measure.decay.kind == access::Decay::Kind::step)
                    all.push_back({Subject::opportunities, "opportunites",
                                   in.opportunities[o].label + " " + measure.label, mode,
                                   &reach.sums[o][m]});
            }
    }
    for (const FloatingResult& floating : atlas.floating)
        all.push_back({Subject::floating, "offre_flottante", in.categories[floating.category].label,
                       floating.mode, &floating.per_thousand});
    return all;
}

/// The line of a subject, as a value; missing when none is declared or nobody has a value.
Maybe<double> line_of(const Atlas& atlas, const Holding& holding,
                      const access::CellGroup& everyone) {
    for (const access::PovertyLine& line : atlas.inputs.poverty_lines) {
        if (line.subject != holding.subject) continue;
        if (!line.of_median) return line.line;
        const Maybe<double> median = residents_median(everyone, *holding.by_cell);
        return median ? Maybe<double>(line.line * *median) : median;
    }
    return Absence::sans_objet;
}

/// Mean standard of living by cell, in euros a year: what the grid's sum of them is to its people.
/// Missing everywhere when the grid has none.
std::vector<Maybe<double>> income_by_cell(const census::Population& population) {
    const auto column = [&](std::string_view id) -> const census::CountColumn* {
        const auto found =
            std::find_if(population.counts.begin(), population.counts.end(),
                         [id](const auto& count) { return count.variable.id == id; });
        return found == population.counts.end() ? nullptr : &*found;
    };
    std::vector<Maybe<double>> income(population.cells.size());
    const census::CountColumn* sums = column("IND_SNV");
    if (sums == nullptr) return income;
    const census::CountColumn* people = column("IND");
    for (const census::CellIdx cell : indices<census::CellIdx>(income.size())) {
        const Maybe<double>& sum = sums->values[cell.value()];
        const Maybe<double> shared = people != nullptr
                                         ? people->values[cell.value()]
                                         : Maybe<double>(population.cells[cell].people);
        if (sum && shared && *shared > 0) income[cell.value()] = *sum / *shared;
    }
    return income;
}

Maybe<double> fgt(const Row& row, std::size_t power) {
    return row.poverty ? Maybe<double>((*row.poverty).fgt[power])
                       : Maybe<double>(row.poverty.absence());
}

}  // namespace

Table inegalites(const Atlas& atlas) {
    const Residents& residents = atlas.residents;
    std::vector<Row> rows;
    if (residents.zone.valid()) {
        const access::CellGroup& everyone = residents.references[residents.zone];
        const std::vector<Maybe<double>> income = income_by_cell(*atlas.inputs.population);
        for (const Holding& holding : holdings(atlas)) {
            const auto& values = *holding.by_cell;
            const Maybe<double> line = line_of(atlas, holding, everyone);
            const double all = access::people_with(everyone, values);
            const auto add = [&](const char* who, const access::CellGroup& group) {
                Row row{holding, who, 0, {}, {}, {}, {}, {}, line, {}};
                row.share = all > 0 ? access::people_with(group, values) / all : 0;
                row.mean = residents_mean(group, values);
                row.median = residents_median(group, values);
                row.gini = access::gini(group, values);
                row.palma = access::palma(group, values);
                row.palma_by_income = access::palma_by_income(group, values, income);
                row.poverty = line ? access::poverty(group, values, *line)
                                   : Maybe<access::Poverty>(line.absence());
                rows.push_back(std::move(row));
            };
            add("ensemble", everyone);
            add("quartiers_prioritaires", residents.priority);
            add("reste", residents.rest());
        }
    }
    TableBuilder<Row> table("inegalites", atlas.inputs.territory.crs);
    table.text("mesure", [](const Row& row) { return row.holding.measure; })
        .text("objet", [](const Row& row) { return row.holding.of; })
        .text("mode", [](const Row& row) { return std::string(to_text(row.holding.mode)); })
        .text("groupe", [](const Row& row) { return row.who; })
        .real("part_habitants", [](const Row& row) { return Maybe<double>(row.share); })
        .real("moyenne", [](const Row& row) { return row.mean; })
        .real("mediane", [](const Row& row) { return row.median; })
        .real("gini", [](const Row& row) { return row.gini; })
        .real("palma", [](const Row& row) { return row.palma; })
        .real("palma_revenu", [](const Row& row) { return row.palma_by_income; })
        .real("ligne", [](const Row& row) { return row.line; })
        .real("fgt_0", [](const Row& row) { return fgt(row, 0); })
        .real("fgt_1", [](const Row& row) { return fgt(row, 1); })
        .real("fgt_2", [](const Row& row) { return fgt(row, 2); })
        .text("motif", [](const Row& row) {
            return row.mean ? std::string() : std::string(to_text(row.mean.absence()));
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
