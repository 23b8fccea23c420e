// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv.hpp"

#include <string>
#include <vector>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using io::CsvTable;
using io::parse_csv_table;
using Row = std::vector<std::string>;

TEST_CASE("a byte order mark is not part of the first name", "[io][csv]") {
    const CsvTable table = parse_csv_table("\xEF\xBB\xBFid,name\n1,a\n", "t.csv");
    CHECK(table.names == Row{"id", "name"});
    CHECK(table.rows == std::vector<Row>{{"1", "a"}});
}

TEST_CASE("the delimiter is guessed from the header, quotes set aside", "[io][csv]") {
    CHECK(parse_csv_table("a;b;c\n1;2,5;3\n", "t.csv").rows[0] == Row{"1", "2,5", "3"});
    CHECK(parse_csv_table("a,b,c\n1,2;5,3\n", "t.csv").rows[0] == Row{"1", "2;5", "3"});
    CHECK(parse_csv_table("a\tb\n1\t2\n", "t.csv").rows[0] == Row{"1", "2"});
    CHECK(parse_csv_table("\"a,b,c\";d\n1;2\n", "t.csv").names == Row{"a,b,c", "d"});
    CHECK(parse_csv_table("seul\n1\n", "t.csv").rows[0] == Row{"1"});
}

TEST_CASE("a given delimiter wins over the guess", "[io][csv]") {
    io::CsvOptions options;
    options.delimiter = '|';
    CHECK(parse_csv_table("a;x|b\n1|2;3\n", "t.csv", options).rows[0] == Row{"1", "2;3"});
}

TEST_CASE("quoted fields hold delimiters, doubled quotes and line ends", "[io][csv]") {
    const CsvTable table = parse_csv_table(
        "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\"\", \"z\" \r\n3,4\r\n", "t.csv");
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0] == Row{"x, \"y\"", "two\nlines"});
    CHECK(table.rows[1] == Row{"", "z"});
    CHECK(table.rows[2] == Row{"3", "4"});
    // The second row is two lines long in the file.
    CHECK(table.lines == std::vector<std::size_t>{2, 4, 5});
}

TEST_CASE("a quote inside an unquoted field is plain text", "[io][csv]") {
    CHECK(parse_csv_table("a,b\nrue \"haute\",2\n", "t.csv").rows[0] == Row{"rue \"haute\"", "2"});
}

TEST_CASE("carriage returns go, with and without a last line end", "[io][csv]") {
    CHECK(parse_csv_table("a,b\r\n1,2\r\n3,4", "t.csv").rows ==
          std::vector<Row>{{"1", "2"}, {"3", "4"}});
    CHECK(parse_csv_table("a,b\r\n1,\"2\"\r", "t.csv").rows[0] == Row{"1", "2"});
}

TEST_CASE("blank lines are skipped and lines keep their numbers", "[io][csv]") {
    const CsvTable table = parse_csv_table("\n\na,b\n\n1,2\n  \n3,4\n", "t.csv");
    CHECK(table.names == Row{"a", "b"});
    CHECK(table.lines == std::vector<std::size_t>{5, 7});
}

TEST_CASE("short rows are padded and long rows keep their fields", "[io][csv]") {
    const CsvTable table = parse_csv_table("a,b,c\n1\n1,2,3,4\n,,\n", "t.csv");
    CHECK(table.rows == std::vector<Row>{{"1", "", ""}, {"1", "2", "3", "4"}, {"", "", ""}});
}

TEST_CASE("text that is not UTF-8 is read as CP1252", "[io][csv]") {
    CHECK(parse_csv_table("nom\nOrl\xE9"
                          "ans \x80\n",
                          "t.csv")
              .rows[0][0] == "Orléans €");
    io::CsvOptions raw;
    raw.transcode = false;
    CHECK(parse_csv_table("nom\nOrl\xE9"
                          "ans\n",
                          "t.csv", raw)
              .rows[0][0] ==
          "Orl\xE9"
          "ans");
}

TEST_CASE("a quote that never closes is refused with its line", "[io][csv]") {
    try {
        parse_csv_table("a,b\n1,2\n3,\"open\n5,6\n", "stops.txt");
        FAIL("no error");
    } catch (const io::InputError& error) {
        CHECK(error.trouble().where == "stops.txt, ligne 3");
    }
}

TEST_CASE("an empty file and UTF-16 are refused", "[io][csv]") {
    CHECK_THROWS_AS(parse_csv_table("", "t.csv"), io::InputError);
    CHECK_THROWS_AS(parse_csv_table("\n \r\n", "t.csv"), io::InputError);
    CHECK_THROWS_AS(parse_csv_table(std::string_view("\xFF\xFE"
                                                     "a\0",
                                                     4),
                                    "t.csv"),
                    io::InputError);
}

TEST_CASE("columns are found in any case and a missing one names the nearest", "[io][csv]") {
    const CsvTable table = parse_csv_table("CODE_QP;Lib_QP;commune\n", "qpv.csv");
    CHECK(table.column("code_qp") == std::optional<std::size_t>(0));
    CHECK(table.require("LIB_QP") == 1);
    CHECK_FALSE(table.column("code"));
    try {
        (void)table.require("nom_qp");
        FAIL("no error");
    } catch (const io::InputError& error) {
        CHECK(error.trouble().where == "qpv.csv, champ nom_qp");
        CHECK(error.trouble().advice.find("Lib_QP") != std::string::npos);
    }
}

TEST_CASE("the nearest name is the one with the fewest edits, none when all are far", "[io][csv]") {
    const std::vector<std::string> names = {"P20_POP", "P20_CHOM1564", "IRIS"};
    CHECK(io::nearest_name("P19_POP", names) == "P20_POP");  // 2 of 7 letters change
    CHECK(io::nearest_name("iri", names) == "IRIS");         // 1 letter added
    CHECK(io::nearest_name("geometrie", names).empty());
}

TEST_CASE("one line of another encoding does not spoil the others", "[io][csv]") {
    const io::CsvTable table = io::parse_csv_table(
        "nom\n\xC3\x89"
        "cole n\xC2\xB0 1\n\xC9"
        "cole n\xB0 3\n\xC3\x89"
        "cole\n",
        "t.csv");
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0][0] == "École n° 1");
    CHECK(table.rows[1][0] == "École n° 3");
    CHECK(table.rows[2][0] == "École");
}
