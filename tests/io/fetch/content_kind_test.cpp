// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/content_kind.hpp"

#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

TEST_CASE("the first bytes say what a file is", "[io][fetch]") {
    const FetchFolder folder;
    const auto [bytes, kind] = GENERATE(table<std::string, std::string>({
        {"", "vide"},
        {"code;nom\n", "csv"},
        {"\xEF\xBB\xBF"
         "code;nom\n",
         "csv"},
        {" \n{\"type\":\"FeatureCollection\"}", "geojson"},
        {"{\"error\": \"quota\"}", "json"},
        {"<?xml version=\"1.0\"?><html>", "html"},
        {"<!-- x --><HTML>", "html"},
        {"<?xml version=\"1.0\"?><osm version=\"0.6\">", "osm"},
        {"<?xml version=\"1.0\"?><ServiceExceptionReport/>", "xml"},
        {std::string("\0\0\0\x0d\x0a\x09OSMHeader", 15), "pbf"},
        {std::string("SQLite format 3\0", 16) + std::string(52, '\0') + "GPKG....", "gpkg"},
        {std::string("SQLite format 3\0", 16) + std::string(90, '\0'), "sqlite"},
        {std::string("\x01\0\x02", 3), "binaire"},
        {std::string("PK\x05\x06", 4) + std::string(18, '\0'), "zip"},
    }));
    INFO(bytes);
    CHECK(content_kind(folder.write("a", bytes)) == kind);
}

TEST_CASE("a web page never stands for data, an equal reading does", "[io][fetch]") {
    const std::vector<std::string> any;
    const std::vector<std::string> geojson{"geojson"};
    const std::vector<std::string> gtfs{"gtfs"};
    const std::vector<std::string> either{"csv", "zip"};
    CHECK(kind_allowed("csv", any));
    CHECK_FALSE(kind_allowed("html", any));
    CHECK_FALSE(kind_allowed("vide", any));
    CHECK(kind_allowed("json", geojson));
    CHECK_FALSE(kind_allowed("csv", geojson));
    CHECK(kind_allowed("zip", gtfs));
    CHECK(kind_allowed("zip", either));
    CHECK(kind_allowed("csv", either));
    CHECK_FALSE(kind_allowed("html", either));
}
