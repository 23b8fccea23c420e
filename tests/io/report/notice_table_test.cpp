// SPDX-License-Identifier: Apache-2.0
#include "io/report/notice_table.hpp"

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

Table table_of(std::size_t rows) {
    Table table;
    table.name = "constats";
    table.columns = {
        {"code", ColumnType::text}, {"message", ColumnType::text}, {"exemples", ColumnType::text}};
    table.rows.assign(rows, std::vector<Value>(3));
    return table;
}

}  // namespace

TEST_CASE("the table of findings is said in either language, missing where there is no example",
          "[io][report]") {
    Notices notices;
    notices.add(Severity::avertissement, "aucune_coupure", "coupures");
    notices.add(Severity::avertissement, "date_illisible", "gtfs.zip",
                {{"fichier", "calendar.txt"}, {"ligne", 1200}, {"date", "hier"}});
    notices.add(Severity::avertissement, "date_illisible", "gtfs.zip",
                {{"fichier", "calendar.txt"}, {"ligne", 1201}, {"date", "demain"}});
    Table french = table_of(2);
    io::say_notices(french, notices, io::read_notice_words("fr"));
    CHECK(std::get<std::string>(french.rows[0][1]).starts_with("aucune coupure"));
    CHECK(french.rows[0][2] == Value());
    CHECK(std::get<std::string>(french.rows[1][2]) ==
          "calendar.txt, ligne 1200 : « hier » ; calendar.txt, ligne 1201 : « demain »");
    Table english = table_of(2);
    io::say_notices(english, notices, io::read_notice_words("en"));
    CHECK(std::get<std::string>(english.rows[0][1]).starts_with("no barrier"));
    CHECK(std::get<std::string>(english.rows[1][2]) ==
          "calendar.txt, line 1200: \"hier\"; calendar.txt, line 1201: \"demain\"");
}

TEST_CASE("a table of other findings is refused", "[io][report]") {
    Table table = table_of(1);
    CHECK_THROWS_AS(io::say_notices(table, {}, io::read_notice_words("fr")), PreconditionError);
}
