// SPDX-License-Identifier: Apache-2.0
#include "io/base/file_names.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool is_safe(const std::string& name) {
    static const std::set<std::string> kept{"con",  "prn",  "aux",   "nul",
                                            "com1", "lpt9", "atlas", "scenario"};
    return !name.empty() && name.size() <= 145 && name.front() != '-' &&
           kept.count(lower(name)) == 0 && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '-' || c == '_';
           });
}

}  // namespace

TEST_CASE("plain codes are their own file names", "[io][base]") {
    const std::vector<std::string> codes{"QN05901N", "QP059001", "VA-59606-saint-waast", "va_2",
                                         std::string(100, 'x')};
    const FileNames names(codes);
    for (const std::string& code : codes) CHECK(names.of(code) == code);
}

TEST_CASE("codes of any letters have file names that differ in more than case", "[io][base]") {
    const std::vector<std::string> codes{"VA/1",
                                         "VA.1",
                                         "VA 1",
                                         "VA-1",
                                         "atlas",
                                         "ATLAS",
                                         "Atlas",
                                         "CON",
                                         "con",
                                         "NUL",
                                         "com1",
                                         "LPT9",
                                         ".",
                                         "..",
                                         "",
                                         " ",
                                         "-rf",
                                         "../../etc/passwd",
                                         "Q1",
                                         "q1",
                                         "scenario",
                                         "qualite",
                                         "\u00c9t\u00e9",    // NFC
                                         "E\u0301te\u0301",  // NFD
                                         "Ete",
                                         "a\nb",
                                         "a\tb",
                                         std::string("a\0b", 3),
                                         "\x1b[31m",
                                         "\xff\xfe",
                                         "東京",
                                         "大阪",
                                         std::string(300, 'Q') + "1",
                                         std::string(300, 'Q') + "2",
                                         std::string(101, 'x'),
                                         "<b>",
                                         "\"'><b>"};
    const FileNames names(codes);
    std::set<std::string> taken;
    for (const std::string& code : codes) {
        INFO(code << " " << names.of(code));
        CHECK(is_safe(names.of(code)));
        CHECK(taken.insert(lower(names.of(code))).second);
    }
    CHECK(names.of("VA-1") == "VA-1");
    CHECK(names.of("Ete") == "Ete");
    CHECK(names.of("\u00c9t\u00e9").substr(0, 4) == "Ete-");  // what can be read of it is kept
    CHECK(names.of("VA/1").substr(0, 5) == "VA-1-");
}

TEST_CASE("a name hangs on its code alone, whatever stands beside it and in whatever order",
          "[io][base][property]") {
    std::mt19937 random(3);
    const std::string letters = "aA1-_/. é";
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> codes(1 + random() % 12);
        for (std::string& code : codes)
            for (std::size_t n = random() % 4; n > 0; --n)
                code += letters[random() % letters.size()];
        const FileNames names(codes);
        std::set<std::string> distinct(codes.begin(), codes.end());
        std::set<std::string> taken;
        for (const auto& [code, name] : names.all()) {
            REQUIRE(is_safe(name));
            taken.insert(lower(name));
        }
        REQUIRE(taken.size() == distinct.size());
        std::shuffle(codes.begin(), codes.end(), random);
        REQUIRE(FileNames(codes).all() == names.all());
    }
    // A neighbour that comes or goes moves nothing, but where file systems would take two for one.
    const std::vector<std::string> alone{"VA/1"};
    const std::vector<std::string> three{"VA/1", "VA.1", "VA-1"};
    CHECK(FileNames(alone).of("VA/1") == FileNames(three).of("VA/1"));
}

TEST_CASE("a code that is another one's file name still has its own", "[io][base]") {
    const std::vector<std::string> one{"VA/1"};
    const std::vector<std::string> two{"VA/1", FileNames(one).of("VA/1")};
    const FileNames names(two);
    CHECK(names.of(two[0]) != names.of(two[1]));
}

TEST_CASE("a folder is named by the slug of a name, as far as folders can bear it", "[io][base]") {
    CHECK(folder_name("M\u00e9tropole Europ\u00e9enne", "territoire") == "metropole-europeenne");
    CHECK(folder_name("Val de Lisse", "territoire") == "val-de-lisse");
    CHECK(folder_name("…", "territoire") == "territoire");
    const std::string long_name(400, 'a');
    CHECK(folder_name(long_name + "1", "x").size() <= 100);
    CHECK(folder_name(long_name + "1", "x") != folder_name(long_name + "2", "x"));
    CHECK(is_folder_name(folder_name("Con", "territoire")));
    for (const char* name : {"", "con", "NUL", "com7", "-a", "a/b", "a.b", "a b", "..", "é"})
        CHECK_FALSE(is_folder_name(name));
    CHECK(is_folder_name("passerelle_2"));
    CHECK_FALSE(is_folder_name(std::string(101, 'a')));
}
