// SPDX-License-Identifier: Apache-2.0
#include "io/report/tables.hpp"

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

constexpr const char* readme =
    R"(Tables de Lisière
=================

Un fichier par couche du GeoPackage lisiere.gpkg, sans la géométrie. Les colonnes portent les mêmes noms ; leur
sens et leur unité sont dans la table gpkg_data_columns du GeoPackage.

Format : UTF-8, séparateur « ; », point décimal, première ligne = noms des colonnes.
Un champ vide est une valeur absente, jamais un zéro. true = vrai, false = faux.

Une apostrophe en tête d'un texte qui commence par =, +, - ou @ (« '=1+1 ») n'en fait pas partie : elle empêche
un tableur de le prendre pour une formule. Les nombres négatifs restent des nombres ; le GeoPackage garde les textes
tels quels.

Tableur : ouvrir par « Données > À partir d'un fichier texte/CSV » en choisissant UTF-8, le point-virgule, le point
comme séparateur décimal, et « Texte » pour les codes (code_qp, code_iris, code INSEE), sans quoi les zéros
de tête sont perdus.
)";

constexpr char delimiter = ';';

void add_text(std::string& out, const std::string& text) {
    if (text.empty()) out += "\"\"";  // not NULL
    append_csv_field(out, text, delimiter);
}

void add_value(std::string& out, const Value& value) {
    std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, bool>) {
                out += v ? "true" : "false";
            } else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>) {
                // Digits alone: spreadsheets take 2e+05 for a text, or for what it is not.
                std::array<char, 400> digits{};
                char* const last = digits.data() + digits.size();
                if constexpr (std::is_same_v<T, double>)
                    out.append(digits.data(),
                               std::to_chars(digits.data(), last, v, std::chars_format::fixed).ptr);
                else
                    out.append(digits.data(), std::to_chars(digits.data(), last, v).ptr);
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

std::string to_csv(const Table& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) out += delimiter;
        add_text(out, table.columns[c].name);
    }
    out += '\n';
    for (const std::vector<Value>& row : table.rows) {
        LISIERE_EXPECTS(row.size() == table.columns.size());
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += delimiter;
            add_value(out, row[c]);
        }
        out += '\n';
    }
    return out;
}

void write_csv_tables(std::span<const Table> tables, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    for (const Table& table : tables) write_file(folder / (table.name + ".csv"), to_csv(table));
    write_file(folder / "LISEZMOI.txt", readme);
}

}  // namespace lisiere::io
