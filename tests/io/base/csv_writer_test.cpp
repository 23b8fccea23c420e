// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv_writer.hpp"

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::string field(const std::string& text, char delimiter = ';') {
    std::string out;
    append_csv_field(out, text, delimiter);
    return out;
}

}  // namespace

TEST_CASE("a text that a spreadsheet would compute stands behind an apostrophe",
          "[io][base][csv]") {
    for (const char* text : {"=1+1",
                             "+33 Logements",
                             "-2+3",
                             "@SUM(1+1)",
                             "\t=1",
                             "\r=1",
                             "\n=1",
                             " =1+1",
                             "  +1",
                             "\"=1+1",
                             "\" =1",
                             "\u00a0=1",
                             "\ufeff=1",
                             "\u200b-1+1",
                             "\uff1d1+1",
                             "\uff0b1",
                             "\uff0d1+1",
                             "\uff20SUM(1)",
                             "-",
                             "--",
                             "+",
                             "=",
                             "@",
                             "-a",
                             "- 5",
                             "-1-1",
                             "-1+1",
                             "-1e",
                             "-1.5.2",
                             "+12",
                             "+33612345678",
                             "=HYPERLINK(\"http://x\")",
                             "-1|'calc'!A1",
                             "\tbla"}) {
        INFO(text);
        CHECK(starts_a_formula(text));
        const auto table = parse_csv_table("a\n" + field(text) + "\n", "t.csv", {';', true});
        REQUIRE(table.rows.size() == 1);
        CHECK(table.rows[0][0] == std::string("'") + text);  // whole behind it
    }
}

TEST_CASE("other texts and numbers below zero are written as they are", "[io][base][csv]") {
    for (const char* text : {"L'\u00c9tang = le Pr\u00e9", "a=1", "1+1", "", " ", "'=1+1", "-12",
                             "-0.5", "-1,48", "-5 019 573", "-5\u202f019,25", "-3.2e-5", "-1E+20",
                             "-12 %", "-12%", "(=1)", "\u2212 5", "\u2013", "QN05901N"}) {
        INFO(text);
        CHECK_FALSE(starts_a_formula(text));
        CHECK(field(text) == text);
    }
}

TEST_CASE("a field is quoted for its delimiter, quotes and line ends, behind its guard or without",
          "[io][base][csv]") {
    CHECK(field("a;b") == "\"a;b\"");
    CHECK(field("a;b", ',') == "a;b");
    CHECK(field("a,b", ',') == "\"a,b\"");
    CHECK(field("a \"b\"") == "\"a \"\"b\"\"\"");
    CHECK(field("a\nb") == "\"a\nb\"");
    CHECK(field("=\"a\";1") == "\"'=\"\"a\"\";1\"");
    CHECK(field("") == "");
}
