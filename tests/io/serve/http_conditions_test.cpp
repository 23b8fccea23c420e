// SPDX-License-Identifier: Apache-2.0
#include "io/serve/http_conditions.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

// Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's own example.
const FileVersion file{"\"abc\"", 784111777};

}  // namespace

TEST_CASE("dates are written and read as HTTP has them, in no other form", "[serve]") {
    CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    for (const std::int64_t at : {0L, 784111777L, 951782400L, 1795996800L, 4102444800L})
        CHECK(parse_http_date(http_date(at)) == at);
    for (const char* text :
         {"", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT ",
          "Sun, 06 Xyz 1994 08:49:37 GMT", "1994-11-06", "Sun, 06 Nov 1994"})
        CHECK_FALSE(parse_http_date(text));
}

TEST_CASE("a client that has the file is told so, by its tag first and by its date else",
          "[serve]") {
    const auto verdict = [](std::string_view tags) {
        Conditions asked;
        asked.if_none_match = tags;
        return check(asked, file);
    };
    for (const char* tags : {"\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\"", "\"x\",W/\"abc\" "})
        CHECK(verdict(tags) == Verdict::not_modified);
    for (const char* tags : {"\"ab\"", "abc", "", "\"x\", \"y\"", "\"abc", "W/"})
        CHECK(verdict(tags) == Verdict::send);

    Conditions dated;
    dated.if_modified_since = "Sun, 06 Nov 1994 08:49:37 GMT";
    CHECK(check(dated, file) == Verdict::not_modified);
    dated.if_modified_since = "Sun, 06 Nov 1994 08:49:36 GMT";
    CHECK(check(dated, file) == Verdict::send);
    dated.if_modified_since = "demain";
    CHECK(check(dated, file) == Verdict::send);
    dated.if_modified_since = "Sun, 06 Nov 1994 08:49:37 GMT";
    dated.if_none_match = "\"x\"";  // the tag decides: it was written twice within a second
    CHECK(check(dated, file) == Verdict::send);
    CHECK(check({}, file) == Verdict::send);
}

TEST_CASE("a client that means another version is refused", "[serve]") {
    Conditions asked;
    asked.if_match = "\"abc\"";
    CHECK(check(asked, file) == Verdict::send);
    asked.if_match = "*";
    CHECK(check(asked, file) == Verdict::send);
    asked.if_match = "\"x\"";
    CHECK(check(asked, file) == Verdict::failed);
    asked.if_match = "W/\"abc\"";  // a weak tag does not promise the same bytes
    CHECK(check(asked, file) == Verdict::failed);
    asked = {};
    asked.if_unmodified_since = "Sun, 06 Nov 1994 08:49:36 GMT";
    CHECK(check(asked, file) == Verdict::failed);
    asked.if_unmodified_since = "Sun, 06 Nov 1994 08:49:37 GMT";
    CHECK(check(asked, file) == Verdict::send);
}

TEST_CASE("a range of another version is not joined to what the client has", "[serve]") {
    Conditions asked;
    CHECK(range_holds(asked, file));
    for (const char* same : {"\"abc\"", "Sun, 06 Nov 1994 08:49:37 GMT"}) {
        asked.if_range = same;
        CHECK(range_holds(asked, file));
    }
    for (const char* other : {"\"x\"", "W/\"abc\"", "Sun, 06 Nov 1994 08:49:38 GMT", "abc", ""}) {
        asked.if_range = other;
        CHECK_FALSE(range_holds(asked, file));
    }
}
