// SPDX-License-Identifier: Apache-2.0
#include "io/report/tables.hpp"

#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("a table is text with semicolons, points and empty fields for what is missing",
          "[io][report]") {
    const Table table = tests::sample_tables()[0];
    CHECK(io::to_csv(table) ==
          "code_qp;population;indice_enclavement;bord\n"
          "QP059001;1204;61.25;true\n"
          "\"L'Épine; \"\"été\"\"\";0;;false\n"
          ";;0.1;\n");
}

TEST_CASE("a French spreadsheet has its byte order mark, its comma and its words", "[io][report]") {
    const Table table = tests::sample_tables()[0];
    CHECK(io::to_csv(table, io::CsvReader::spreadsheet) ==
          "\ufeffcode_qp;population;indice_enclavement;bord\n"
          "QP059001;1204;61,25;VRAI\n"
          "\"L'Épine; \"\"été\"\"\";0;;FAUX\n"
          ";;0,1;\n");
}

TEST_CASE("what is written is read back, texts with quotes and line ends included",
          "[io][report]") {
    Table table;
    table.name = "essai";
    table.columns = {{"texte", ColumnType::text}, {"nombre", ColumnType::real}};
    for (const char* text : {"a;b", "\"", "deux\nlignes", "é", "", " bord "})
        table.rows.push_back({std::string(text), 1.0 / 3});
    const io::CsvTable back = io::parse_csv_table(io::to_csv(table), "essai.csv");
    REQUIRE(back.rows.size() == table.rows.size());
    for (std::size_t i = 0; i < back.rows.size(); ++i) {
        CHECK(back.rows[i][0] == std::get<std::string>(table.rows[i][0]));
        CHECK(**io::parse_number(back.rows[i][1]) == 1.0 / 3);
    }
}

TEST_CASE("no text of a table is a formula for who opens it, and numbers stay numbers",
          "[io][report]") {
    Table table;
    table.name = "essai";
    table.columns = {
        {"=nom", ColumnType::text}, {"ecart", ColumnType::real}, {"solde", ColumnType::integer}};
    table.rows = {{std::string("=1+1"), -0.5, std::int64_t{-12}},
                  {std::string("L'Étang = le Pré"), 1e-7, std::int64_t{0}}};
    CHECK(io::to_csv(table) == "'=nom;ecart;solde\n'=1+1;-0.5;-12\nL'Étang = le Pré;0.0000001;0\n");
}

TEST_CASE("each table is a file beside a word on how to read it", "[io][report]") {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("lisiere_report_tables_" + std::to_string(::getpid())) / "tables";
    std::filesystem::remove_all(folder);
    const std::vector<Table> tables = tests::sample_tables();
    Table dictionary;
    dictionary.name = "dictionnaire";
    dictionary.columns = {{"couche", ColumnType::text}};
    io::write_csv_tables(tables, dictionary, folder, io::CsvReader::machine);
    for (const Table& table : tables)
        CHECK(io::read_text(folder / (table.name + ".csv")) == io::to_csv(table));
    CHECK(io::read_text(folder / "dictionnaire.csv") == "couche\n");
    CHECK(io::read_text(folder / "LISEZMOI.txt").find("point décimal") != std::string::npos);
    io::write_csv_tables(tables, dictionary, folder, io::CsvReader::spreadsheet);
    CHECK(io::read_text(folder / "LISEZMOI.txt").find("virgule décimale") != std::string::npos);
    std::filesystem::remove_all(folder);

    const auto file = std::filesystem::temp_directory_path() /
                      ("lisiere_report_file_" + std::to_string(::getpid()));
    io::write_csv_tables({}, dictionary, folder, io::CsvReader::machine);
    std::filesystem::remove_all(file);
    std::filesystem::copy_file(folder / "LISEZMOI.txt", file);
    CHECK_THROWS_AS(
        io::write_csv_tables(tables, dictionary, file / "dessous", io::CsvReader::machine),
        io::OutputError);
    std::filesystem::remove_all(file);
    std::filesystem::remove_all(folder);
}

TEST_CASE("a number is written by its digits, never by a power of ten, and reads back as it was",
          "[io][report]") {
    const double values[] = {200000, 1e17, 1e-7, -3e22, 0.1, 1.0 / 3};
    Table table;
    table.name = "t";
    table.columns = {{"v", ColumnType::real}};
    for (const double value : values) table.rows.push_back({value});
    std::istringstream lines(io::to_csv(table));
    std::string line;
    std::getline(lines, line);
    for (const double value : values) {
        REQUIRE(std::getline(lines, line));
        CHECK(line.find('e') == std::string::npos);
        CHECK(std::stod(line) == value);
    }
}
