// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/transit.hpp"

#include <algorithm>
#include <map>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

struct LinePlan {
    std::string id, name, colour;
    bool tram, frequency, blanks;
    double spacing, speed;  ///< metres between stops, km/h between stops
    std::vector<Point> through;
    std::vector<Headway> weekday, saturday, sunday;
};

constexpr int h(int hour, int minute = 0) {
    return hour * 60 + minute;
}

std::vector<LinePlan> line_plans(const Plan& plan) {
    const Point centre = plan.centre;
    const Point quatre_vents{5800, 8300};
    const std::vector<Headway> good_saturday{{h(6), h(21), 12}, {h(21), h(24, 30), 20}};
    const std::vector<Headway> good_sunday{{h(7), h(21), 20}, {h(21), h(23), 30}};
    return {
        {"T1",
         "Chanteraine Mairie - Centre hospitalier",
         "C2185B",
         true,
         false,
         false,
         470,
         26,
         {plan.communes[3].mairie, {4300, 5000}, centre, plan.gare, {7000, 4400}, plan.hopital},
         {{h(5), h(6, 30), 12},
          {h(6, 30), h(9, 30), 6},
          {h(9, 30), h(16), 8},
          {h(16), h(19, 30), 6},
          {h(19, 30), h(24, 40), 15}},
         good_saturday,
         good_sunday},
        {"L1",
         "Sainte-Orme - Centre - Gare",
         "1E88E5",
         false,
         false,
         false,
         400,
         20,
         {plan.communes[1].mairie, {4350, 5900}, {4900, 4900}, centre, plan.gare},
         {{h(5, 30), h(9), 10}, {h(9), h(16), 15}, {h(16), h(19), 10}, {h(19), h(22, 30), 30}},
         {{h(6), h(21), 20}},
         {{h(8), h(20), 40}}},
        {"L2",
         "Aubray - Hôpital - Centre",
         "43A047",
         false,
         false,
         false,
         420,
         21,
         {plan.communes[2].mairie, {9300, 5800}, plan.hopital, {7300, 4900}, centre},
         {{h(5, 40), h(9), 12}, {h(9), h(16), 20}, {h(16), h(19), 12}, {h(19), h(21, 30), 30}},
         {{h(6, 30), h(20), 25}},
         {{h(9), h(19), 60}}},
        {"L3",
         "Centre - Gare - Hautes-Bornes",
         "FB8C00",
         false,
         false,
         false,
         330,
         17,
         {centre, plan.gare, {5760, 3600}, {5150, 3400}, {6480, 3390}},
         {{h(6), h(9), 20}, {h(9), h(16), 30}, {h(16), h(19, 30), 20}},
         {{h(7), h(19), 40}},
         {}},
        {"L4",
         "Aubray Mairie - Les Quatre-Vents - Sainte-Orme Mairie",
         "8E24AA",
         false,
         false,
         false,
         520,
         24,
         {plan.communes[2].mairie, quatre_vents, plan.communes[1].mairie},
         {{h(6, 40), h(8, 50), 60}, {h(12, 10), h(12, 20), 60}, {h(16, 30), h(18, 45), 60}},
         {{h(9), h(17), 240}},
         {}},
        {"L5",
         "Navette du centre",
         "00ACC1",
         false,
         true,
         false,
         300,
         15,
         {{5400, 4300}, plan.gare, {6900, 4300}, {6900, 5100}, {5400, 5150}},
         {{h(7), h(9, 30), 8}, {h(9, 30), h(16), 12}, {h(16), h(20), 8}},
         {{h(9), h(20), 12}},
         {}},
        {"L6",
         "Le Mesnil - La Garenne - Hôpital - Centre",
         "6D4C41",
         false,
         false,
         true,
         560,
         25,
         {plan.communes[4].mairie,
          {9200, 2700},
          {8350, 3900},
          plan.hopital,
          {7200, 4500},
          centre,
          {6700, 5800}},
         {{h(6), h(9), 30}, {h(9), h(16), 60}, {h(16), h(19, 30), 30}},
         {{h(7), h(19), 60}},
         {{h(9), h(19), 120}}},
    };
}

std::string place_name(const Plan& plan, const Network& network, int node,
                       const std::map<std::string, int>& used) {
    const Point& p = network.nodes[static_cast<std::size_t>(node)];
    for (const CommunePlan& commune : plan.communes)
        if (distance(commune.mairie, p) < 160) return "Mairie de " + commune.name;
    if (distance(plan.gare, p) < 170) return "Gare de Lisse-le-Pont";
    if (distance(plan.hopital, p) < 260) return "Centre hospitalier";
    for (const int s : network.at[static_cast<std::size_t>(node)]) {
        const std::string& name = network.streets[static_cast<std::size_t>(s)].name;
        const std::size_t cut = name.find(' ');
        if (cut == std::string::npos) continue;
        std::string short_name = name.substr(cut + 1);
        for (const char* article : {"de la ", "de l'", "des ", "du "})
            if (short_name.starts_with(article)) {
                short_name = short_name.substr(std::string(article).size());
                break;
            }
        if (!used.contains(short_name)) return short_name;
    }
    return plan.zones[static_cast<std::size_t>(plan.zone_at(p))].name + " " +
           std::to_string(used.size() + 1);
}

}  // namespace

Transit transit_network(const Plan& plan, const Network& network) {
    Transit transit;
    std::map<int, int> stop_of_node[2];
    std::map<std::string, int> used;
    for (const LinePlan& wanted : line_plans(plan)) {
        BusLine line;
        line.id = wanted.id;
        line.name = wanted.name;
        line.colour = wanted.colour;
        line.tram = wanted.tram;
        line.frequency = wanted.frequency;
        line.blanks = wanted.blanks;
        line.weekday = wanted.weekday;
        line.saturday = wanted.saturday;
        line.sunday = wanted.sunday;
        const auto factor = [&](const Street& s) {
            // The tram may use the pedestrian streets; buses may not, and no footbridge carries
            // either.
            if (s.kind == "pedestrian") return wanted.tram ? 1.0 : -1.0;
            if (!s.drivable() || s.kind == "service") return -1.0;
            return s.kind == "primary"     ? 0.7
                   : s.kind == "secondary" ? 0.75
                   : s.kind == "tertiary"  ? 0.85
                                           : 1.0;
        };
        for (std::size_t k = 1; k < wanted.through.size(); ++k) {
            const int from = network.nearest(wanted.through[k - 1], true);
            const int to = network.nearest(wanted.through[k], true);
            for (const Stretch& stretch : network.path(from, to, factor)) {
                // A branch ridden out and back is ridden once: the line turns where it was asked to
                // pass.
                line.path.push_back(stretch);
            }
        }
        // Stops at street ends, at about the spacing, and always at the ends of the line.
        double walked = 0;
        double since = 1e9;
        for (std::size_t k = 0; k <= line.path.size(); ++k) {
            const bool last = k == line.path.size();
            const Stretch& stretch = line.path[last ? k - 1 : k];
            const Street& street = network.streets[static_cast<std::size_t>(stretch.street)];
            const int node = stretch.forward != last ? street.from : street.to;
            const bool repeated =
                !line.stops.empty() &&
                transit.stops[static_cast<std::size_t>(line.stops.back())].node == node;
            const bool nearly_over =
                !last && length(line.track) > 0 && since < wanted.spacing * 0.5;
            if ((since >= wanted.spacing || last) && !repeated && !nearly_over && !street.bridge &&
                !street.tunnel) {
                auto& known = stop_of_node[line.tram ? 1 : 0];
                if (!known.contains(node)) {
                    Stop stop;
                    stop.node = node;
                    stop.at = network.nodes[static_cast<std::size_t>(node)];
                    stop.tram = line.tram;
                    stop.name = stop_of_node[line.tram ? 0 : 1].contains(node)
                                    ? transit
                                          .stops[static_cast<std::size_t>(
                                              stop_of_node[line.tram ? 0 : 1][node])]
                                          .name
                                    : place_name(plan, network, node, used);
                    used[stop.name] = 1;
                    known[node] = static_cast<int>(transit.stops.size());
                    transit.stops.push_back(stop);
                }
                line.stops.push_back(known[node]);
                line.metres.push_back(walked);
                const int dwell = line.tram ? 25 : 18;
                line.seconds.push_back(static_cast<int>(walked / (wanted.speed / 3.6)) +
                                       dwell * static_cast<int>(line.stops.size() - 1));
                since = 0;
            }
            if (last) break;
            Line piece = network.line(stretch.street);
            if (!stretch.forward) std::reverse(piece.begin(), piece.end());
            line.track.insert(line.track.end(), piece.begin() + (line.track.empty() ? 0 : 1),
                              piece.end());
            walked += length(piece);
            since = (since > 1e8 ? 0 : since) + length(piece);
        }
        transit.lines.push_back(std::move(line));
    }
    // Stops of one name close together hang under one station.
    for (std::size_t a = 0; a < transit.stops.size(); ++a) {
        Stop& stop = transit.stops[a];
        if (stop.station >= 0) continue;
        std::vector<std::size_t> together;
        for (std::size_t b = 0; b < transit.stops.size(); ++b)
            if (transit.stops[b].name == stop.name && distance(transit.stops[b].at, stop.at) < 350)
                together.push_back(b);
        if (together.size() < 2) continue;
        for (const std::size_t b : together)
            transit.stops[b].station = static_cast<int>(transit.stations.size());
        transit.stations.push_back(stop);
    }
    return transit;
}

}  // namespace lisiere::demo
