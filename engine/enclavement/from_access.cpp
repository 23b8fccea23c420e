// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/from_access.hpp"

#include <array>
#include <string_view>

#include "engine/access/cell_group.hpp"

namespace lisiere::enclavement {

namespace {

/// Walking pace of the radii around stops, metres a minute.
constexpr double pace = 80;

}  // namespace

std::vector<Maybe<double>> heavy_stop_within(const access::CellSupplies& supply, Metres limit) {
    const double minutes = limit.value() / pace;
    std::vector<Maybe<double>> within;
    for (const access::CellSupply& cell : supply) {
        if (cell.nearest_heavy)
            within.emplace_back(cell.nearest_heavy.value().minutes <= minutes ? 1.0 : 0.0);
        else if (access::is_out_of_reach(cell.nearest_heavy.absence()))
            within.emplace_back(0.0);
        else
            within.emplace_back(cell.nearest_heavy.absence());
    }
    return within;
}

std::vector<CellMeasure> supply_measures(const access::CellSupplies& supply,
                                         std::span<const transit::Period> periods,
                                         Metres heavy_within) {
    constexpr std::array<std::string_view, 4> counted{"pointe_matin", "creuses", "soiree",
                                                      "dimanche"};
    std::vector<CellMeasure> measures;
    for (const std::string_view id : counted)
        for (std::size_t p = 0; p < periods.size(); ++p) {
            if (periods[p].id != id) continue;
            CellMeasure measure{std::string("departs_h_").append(id), {}};
            for (const access::CellSupply& cell : supply)
                measure.values.push_back(cell.departures_per_hour[p]);
            measures.push_back(std::move(measure));
        }
    CellMeasure stop{"arret_min", {}};
    for (const access::CellSupply& cell : supply)
        stop.values.push_back(cell.nearest ? Maybe<double>(cell.nearest.value().minutes)
                                           : Maybe<double>(cell.nearest.absence()));
    measures.push_back(std::move(stop));
    measures.push_back({"arret_lourd_500", heavy_stop_within(supply, heavy_within)});
    return measures;
}

std::vector<CellMeasure> remoteness_measures(const access::DestinationTimes* mairie,
                                             const access::DestinationTimes* centre,
                                             const std::vector<Maybe<double>>& basket_walk,
                                             const std::vector<Maybe<double>>& basket_transit) {
    std::vector<CellMeasure> measures;
    const auto add = [&](const char* id, const std::vector<Maybe<double>>& values) {
        if (!values.empty()) measures.push_back({id, values});
    };
    if (mairie != nullptr) {
        add("mairie_marche_min", mairie->minutes.walk);
        add("mairie_tc_min", mairie->minutes.transit_p50);
    }
    if (centre != nullptr) {
        add("centre_marche_min", centre->minutes.walk);
        add("centre_tc_min", centre->minutes.transit_p50);
    }
    add("panier_marche_part", basket_walk);
    add("panier_tc_part", basket_transit);
    return measures;
}

std::vector<CellMeasure> road_measures(const std::vector<Maybe<double>>& to_interchange,
                                       const access::DestinationTimes* centre) {
    std::vector<CellMeasure> measures;
    if (!to_interchange.empty()) measures.push_back({"echangeur_voiture_min", to_interchange});
    if (centre != nullptr && !centre->minutes.driving.empty())
        measures.push_back({"centre_voiture_min", centre->minutes.driving});
    return measures;
}

}  // namespace lisiere::enclavement
