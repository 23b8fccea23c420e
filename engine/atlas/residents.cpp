// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/residents.hpp"

#include <algorithm>

#include "engine/atlas/calibrate.hpp"
#include "engine/atlas/shapes.hpp"
#include "engine/census/cells.hpp"
#include "engine/census/official.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere {
namespace {

using census::AreaTable;
using census::CountColumn;

const CountColumn* count_named(const AreaTable& table, std::string_view id) {
    const auto found =
        std::find_if(table.counts.begin(), table.counts.end(),
                     [id](const CountColumn& column) { return column.variable.id == id; });
    return found == table.counts.end() ? nullptr : &*found;
}

/// The perimeters as source areas that hold their official population.
std::optional<AreaTable> perimeter_areas(const ResidentSources& sources) {
    AreaTable table;
    CountColumn people;
    people.variable.id = "POP";
    const auto populations =
        official_populations(sources.territory.perimeters.items(), sources.official);
    std::size_t at = 0;
    for (const Perimeter& perimeter : sources.territory.perimeters) {
        const Maybe<double>& population = populations[at++];
        if (!population || !perimeter.shape) continue;
        table.areas.push_back({perimeter.id, perimeter.name, "", "", *perimeter.shape});
        const auto kept = sources.kept_share.find(perimeter.id);
        people.values.push_back(*population *
                                (kept == sources.kept_share.end() ? 1.0 : kept->second));
    }
    table.source = "population officielle par quartier";
    if (table.areas.empty()) return std::nullopt;
    table.counts.push_back(std::move(people));
    return table;
}

}  // namespace

std::vector<Maybe<double>> official_populations(std::span<const Perimeter> perimeters,
                                                std::span<const census::OfficialValue> official) {
    static const std::vector<census::OfficialFormula> formulas{{"", {{"POP_MUN"}}},
                                                               {"", {{"POPULATION_MUNICIPALE"}}}};
    const census::OfficialTables tables(official);
    std::vector<Maybe<double>> populations;
    for (const Perimeter& perimeter : perimeters) {
        const auto found = tables.find(perimeter.id, formulas, 1);
        populations.push_back(found ? found->value : Maybe<double>());
    }
    return populations;
}

std::optional<AreasWithPeople> areas_with_people(std::span<const AreaTable> areas) {
    for (const std::string_view id : {"POP", "POP1564"})
        for (const AreaTable& table : areas)
            if (const CountColumn* people = count_named(table, id))
                return AreasWithPeople{&table, people};
    return std::nullopt;
}

std::vector<double> kept_shares(const Territory& territory,
                                const std::map<std::string, double>& kept_share) {
    std::vector<double> shares;
    for (const Perimeter& perimeter : territory.perimeters) {
        const auto kept = kept_share.find(perimeter.id);
        shares.push_back(kept == kept_share.end() ? 1 : kept->second);
    }
    return shares;
}

CommuneIdx commune_at(const Territory& territory, const geo::Point& point) {
    for (const CommuneIdx commune : indices<CommuneIdx>(territory.communes.size())) {
        const geo::MultiPolygon& shape = territory.communes[commune].shape;
        if (geo::bounds(shape).contains(point) && geo::contains(shape, point)) return commune;
    }
    return CommuneIdx::none();
}

std::vector<CommuneIdx> communes_named(const Territory& territory,
                                       std::span<const std::string> names) {
    std::vector<CommuneIdx> all;
    for (const std::string& name : names) {
        CommuneIdx found;
        for (const CommuneIdx at : indices<CommuneIdx>(territory.communes.size())) {
            const Commune& commune = territory.communes[at];
            if (commune.code != name && commune.name != name) continue;
            if (found.valid()) return {};
            found = at;
        }
        if (!found.valid()) return {};
        all.push_back(found);
    }
    return all;
}

void assign_communes(census::Population& population, const Territory& territory) {
    for (census::Cell& cell : population.cells.items()) {
        const CommuneIdx commune = commune_at(territory, cell.centre);
        if (commune.valid()) cell.commune = territory.communes[commune].code;
    }
}

PopulatedCells populated_cells(const ResidentSources& sources,
                               std::optional<census::Population> supplied,
                               census::Overlays& overlays, Notices& notices) {
    const Territory& territory = sources.territory;
    const Threads threads = overlays.threads();
    if (supplied) {
        if (!sources.calage.empty())
            calibrate(*supplied, calibration_totals(sources.areas, sources.calage),
                      territory.study_area, overlays, notices);
        assign_communes(*supplied, territory);
        return {std::move(*supplied), PeopleFrom::supplied};
    }
    if (const auto from = areas_with_people(sources.areas)) {
        const std::string& id = from->people->variable.id;
        const bool all = id == "POP";
        notices.add(all ? Severity::info : Severity::avertissement,
                    all ? "population_decoupee" : "population_partielle", from->table->source, id,
                    from->table->areas.size());
        census::Population cut = census::cells_from_areas(*from->table, *from->people, {}, threads);
        assign_communes(cut, territory);
        return {std::move(cut), all ? PeopleFrom::areas : PeopleFrom::areas_in_part};
    }
    if (const auto table = perimeter_areas(sources)) {
        notices.add(Severity::avertissement, "population_par_perimetre", table->source, {},
                    table->areas.size());
        census::Population spread =
            census::cells_from_areas(*table, table->counts.front(), {}, threads);
        assign_communes(spread, territory);
        return {std::move(spread), PeopleFrom::perimeters};
    }
    notices.add(Severity::avertissement, "population_absente", territory.name);
    return {};
}

std::vector<double> people_in(const census::Population& population,
                              std::span<const geo::MultiPolygon> shapes, Threads threads) {
    const census::OverlapMatrix overlap = census::overlap(cell_shapes(population), shapes, threads);
    std::vector<double> people(shapes.size(), 0);
    for (std::size_t target = 0; target < shapes.size(); ++target)
        for (const auto& entry : overlap.row(target))
            people[target] += population.cells[census::CellIdx{entry.source}].people * entry.share;
    return people;
}

}  // namespace lisiere
