// SPDX-License-Identifier: Apache-2.0
#include "io/report/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <type_traits>

#include "engine/core/error.hpp"
#include "io/base/csv_writer.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr const char* readme_head =
    R"(Tables de Lisière
=================

Un fichier par couche du GeoPackage lisiere.gpkg, sans la géométrie. Les colonnes portent les mêmes noms ; leur
intitulé, leur unité et leur sens sont dans dictionnaire.csv.

)";

constexpr const char* readme_machine =
    R"(Format : UTF-8, séparateur « ; », point décimal, première ligne = noms des colonnes.
Un champ vide est une valeur absente, jamais un zéro. true = vrai, false = faux.

)";

constexpr const char* readme_spreadsheet =
    R"(Format ([sorties] csv = "tableur") : UTF-8 avec marque d'ordre (BOM), séparateur « ; », virgule décimale, première
ligne = noms des colonnes. Un champ vide est une valeur absente, jamais un zéro ; VRAI, FAUX.

)";

constexpr const char* readme_formulas =
    R"(Une apostrophe en tête d'un texte qui commence par =, +, - ou @ (« '=1+1 ») n'en fait pas partie : elle empêche
un tableur de le prendre pour une formule. Les nombres négatifs restent des nombres ; le GeoPackage garde les textes
tels quels.

Tableur : le classeur tableaux.xlsx d'une édition a ces chiffres sous des intitulés en clair, et des codes qui gardent
leurs zéros de tête.
)";

constexpr const char* readme_import =
    R"(Ces fichiers s'ouvrent par « Données > À partir d'un fichier texte/CSV » en choisissant UTF-8, le point-virgule, le point
comme séparateur décimal, et « Texte » pour les codes (code_qp, code_iris, code INSEE), sans quoi les zéros
de tête sont perdus.
)";

constexpr char delimiter = ';';

void add_text(std::string& out, const std::string& text) {
    if (text.empty()) out += "\"\"";  // not NULL
    append_csv_field(out, text, delimiter);
}

void add_value(std::string& out, const Value& value, CsvReader reader) {
    std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, bool>) {
                out += reader == CsvReader::spreadsheet ? (v ? "VRAI" : "FAUX")
                                                        : (v ? "true" : "false");
            } else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>) {
                // Digits alone: spreadsheets take 2e+05 for a text, or for what it is not.
                std::array<char, 400> digits{};
                char* const last = digits.data() + digits.size();
                char* end = nullptr;
                if constexpr (std::is_same_v<T, double>)
                    end = std::to_chars(digits.data(), last, v, std::chars_format::fixed).ptr;
                else
                    end = std::to_chars(digits.data(), last, v).ptr;
                if (reader == CsvReader::spreadsheet) std::replace(digits.data(), end, '.', ',');
                out.append(digits.data(), end);
            } else if constexpr (std::is_same_v<T, std::string>) {
                add_text(out, v);
            }
        },
        value);
}

void write_file(const fs::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out)
        throw OutputError({path.string(), "écriture impossible", "un fichier écrit en entier",
                           "vérifier les droits et la place sur le disque"});
}

}  // namespace

std::string to_csv(const Table& table, CsvReader reader) {
    std::string out = reader == CsvReader::spreadsheet ? "\ufeff" : "";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) out += delimiter;
        add_text(out, table.columns[c].name);
    }
    out += '\n';
    for (const std::vector<Value>& row : table.rows) {
        LISIERE_EXPECTS(row.size() == table.columns.size());
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += delimiter;
            add_value(out, row[c], reader);
        }
        out += '\n';
    }
    return out;
}

void write_csv_tables(std::span<const Table> tables, const Table& dictionary,
                      const fs::path& folder, CsvReader reader) {
    std::error_code error;
    fs::create_directories(folder, error);
    for (const Table& table : tables)
        write_file(folder / (table.name + ".csv"), to_csv(table, reader));
    write_file(folder / (dictionary.name + ".csv"), to_csv(dictionary, reader));
    const bool spreadsheet = reader == CsvReader::spreadsheet;
    write_file(folder / "LISEZMOI.txt", std::string(readme_head) +
                                            (spreadsheet ? readme_spreadsheet : readme_machine) +
                                            readme_formulas + (spreadsheet ? "" : readme_import));
}

}  // namespace lisiere::io
