// SPDX-License-Identifier: Apache-2.0
#include "io/base/dates.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace std::chrono;

TEST_CASE("a day is written year first, and every day that is written reads again", "[base]") {
    CHECK(date_text(year{2026} / 3 / 7) == "2026-03-07");
    for (sys_days day = year{1999} / 12 / 1; day < sys_days(year{2004} / 4 / 1); day += days{1})
        CHECK(parse_date(date_text(day)) == year_month_day(day));
}

TEST_CASE("what is no day of a calendar is none", "[base]") {
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-03-17T08:00", "hier",
                             "2026-03", "", "17-03-2026"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
}
