// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/projector.hpp"

#include <vector>

#include "engine/geo/measure.hpp"
#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("the origin of Lambert-93 falls on its false easting and northing", "[io][gdal]") {
    // By definition: 3° E, 46.5° N is (700 km, 6,600 km).
    const geo::Point at = Projector({2154})({3.0, 46.5});
    CHECK(at.x == Approx(700000.0).margin(1e-3));
    CHECK(at.y == Approx(6600000.0).margin(1e-3));
}

TEST_CASE("a UTM zone's central meridian at the equator is 500 km east", "[io][gdal]") {
    const geo::Point at = Projector({32722})({-51.0, 0.0});
    CHECK(at.x == Approx(500000.0).margin(1e-3));
    CHECK(at.y == Approx(10000000.0).margin(1e-3));
}

TEST_CASE("going there and back moves a point by less than a tenth of a millimetre", "[io][gdal]") {
    for (const int epsg : {2154, 5490, 2972, 2975, 4471, 32722}) {
        const geo::LonLat centre = Projector({epsg}).inverse(
            epsg == 2154 ? geo::Point{700000, 6600000} : geo::Point{500000, 5000000});
        const Projector projector({epsg});
        std::vector<geo::LonLat> from;
        for (int i = 0; i < 5000; ++i)  // more than one block
            from.push_back({centre.lon + 0.0001 * (i % 70), centre.lat + 0.0001 * (i / 70)});
        std::vector<geo::Point> there(from.size());
        std::vector<geo::LonLat> back(from.size());
        std::vector<geo::Point> again(from.size());
        projector(from, there);
        projector.inverse(there, back);
        projector(back, again);
        double worst = 0;
        for (std::size_t i = 0; i < from.size(); ++i)
            worst = std::max(worst, geo::distance(there[i], again[i]));
        CHECK(worst < 1e-4);
    }
}

TEST_CASE("a source that is the working CRS is left to the bit", "[io][gdal]") {
    const Projector same("EPSG:2154", {2154});
    CHECK(same.identity());
    const std::vector<geo::Point> from{{700000.1234567891, 6600000.987654321}};
    std::vector<geo::Point> to(1);
    same(from, to);
    CHECK(to == from);
    // The SW corner of an INSPIRE square of 200 m near Paris: 3035 to Lambert-93 keeps lengths
    // within 1 %.
    const Projector laea("3035", {2154});
    const std::vector<geo::Point> corners{{3760000, 2889000}, {3760200, 2889000}};
    std::vector<geo::Point> put(2);
    laea(corners, put);
    CHECK(geo::distance(put[0], put[1]) == Approx(200).epsilon(0.01));
}

TEST_CASE("the working CRS follows the position", "[io][gdal]") {
    CHECK(choose_working_crs({3.52, 50.36}).epsg == 2154);     // Valenciennes
    CHECK(choose_working_crs({9.15, 42.6}).epsg == 2154);      // Corse
    CHECK(choose_working_crs({-61.5, 16.24}).epsg == 5490);    // Guadeloupe
    CHECK(choose_working_crs({-61.0, 14.6}).epsg == 5490);     // Martinique
    CHECK(choose_working_crs({-63.08, 18.07}).epsg == 5490);   // Saint-Martin
    CHECK(choose_working_crs({-52.33, 4.93}).epsg == 2972);    // Cayenne
    CHECK(choose_working_crs({55.45, -20.9}).epsg == 2975);    // Saint-Denis
    CHECK(choose_working_crs({45.2, -12.8}).epsg == 4471);     // Mamoudzou
    CHECK(choose_working_crs({-51.2, -30.05}).epsg == 32722);  // Porto Alegre
    CHECK(choose_working_crs({-149.5, -17.6}).epsg == 32706);  // Papeete
    CHECK(choose_working_crs({180.0, 10.0}).epsg == 32660);
    CHECK(crs_name({2154}) == "Lambert-93");
    CHECK(crs_name({32722}) == "UTM 22S");
    CHECK_FALSE(crs_wkt({5490}).empty());
}

TEST_CASE("a CRS that is unknown, in degrees or not in metres is refused as the working one",
          "[io][gdal]") {
    CHECK_NOTHROW(require_working_crs({2154}, "[territoire]"));
    CHECK_THROWS_AS(require_working_crs({4326}, "[territoire]"), ConfigError);
    CHECK_THROWS_AS(require_working_crs({2263}, "[territoire]"), ConfigError);  // feet
    CHECK_THROWS_AS(require_working_crs({999999}, "[territoire]"), ConfigError);
    CHECK_THROWS_AS(Projector("pas un système", {2154}), ConfigError);
}

TEST_CASE("a point that cannot be projected is named", "[io][gdal]") {
    try {
        (void)Projector({2154})({705000.0, 7000000.0});
        FAIL("accepted");
    } catch (const InputError& error) {
        CHECK(error.trouble().found.find("705000") != std::string::npos);
    }
}
