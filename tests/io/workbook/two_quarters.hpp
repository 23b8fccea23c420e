// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/style/workbook_settings.hpp"
#include "io/workbook/make_sheets.hpp"

namespace lisiere::tests {

/// Two quarters, two indicators, a layer of their access and its sources.
struct TwoQuarters {
    io::ColumnTexts texts =
        io::read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", "fr");
    io::WorkbookSettings settings;
    std::vector<Table> tables;
    io::WorkbookEdition edition;

    TwoQuarters() {
        using T = std::string;
        const Value none;
        const ColumnType text = ColumnType::text;
        const ColumnType real = ColumnType::real;
        tables.push_back({"perimetres",
                          GeometryType::none,
                          {},
                          {{"code", text},
                           {"nom_qp", text},
                           {"genre", text},
                           {"communes", text},
                           {"secteur", text},
                           {"population", ColumnType::integer}},
                          {{T("QN05901A"), T("=Dutemple"), T("quartier_prioritaire"),
                            T("59606, 59002"), none, std::int64_t{200000}},
                           {T("VA-1"), T("Les Près"), T("veille_active"), T("59606"), none, none}},
                          {}});
        tables.push_back({"indicateurs",
                          GeometryType::none,
                          {},
                          {{"code", text},
                           {"indicateur", text},
                           {"libelle", text},
                           {"theme", text},
                           {"valeur", real},
                           {"unite", text},
                           {"univers", text},
                           {"source", text},
                           {"millesime", ColumnType::integer},
                           {"methode", text},
                           {"secret", ColumnType::boolean},
                           {"motif", text}},
                          {indicator("QN05901A", "part_0_24", 38.5, "demo", "officiel"),
                           indicator("QN05901A", "part_60_plus", none, {}, {}),
                           indicator("VA-1", "part_0_24", none, {}, {}),
                           indicator("VA-1", "part_60_plus", none, {}, {})},
                          {}});
        tables[1].rows[2][10] = true;
        tables[1].rows[2][11] = T("secret");
        tables.push_back({"acces",
                          GeometryType::none,
                          {},
                          {{"code", text}, {"part_15", real}, {"mediane_min", real}},
                          {{T("QN05901A"), 0.217, 17.4729999999}, {T("0123"), 1.0, none}},
                          {}});
        tables.push_back({"sources",
                          GeometryType::none,
                          {},
                          {{"id", text}, {"titre", text}},
                          {{T("demo"), T("Démographie des quartiers")}},
                          {}});
        settings.read_me = {"Lisez-moi", "Read me"};
        settings.notes = {{"nd : non disponible", "nd: not available"}};
        settings.dictionary = {"Dictionnaire", "Dictionary"};
        settings.sheets = {{{"Quartiers", "Quarters"}, "perimetres", {}, {}},
                           {{"Population", "People"}, {}, {}, "population"},
                           {{"Accès", "Access"}, "acces", {"code", "mediane_min", "part_15"}, {}},
                           {{"Vide", "Empty"}, "isochrones", {}, {}}};
        edition = {"Hameau & Cie", "1.0",  "mai 2026", "fr",
                   tables,         &texts, &settings,  {{"59606", "Valenciennes"}}};
    }
    TwoQuarters(const TwoQuarters&) = delete;
    TwoQuarters& operator=(const TwoQuarters&) = delete;

  private:
    static std::vector<Value> indicator(const char* code, const std::string& id, Value value,
                                        const std::string& source, const std::string& method) {
        return {
            std::string(code),
            id,
            id == "part_0_24" ? std::string("Part des 0-24 ans") : std::string("Part des 60 ans"),
            std::string("population"),
            std::move(value),
            std::string("%"),
            std::string("population municipale"),
            to_value(source),
            source.empty() ? Value{} : Value{std::int64_t{2022}},
            to_value(method),
            false,
            source.empty() ? Value{std::string("non disponible")} : Value{}};
    }
};

}  // namespace lisiere::tests
