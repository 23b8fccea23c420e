// SPDX-License-Identifier: Apache-2.0
#include "engine/access/travel_times.hpp"

#include <algorithm>
#include <utility>

namespace lisiere::access {

std::string_view to_text(TravelMode mode) {
    switch (mode) {
        case TravelMode::marche:
            return "marche";
        case TravelMode::velo:
            return "velo";
        case TravelMode::transports:
            return "tc";
        case TravelMode::voiture:
            return "voiture";
    }
    return "";
}

std::string_view in_french(TravelMode mode) {
    switch (mode) {
        case TravelMode::marche:
            return "à pied";
        case TravelMode::velo:
            return "à vélo";
        case TravelMode::transports:
            return "en transports";
        case TravelMode::voiture:
            return "en voiture";
    }
    return "";
}

std::optional<TravelMode> parse_travel_mode(std::string_view text) {
    const auto* const found = std::find_if(std::begin(every_mode), std::end(every_mode),
                                           [text](TravelMode m) { return to_text(m) == text; });
    if (found == std::end(every_mode)) return std::nullopt;
    return *found;
}

bool AccessSettings::asks_for(TravelMode mode) const {
    return mode == TravelMode::marche || std::find(modes.begin(), modes.end(), mode) != modes.end();
}

bool AccessSettings::asks_for(std::string_view service) const {
    return services.empty() ||
           std::find(services.begin(), services.end(), service) != services.end();
}

const std::vector<Maybe<double>>& TimesTo::by(TravelMode mode) const {
    switch (mode) {
        case TravelMode::velo:
            return cycling;
        case TravelMode::transports:
            return transit_p50;
        case TravelMode::voiture:
            return driving;
        case TravelMode::marche:
            break;
    }
    return walk;
}

std::vector<Maybe<double>>& TimesTo::by(TravelMode mode) {
    return const_cast<std::vector<Maybe<double>>&>(std::as_const(*this).by(mode));
}

TimesTo no_times(std::size_t cells, Absence absence) {
    const std::vector<Maybe<double>> column(cells, Maybe<double>(absence));
    return {column, column, column, column, column, column};
}

std::vector<Maybe<double>> transit_car_ratio(const TimesTo& times) {
    LISIERE_EXPECTS(times.transit_p50.size() == times.driving.size());
    std::vector<Maybe<double>> ratios;
    ratios.reserve(times.driving.size());
    for (std::size_t c = 0; c < times.driving.size(); ++c) {
        const Maybe<double>& transit = times.transit_p50[c];
        const Maybe<double>& car = times.driving[c];
        if (!transit)
            ratios.emplace_back(transit.absence());
        else if (!car)
            ratios.emplace_back(car.absence());
        else
            ratios.push_back(*car > 0 ? Maybe<double>(*transit / *car)
                                      : Maybe<double>(Absence::sans_objet));
    }
    return ratios;
}

}  // namespace lisiere::access
