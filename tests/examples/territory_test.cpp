// SPDX-License-Identifier: Apache-2.0
#include <ogr_geometry.h>

#include <memory>
#include <set>

#include "engine/territory/perimeter.hpp"
#include "tests/examples/decoded.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::demo;

namespace {

std::unique_ptr<OGRGeometry> shape(const Row& row) {
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt(row.at("WKT").c_str(), nullptr, &geometry);
    return std::unique_ptr<OGRGeometry>(geometry);
}

double area(const OGRGeometry& geometry) {
    const auto flat = wkbFlatten(geometry.getGeometryType());
    if (flat == wkbPolygon) return geometry.toPolygon()->get_Area();
    if (flat == wkbMultiPolygon) return geometry.toMultiPolygon()->get_Area();
    return 0;
}

}  // namespace

TEST_CASE("the IRIS tile the communes without gap or overlap", "[examples]") {
    const std::vector<Row> iris = layer_rows(fresh() / "iris.gpkg");
    CHECK(iris.size() >= 38);
    for (const Row& commune : layer_rows(fresh() / "communes.gpkg")) {
        INFO(commune.at("NOM"));
        std::unique_ptr<OGRGeometry> left = shape(commune);
        REQUIRE(left->IsValid());
        const double whole = area(*left);
        double parts = 0;
        for (const Row& one : iris) {
            if (one.at("INSEE_COM") != commune.at("INSEE_COM")) continue;
            const std::unique_ptr<OGRGeometry> part = shape(one);
            REQUIRE(part->IsValid());
            REQUIRE(one.at("CODE_IRIS") == one.at("INSEE_COM") + one.at("IRIS"));
            parts += area(*part);
            left.reset(left->Difference(part.get()));
        }
        CHECK(parts == Approx(whole).epsilon(1e-9));
        CHECK(area(*left) < 1);
    }
}

TEST_CASE("every code is one that no real place has", "[examples]") {
    std::set<std::string> seen;
    for (const auto& folder : {fresh(), doubled()}) {
        seen.clear();
        for (const Row& row : layer_rows(folder / "communes.gpkg")) {
            CHECK(row.at("INSEE_COM").starts_with("99"));
            CHECK(row.at("SIREN_EPCI") == "299999999");
            CHECK(seen.insert(row.at("INSEE_COM")).second);
        }
        for (const Row& row : layer_rows(folder / "iris.gpkg")) {
            CHECK(row.at("CODE_IRIS").starts_with("99"));
            CHECK(seen.insert(row.at("CODE_IRIS")).second);
        }
        for (const Row& row : layer_rows(folder / "qpv_2024.gpkg")) {
            const auto code = lisiere::PerimeterCode::parse(row.at("code_qp"));
            REQUIRE(code.has_value());
            CHECK(code->generation() == lisiere::Generation::g2024);
            CHECK(code->text().substr(2, 3) == "099");
            CHECK(seen.insert(code->text()).second);
        }
    }
    CHECK(seen.size() == 2 * (5 + layer_rows(fresh() / "iris.gpkg").size() + 4));
}

TEST_CASE("the quarters under watch are awkward on purpose", "[examples]") {
    const std::vector<Row> veille = layer_rows(fresh() / "veille_active.geojson");
    REQUIRE(veille.size() == 3);
    CHECK(veille[0].at("communes") == "99001, 99004");
    CHECK(shape(veille[0])->IsValid());
    CHECK(veille[1].at("nom") == "Mesnil-Garance");
    CHECK_FALSE(shape(veille[2])->IsValid());
    // A homonym: the name of a priority quarter, in another commune.
    CHECK(veille[2].at("nom") == "Rive-Neuve");
    CHECK(veille[2].at("communes") == "99002");
    bool found = false;
    for (const Row& row : layer_rows(fresh() / "qpv_2024.gpkg"))
        found = found || (row.at("lib_qp") == "Rive-Neuve" && row.at("insee_com") == "99003");
    CHECK(found);
}

TEST_CASE("the priority quarters cut through IRIS", "[examples]") {
    for (const Row& quarter : layer_rows(fresh() / "qpv_2024.gpkg")) {
        INFO(quarter.at("lib_qp"));
        int cut = 0;
        for (const Row& iris : layer_rows(fresh() / "iris.gpkg")) {
            const std::unique_ptr<OGRGeometry> both(
                shape(iris)->Intersection(shape(quarter).get()));
            const double share = area(*both) / std::stod(iris.at("AREA"));
            cut += share > 0.01 && share < 0.99 ? 1 : 0;
        }
        CHECK(cut >= 2);
    }
}
