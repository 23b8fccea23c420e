// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv_stream.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

struct TextFile {
    fs::path path;
    explicit TextFile(const std::string& text)
        : path(fs::temp_directory_path() / ("lisiere_csv_" + std::to_string(::getpid()))) {
        std::ofstream(path, std::ios::binary) << text;
    }
    ~TextFile() { fs::remove(path); }
};

struct Rows {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> fields;
    std::vector<std::size_t> lines;
    std::vector<std::string> records;
};

Rows streamed(const std::string& text) {
    const TextFile file(text);
    CsvStream stream(file.path, "essai.csv");
    Rows rows;
    rows.names = stream.names();
    CsvBlock block;
    while (stream.next(block))
        read_records(block, "essai.csv", stream.delimiter(),
                     [&](std::span<const std::string_view> fields, std::string_view record,
                         std::size_t line) {
                         rows.fields.emplace_back(fields.begin(), fields.end());
                         rows.records.emplace_back(record);
                         rows.lines.push_back(line);
                     });
    return rows;
}

/// Quotes, doubled quotes, line ends and delimiters in fields; blank lines; some rows of megabytes.
std::string random_text(std::mt19937& random, std::size_t bytes) {
    const std::vector<std::string> bits{
        "a", "é",       "12,5", "\"x;y\"", "\"l1\nl2\"", "\"dit \"\"oui\"\"\"",
        "",  " \"q\" ", "5\"",  "\"\""};
    std::uniform_int_distribution<std::size_t> bit(0, bits.size() - 1);
    std::uniform_int_distribution<int> dice(0, 9999);
    std::string text = "id;texte;reste\n";
    for (int row = 0; text.size() < bytes; ++row) {
        text += std::to_string(row) + ";" + bits[bit(random)] + ";" + bits[bit(random)];
        if (dice(random) == 0) text += std::string(1'500'000, 'z');
        text += dice(random) % 2 == 0 ? "\n" : "\r\n";
        if (dice(random) % 97 == 0) text += "  \n";
    }
    return text;
}

}  // namespace

TEST_CASE("a stream gives the records that the whole text gives, wherever its blocks are cut",
          "[csv][property]") {
    std::size_t rows_read = 0;
    for (unsigned seed = 0; seed < 6; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const std::string text = random_text(random, 2'600'000 + 317 * seed);
        const Rows rows = streamed(text);
        const CsvTable table = parse_csv_table(text, "essai.csv");
        REQUIRE(rows.names == table.names);
        REQUIRE(rows.lines == table.lines);
        std::size_t different = 0;
        for (std::size_t i = 0; i < rows.fields.size(); ++i) {
            std::vector<std::string> padded = rows.fields[i];
            if (padded.size() < table.names.size()) padded.resize(table.names.size());
            different += padded == table.rows[i] ? 0 : 1;
        }
        REQUIRE(different == 0);
        rows_read += rows.fields.size();
    }
    CHECK(rows_read > 100000);
}

TEST_CASE("a record comes as written, without its line end", "[csv]") {
    const Rows rows = streamed("a;b\r\n\"x;\"\"y\";2\r\n 3 ;\"l1\r\nl2\"\r\n");
    REQUIRE(rows.records.size() == 2);
    CHECK(rows.records[0] == "\"x;\"\"y\";2");
    CHECK(rows.records[1] == " 3 ;\"l1\r\nl2\"");
    CHECK(rows.lines == std::vector<std::size_t>{2, 3});
}

TEST_CASE("records keep the fields they have", "[csv]") {
    const Rows rows = streamed("a;b;c\n1;2\n1;2;3;4\n");
    CHECK(rows.fields[0].size() == 2);
    CHECK(rows.fields[1].size() == 4);
}

TEST_CASE("each record that is not UTF-8 is taken as CP1252, the others stay", "[csv]") {
    const Rows rows = streamed("nom;n\n\xC3\xA9t\xC3\xA9;1\n\xE9t\xE9 \x80;2\n");
    CHECK(rows.fields[0][0] == "été");
    CHECK(rows.fields[1][0] == "été €");
    CHECK(rows.records[1] == "été €;2");
}

TEST_CASE("a mark, a quoted header and its line end are told", "[csv]") {
    const TextFile file("\xEF\xBB\xBF\"le nom\"\tx\r\nA\t1\r\n");
    const CsvStream stream(file.path, "essai.csv");
    CHECK(stream.marked());
    CHECK(stream.crlf());
    CHECK(stream.delimiter() == '\t');
    CHECK(stream.names() == std::vector<std::string>{"le nom", "x"});
    CHECK(stream.header() == "\"le nom\"\tx");
}

TEST_CASE("a file that cannot be read as text is refused with its reason", "[csv]") {
    CHECK_THROWS_AS(CsvStream("/nulle/part.csv", "part.csv"), InputError);
    CHECK_THROWS_AS(CsvStream(fs::temp_directory_path(), "dossier"), InputError);
    CHECK_THROWS_AS(streamed(""), InputError);
    CHECK_THROWS_AS(streamed(" \n\n"), InputError);
    CHECK_THROWS_AS(streamed("\xFF\xFE"
                             "a"),
                    InputError);
}

TEST_CASE("a quote that is never closed is refused with the line it opens on", "[csv]") {
    const std::string start = "a;b\n1;2\n3;\"ouvert\n";
    for (const std::string& text : {start, start + std::string(9'000'000, 'x')}) try {
            streamed(text);
            FAIL("accepted");
        } catch (const InputError& error) {
            CHECK(error.trouble().where == "essai.csv, ligne 3");
        }
}
