// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"

using lisiere::Absence;
using lisiere::Maybe;
using lisiere::io::parse_number;

namespace {
double number(const std::string& text) {
    return parse_number(text).value().value();
}
}  // namespace

TEST_CASE("French and English numbers read the same", "[io][csv]") {
    CHECK(number("5 019 573") == 5019573);
    CHECK(number("5\xC2\xA0"
                 "019\xE2\x80\xAF"
                 "573,5") == 5019573.5);
    CHECK(number("52,1") == 52.1);
    CHECK(number("52.1") == 52.1);
    CHECK(number("-3") == -3);
    CHECK(number("\xE2\x88\x92"
                 "3,5") == -3.5);
    CHECK(number(" +7 ") == 7);
    CHECK(number("12,5 %") == 12.5);
    CHECK(number("12\xC2\xA0%") == 12);
    CHECK(number("1.5E+02") == 150);
    CHECK(number(".5") == 0.5);
    CHECK(number("0") == 0);
}

TEST_CASE("secrecy and missing markers keep their reason and are never zero", "[io][csv]") {
    for (const char* text : {"s", "S", "c", " s "})
        CHECK(parse_number(text) == Maybe<double>(Absence::secret));
    for (const char* text : {"", "  ", "nd", "ND", "ns", "N/A", "NA"})
        CHECK(parse_number(text) == Maybe<double>(Absence::non_disponible));
}

TEST_CASE("what is not a number is said not to be one", "[io][csv]") {
    for (const char* text : {"abc", "12a", "1,2,3", "1.234,5", "12 34", "1 2345", "- -3", "--3",
                             "nan", "inf", "%", "1e999", "5 01 573", ","})
        CHECK_FALSE(parse_number(text).has_value());
}

TEST_CASE("the same mark twice stands between thousands", "[io][csv]") {
    CHECK(parse_number("1.234.567") == std::optional(Maybe<double>(1234567.0)));
    CHECK(parse_number("1,234,567.8") == std::optional(Maybe<double>(1234567.8)));
    CHECK(parse_number("1.234.567,8") == std::optional(Maybe<double>(1234567.8)));
    CHECK(parse_number("-1.234.567") == std::optional(Maybe<double>(-1234567.0)));
    CHECK_FALSE(parse_number("1.23.456"));
    CHECK_FALSE(parse_number("1.234.56"));
    CHECK_FALSE(parse_number("12.03.2024"));
}
