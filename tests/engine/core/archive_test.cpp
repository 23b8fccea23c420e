// SPDX-License-Identifier: Apache-2.0
#include "engine/core/archive.hpp"

#include <rapidcheck.h>

#include <algorithm>

#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using ShopIdx = Index<struct ShopTag>;

struct Place {
    double x = 0;
    double y = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

enum class Colour : std::uint8_t { red, green };

struct Everything {
    std::string name;
    std::vector<Place> line;
    std::vector<bool> flags;
    Maybe<double> known;
    Maybe<double> unknown;
    std::optional<Place> at;
    std::optional<int> nothing;
    Colour colour = Colour::red;
    ShopIdx shop;
    Metres length;
    Minutes time{0};
    std::chrono::sys_days day;
    std::map<std::string, double> weights;
    IndexedVector<ShopIdx, std::pair<int, std::string>> shops;
    std::array<float, 3> corners{};
    friend bool operator==(const Everything&, const Everything&) = default;
};

Everything sample() {
    Everything value;
    value.name = "Hautes-Bornes";
    value.line = {{1, 2}, {3, 4.5}};
    value.flags = {true, false, true};
    value.known = 12.5;
    value.unknown = Absence::secret;
    value.at = Place{7, 8};
    value.colour = Colour::green;
    value.shop = ShopIdx{3};
    value.length = Metres{300};
    value.time = Minutes{7.25};
    value.day = std::chrono::sys_days{std::chrono::days{20000}};
    value.weights = {{"coupures", 1}, {"desserte", 0.5}};
    value.shops.push_back({1, "boulangerie"});
    value.corners = {1, 2, 3};
    return value;
}

TEST_CASE("members of an aggregate are counted, whatever their types") {
    CHECK(field_count<Place> == 2);
    CHECK(field_count<Everything> == 15);
}

TEST_CASE("a value comes back from its bytes, every member of it") {
    const Everything value = sample();
    const auto back = archive::from_bytes<Everything>(archive::to_bytes(value));
    REQUIRE(back);
    CHECK(*back == value);
    CHECK(back->unknown.absence() == Absence::secret);
}

TEST_CASE("rows of an adjacency come back") {
    const Adjacency<ShopIdx, int> rows({0, 2, 2, 3}, {10, 11, 12});
    const auto back = archive::from_bytes<Adjacency<ShopIdx, int>>(archive::to_bytes(rows));
    REQUIRE(back);
    REQUIRE(back->rows() == 3);
    CHECK((*back)[ShopIdx{0}].size() == 2);
    CHECK((*back)[ShopIdx{1}].empty());
    CHECK((*back)[ShopIdx{2}][0] == 12);
}

TEST_CASE("values that differ have bytes that differ, a value missing for another reason too") {
    Maybe<double> one = Absence::secret;
    Maybe<double> other = Absence::au_dela;
    CHECK(archive::to_bytes(one) != archive::to_bytes(other));
    rc::check("texts in a row cannot be taken for one another",
              [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
                  RC_ASSERT((archive::to_bytes(a) == archive::to_bytes(b)) == (a == b));
              });
}

TEST_CASE("a digest changes with every member, and with which of two texts a letter belongs to") {
    const Digest base = archive::digest_of(sample());
    CHECK(archive::digest_of(sample()) == base);
    Everything other = sample();
    other.corners[2] = 4;
    CHECK(archive::digest_of(other) != base);
    other = sample();
    other.unknown = Absence::au_dela;
    CHECK(archive::digest_of(other) != base);
    CHECK(archive::digest_of(std::string("ab"), std::string("c")) !=
          archive::digest_of(std::string("a"), std::string("bc")));
}

TEST_CASE("bytes that are cut, or longer than the value, are refused and never read beyond") {
    std::vector<std::byte> bytes = archive::to_bytes(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(archive::from_bytes<Everything>(std::span(bytes).first(size)));
    bytes.push_back(std::byte{});
    CHECK_FALSE(archive::from_bytes<Everything>(bytes));
}

TEST_CASE("bytes that are not those of the value are read or refused, without harm") {
    rc::check([](const std::vector<std::uint8_t>& noise) {
        const auto bytes = std::as_bytes(std::span(noise));
        const auto value = archive::from_bytes<std::vector<std::string>>(bytes);
        if (value) RC_ASSERT(std::ranges::equal(archive::to_bytes(*value), bytes));
    });
}

}  // namespace
}  // namespace lisiere
