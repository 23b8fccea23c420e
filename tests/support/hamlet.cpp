// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hamlet.hpp"

#include <fmt/format.h>

namespace lisiere::tests {
namespace {

constexpr double lon0 = 2.98;
constexpr double lat0 = 46.48;
constexpr int side = 11;            // streets each way
constexpr double step_lon = 0.004;  // about 307 m
constexpr double step_lat = 0.004;  // about 445 m

std::string box_ring(double west, double south, double east, double north) {
    return fmt::format("[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]", west, south, east,
                       north);
}

std::string feature(const std::string& properties, const std::string& rings) {
    return fmt::format(
        R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":"Polygon","coordinates":{}}}}})",
        properties, rings);
}

std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string street_grid() {
    std::string xml = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n";
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column)
            xml += fmt::format("<node id=\"{}\" version=\"1\" lat=\"{:.6f}\" lon=\"{:.6f}\"/>\n",
                               row * side + column + 1, lat0 + row * step_lat,
                               lon0 + column * step_lon);
    int way = 1000;
    const auto add = [&](auto node_of) {
        xml += fmt::format("<way id=\"{}\" version=\"1\">", way++);
        for (int i = 0; i < side; ++i) xml += fmt::format("<nd ref=\"{}\"/>", node_of(i));
        xml += "<tag k=\"highway\" v=\"residential\"/></way>\n";
    };
    for (int row = 0; row < side; ++row) add([row](int i) { return row * side + i + 1; });
    for (int column = 0; column < side; ++column)
        add([column](int i) { return i * side + column + 1; });
    return xml + "</osm>\n";
}

std::string stop_times() {
    std::string text = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (int trip = 0; trip < 64; ++trip) {  // every quarter of an hour from 05:00
        const int start = 5 * 60 + 15 * trip;
        for (int stop = 0; stop < 3; ++stop) {
            const int at = start + 6 * stop;
            text += fmt::format("t{0},{1:02}:{2:02}:00,{1:02}:{2:02}:00,s{3},{3}\n", trip, at / 60,
                                at % 60, stop + 1);
        }
    }
    return text;
}

std::string trips() {
    std::string text = "route_id,service_id,trip_id\n";
    for (int trip = 0; trip < 64; ++trip) text += fmt::format("l1,semaine,t{}\n", trip);
    return text;
}

}  // namespace

std::filesystem::path write_hamlet(const Scratch& scratch) {
    scratch.write("communes.geojson", collection(feature(R"("code":"99001","nom":"Hameau")",
                                                         box_ring(2.98, 46.48, 3.02, 46.52))));
    scratch.write(
        "iris.geojson",
        collection(
            feature(
                R"("CODE_IRIS":"990010101","NOM_IRIS":"Ouest","TYP_IRIS":"H","INSEE_COM":"99001")",
                box_ring(2.98, 46.48, 3.0, 46.52)) +
            "," +
            feature(
                R"("CODE_IRIS":"990010102","NOM_IRIS":"Est","TYP_IRIS":"H","INSEE_COM":"99001")",
                box_ring(3.0, 46.48, 3.02, 46.52))));
    scratch.write("population.csv",
                  "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP;P21_POP0014\n"
                  "990010101;99001;H;1;3000;600\n990010102;99001;H;1;2000;300\n");
    scratch.write("qpv.geojson", collection(feature(R"("code_qp":"QN09901N","lib_qp":"La Lande")",
                                                    box_ring(2.985, 46.485, 2.995, 46.495))));
    scratch.write("rues.osm", street_grid());
    scratch.write("gtfs/agency.txt",
                  "agency_id,agency_name,agency_url,agency_timezone\na,Bus,http://"
                  "example.org,Europe/Paris\n");
    scratch.write("gtfs/stops.txt",
                  "stop_id,stop_name,stop_lat,stop_lon\ns1,Lande,46.488,2.988\ns2,Place,46.5,3."
                  "0\ns3,Est,46.512,3.016\n");
    scratch.write(
        "gtfs/routes.txt",
        "route_id,agency_id,route_short_name,route_long_name,route_type\nl1,a,1,Lande - Est,3\n");
    scratch.write("gtfs/trips.txt", trips());
    scratch.write("gtfs/stop_times.txt", stop_times());
    scratch.write(
        "gtfs/calendar.txt",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "semaine,1,1,1,1,1,0,0,20260105,20261220\n");
    scratch.write(
        "equipements.csv",
        "id,nom,categorie,lon,lat\n1,Mairie,mairie,3.0,46.5\n2,Pharmacie,pharmacie,3.001,46.501\n"
        "3,École,ecole_elementaire,2.99,46.49\n4,Supermarché,supermarche,3.01,46.51\n"
        "5,Médecin,medecin,3.0,46.499\n");
    return scratch.write("t.toml", R"([territoire]
nom = "Hameau"

[atlas]
produire = false

[sources.invente]
titre = "Données inventées"
millesime = "2021"

[[perimetres]]
fichier = "qpv.geojson"
source = "invente"

[[communes]]
fichier = "communes.geojson"
source = "invente"

[[iris]]
fichier = "iris.geojson"
source = "invente"

[[recensement]]
fichier = "population.csv"
millesime = 2021
source = "invente"

[[rues]]
fichier = "rues.osm"
source = "invente"

[[horaires]]
fichier = "gtfs"
source = "invente"

[[equipements]]
fichier = "equipements.csv"
type = "points"
source = "invente"
champs = { categorie = "categorie" }

[[destinations]]
id = "centre"
nom = "Place"
lon = 3.0
lat = 46.5

[calcul]
centre = "centre"
date = "2026-03-17"
)");
}

}  // namespace lisiere::tests
