// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/history.hpp"

#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

PublishedEdition entry_of(const EditionCard& card, double people) {
    PublishedEdition entry{card.number, card.name, "", card.date, "", {}};
    entry.headline["Q1"]["population"] = people;
    return entry;
}

std::vector<double> people(const std::vector<PublishedEdition>& history) {
    std::vector<double> values;
    for (const PublishedEdition& edition : history)
        values.push_back(edition.headline.at("Q1").at("population"));
    return values;
}

}  // namespace

TEST_CASE("a folder's history has every edition that was published, in order", "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    std::vector<PublishedEdition> history;
    for (int day = 1; day <= 3; ++day)
        history = history_with(folder, entry_of(publish(folder, at(day), "x"), 100.0 * day));
    CHECK(people(history) == std::vector<double>{100, 200, 300});
}

TEST_CASE("an edition made again after a cut takes its own place in the history", "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    const EditionCard one = publish(folder, at(1), "one");
    history_with(folder, entry_of(one, 100));
    EditionCard two = one;
    two.name = "2026-11-02T000000Z";
    two.number = one.number + 1;
    history_with(folder, entry_of(two, 1));
    CHECK(people(history_with(folder, entry_of(two, 200))) == std::vector<double>{100, 200});
}

TEST_CASE("a history that cannot be read begins anew", "[refresh]") {
    const Folder scratch;
    RefreshFolder folder = open(scratch);
    put(folder.root() / "historique.json", "{\"editions\": [");
    CHECK(people(history_with(folder, entry_of(publish(folder, at(1), "x"), 7))) ==
          std::vector<double>{7});
}
