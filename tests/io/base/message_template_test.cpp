// SPDX-License-Identifier: Apache-2.0
#include "io/base/message_template.hpp"

#include "engine/core/error.hpp"
#include "io/base/numbers.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using io::said;

TEST_CASE("a template writes texts and numbers as the data has them", "[io][base]") {
    CHECK(said("{code} : {annee}, {valeur}", {{"code", "QP1"}, {"annee", 2024}, {"valeur", 12.1}},
               "fr") == "QP1 : 2024, 12.1");
    CHECK(said("{n}", {{"n", 1234567}}, "fr") == "1234567");
    CHECK(said("{v}", {{"v", 18.56712}}, "en") == "18.5671");
}

TEST_CASE("a number is written as io/base/numbers writes it in the language", "[io][base]") {
    for (const std::string language : {"fr", "en"})
        for (const double value : {0.0, -0.04, 0.05, 7.25, -12.5, 999.96, 12345.678, -9876543.2}) {
            INFO(language << " " << value);
            const NamedValues values{{"v", value}};
            CHECK(said("{v, number}", values, language) == io::number_text(value, 0, language));
            CHECK(said("{v, number, 0.0}", values, language) ==
                  io::number_text(value, 1, language));
            CHECK(said("{v, number, +0.00}", values, language) ==
                  io::signed_text(value, 2, language));
        }
    CHECK(said("{v, number} m²", {{"v", 12345}}, "fr") == "12\u202f345 m²");
}

TEST_CASE("plurals follow the language, choices the word", "[io][base]") {
    const std::string rows = "{n, plural, one {# ligne} other {# lignes}}";
    CHECK(said(rows, {{"n", 0}}, "fr") == "0 ligne");
    CHECK(said(rows, {{"n", 0}}, "en") == "0 lignes");
    CHECK(said(rows, {{"n", 2}}, "fr") == "2 lignes");
    const std::string ends = "{bout, select, premier {first of {n}} other {'{'last'}'}}";
    CHECK(said(ends, {{"bout", "premier"}, {"n", 3}}, "en") == "first of 3");
    CHECK(said(ends, {{"bout", "dernier"}, {"n", 3}}, "en") == "{last}");
}

TEST_CASE("a template tells its names, wherever they stand", "[io][base]") {
    CHECK(io::names_in("sans rien") == std::set<std::string>{});
    CHECK(io::names_in("{a} {b, number, 0.0} {c, select, x {{d}} other {{a}}}") ==
          std::set<std::string>{"a", "b", "c", "d"});
}

TEST_CASE("what is put into a template is not read as one", "[io][base]") {
    CHECK(said("{a}{b, select, other { et {a}}}", {{"a", "{b} 'l''un' #"}, {"b", "{"}}, "fr") ==
          "{b} 'l''un' # et {b} 'l''un' #");
}

TEST_CASE("templates that cannot be read say why", "[io][base]") {
    CHECK(io::fault_of("{a} d'accord") == "");
    for (const char* wrong :
         {"{a", "{a, plural, one {x}}", "{a, number, #,##0}", "{a, date}", "{a, number, 0.}"}) {
        INFO(wrong);
        CHECK(io::fault_of(wrong) != "");
        CHECK_THROWS_AS(said(wrong, {{"a", 1}}, "fr"), PreconditionError);
    }
}

TEST_CASE("a name without a value is a defect", "[io][base]") {
    CHECK_THROWS_AS(said("{a} {b}", {{"a", 1}}, "fr"), PreconditionError);
    CHECK_THROWS_AS(said("{b, select, other {x}}", {{"a", 1}}, "fr"), PreconditionError);
}
