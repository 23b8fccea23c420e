// SPDX-License-Identifier: Apache-2.0
// Runs on the real files of LISIERE_REAL_DATA (default ../shared/data); skipped with a message
// without them.
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_census.hpp"
#include "io/layers/read_facilities.hpp"
#include "io/layers/read_lines.hpp"
#include "io/layers/read_perimeters.hpp"
#include "io/layers/read_population.hpp"
#include "io/layers/working_crs.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// The file, or an empty path and a word about it.
fs::path real(const char* name) {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    const fs::path path =
        (folder != nullptr ? fs::path(folder) : fs::path(LISIERE_ROOT) / ".." / "shared" / "data") /
        name;
    if (fs::exists(path)) return path;
    WARN("skipped: no " << path.string());
    return {};
}

const ReadContext lambert{{2154}, 0.01, {}};

const census::CountColumn* count(const census::AreaTable& table, const char* id) {
    for (const census::CountColumn& column : table.counts)
        if (column.variable.id == id) return &column;
    return nullptr;
}

}  // namespace

TEST_CASE("the 1,296 metropolitan QPV of 2015 read in well under a second, 25 of them repaired",
          "[io][gdal][real]") {
    const fs::path file = real("perimetres/QP_METROPOLE_LB93.shp");
    if (file.empty()) return;
    Notices notices;
    const auto start = std::chrono::steady_clock::now();
    const auto all =
        read_perimeters({spec_of<PerimeterSpec>(file, "perimetres[0]")}, lambert, {}, notices);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    CHECK(all.size() == 1296);
    CHECK(notices.count("geometrie_reparee") == 25);
    CHECK(notices.count("code_invalide") == 0);
    bool valid = true;
    for (const Perimeter& perimeter : all)
        valid = valid && geo::is_valid(*perimeter.shape) && perimeter.code;
    CHECK(valid);
    CHECK(spent.count() <
          5);  // a loaded machine and sanitizers; alone it takes a quarter of a second
}

TEST_CASE("overseas files choose their own working CRS", "[io][gdal][real]") {
    const struct {
        const char* file;
        int epsg;
        std::size_t count;
    } territories[] = {{"QP_GUADELOUPE_WGS84_UTM20N", 5490, 16},
                       {"QP_MARTINIQUE_WGS84_UTM20N", 5490, 7},
                       {"QP_STMARTIN_WGS84_UTM20N", 5490, 2},
                       {"QP_GUYANE_RGF95_UTM22N", 2972, 32},
                       {"QP_LAREUNION_RGR92_UTM40S", 2975, 49},
                       {"QP_MAYOTTE_RGM04_UTM38S", 4471, 36},
                       {"QP_POLYNESIEFRANCAISE_WGS84_EPSG4326", 32706, 76}};
    for (const auto& territory : territories) {
        const fs::path file = real(("perimetres/" + std::string(territory.file) + ".shp").c_str());
        if (file.empty()) return;
        RunConfig config;
        config.perimeters = {spec_of<PerimeterSpec>(file, "perimetres[0]")};
        const geo::Crs crs = working_crs(config);
        CHECK(crs.epsg == territory.epsg);
        Notices notices;
        CHECK(read_perimeters(config.perimeters, {crs, 0.05, {}}, {}, notices).size() ==
              territory.count);
    }
}

TEST_CASE("the 992 Paris IRIS carry their census columns, and Filosofi joins them",
          "[io][gdal][real]") {
    const fs::path file = real("paris/iris_paris_rp2016_l93.gpkg");
    const fs::path filosofi = real("paris/iris_filosofi_2019.csv");
    if (file.empty() || filosofi.empty()) return;
    Notices notices;
    census::AreaTable table = read_iris(spec_of<LayerSpec>(file, "iris[0]"), lambert, notices);
    REQUIRE(table.areas.size() == 992);
    CHECK(table.areas[census::AreaIdx{0}].id == "751010101");
    CHECK(table.areas[census::AreaIdx{0}].commune == "75101");
    CHECK(table.areas[census::AreaIdx{0}].type == "H");
    const census::CountColumn* people = count(table, "POP1564");
    REQUIRE(people != nullptr);
    CHECK(people->variable.vintage == 2016);
    CHECK(people->values[0] == Maybe<double>(708.0));
    CHECK(count(table, "GRD_QUART") == nullptr);  // an area code is no count
    CHECK(table.counts.size() == 118 - 16);
    CensusSpec census = spec_of<CensusSpec>(filosofi, "recensement[0]");
    census.vintage = 2019;
    join_census(census, table, notices);
    CHECK(table.rates.size() >= 25);
    CHECK(table.counts.size() == 118 - 16);
}

TEST_CASE("the Valenciennes tables give official values to its 24 QPV", "[io][gdal][real]") {
    const fs::path perimeters = real("valenciennois/qpv2015_valenciennois_wgs84.geojson");
    const fs::path demo = real("valenciennois/qpv_DEMO_2022.csv");
    const fs::path communes = real("valenciennois/communes_cavm_caph_wgs84.geojson");
    if (perimeters.empty() || demo.empty() || communes.empty()) return;
    Notices notices;
    const auto all = read_perimeters({spec_of<PerimeterSpec>(perimeters, "perimetres[0]")}, lambert,
                                     {}, notices);
    CHECK(all.size() == 24);
    CHECK(read_communes(spec_of<LayerSpec>(communes, "communes[0]"), lambert, notices).size() ==
          82);
    CensusSpec spec = spec_of<CensusSpec>(demo, "recensement[0]");
    spec.scale = "qpv";
    spec.vintage = 2022;
    bool found = false;
    for (const census::OfficialValue& value : read_official(spec, notices))
        if (value.perimeter == "QP059021" && value.variable == "POP_MUN") {
            found = true;
            CHECK(value.value == Maybe<double>(10744.0));
        }
    CHECK(found);
    for (const char* name :
         {"valenciennois/qpv_REVN_2022.csv", "valenciennois/qpv_IPRO_2022.csv",
          "insee/pop_qp_2013.csv", "insee/DEMO_2018.csv", "insee/REVN_2022.csv"}) {
        spec.file = real(name);
        if (!spec.file.empty()) CHECK(read_official(spec, notices).size() > 100);
    }
    CHECK(notices.count("nombre_illisible") == 0);
}

TEST_CASE("schools without coordinates find their IRIS in Paris, hexagons and lines their place",
          "[io][gdal][real]") {
    const fs::path iris = real("paris/iris_paris_rp2016_l93.gpkg");
    const fs::path bpe = real("paris/bpe18_enseignement.csv");
    const fs::path hexagons = real("porto_alegre/poa_hexgrid.csv");
    const fs::path streets = real("paris/rues_paris.gpkg");
    const fs::path lille = real("lille_centre/osm_2017.gpkg");
    if (iris.empty() || bpe.empty() || hexagons.empty() || streets.empty() || lille.empty()) return;
    Notices notices;
    const census::AreaTable areas =
        read_iris(spec_of<LayerSpec>(iris, "iris[0]"), lambert, notices);
    FacilitySpec spec = spec_of<FacilitySpec>(bpe, "equipements[0]");
    const Categories categories = read_categories(fs::path(LISIERE_ROOT) / "geodata" / "reference");
    const auto schools = read_facilities(spec, categories, {&areas, {}}, lambert, notices);
    CHECK(schools.size() > 900);
    CHECK(notices.count("equipement_a_l_iris") >= schools.size());
    CHECK(notices.count("code_bpe_inconnu") == 0);

    GridSpec points = spec_of<GridSpec>(hexagons, "population[0]");
    const PopulationPoints population =
        read_population_points(points, {{32722}, 0.01, {}}, notices);
    CHECK(population.points.size() == 1227);
    CHECK(population.counts.size() == 3);

    CHECK(read_street_lines(spec_of<StreetSpec>(streets, "rues[0]"), lambert, notices).size() ==
          17958);
    BarrierSpec rails = spec_of<BarrierSpec>(lille, "coupures[0]");
    rails.layer = "voies_ferrees";
    rails.type = "voie_ferree";
    rails.filter_field = "railway";
    rails.filter_values = {"rail", "light_rail"};
    CHECK(read_barrier_lines(rails, lambert, notices).size() > 20);
}
