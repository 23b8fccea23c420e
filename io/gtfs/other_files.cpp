// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/other_files.hpp"

#include <algorithm>
#include <array>

namespace lisiere::io {
namespace {

constexpr std::array<std::string_view, 2> walks{"levels.txt", "pathways.txt"};
constexpr std::array<std::string_view, 4> on_demand{"booking_rules.txt", "location_group_stops.txt",
                                                    "location_groups.txt", "locations.geojson"};
/// The rest of the GTFS Schedule Reference: read, or of no use here (fares, texts, drawings).
constexpr std::array<std::string_view, 26> known{"agency.txt",
                                                 "areas.txt",
                                                 "attributions.txt",
                                                 "calendar.txt",
                                                 "calendar_dates.txt",
                                                 "fare_attributes.txt",
                                                 "fare_leg_join_rules.txt",
                                                 "fare_leg_rules.txt",
                                                 "fare_media.txt",
                                                 "fare_products.txt",
                                                 "fare_rules.txt",
                                                 "fare_transfer_rules.txt",
                                                 "feed_info.txt",
                                                 "frequencies.txt",
                                                 "networks.txt",
                                                 "rider_categories.txt",
                                                 "route_networks.txt",
                                                 "routes.txt",
                                                 "shapes.txt",
                                                 "stop_areas.txt",
                                                 "stop_times.txt",
                                                 "stops.txt",
                                                 "timeframes.txt",
                                                 "transfers.txt",
                                                 "translations.txt",
                                                 "trips.txt"};

bool among(const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool has_on_demand_files(const FeedFiles& feed) {
    return std::any_of(on_demand.begin(), on_demand.end(),
                       [&](std::string_view file) { return feed.has(file); });
}

void note_other_files(const FeedFiles& feed, Notices& notices) {
    for (const std::string& name : feed.names()) {
        if (among(walks, name))
            notices.add(Severity::info, "cheminements_non_lus", feed.name(), name);
        else if (among(on_demand, name))
            notices.add(Severity::info, "zones_a_la_demande", feed.name(), name);
        else if (!among(known, name) && name.ends_with(".txt"))
            notices.add(Severity::info, "fichiers_non_lus", feed.name(), name);
    }
}

}  // namespace lisiere::io
