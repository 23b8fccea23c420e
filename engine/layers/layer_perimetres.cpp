// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "engine/atlas/nearest_heavy.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/census/rounding.hpp"
#include "engine/geo/measure.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using enclavement::GroupIndex;

Maybe<std::int64_t> whole(const std::optional<int>& value) {
    return value ? Maybe<std::int64_t>(*value) : Maybe<std::int64_t>(Absence::sans_objet);
}

/// Figures of a perimeter's residents: mean or median of a value by cell.
class OfResidents {
  public:
    explicit OfResidents(const Atlas& atlas) : atlas_(atlas) {}

    Maybe<double> mean(PerimeterIdx perimeter, std::span<const Maybe<double>> by_cell) const {
        return by_cell.empty() ? Maybe<double>() : access::weighted_mean(group(perimeter), by_cell);
    }
    Maybe<double> median(PerimeterIdx perimeter, std::span<const Maybe<double>> by_cell) const {
        return by_cell.empty() ? Maybe<double>()
                               : access::weighted_quantile(group(perimeter), by_cell, 0.5);
    }

  private:
    const access::CellGroup& group(PerimeterIdx perimeter) const {
        return atlas_.residents.perimeters[perimeter.value()];
    }
    const Atlas& atlas_;
};

std::vector<Maybe<double>> stop_minutes(const Atlas& atlas,
                                        Maybe<access::NearestStop> access::CellSupply::*which) {
    std::vector<Maybe<double>> values;
    for (const access::CellSupply& cell : atlas.supply)
        values.push_back((cell.*which) ? Maybe<double>((cell.*which).value().minutes)
                                       : Maybe<double>((cell.*which).absence()));
    return values;
}

/// The kit's estimated population of each perimeter, which is the one that is published: the
/// census's where it has one anywhere, else the cells'; empty when the kit has neither.
std::vector<const census::IndicatorValue*> population_values(const Atlas& atlas) {
    for (const std::string_view id : {population_indicator, cells_population_indicator}) {
        std::vector<const census::IndicatorValue*> found;
        bool estimated = false;
        for (const census::IndicatorValue& value : atlas.indicators) {
            if (atlas.inputs.indicators[value.definition].id != id) continue;
            found.push_back(&value);
            estimated = estimated || !value.estimations.empty();
        }
        if (estimated) return found;
    }
    return {};
}

/// Nobody is a part of a person.
Maybe<double> whole_people(const Maybe<double>& people) {
    return census::rounded(people, 1);
}

}  // namespace

Table perimetres(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const OfResidents residents(atlas);
    const auto& groups = atlas.enclosure.index.groups;
    const auto perimeter = [&](const PerimeterIdx& row) -> const Perimeter& {
        return perimeters[row];
    };
    const auto group = [&](const PerimeterIdx& row) -> const GroupIndex& {
        return groups[row.value()];
    };
    // The official figure is that of the whole quarter, not of the part left by an extent.
    const auto populations = official_populations(perimeters.items(), atlas.inputs.official);
    const auto official = [&](const PerimeterIdx& row) -> Maybe<double> {
        if (atlas.inputs.kept_share.contains(perimeters[row].id)) return Absence::hors_couverture;
        return populations[row.value()];
    };
    const auto in_cells = [&](const PerimeterIdx& row) -> Maybe<double> {
        if (!perimeters[row].shape) return Absence::hors_couverture;
        if (!atlas.residents.estimated) return {};
        return atlas.residents.perimeters[row.value()].people();
    };
    const std::vector<Maybe<HeavyStop>> heavy = nearest_heavy_stops(atlas);
    const auto estimates = population_values(atlas);
    const auto estimate = [=](const PerimeterIdx& row) -> Maybe<double> {
        return estimates.empty() ? in_cells(row) : estimates[row.value()]->valeur_estimee;
    };
    // Adjusted to the official values of other quarters, where that is better.
    const auto adjusted = [=](const PerimeterIdx& row) -> Maybe<double> {
        if (estimates.empty() || estimates[row.value()]->methode == "officiel")
            return estimate(row);
        return estimates[row.value()]->valeur;
    };

    // Measures are means over the cells' residents, people may come from other sources: what one of
    // the two leaves out is not the quarter.
    const std::vector<double> kept = kept_shares(atlas.inputs.territory, atlas.inputs.kept_share);
    const auto covered = [=, &atlas](const PerimeterIdx& row) -> Maybe<double> {
        if (!perimeters[row].shape) return perimeters[row].shape.absence();
        double by_sources = atlas.residents.covered[row.value()];
        if (!estimates.empty() && estimates[row.value()]->valeur_estimee &&
            !estimates[row.value()]->estimations.empty())
            by_sources =
                std::min(by_sources, estimates[row.value()]->estimations.front().couverture);
        return census::without_slivers(kept[row.value()] * by_sources);
    };

    TableBuilder<PerimeterIdx> table("perimetres", atlas.inputs.territory.crs);
    table.text("code", [=](const PerimeterIdx& row) { return perimeter(row).id; })
        .text("code_qp",
              [=](const PerimeterIdx& row) {
                  return perimeter(row).code ? perimeter(row).code->text() : std::string();
              })
        .text("nom_qp", [=](const PerimeterIdx& row) { return perimeter(row).name; })
        .text("alias",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}", fmt::join(perimeter(row).aliases, ", "));
              })
        .text("autres_codes",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}", fmt::join(perimeter(row).other_codes, ", "));
              })
        .text("sous_secteurs",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}", fmt::join(perimeter(row).sub_sectors, ", "));
              })
        .text("genre",
              [=](const PerimeterIdx& row) { return std::string(to_text(perimeter(row).kind)); })
        .text("generation",
              [=](const PerimeterIdx& row) {
                  return std::string(to_text(perimeter(row).generation));
              })
        .text("communes",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}", fmt::join(perimeter(row).communes, ", "));
              })
        .text("secteur", [=](const PerimeterIdx& row) { return perimeter(row).sector; })
        .text("programmes",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}", fmt::join(perimeter(row).programmes, ", "));
              })
        .text("statut",
              [=](const PerimeterIdx& row) { return std::string(to_text(perimeter(row).statut)); })
        .text("genre_statut",
              [=](const PerimeterIdx& row) {
                  return fmt::format("{}/{}", to_text(perimeter(row).kind),
                                     to_text(perimeter(row).statut));
              })
        .text("source", [=](const PerimeterIdx& row) { return perimeter(row).source; })
        .text("reference", [=](const PerimeterIdx& row) { return perimeter(row).reference; })
        .text("remarque", [=](const PerimeterIdx& row) { return perimeter(row).remark; })
        .real("surface_ha",
              [=](const PerimeterIdx& row) {
                  const auto& shape = perimeter(row).shape;
                  return shape ? Maybe<double>(geo::area(*shape).value() / 10000) : shape.absence();
              })
        .column("bord", ColumnType::boolean,
                [=, &atlas](const PerimeterIdx& row) {
                    return atlas.perimeter_at_edge.empty() || !perimeter(row).shape
                               ? Value{}
                               : Value{static_cast<bool>(atlas.perimeter_at_edge[row.value()])};
                })
        .real("part_couverte", covered)
        .real("population",
              [=](const PerimeterIdx& row) {
                  return official(row) ? official(row) : whole_people(adjusted(row));
              })
        .real("population_officielle", official)
        .real("population_estimee",
              [=](const PerimeterIdx& row) { return whole_people(estimate(row)); })
        .text("population_methode",
              [=](const PerimeterIdx& row) {
                  if (official(row)) return std::string("officiel");
                  if (!estimate(row)) return std::string();
                  if (estimates.empty() || estimates[row.value()]->estimations.empty())
                      return std::string("grille");
                  const census::IndicatorValue& value = *estimates[row.value()];
                  return value.methode == "officiel" ? value.estimations.front().methode
                                                     : value.methode;
              })
        .text("population_reserve",
              [=, &atlas](const PerimeterIdx& row) {
                  if (official(row) || estimates.empty()) return std::string();
                  const census::IndicatorValue& value = *estimates[row.value()];
                  return census::reserve_of(value, atlas.inputs.indicators[value.definition],
                                            atlas.inputs.reserves);
              })
        .real("population_carreaux",
              [=](const PerimeterIdx& row) { return whole_people(in_cells(row)); })
        .real("population_ecart",
              [=](const PerimeterIdx& row) -> Maybe<double> {
                  const Maybe<double> published = official(row);
                  const Maybe<double> own = estimate(row);
                  if (!published || !own || *published <= 0) return {};
                  if (const Maybe<double> part = covered(row); !part || *part < 1) return {};
                  return (*own - *published) / *published;
              })
        .real("indice_enclavement", [=](const PerimeterIdx& row) { return group(row).index; })
        .real("indice_bas", [=](const PerimeterIdx& row) { return group(row).low; })
        .real("indice_haut", [=](const PerimeterIdx& row) { return group(row).high; })
        .integer("rang", [=](const PerimeterIdx& row) { return whole(group(row).rank); })
        .integer("rang_bas", [=](const PerimeterIdx& row) { return whole(group(row).rank_low); })
        .integer("rang_haut", [=](const PerimeterIdx& row) { return whole(group(row).rank_high); })
        .real("probabilite_quart",
              [=](const PerimeterIdx& row) { return group(row).most_enclosed; })
        .real("score_exogene", [=](const PerimeterIdx& row) { return group(row).exogene; })
        .real("score_endogene", [=](const PerimeterIdx& row) { return group(row).endogene; });
    for (std::size_t i = 0; i < atlas.enclosure.index.components.size(); ++i)
        table.real("comp_" + atlas.enclosure.index.components[i].id,
                   [=](const PerimeterIdx& row) { return group(row).components[i]; });
    for (std::size_t i = 0; i < atlas.enclosure.index.components.size(); ++i)
        table.real("indice_sans_" + atlas.enclosure.index.components[i].id,
                   [=](const PerimeterIdx& row) -> Maybe<double> {
                       const auto& without = group(row).without;
                       return without.empty() ? Maybe<double>(group(row).index.absence())
                                              : without[i];
                   });
    table
        .text("resume",
              [&](const PerimeterIdx& row) {
                  if (atlas.enclosure.perimeters.empty()) return std::string();
                  if (!perimeters[row].shape)
                      return "Indice non calculé : " + std::string(no_outline) + ".";
                  return atlas.enclosure.perimeters[row.value()].sentence;
              })
        .text("typologie", [&](const PerimeterIdx& row) {
            return atlas.enclosure.perimeters.empty()
                       ? std::string()
                       : atlas.enclosure.perimeters[row.value()].typology;
        });
    table.text("distribution", [&atlas](const PerimeterIdx& row) {
        return atlas.enclosure.index.groups[row.value()].index ? atlas.enclosure.distribution_name
                                                               : std::string();
    });
    for (const access::TravelMode mode : cell_modes(atlas))
        table.real("part_panier_15_" + std::string(access::to_text(mode)),
                   [=, &atlas](const PerimeterIdx& row) {
                       return residents.mean(row, atlas.basket(mode));
                   });
    const auto services = [&atlas](bool known) {
        return [&atlas, known](const PerimeterIdx&) -> Maybe<std::int64_t> {
            if (atlas.basket_counted.empty()) return {};
            std::int64_t count = 0;
            for (const access::CategoryIdx one :
                 indices<access::CategoryIdx>(atlas.inputs.categories.size()))
                count +=
                    known ? atlas.basket_counted[one.value()] : atlas.inputs.categories[one].basket;
            return count;
        };
    };
    table.integer("panier_services_connus", services(true))
        .integer("panier_services", services(false));
    for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
        table.real("departs_h_" + atlas.inputs.periods[period].id,
                   [&atlas, period](const PerimeterIdx& row) -> Maybe<double> {
                       if (atlas.supply.empty()) return {};
                       return access::mean_departures(atlas.residents.perimeters[row.value()],
                                                      atlas.supply, period);
                   });
    table
        .real("arret_min", [=, values = stop_minutes(atlas, &access::CellSupply::nearest)](
                               const PerimeterIdx& row) { return residents.median(row, values); })
        .real("arret_lourd_min",
              [=, values = stop_minutes(atlas, &access::CellSupply::nearest_heavy)](
                  const PerimeterIdx& row) { return residents.median(row, values); })
        .real("arret_lourd_distance_m",
              [=](const PerimeterIdx& row) -> Maybe<double> {
                  const Maybe<HeavyStop>& nearest = heavy[row.value()];
                  return nearest ? Maybe<double>((*nearest).metres)
                                 : Maybe<double>(nearest.absence());
              })
        .text("arret_lourd_nom",
              [=, &atlas](const PerimeterIdx& row) {
                  const Maybe<HeavyStop>& nearest = heavy[row.value()];
                  return nearest ? atlas.inputs.timetable->stops()[(*nearest).stop].name
                                 : std::string();
              })
        .text("motif",
              [=](const PerimeterIdx& row) { return reason_of(perimeter(row), group(row).index); })
        .geometry(GeometryType::multipolygon, [=](const PerimeterIdx& row) {
            const auto& shape = perimeter(row).shape;
            return shape ? geo::Geometry(*shape) : geo::Geometry{};
        });
    std::vector<PerimeterIdx> rows;
    for (const PerimeterIdx row : indices<PerimeterIdx>(perimeters.size())) rows.push_back(row);
    return table.build(rows);
}

}  // namespace lisiere::layers
