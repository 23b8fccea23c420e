// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_population.hpp"

#include <array>

#include "engine/geo/measure.hpp"
#include "io/gdal/projector.hpp"
#include "io/layers/inspire_grid.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {
const ReadContext lambert{{2154}, 0.01, {}};
GridSpec grid(const std::filesystem::path& file) {
    return spec_of<GridSpec>(file, "population[0]");
}
}  // namespace

TEST_CASE("an INSPIRE id is a square: system, side, south-west corner", "[io][gdal]") {
    const auto square = parse_grid_id("CRS3035RES200mN2029800E4252400");
    REQUIRE(square.has_value());
    CHECK(square->epsg == 3035);
    CHECK(square->box() == geo::Box{4252400, 2029800, 4252600, 2030000});
    CHECK(parse_grid_id("crs2975res1000mN7634000E320000")->epsg == 2975);
    CHECK(parse_grid_id("1kmN2599000E4695000")->size == 1000);
    CHECK(parse_grid_id("200mN-200E400")->south == -200);
    for (const char* wrong : {"", "200", "CRS3035", "CRS3035RES200mN1E", "CRS3035RES0mN1E2",
                              "CRS3035RES200mN1E2x", "59014"})
        CHECK_FALSE(parse_grid_id(wrong).has_value());
}

TEST_CASE("squares of a CSV lie where their ids say", "[io][gdal]") {
    const TempFolder folder;
    // 4,321,000 E, 3,210,000 N is the origin of EPSG:3035, 10° E 52° N, far from France: the Lille
    // area is near (3,820,000, 3,070,000).
    const auto file = folder.write("carreaux.csv",
                                   "Idcar_200m,I_est_200,lcog_geo,Ind,Men,men_pauv,Idcar_1km\n"
                                   "CRS3035RES200mN3070000E3820000,0,5935059009,120.5,50,10.2,x\n"
                                   "CRS3035RES200mN3070000E3820200,1,59350,7,3,1,x\n"
                                   "CRS3035RES200mN3070200E3820000,0,59350,0,0,0,x\n");
    Notices notices;
    const census::Population population = read_grid(grid(file), lambert, notices);
    REQUIRE(population.cells.size() == 2);
    const census::Cell& cell = population.cells[census::CellIdx{0}];
    CHECK(cell.people == 120.5);
    CHECK_FALSE(cell.imputed);
    CHECK(cell.commune == "59350");
    CHECK(population.cells[census::CellIdx{1}].imputed);
    // Equal-area to conformal: the area keeps within 1 %, and going back gives the id's numbers.
    CHECK(geo::area(cell.shape).value() == Approx(200.0 * 200.0).epsilon(0.01));
    CHECK(geo::signed_area(cell.shape[0].outer) > 0);
    const geo::LonLat corner = Projector({2154}).inverse(cell.shape[0].outer[0]);
    const geo::Point back = Projector({3035})(corner);
    CHECK(back.x == Approx(3820000).margin(0.01));
    CHECK(back.y == Approx(3070000).margin(0.01));
    CHECK(geo::contains(cell.shape, cell.centre));
    // Neighbours share their border exactly.
    CHECK(cell.shape[0].outer[1] == population.cells[census::CellIdx{1}].shape[0].outer[0]);
    REQUIRE(population.counts.size() == 2);
    CHECK(population.counts[0].variable.id == "MEN");
    CHECK(population.counts[1].values[1] == Maybe<double>(1.0));
    CHECK(notices.count("carreau_vide") == 1);
    CHECK(notices.count("carreau_impute") == 1);
}

TEST_CASE("a grid is cut to the window, and one that is elsewhere is refused", "[io][gdal]") {
    const TempFolder folder;
    std::string text = "idcar_200m;ind\n";
    for (int i = 0; i < 100; ++i)
        text += "CRS3035RES200mN3070000E" + std::to_string(3820000 + 200 * i) + ";5\n";
    const GridSpec spec = grid(folder.write("c.csv", text));
    Notices notices;
    const census::Population all = read_grid(spec, lambert, notices);
    REQUIRE(all.cells.size() == 100);
    ReadContext context = lambert;
    const geo::Box second = geo::bounds(all.cells[census::CellIdx{1}].shape);
    context.window =
        geo::Box{second.min_x + 90, second.min_y + 90, second.max_x - 90, second.max_y - 90};
    const census::Population some = read_grid(spec, context, notices);
    REQUIRE(some.cells.size() == 1);
    CHECK(some.cells[census::CellIdx{0}].id == all.cells[census::CellIdx{1}].id);
    context.window = geo::Box{100000, 6200000, 100100, 6200100};
    CHECK(has(message_of<InputError>([&] { (void)read_grid(spec, context, notices); }),
              "aucun des 100 carreaux"));
}

TEST_CASE("ids that are no squares, in double, or nobody at all are refused", "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto refusal = [&](const std::string& text) {
        return message_of<InputError>(
            [&] { (void)read_grid(grid(folder.write("c.csv", text)), lambert, notices); });
    };
    CHECK(has(refusal("id;ind\n59014;3\n"), "« 59014 »"));
    CHECK(
        has(refusal("id;ind\nCRS3035RES200mN3070000E3820000;3\nCRS3035RES200mN3070000E3820000;4\n"),
            "en double"));
    CHECK(has(refusal("id;ind\nCRS3035RES200mN3070000E3820000;0\n"), "aucun carreau habité"));
    CHECK(has(refusal("id;habitans\nCRS3035RES200mN3070000E3820000;1\n"),
              "champs = { population = \"habitans\" }"));
    CHECK(notices.count("population_negative") == 0);
    CHECK_FALSE(refusal("id;ind\nCRS3035RES200mN3070000E3820000;-4\n").empty());
    CHECK(notices.count("population_negative") == 1);
}

TEST_CASE("a grid with a geometry is read from it", "[io][gdal]") {
    const TempFolder folder;
    const auto file = folder.write(
        "c.geojson", geojson({rectangle(3820000, 3070000, 3820200, 3070200,
                                        R"("idcar_200m":"a","ind":12.5,"i_est_200":"1","men":4)"),
                              rectangle(3820200, 3070000, 3820400, 3070200,
                                        R"("idcar_200m":"b","ind":null,"i_est_200":"0","men":0)")},
                             3035));
    Notices notices;
    const census::Population population = read_grid(grid(file), lambert, notices);
    REQUIRE(population.cells.size() == 1);
    CHECK(population.cells[census::CellIdx{0}].imputed);
    CHECK(population.counts.at(0).values.at(0) == Maybe<double>(4.0));
}

TEST_CASE("populated points keep their further columns, and a missing number stays missing",
          "[io][gdal]") {
    const TempFolder folder;
    GridSpec spec = grid(
        folder.write("p.csv",
                     "id,lon,lat,population,schools,jobs\n"
                     "a,3.0,46.5,120,1,7\nb,3.1,46.5,,0,8\nc,,46.5,10,0,9\nd,3.2,46.5,0,0,10\n"));
    spec.kind = GridSpec::Kind::points;
    Notices notices;
    const PopulationPoints points = read_population_points(spec, lambert, notices);
    REQUIRE(points.points.size() == 3);
    CHECK(points.points[0].at.x == Approx(700000).margin(1e-3));
    CHECK(points.points[0].people == Maybe<double>(120.0));
    CHECK_FALSE(points.points[1].people.has_value());
    CHECK(points.points[2].people == Maybe<double>(0.0));
    REQUIRE(points.counts.size() == 2);
    CHECK(points.counts[1].variable.id == "JOBS");
    CHECK(points.counts[1].values[2] ==
          Maybe<double>(10.0));  // row c left: the columns follow the points
    CHECK(notices.count("point_sans_coordonnees") == 1);

    GridSpec metres = grid(folder.write("m.csv", "id;x;y;pop\na;700000;6600000;3\n"));
    CHECK(
        has(message_of<InputError>([&] { (void)read_population_points(metres, lambert, notices); }),
            "crs = 2154"));
    metres.crs = 2154;
    CHECK(read_population_points(metres, lambert, notices).points[0].at ==
          geo::Point{700000, 6600000});
    const GridSpec swapped = grid(folder.write("s.csv", "id;lon;lat;pop\na;46.5;3.0;3\n"));
    CHECK(has(
        message_of<InputError>([&] { (void)read_population_points(swapped, lambert, notices); }),
        "axes inversés"));
    const GridSpec nowhere = grid(folder.write("n.csv", "id;pop\na;3\n"));
    CHECK(has(
        message_of<InputError>([&] { (void)read_population_points(nowhere, lambert, notices); }),
        "lon et lat"));
}
