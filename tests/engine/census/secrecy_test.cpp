// SPDX-License-Identifier: Apache-2.0
#include "engine/census/secrecy.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

TEST_CASE("fewer than the minimum is secret, and so is what is not known", "[census]") {
    CHECK(is_secret(10.9, 11));
    CHECK_FALSE(is_secret(11.0, 11));
    CHECK(is_secret(Absence::non_disponible, 11));
}

TEST_CASE("a commune is withheld where subtraction would tell a small remainder", "[census]") {
    // Perimeters 0 and 1 lie in commune 0, perimeter 2 in commune 1; reference 2 is the whole zone.
    const std::vector<std::vector<std::size_t>> beside{{0, 2}, {0, 2}, {1, 2}};
    const auto telling = [&](std::vector<Maybe<double>> perimeters,
                             std::vector<Maybe<double>> references) {
        return telling_references({11, std::move(perimeters), std::move(references)}, beside);
    };
    CHECK(telling({100.0, 200.0, 50.0}, {1000.0, 400.0, 1400.0}) ==
          std::vector<bool>{false, false, false});
    // 55 - 50 = 5 households live in commune 1 outside the perimeter.
    CHECK(telling({100.0, 200.0, 50.0}, {1000.0, 55.0, 1055.0}) ==
          std::vector<bool>{false, true, false});
    // Both perimeters of commune 0 together leave 307 - 300 = 7.
    CHECK(telling({100.0, 200.0, 50.0}, {307.0, 400.0, 707.0}) ==
          std::vector<bool>{true, false, false});
    // A perimeter that is its commune leaves nobody, and tells nothing.
    CHECK(telling({100.0, 200.0, 400.0}, {1000.0, 400.0, 1400.0}) ==
          std::vector<bool>{false, false, false});
    // A perimeter that is itself withheld cannot be subtracted.
    CHECK(telling({100.0, 200.0, 5.0}, {1000.0, 12.0, 1012.0}) ==
          std::vector<bool>{false, false, false});
    CHECK(telling({100.0, 200.0, 50.0}, {Absence::non_disponible, 55.0, 1055.0}) ==
          std::vector<bool>{false, true, false});
}
