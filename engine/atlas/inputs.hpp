// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/access/floating_catchment.hpp"
#include "engine/access/inequality.hpp"
#include "engine/access/opportunities.hpp"
#include "engine/access/supply_index.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/residences.hpp"
#include "engine/census/rounding.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/provenance.hpp"
#include "engine/enclavement/distribution.hpp"
#include "engine/enclavement/interchanges.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/enclavement/uncertainty.hpp"
#include "engine/street/barrier.hpp"
#include "engine/street/street_graph.hpp"
#include "engine/table/table.hpp"
#include "engine/territory/lineage.hpp"
#include "engine/territory/territory.hpp"
#include "engine/transit/desserte.hpp"
#include "engine/transit/timetable.hpp"
#include "engine/vecu/local_list.hpp"
#include "engine/vecu/reduced_vat.hpp"
#include "engine/vecu/visit_rate.hpp"

namespace lisiere {

/// Everything a run reads, reprojected to the territory's CRS and checked. What was not supplied is
/// empty; what depends on it comes out missing, with its reason.
struct Inputs {
    Territory territory;
    std::vector<census::AreaTable> areas;  ///< IRIS (or other source areas) with their counts
    std::optional<census::Population> population;
    /// Source::id to the method its counts are carried by; not named: the finest at hand.
    std::map<std::string, census::ApportionMethod> methods;
    std::optional<census::Buildings> buildings;  ///< where people live inside an area
    std::vector<census::OfficialValue> official;
    std::vector<census::LocalValue> local;       ///< figures of local documents, by commune or EPCI
    std::optional<street::StreetGraph> streets;  ///< on foot
    std::optional<street::StreetGraph> cycling;
    std::optional<street::StreetGraph> driving;
    /// The ground that the configuration says the data cover: perimeters and areas were cut to it,
    /// barriers will be. Empty: nothing is said of it.
    geo::MultiPolygon extent;
    std::map<std::string, double>
        kept_share;  ///< of perimeters cut to the declared extent: share of area left
    std::optional<std::vector<street::BarrierPiece>> barriers;  ///< empty: looked for, none found
    std::optional<transit::Timetable> timetable;
    IndexedVector<access::FacilityIdx, access::Facility> facilities;
    std::vector<access::Destination> destinations;
    std::vector<access::Opportunity> opportunities;  ///< the first has columns in the cells
    std::vector<Source> sources;
    /// The perimeters of the generation before, for the filiation alone: no rank, indicator or tile
    /// counts them.
    std::vector<Perimeter> former;
    std::vector<PublishedPassage> passages;  ///< empty: no passage table supplied

    // Reference tables of geodata/, as data.
    IndexedVector<access::CategoryIdx, access::Category> categories;
    std::vector<census::IndicatorDefinition> indicators;
    std::vector<transit::Period> periods;
    access::SupplyIndexSettings supply_index;
    std::vector<enclavement::MeasureDefinition> measures;
    std::vector<census::SecrecyRule> secrecy;
    std::vector<census::Identity> identities;
    std::vector<census::FewUnits> few_units;
    std::vector<census::IntervalReference> interval_references;
    std::vector<census::AdjustmentRule> adjustments;
    std::vector<census::RoundingRule> roundings;
    std::vector<census::Reserve> reserves;
    std::vector<vecu::VisitRate> visit_rates;
    std::vector<vecu::ReducedVat> reduced_vat;
    std::vector<access::OpportunityMeasure> opportunity_measures;
    std::vector<access::FloatingRule> floating_rules;
    std::vector<access::PovertyLine> poverty_lines;
    enclavement::MotorwayKinds motorways;
    std::vector<enclavement::Choice> choices;  ///< of the uncertainty analysis
    enclavement::Wording wording;
    /// What the index ranks in (`[calcul] distribution`). DEFAULT: none, the residents of the study
    /// area.
    std::optional<enclavement::Distribution> distribution;

    /// Facilities that local actors name for their quarters, in the order of the files.
    std::vector<vecu::ListedPlace> local_lists;

    /// Layers of the territory that nothing is computed from: they join the output tables as they
    /// are, in this order.
    std::vector<Table> context;
};

}  // namespace lisiere
