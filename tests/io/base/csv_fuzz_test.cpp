// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes, the reader gives rows or a message that names the file: it never crashes.
// (The dev preset runs this under sanitizers.)
#include <random>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

constexpr std::string_view pieces[] = {
    "\"",   "\"\"",     ";",       ",", "\t", "\n",           "\r\n",         "\r",
    " ",    "a",        "5 019,5", "s", "nd", "\xE9",         "\xC3",         "é",
    "\xFF", "QP059020", "1e8",     "-", "%",  "\xEF\xBB\xBF", "\xE2\x80\xAF", "\x1A",
    "IRIS", "\n\n"};

std::string random_text(std::mt19937& random) {
    std::string text;
    const auto length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) {
        if (random() % 12 == 0)
            text += static_cast<char>(random() % 256);
        else
            text += pieces[random() % std::size(pieces)];
    }
    return text;
}

/// Reads the text; says what the message was, "" when it could be read.
std::string reading(std::string_view text) {
    try {
        const CsvTable table = parse_csv_table(text, "essai.csv");
        CHECK(table.rows.size() == table.lines.size());
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            CHECK(table.rows[i].size() >= table.names.size());
            if (i > 0) CHECK(table.lines[i] > table.lines[i - 1]);
            for (const std::string& field : table.rows[i]) (void)parse_number(field);
        }
        return {};
    } catch (const InputError& error) {
        const std::string message = error.what();
        CHECK(message.find("essai.csv") != std::string::npos);
        return message;
    }
}

}  // namespace

TEST_CASE("random bytes are rows or a message", "[io][csv][property]") {
    std::size_t refused = 0;
    for (unsigned seed = 0; seed < 4000; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        refused += reading(random_text(random)).empty() ? 0 : 1;
    }
    // Both ways are taken, else this tries nothing.
    CHECK(refused > 100);
    CHECK(refused < 3900);
}

TEST_CASE("a table cut at any byte is rows or a message, and keeps the rows before the cut",
          "[io][csv][property]") {
    const std::string whole =
        "\xEF\xBB\xBF"
        "CODGEO;LIBGEO;POP\r\nQP059020;\"Verrerie ; \"\"Square\"\"\";1 318\r\n"
        "QP059021;Rives de l'Escaut;10 744\nQP059022;\"sur\ndeux lignes\";5\n";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        INFO("cut at " << length);
        const std::string message = reading(std::string_view(whole).substr(0, length));
        if (length == 0 || length == 3) CHECK_FALSE(message.empty());  // nothing, or only the mark
        if (length == whole.size()) CHECK(message.empty());
    }
    const CsvTable half =
        parse_csv_table(std::string_view(whole).substr(0, whole.find("QP059022")), "essai.csv");
    REQUIRE(half.rows.size() == 2);
    CHECK(half.rows[0][1] == "Verrerie ; \"Square\"");
}

TEST_CASE("what is written quoted is read back whole, with line ends of every kind",
          "[io][csv][property]") {
    for (unsigned seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        std::vector<std::vector<std::string>> rows;
        std::string text = "a;b;c";
        text += random() % 2 == 0 ? "\n" : "\r\n";
        const auto count = 1 + random() % 6;
        for (std::size_t row = 0; row < count; ++row) {
            std::vector<std::string>& fields = rows.emplace_back();
            for (int field = 0; field < 3; ++field) {
                std::string value;
                for (auto length = random() % 5; length > 0; --length)
                    value += std::string_view("ab;,\"\n é")[random() % 9 == 7 ? 0 : random() % 7];
                std::string quoted;
                for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
                text += (field == 0 ? "\"" : ";\"") + quoted + "\"";
                fields.push_back(value);
            }
            text += random() % 2 == 0 ? "\n" : "\r\n";
        }
        CHECK(parse_csv_table(text, "essai.csv", {';', true}).rows == rows);
    }
}
