// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/retention.hpp"

#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
using namespace std::chrono_literals;

namespace {

/// Editions of the first of each month of 2026, from January.
std::vector<EditionCard> months(unsigned count) {
    std::vector<EditionCard> cards;
    for (unsigned month = 1; month <= count; ++month) {
        EditionCard card;
        card.number = month;
        card.date = "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-01";
        card.name = card.date + "T000000Z";
        cards.push_back(card);
    }
    return cards;
}

std::size_t gone(const std::vector<EditionCard>& cards, std::size_t current,
                 const RefreshConfig& config) {
    return to_let_go(cards, &cards[current], current > 0 ? &cards[current - 1] : nullptr, config,
                     2026y / 12 / 1)
        .size();
}

}  // namespace

TEST_CASE(
    "the newest editions are kept, by number and by age, and never the current one nor the "
    "one before it",
    "[refresh]") {
    RefreshConfig config;
    config.keep_editions = 3;
    const auto cards = months(12);
    CHECK(gone(cards, 11, config) == 12 - 3);
    // After a return to the first: it stays, though nine newer ones would push it out.
    CHECK(gone(cards, 0, config) == 12 - 3 - 1);
    CHECK(gone(cards, 5, config) == 12 - 3 - 2);
    config.keep_months = 6;  // on 1 December: those of 2 June and after, so from July
    CHECK(gone(cards, 11, config) == 6);
    config.keep_editions = 40;
    CHECK(gone(cards, 11, config) == 0);
}

TEST_CASE("what the user put into an edition is carried to the next; what the edition wrote is not",
          "[refresh]") {
    const Folder scratch;
    make_edition(scratch.path / "old", "old");
    make_edition(scratch.path / "new", "new");
    put(scratch.path / "old" / "mon_projet.qgz", "mine");
    put(scratch.path / "old" / "scenarios" / "passerelle" / "lisiere.gpkg", "mine too");
    std::vector<std::string> remarks;
    carry_on(scratch.path / "old", scratch.path / "new", remarks);
    REQUIRE(remarks.size() == 1);
    CHECK_THAT(remarks.front(), Catch::Matchers::Contains("mon_projet.qgz"));
    CHECK(read_text(scratch.path / "new" / "mon_projet.qgz") == "mine");
    CHECK(read_text(scratch.path / "new" / "scenarios" / "passerelle" / "lisiere.gpkg") ==
          "mine too");
    CHECK(read_text(scratch.path / "new" / "lisiere.gpkg") == "new");
}
