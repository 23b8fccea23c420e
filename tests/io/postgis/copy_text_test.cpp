// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/copy_text.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::string field(std::string_view text) {
    std::string row;
    add_copy_text(row, text);
    return row;
}

/// A point of a GeoPackage: header, envelope of that kind, WKB.
std::vector<std::uint8_t> point_blob(std::uint8_t envelope_kind, std::size_t envelope_bytes) {
    std::vector<std::uint8_t> blob(8 + envelope_bytes, 0xee);
    const std::uint8_t flags = static_cast<std::uint8_t>(1 | envelope_kind << 1);
    std::size_t i = 0;
    for (const std::uint8_t byte : {std::uint8_t{'G'}, std::uint8_t{'P'}, std::uint8_t{0}, flags})
        blob[i++] = byte;
    // Little endian, a point, 1.0 and 2.0.
    for (const int byte : {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40})
        blob.push_back(static_cast<std::uint8_t>(byte));
    return blob;
}

}  // namespace

TEST_CASE("what ends a field or a row, or escapes, is escaped", "[postgis]") {
    CHECK(field("a\tb\nc\rd\\e") == "a\\tb\\nc\\rd\\\\e");
    CHECK(field("\\N") == "\\\\N");  // a text, not the mark of NULL
    CHECK(field("Où vont les habitants — 5 €") == "Où vont les habitants — 5 €");
    CHECK(field("") == "");
}

TEST_CASE("bytes that the server would refuse do not reach it", "[postgis]") {
    CHECK(field("a\xff\xfe") == "a\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(field(std::string_view("a\0b", 3)) == "ab");
}

TEST_CASE("a shape is extended WKB with its SRID, whatever the envelope before it", "[postgis]") {
    // 2154 is 0x086A; the type 1 has the bit of an SRID.
    const std::string expected =
        "01"
        "01000020"
        "6A080000"
        "000000000000F03F"
        "0000000000000040";
    for (const auto& [kind, bytes] :
         {std::pair<std::uint8_t, std::size_t>{0, 0}, {1, 32}, {2, 48}, {3, 48}, {4, 64}}) {
        std::string row;
        CHECK(add_copy_geometry(row, point_blob(kind, bytes), 2154));
        CHECK(row == expected);
    }
}

TEST_CASE("what is no shape of a GeoPackage leaves the row as it was", "[postgis]") {
    std::string row = "1\t";
    CHECK_FALSE(add_copy_geometry(row, {}, 2154));
    std::vector<std::uint8_t> blob = point_blob(0, 0);
    blob[0] = 'X';
    CHECK_FALSE(add_copy_geometry(row, blob, 2154));
    blob = point_blob(5, 0);  // no such envelope
    CHECK_FALSE(add_copy_geometry(row, blob, 2154));
    blob = point_blob(4, 8);  // cut within its envelope
    CHECK_FALSE(add_copy_geometry(row, std::span(blob).first(20), 2154));
    CHECK(row == "1\t");
}
