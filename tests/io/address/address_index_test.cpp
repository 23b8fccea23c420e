// SPDX-License-Identifier: Apache-2.0
#include "io/address/address_index.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::io;
using Json = nlohmann::json;

namespace {

constexpr geo::Crs lambert93{2154};

/// One quarter of 400 m round the first address of a street that leaves it, one address far away.
struct Town {
    tests::Scratch scratch;
    Projector projector{lambert93};
    Territory territory;
    std::vector<CodedArea> iris;
    Gazetteer base;

    Town() {
        std::string text =
            "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
            "far;1;;Rue de la Paix;62000;62041;Arras;2.3;50.1\n";
        for (int number = 1; number <= 9; number += 2)  // 140 m from one to the next
            text +=
                fmt::format("i;{0};;Avenue du Général Leclerc;59300;59606;Valenciennes;{1};50.35\n",
                            number, 3.5 + number * 1e-3);
        text += "i;3;bis;Avenue du Général Leclerc;59300;59606;Valenciennes;3.50301;50.35\n";
        LayerSpec spec;
        spec.file = scratch.write("base.csv", text);
        spec.file_as_written = "base.csv";
        Notices notices;
        base = read_gazetteer(
            std::vector<LayerSpec>{spec}, lambert93,
            read_address_words(data_folder() / "geodata/reference/abreviations_voies.csv"),
            notices);
        const geo::Point first = projector(geo::LonLat{3.501, 50.35});
        Perimeter quarter;
        quarter.id = "QN05901A";
        quarter.kind = PerimeterKind::quartier_prioritaire;
        quarter.shape = square(first, 200);
        territory.perimeters.push_back(std::move(quarter));
        territory.communes.push_back({"59606", "Valenciennes", "", square(first, 5000), ""});
        territory.study_area.extend(geo::Point{first.x - 9000, first.y - 9000});
        territory.study_area.extend(geo::Point{first.x + 9000, first.y + 9000});
        iris.push_back({"596060101", square(first, 5000)});
    }

    static geo::MultiPolygon square(const geo::Point& at, double half) {
        return {{{{at.x - half, at.y - half},
                  {at.x + half, at.y - half},
                  {at.x + half, at.y + half},
                  {at.x - half, at.y + half},
                  {at.x - half, at.y - half}},
                 {}}};
    }

    Json file(const std::string& name) const {
        return Json::parse(read_text(scratch.path() / "adresses" / name));
    }
};

}  // namespace

TEST_CASE("every address of the study area is in the index, with what the locator says of it",
          "[io][address]") {
    const Town town;
    const Locator locator(town.territory.perimeters, town.territory.communes, town.iris);
    const AddressIndex index =
        write_address_index({town.base, locator, town.territory, town.iris, town.projector},
                            town.scratch.path() / "adresses");
    CHECK(index.addresses == 6);
    CHECK(index.streets == 1);
    CHECK(index.outside == 1);

    // Under each word that tells it, not under its kind nor under what links the words.
    const Json known = town.file("index.json");
    CHECK(known["prefixes"] == Json{"ge", "le"});
    CHECK(known["mots"]["partout"]["gal"] == "general");
    const Json street = town.file("mots/le.json").at(0);
    CHECK(street.at(0) == "Avenue du Général Leclerc");
    CHECK(street.at(1) == "avenue general leclerc");
    CHECK(known["communes_de_la_base"].at(street.at(2).get<std::size_t>()).at(1) == "Valenciennes");

    const Json file = town.file("rues/0.json");
    const Json listed = file["rues"].at(street.at(4).get<std::size_t>());
    REQUIRE(listed.at(2).size() == 6);
    Locator::Scratch scratch;
    std::size_t inside = 0;
    std::size_t in_band = 0;
    for (const Json& number : listed.at(2)) {
        INFO(number);
        const double lon = (listed.at(0).get<double>() + number.at(2).get<double>()) / 1e5;
        const double lat = (listed.at(1).get<double>() + number.at(3).get<double>()) / 1e5;
        // The place is told to the metre; what is said of it is said of the address itself.
        const bool bis = number.at(1) == "bis";
        const geo::LonLat there{bis ? 3.50301 : 3.5 + number.at(0).get<int>() * 1e-3, 50.35};
        CHECK(std::abs(lon - there.lon) <= 0.6e-5);
        CHECK(std::abs(lat - there.lat) <= 0.6e-5);
        const Location at = locator.locate(town.projector(there), scratch);
        const Json place = file["lieux"].at(number.at(4).get<std::size_t>());
        CHECK(place.at(0).size() == at.within.size());
        CHECK(place.at(1) == (at.band ? Json(at.band->value()) : Json()));
        CHECK(known["iris"].at(place.at(2).get<std::size_t>()) == "596060101");
        CHECK(known["perimetres"].at(place.at(4).get<std::size_t>()) == "QN05901A");
        CHECK(std::abs(number.at(5).get<double>() - 10 * at.distance.value()) <= 0.5);
        inside += at.within.size();
        in_band += at.band ? 1 : 0;
    }
    // 1 lies in the middle, 3 at 142 m; 5 is 84 m outside, 7 226 m, 9 368 m.
    CHECK(inside == 3);
    CHECK(in_band == 3);
}
