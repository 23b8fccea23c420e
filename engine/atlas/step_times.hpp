// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/bord.hpp"
#include "engine/access/destination_times.hpp"
#include "engine/access/service_times.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"
#include "engine/enclavement/interchanges.hpp"

namespace lisiere {

/// Times on foot and by transit: of one piece, for the walks from the places to the stops are those
/// to the cells.
struct WalkedTimes {
    access::ServiceTimes services;  ///< by CategoryIdx
    std::vector<access::DestinationTimes> places;
    access::DestinationTimes own_mairie;
    Notices notices;
};

struct WalkedTimesInputs {
    Made<ModeSites> sites;
    Minutes walk_limit{0};
    Made<RunNetwork> transit;  ///< null without a timetable, or when transit is not asked
    View<std::vector<access::Destination>> destinations;
    View<access::OwnPlaces> town_halls;
};

WalkedTimes walked_times(const WalkedTimesInputs& inputs, const Progress& progress);

/// Times by a mode that needs nothing but its own streets, by cell.
struct StreetTimes {
    std::vector<std::vector<Maybe<double>>> services;  ///< [category][cell]
    std::vector<std::vector<Maybe<double>>> places;    ///< [destination][cell]
    std::vector<Maybe<double>> own_mairie;
    std::vector<Maybe<double>> to_rim;          ///< of the streets
    std::vector<Maybe<double>> to_interchange;  ///< by car; empty by another mode
    Notices notices;
};

struct StreetTimesInputs {
    Made<ModeSites> sites;
    Minutes limit{0};
    View<std::vector<access::Destination>> destinations;
    View<access::OwnPlaces> town_halls;
    access::BordOptions bord;
    enclavement::MotorwayKinds motorways;
};

StreetTimes street_times(const StreetTimesInputs& inputs, const Progress& progress);

}  // namespace lisiere
