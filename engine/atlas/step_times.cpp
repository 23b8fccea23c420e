// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_times.hpp"

namespace lisiere {

WalkedTimes walked_times(const WalkedTimesInputs& in, const Progress& progress) {
    ModeStreets& on = in.sites->on();
    const access::CellTies& cells = on.cells();
    const access::TransitNetwork* network = in.transit ? &in.transit->network() : nullptr;
    access::AccessSettings settings;
    if (in.transit) settings = in.transit->settings();
    settings.walk_limit = in.walk_limit;
    settings.snap = on.inputs().snap;
    WalkedTimes times;
    times.services = access::service_times(on.graph(), cells, in.sites->sites(), network, settings,
                                           on.threads(), progress);
    times.notices.add(in.sites->notices_of_sites());
    times.places = access::destination_times(on.graph(), on.snapper(), on.population(), cells,
                                             *in.destinations, network, settings, on.threads(),
                                             progress, times.notices);
    times.own_mairie = access::own_commune_times(
        on.graph(), on.snapper(), on.population(), cells, *in.town_halls, "mairie_commune",
        "Mairie de la commune", network, settings, on.threads(), progress, times.notices);
    return times;
}

StreetTimes street_times(const StreetTimesInputs& in, const Progress& progress) {
    ModeStreets& on = in.sites->on();
    const access::StreetMode streets = on.within(in.limit);
    StreetTimes times;
    times.to_rim =
        access::rim_minutes(on.population(), streets, access::street_extent(on.graph()), in.bord);
    if (on.mode() == access::TravelMode::voiture)
        times.to_interchange = enclavement::interchange_minutes(streets, in.motorways);
    times.services = access::nearest_times(streets, in.sites->sites(), on.threads(), progress);
    times.notices.add(on.notices());
    times.notices.add(in.sites->notices_of_sites());
    times.places = access::place_times(streets, on.snapper(), *in.destinations, on.threads(),
                                       progress, times.notices);
    times.own_mairie =
        access::own_commune_minutes(streets, on.snapper(), on.population(), *in.town_halls,
                                    on.threads(), progress, times.notices);
    return times;
}

}  // namespace lisiere
