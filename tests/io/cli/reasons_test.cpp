// SPDX-License-Identifier: Apache-2.0
// Why a time is missing, told apart up to the GeoPackage: no path, too long a path, off the
// streets.
#include <fmt/format.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;

namespace {

constexpr int side =
    15;  // crossings each way: 225, an island large enough to be a place of its own

/// Two grids of streets that nothing joins: one in the west of the hamlet, one in its east, and
/// none over the 400 m in its very north.
std::string two_islands() {
    std::string xml = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n";
    std::string ways;
    int node = 1;
    int way = 10000;
    for (const double west : {2.980, 3.004}) {
        const int first = node;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column)
                xml +=
                    fmt::format("<node id=\"{}\" version=\"1\" lat=\"{:.6f}\" lon=\"{:.6f}\"/>\n",
                                node++, 46.480 + row * 0.0022, west + column * 0.0011);
        for (int line = 0; line < 2 * side; ++line) {
            ways += fmt::format("<way id=\"{}\" version=\"1\">", way++);
            for (int i = 0; i < side; ++i)
                ways +=
                    fmt::format("<nd ref=\"{}\"/>",
                                first + (line < side ? line * side + i : i * side + line - side));
            ways += "<tag k=\"highway\" v=\"residential\"/></way>\n";
        }
    }
    return xml + ways + "</osm>\n";
}

std::set<std::string> split(const std::string& names) {
    std::set<std::string> parts;
    std::istringstream text(names);
    for (std::string part; std::getline(text, part, ',');)
        parts.insert(part.substr(part.find_first_not_of(' ')));
    return parts;
}

}  // namespace

TEST_CASE(
    "a time missing for want of a path, beyond the limit or off the streets is NULL with its own "
    "reason in the GeoPackage",
    "[cli]") {
    const Scratch scratch;
    const auto config = write_hamlet(scratch);
    scratch.write("rues.osm", two_islands());
    // All in the west; the bus goes east and never back.
    scratch.write("equipements.csv",
                  "id,nom,categorie,lon,lat\n1,Mairie,mairie,2.981,46.4805\n"
                  "2,Pharmacie,pharmacie,2.981,46.4805\n");
    scratch.write("t.toml", scratch.read("t.toml") + "marche_max_min = 20\n");
    const Outcome outcome =
        run_lisiere({"run", config.string(), "-o", (scratch.path() / "out").string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const auto file = scratch.path() / "out" / "lisiere.gpkg";

    // Of every cell: is its time to the pharmacy NULL, where does it lie, and which reason is
    // given?
    std::map<std::string, std::map<std::string, std::set<std::string>>> reasons;
    for (const auto& row :
         geopackage_rows(file, "select id, motif, colonnes from carreaux_motifs")) {
        CHECK(reasons[row[0]].count(row[1]) == 0);
        reasons[row[0]][row[1]] = split(row[2]);
    }
    std::map<std::string, int> seen;
    for (const char* column : {"t_pharmacie_marche", "t_pharmacie_tc", "t_mairie_commune_marche"})
        for (const auto& row : geopackage_rows(
                 file,
                 fmt::format("select c.id, c.{}, (r.minx + r.maxx) / 2, (r.miny + r.maxy) / 2, "
                             "c.motif from carreaux c join rtree_carreaux_geom r on r.id = c.fid",
                             column))) {
            INFO(column << " of " << row[0]);
            std::set<std::string> given;
            for (const auto& [reason, columns] : reasons[row[0]])
                if (columns.count(column) == 1) given.insert(reason);
            if (row[1] != "NULL") {
                CHECK(given.empty());
                ++seen["known"];
                continue;
            }
            REQUIRE(given.size() == 1);
            ++seen[std::string(column) + " " + *given.begin()];
        }
    for (const auto& [what, count] : seen) UNSCOPED_INFO(what << ": " << count);
    CHECK(seen["known"] > 0);
    // On foot from the west, too far; from the east, never; north of all streets, no street.
    CHECK(seen["t_pharmacie_marche au-delà de la limite"] > 0);
    CHECK(seen["t_pharmacie_marche non desservi"] > 0);
    CHECK(seen["t_pharmacie_marche non rattaché"] > 0);
    // The limit of a search for the nearest is none for a named place.
    CHECK(seen["t_mairie_commune_marche au-delà de la limite"] == 0);
    CHECK(seen["t_mairie_commune_marche non desservi"] > 0);
    // Stops stand on both islands: by transit something may exist at another hour.
    CHECK(seen["t_pharmacie_tc au-delà de la limite"] > 0);
    CHECK(seen["t_pharmacie_tc non desservi"] == 0);
    // Services without any facility are NULL for everyone: said once, not cell by cell.
    for (const auto& [cell, by_reason] : reasons)
        for (const auto& [reason, columns] : by_reason)
            CHECK(columns.count("t_hopital_marche") == 0);
    CHECK(geopackage_rows(
              file, "select count(*) from carreaux where t_hopital_marche is not null")[0][0] ==
          "0");
}
