// SPDX-License-Identifier: Apache-2.0
#include "io/layers/epci_codes.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("the codes of an EPCI are read through what files make of them", "[io][gdal]") {
    const std::vector<std::string> one{"200054781"};
    const std::vector<std::string> two{"200054781", "200057966"};
    const std::vector<std::pair<const char*, std::vector<std::string>>> cases{
        {"200054781", one},
        {" 200 054 781 ", one},
        {"200\xC2\xA0"
         "054\xE2\x80\xAF"
         "781",
         one},
        {"200054781.0", one},
        {"200054781,00", one},
        {"'200054781", one},
        {"=\"200054781\"", one},
        {"200054781/200054781", one},
        {"200054781/NR", one},
        {"200054781/", one},
        {"200054781/200057966", two},
        {"200054781 / 200057966", two},
        {"200054781;200057966", two},
        {"200054781,200057966", two},
        {"200054781|200057966", two},
        {"200054781.0/200057966.0", two},
        {"200054781,0/200057966,0", two},
        {"200 054 781/200 057 966", two},
        {"", {}},
        {"NR", {}},
        {"ZZZZZZZZZ", {}},
        {"0", {}},
        {"/", {}},
    };
    for (const auto& [written, codes] : cases) {
        INFO(written);
        CHECK(epci_codes(written) == codes);
    }
}

TEST_CASE("a commune of two EPCI is compared with the smaller, whatever the order", "[io][gdal]") {
    const auto commune = [](const char* code, const char* epci) {
        Commune one;
        one.code = code;
        one.epci = epci;
        return one;
    };
    // A metropolis of 130 communes, two territories of 2 and 1 of them here.
    const std::vector<Commune> drawn{commune("93001", "200054781/200057966"),
                                     commune("93002", "200057966/200054781"),
                                     commune("92001", "200054781 / 200057982"),
                                     commune("75056", "200054781"), commune("29155", "ZZZZZZZZZ")};
    const auto settled = [&](const EpciSizes& sizes, Notices& notices) {
        std::vector<Commune> communes = drawn;
        settle_epci(communes, sizes, notices);
        std::vector<std::string> codes;
        for (const Commune& one : communes) codes.push_back(one.epci);
        return codes;
    };
    Notices notices;
    CHECK(settled({}, notices) ==
          std::vector<std::string>{"200057966", "200057966", "200057982", "200054781", ""});
    CHECK(notices.count("epci_multiple") == 3);
    CHECK(settled({{"200054781", 130}, {"200057966", 9}, {"200057982", 11}}, notices) ==
          std::vector<std::string>{"200057966", "200057966", "200057982", "200054781", ""});
    // Where the known sizes say the contrary, they are right.
    CHECK(settled({{"200054781", 2}, {"200057966", 9}, {"200057982", 11}}, notices) ==
          std::vector<std::string>{"200054781", "200054781", "200054781", "200054781", ""});
}
