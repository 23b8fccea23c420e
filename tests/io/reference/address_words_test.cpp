// SPDX-License-Identifier: Apache-2.0
#include "io/reference/address_words.hpp"

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {
const AddressWords& words() {
    static const AddressWords read =
        read_address_words(data_folder() / "geodata/reference/abreviations_voies.csv");
    return read;
}
}  // namespace

TEST_CASE("one street written many ways has one key", "[locate]") {
    for (const std::string_view text : {"Avenue du Général Leclerc", "AV DU GAL LECLERC",
                                        "av. du général-Leclerc", "Ave  du Gen. Leclerc"})
        CHECK(words().key(text) == "avenue general leclerc");
    CHECK(words().key("r. de l'Église St-Rémi") == "rue eglise saint remi");
    CHECK(words().key("NOËL") == words().key("Noël"));
    CHECK(words().key("Place R. Salengro") == "place r salengro");  // only the first word is a kind
    CHECK(words().key(" , ").empty());
}

TEST_CASE("a street's name is told from its kind, a commune's from its cedex", "[locate]") {
    CHECK(words().without_kind("avenue general leclerc") == "general leclerc");
    CHECK(words().without_kind("general leclerc") == "general leclerc");
    CHECK(words().commune_key("St-Amand-les-Eaux CEDEX 9") ==
          words().commune_key("Saint Amand les eaux"));
}

TEST_CASE("an address is cut into number, street, postcode and commune", "[locate]") {
    struct Case {
        const char* text;
        int number;
        const char* suffix;
        const char* street;
        const char* postcode;
        const char* commune;
    };
    for (const Case& c : std::vector<Case>{
             {"12 bis r. de la Paix 59300 Valenciennes cedex", 12, "bis", "r. de la Paix", "59300",
              "Valenciennes cedex"},
             {"Rés. du Parc, 12B rue de la Paix, 59300 Valenciennes", 12, "bis", "rue de la Paix",
              "59300", "Valenciennes"},
             {"12, rue de la Paix", 12, "", "rue de la Paix", "", ""},
             {"12-14 rue de la Paix, Anzin", 12, "", "rue de la Paix", "", "Anzin"},
             {"12 à 14 rue de la Paix", 12, "", "rue de la Paix", "", ""},
             {"n° 7 ter rue X", 7, "ter", "rue X", "", ""},
             {"12 d'Artois", 12, "", "d'Artois", "", ""},
             {"rue du 8 mai 1945", 0, "", "rue du 8 mai 1945", "", ""},
             {"2e rue", 0, "", "2e rue", "", ""},
             {"59300 Valenciennes", 0, "", "59300 Valenciennes", "", ""},
             {"", 0, "", "", "", ""},
         }) {
        INFO(c.text);
        const AddressParts parts = parse_address(c.text);
        CHECK(parts.number.value_or(HouseNumber{}).number == c.number);
        CHECK(parts.number.value_or(HouseNumber{}).suffix == c.suffix);
        CHECK(parts.street == c.street);
        CHECK(parts.postcode == c.postcode);
        CHECK(parts.commune == c.commune);
    }
}
