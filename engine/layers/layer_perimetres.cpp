// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/atlas/nearest_heavy.hpp"
#include "engine/geo/measure.hpp"
#include "engine/layers/layers.hpp"
#include "engine/layers/perimeter_population.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using enclavement::GroupIndex;
using Builder = TableBuilder<PerimeterIdx>;

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

/// Who it is and who says so. Columns that take what a member of Perimeter holds.
void add_identity(Builder& table, const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto text = [&](const char* name, std::string Perimeter::*member) {
        table.text(name, [&perimeters, member](const PerimeterIdx& row) {
            return perimeters[row].*member;
        });
    };
    const auto list = [&](const char* name, std::vector<std::string> Perimeter::*member) {
        table.text(name, [&perimeters, member](const PerimeterIdx& row) {
            return fmt::format("{}", fmt::join(perimeters[row].*member, ", "));
        });
    };
    const auto word = [&](const char* name, auto member) {
        table.text(name, [&perimeters, member](const PerimeterIdx& row) {
            return std::string(to_text(perimeters[row].*member));
        });
    };
    text("code", &Perimeter::id);
    table.text("code_qp", [&](const PerimeterIdx& row) {
        return perimeters[row].code ? perimeters[row].code->text() : std::string();
    });
    text("nom_qp", &Perimeter::name);
    list("alias", &Perimeter::aliases);
    list("autres_codes", &Perimeter::other_codes);
    list("sous_secteurs", &Perimeter::sub_sectors);
    word("genre", &Perimeter::kind);
    word("generation", &Perimeter::generation);
    list("communes", &Perimeter::communes);
    text("secteur", &Perimeter::sector);
    list("programmes", &Perimeter::programmes);
    word("statut", &Perimeter::statut);
    table.text("genre_statut", [&](const PerimeterIdx& row) {
        return fmt::format("{}/{}", to_text(perimeters[row].kind), to_text(perimeters[row].statut));
    });
    text("source", &Perimeter::source);
    text("reference", &Perimeter::reference);
    text("remarque", &Perimeter::remark);
}

/// Its ground and its people.
void add_people(Builder& table, const Atlas& atlas, const PerimeterPopulation& people) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    table
        .real("surface_ha",
              [&](const PerimeterIdx& row) {
                  const auto& shape = perimeters[row].shape;
                  return shape ? Maybe<double>(geo::area(*shape).value() / 10000) : shape.absence();
              })
        .column("bord", ColumnType::boolean,
                [&](const PerimeterIdx& row) {
                    return atlas.perimeter_at_edge.empty() || !perimeters[row].shape
                               ? Value{}
                               : Value{static_cast<bool>(atlas.perimeter_at_edge[row.value()])};
                })
        .real("part_couverte", [&](const PerimeterIdx& row) { return people.covered(row); })
        .real("population", [&](const PerimeterIdx& row) { return people.published(row); })
        .real("population_officielle",
              [&](const PerimeterIdx& row) { return people.official(row); })
        .real("population_estimee", [&](const PerimeterIdx& row) { return people.estimated(row); })
        .text("population_methode", [&](const PerimeterIdx& row) { return people.method(row); })
        .text("population_reserve", [&](const PerimeterIdx& row) { return people.reserve(row); })
        .real("population_carreaux", [&](const PerimeterIdx& row) { return people.in_cells(row); })
        .real("population_ecart", [&](const PerimeterIdx& row) { return people.gap(row); });
}

/// The index of enclosure, its range and what it is made of, and the sentence that sums it up.
void add_enclosure(Builder& table, const Atlas& atlas) {
    const enclavement::Enclosure& enclosure = atlas.enclosure;
    const auto group = [&](const PerimeterIdx& row) -> const GroupIndex& {
        return enclosure.index.groups[row.value()];
    };
    table.real("indice_enclavement", [=](const PerimeterIdx& row) { return group(row).index; })
        .real("indice_bas", [=](const PerimeterIdx& row) { return group(row).low; })
        .real("indice_haut", [=](const PerimeterIdx& row) { return group(row).high; })
        .integer("rang", [=](const PerimeterIdx& row) { return whole(group(row).rank); })
        .integer("rang_bas", [=](const PerimeterIdx& row) { return whole(group(row).rank_low); })
        .integer("rang_haut", [=](const PerimeterIdx& row) { return whole(group(row).rank_high); })
        .real("probabilite_quart",
              [=](const PerimeterIdx& row) { return group(row).most_enclosed; })
        .real("score_exogene", [=](const PerimeterIdx& row) { return group(row).exogene; })
        .real("score_endogene", [=](const PerimeterIdx& row) { return group(row).endogene; });
    for (std::size_t i = 0; i < enclosure.index.components.size(); ++i)
        table.real("comp_" + enclosure.index.components[i].id,
                   [=](const PerimeterIdx& row) { return group(row).components[i]; });
    for (std::size_t i = 0; i < enclosure.index.components.size(); ++i)
        table.real("indice_sans_" + enclosure.index.components[i].id,
                   [=](const PerimeterIdx& row) -> Maybe<double> {
                       const auto& without = group(row).without;
                       return without.empty() ? Maybe<double>(group(row).index.absence())
                                              : without[i];
                   });
    table
        .text("resume",
              [&](const PerimeterIdx& row) {
                  if (enclosure.perimeters.empty()) return std::string();
                  if (!atlas.inputs.territory.perimeters[row].shape)
                      return "Indice non calculé : " + std::string(no_outline) + ".";
                  return enclosure.perimeters[row.value()].sentence;
              })
        .text("typologie",
              [&](const PerimeterIdx& row) {
                  return enclosure.perimeters.empty() ? std::string()
                                                      : enclosure.perimeters[row.value()].typology;
              })
        .text("distribution", [&](const PerimeterIdx& row) {
            return enclosure.index.groups[row.value()].index ? enclosure.distribution_name
                                                             : std::string();
        });
}

/// The basket of services in reach, and of how many services it is.
void add_basket(Builder& table, const Atlas& atlas) {
    for (const access::TravelMode mode : cell_modes(atlas))
        table.real("part_panier_15_" + std::string(access::to_text(mode)),
                   [&atlas, mode](const PerimeterIdx& row) {
                       return OfResidents(atlas).mean(row, atlas.basket(mode));
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
}

/// Departures and stops in reach.
void add_transit(Builder& table, const Atlas& atlas) {
    for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
        table.real("departs_h_" + atlas.inputs.periods[period].id,
                   [&atlas, period](const PerimeterIdx& row) -> Maybe<double> {
                       if (atlas.supply.empty()) return {};
                       return access::mean_departures(atlas.residents.perimeters[row.value()],
                                                      atlas.supply, period);
                   });
    const auto minutes_to = [&](const char* name,
                                Maybe<access::NearestStop> access::CellSupply::*which) {
        table.real(name, [residents = OfResidents(atlas), values = stop_minutes(atlas, which)](
                             const PerimeterIdx& row) { return residents.median(row, values); });
    };
    minutes_to("arret_min", &access::CellSupply::nearest);
    minutes_to("arret_lourd_min", &access::CellSupply::nearest_heavy);
    const std::vector<Maybe<HeavyStop>> heavy = nearest_heavy_stops(atlas);
    table
        .real("arret_lourd_distance_m",
              [heavy](const PerimeterIdx& row) -> Maybe<double> {
                  const Maybe<HeavyStop>& nearest = heavy[row.value()];
                  return nearest ? Maybe<double>((*nearest).metres)
                                 : Maybe<double>(nearest.absence());
              })
        .text("arret_lourd_nom", [heavy, &atlas](const PerimeterIdx& row) {
            const Maybe<HeavyStop>& nearest = heavy[row.value()];
            return nearest ? atlas.inputs.timetable->stops()[(*nearest).stop].name : std::string();
        });
}

}  // namespace

Table perimetres(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const PerimeterPopulation people(atlas);
    Builder table("perimetres", atlas.inputs.territory.crs);
    add_identity(table, atlas);
    add_people(table, atlas, people);
    add_enclosure(table, atlas);
    add_basket(table, atlas);
    add_transit(table, atlas);
    table
        .text("motif",
              [&](const PerimeterIdx& row) {
                  return reason_of(perimeters[row],
                                   atlas.enclosure.index.groups[row.value()].index);
              })
        .geometry(GeometryType::multipolygon, [&](const PerimeterIdx& row) {
            const auto& shape = perimeters[row].shape;
            return shape ? geo::Geometry(*shape) : geo::Geometry{};
        });
    std::vector<PerimeterIdx> rows;
    for (const PerimeterIdx row : indices<PerimeterIdx>(perimeters.size())) rows.push_back(row);
    return table.build(rows);
}

}  // namespace lisiere::layers
