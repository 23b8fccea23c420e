// SPDX-License-Identifier: Apache-2.0
#include "io/map/figures.hpp"

#include <algorithm>
#include <map>

#include "engine/table/table_rows.hpp"
#include "io/style/covered.hpp"

namespace lisiere::io {
namespace {

/// "59606, 59153" → its parts.
std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> out;
    std::string part;
    for (const char c : list + ",") {
        if (c != ',' && c != ';')
            part += c;
        else if (const auto from = part.find_first_not_of(' '); from != std::string::npos) {
            out.push_back(part.substr(from, part.find_last_not_of(' ') - from + 1));
            part.clear();
        } else
            part.clear();
    }
    return out;
}

/// Rows of a table by their `code`.
std::multimap<std::string, std::size_t> by_code(const TableRows& rows) {
    std::multimap<std::string, std::size_t> out;
    for (std::size_t row = 0; row < rows.size(); ++row) out.emplace(rows.text(row, "code"), row);
    return out;
}

/// Of an id that has no name, the id.
std::string label_of(const std::vector<ShortName>& names, const std::string& id,
                     const std::string& language) {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const ShortName& one) { return one.id == id; });
    return found == names.end() ? id : found->label.in(language);
}

Gap gap_of(const PrintSettings& settings, const TableRows& indicators, std::size_t row,
           const std::string& label) {
    Gap gap;
    gap.label = label;
    gap.covered = indicators.number(row, covered_column);
    gap.unit = indicators.text(row, "unite");
    gap.value = indicators.number(row, "valeur");
    gap.commune = indicators.number(row, "valeur_commune");
    gap.around = around_of(settings.around, indicators, row);
    gap.estimated = indicators.text(row, "methode") != "officiel";
    gap.missing = indicators.text(row, "motif");
    return gap;
}

}  // namespace

std::vector<QuarterFigures> quarter_figures(std::span<const Table> tables,
                                            const PrintSettings& settings,
                                            const std::string& language) {
    const TableRows perimeters(tables, "perimetres");
    const TableRows indicators(tables, "indicateurs");
    const TableRows service(tables, "desserte");
    const TableRows roses(tables, "roses");
    const auto component_columns = perimeters.columns_starting("comp_");
    const auto indicator_rows = by_code(indicators);
    const auto service_rows = by_code(service);
    const auto rose_rows = by_code(roses);
    std::size_t ranked = 0;
    std::size_t ranked_cut = 0;
    for (std::size_t row = 0; row < perimeters.size(); ++row) {
        if (!perimeters.number(row, "rang")) continue;
        ++ranked;
        if (is_cut(perimeters.number(row, covered_column))) ++ranked_cut;
    }

    std::vector<QuarterFigures> out;
    for (std::size_t row = 0; row < perimeters.size(); ++row) {
        QuarterFigures q;
        q.row = row;
        q.code = perimeters.text(row, "code");
        q.official_code = perimeters.text(row, "code_qp");
        q.name = perimeters.text(row, "nom_qp");
        q.kind = perimeters.text(row, "genre");
        q.generation = perimeters.text(row, "generation");
        q.statut = perimeters.text(row, "statut");
        q.communes = parts_of(perimeters.text(row, "communes"));
        q.programmes = perimeters.text(row, "programmes");
        q.summary = perimeters.text(row, "resume");
        q.at_edge = perimeters.flag(row, "bord");
        q.area_ha = perimeters.number(row, "surface_ha");
        q.population = perimeters.number(row, "population");
        q.population_official = perimeters.text(row, "population_methode") == "officiel";
        q.reserve = perimeters.text(row, "population_reserve");
        q.index = perimeters.number(row, "indice_enclavement");
        q.index_low = perimeters.number(row, "indice_bas");
        q.index_high = perimeters.number(row, "indice_haut");
        q.rank = perimeters.number(row, "rang");
        q.ranked = ranked;
        q.ranked_cut = ranked_cut;
        q.covered = perimeters.number(row, covered_column);
        q.services_known = perimeters.number(row, "panier_services_connus");
        q.services = perimeters.number(row, "panier_services");
        for (const std::string& column : component_columns)
            q.components.push_back({label_of(settings.components, column.substr(5), language),
                                    perimeters.number(row, column)});

        const auto named = [&](const ShortName& name) {
            const auto [first, last] = indicator_rows.equal_range(q.code);
            for (auto it = first; it != last; ++it)
                if (indicators.text(it->second, "indicateur") == name.id)
                    return std::optional(
                        gap_of(settings, indicators, it->second, name.label.in(language)));
            return std::optional<Gap>();
        };
        const auto all = [&](const std::vector<ShortName>& names) {
            std::vector<Gap> gaps;
            for (const ShortName& name : names)
                if (auto gap = named(name)) gaps.push_back(std::move(*gap));
            return gaps;
        };
        const auto known = [](const Gap& gap) { return gap.value.has_value(); };
        q.gaps = all(settings.gaps);
        std::stable_partition(q.gaps.begin(), q.gaps.end(), known);
        if (q.gaps.size() > most_gaps) q.gaps.resize(most_gaps);
        q.ages = all(settings.ages);
        if (std::none_of(q.ages.begin(), q.ages.end(), known)) q.ages = all(settings.wide_ages);
        const auto [first, last] = service_rows.equal_range(q.code);
        for (const ShortName& name : settings.periods)
            for (auto it = first; it != last; ++it)
                if (service.text(it->second, "periode") == name.id)
                    q.departures.push_back(
                        {name.label.in(language), service.number(it->second, "departs_h")});
        const auto [rose_first, rose_last] = rose_rows.equal_range(q.code);
        for (auto it = rose_first; it != rose_last; ++it) {
            const auto sector = roses.number(it->second, "secteur");
            if (!sector || *sector < 0 || *sector >= 16) continue;
            const auto at = static_cast<std::size_t>(*sector);
            q.rose[at] = roses.number(it->second, "detour");
            q.closed[at] = roses.flag(it->second, "ferme");
        }
        out.push_back(std::move(q));
    }
    return out;
}

}  // namespace lisiere::io
