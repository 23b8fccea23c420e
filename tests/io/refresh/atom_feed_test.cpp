// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/atom_feed.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

std::string id_of(const std::string& feed, const std::string& moment) {
    const std::size_t entry = feed.find("<updated>" + moment, feed.find("<entry>"));
    const std::size_t start = feed.rfind("<id>", entry);
    return feed.substr(start, feed.find("</id>", start) - start);
}

PublishedEdition edition(const std::string& day, const std::string& told) {
    return {0, day + "T031500Z", day + "T03:15:00Z", day, told, {}};
}

}  // namespace

TEST_CASE("a feed tells the newest first, escapes what it tells, and never changes an identifier",
          "[refresh]") {
    RefreshedTerritory config;
    config.run.name = "Val & Lisse <est>";
    config.run.slug = "val";
    std::vector<PublishedEdition> history{edition("2026-10-30", "Première."),
                                          edition("2026-11-30", "a < b & \"c\"\x01")};
    const std::string feed = atom_feed(history, config);
    CHECK_THAT(feed, Contains("Val &amp; Lisse &lt;est&gt;"));
    CHECK_THAT(feed, Contains("a &lt; b &amp; &quot;c&quot;</summary>"));
    CHECK_THAT(feed, Contains("<updated>2026-11-30T03:15:00Z</updated>\n<author>"));
    CHECK(feed.find("2026-11-30T03:15") < feed.find("2026-10-30T03:15"));
    history.push_back(edition("2026-12-30", "Encore."));
    const std::string later = atom_feed(history, config);
    CHECK(count(later, "<entry>") == 3);
    CHECK(id_of(later, "2026-11-30") == id_of(feed, "2026-11-30"));
    CHECK(id_of(later, "2026-11-30") != id_of(later, "2026-12-30"));
    CHECK_THAT(later, Contains("href=\"flux.xml\""));
    config.refresh.address = "https://carte.example.org/";
    CHECK_THAT(atom_feed(history, config), Contains("href=\"https://carte.example.org/flux.xml\""));
}

TEST_CASE("the web map gets each measure of a quarter as one list, null where an edition has none",
          "[refresh]") {
    PublishedEdition first = edition("2026-10-30", "");
    first.headline["Q1"]["population"] = 100;
    PublishedEdition second = edition("2026-11-30", "");
    second.headline["Q1"]["population"] = 110;
    second.headline["Q1"]["indice_enclavement"] = 60;
    second.headline["Q2"]["population"] = 50;
    const std::vector<FollowedMeasure> measures{
        {"population", "Population", "Population", "habitants"},
        {"indice_enclavement", "Indice", "Index", "0–100"}};
    const auto json = nlohmann::json::parse(history_json({first, second}, measures));
    CHECK(json["editions"][1]["date"] == "2026-11-30");
    CHECK(json["perimetres"]["Q1"]["population"] == nlohmann::json::array({100.0, 110.0}));
    CHECK(json["perimetres"]["Q1"]["indice_enclavement"] == nlohmann::json::array({nullptr, 60.0}));
    CHECK(json["perimetres"]["Q2"]["population"] == nlohmann::json::array({nullptr, 50.0}));
    CHECK(json["mesures"][1]["libelle"]["en"] == "Index");
    CHECK_FALSE(json["perimetres"]["Q2"].contains("indice_enclavement"));
}
