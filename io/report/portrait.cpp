// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lisiere::io {
namespace {

/// Part of a section: the rows of a layer whose `key` is the perimeter.
struct Part {
    std::string_view section;
    std::string_view title;
    std::string_view layer;
    std::string_view key;  ///< column that names the perimeter; "*" in front: holds it in a list
    std::string_view columns;  ///< names, `*` allowed; "": all but the key and the name
};

constexpr Part parts[] = {
    {"qui", "Qui", "perimetres", "code",
     "code_qp nom_qp alias autres_codes sous_secteurs genre generation communes secteur programmes "
     "statut genre_statut source reference remarque surface_ha bord part_couverte"},
    {"qui", "", "filiation", "nouveau_code", ""},
    {"population", "Population", "perimetres", "code",
     "population population_officielle population_estimee population_methode population_carreaux "
     "population_ecart population_reserve"},
    {"enclavement", "Enclavement", "perimetres", "code",
     "indice_enclavement indice_bas indice_haut rang rang_bas rang_haut probabilite_quart "
     "score_exogene score_endogene typologie resume distribution comp_* indice_sans_* motif"},
    {"enclavement", "", "composantes", "code", ""},
    {"coupures", "Coupures et accès perdu", "acces_perdu", "code", ""},
    {"coupures", "", "roses", "code", ""},
    {"coupures", "", "roses_bandes", "code", ""},
    {"portes", "Portes et coupe minimale", "portes", "code", ""},
    {"portes", "", "coupe_minimale", "code", ""},
    {"destinations", "Destinations", "destinations", "code", ""},
    {"desserte", "Desserte", "perimetres", "code",
     "departs_h_* arret_min arret_lourd_min arret_lourd_distance_m arret_lourd_nom"},
    {"desserte", "", "desserte", "code", ""},
    {"desserte", "", "lignes", "code", ""},
    {"acces", "Accès aux services", "perimetres", "code",
     "part_panier_15_* panier_services panier_services_connus"},
    {"acces", "", "acces", "code", ""},
    {"acces", "", "opportunites", "code", ""},
    {"acces", "", "offre_flottante", "code", ""},
    {"acces", "", "isochrones", "code", ""},
    {"quartier_vecu", "Quartier vécu", "quartiers_vecus", "code", ""},
    {"quartier_vecu", "", "equipements", "*perimetres", ""},
    {"quartier_vecu", "", "frequentations", "code", ""},
    {"quartier_vecu", "", "recouvrements", "code", ""},
    {"quartier_vecu", "", "listes_bilan", "code", ""},
    {"quartier_vecu", "", "listes_locales", "code", ""},
    {"quartier_vecu", "", "bandes", "code", ""},
    {"indicateurs", "Indicateurs", "indicateurs", "code", ""},
    {"indicateurs", "", "estimations", "code", ""},
};

bool is_listed(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = list.find_first_of(" ,");
        if (list.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        list.remove_prefix(end + 1);
    }
    return false;
}

/// Do the names of a part take this column?
bool takes(const Part& part, std::string_view column) {
    if (part.columns.empty()) {
        const std::string_view key = part.key.substr(part.key.starts_with('*') ? 1 : 0);
        return column != "nom_qp" && (column != key || part.key.starts_with('*'));
    }
    std::string_view rest = part.columns;
    while (!rest.empty()) {
        const auto end = rest.find(' ');
        if (starred(rest.substr(0, end), column)) return true;
        if (end == std::string_view::npos) return false;
        rest.remove_prefix(end + 1);
    }
    return false;
}

std::optional<std::size_t> position(const Table& table, std::string_view column) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == column) return i;
    return std::nullopt;
}

std::string text_at(const std::vector<Value>& row, std::optional<std::size_t> at) {
    const auto* text = at ? std::get_if<std::string>(&row[*at]) : nullptr;
    return text ? *text : std::string();
}

ToldColumn told(const PortraitInputs& inputs, const Table& table, const Column& column) {
    ToldColumn out{column.name, column.name, "", false, {}};
    if (const auto meaning = inputs.texts.find(table.name, column.name)) {
        out.label = heading({meaning->description, ""});
        out.unit = meaning->unit;
    }
    out.number = column.type == ColumnType::real || column.type == ColumnType::integer;
    if (const Formula* formula = inputs.formulas.find(table.name, column.name);
        out.number && formula)
        out.formula = *formula;
    return out;
}

/// The formula of one row, where rows differ: a measure of enclosure, an indicator.
Formula row_formula(const PortraitInputs& inputs, const Table& table,
                    const std::vector<Value>& row) {
    const std::string measure = text_at(row, position(table, "mesure"));
    if (!measure.empty()) {
        const Formula* own = inputs.formulas.find(table.name, "valeur", measure);
        return own ? *own : Formula{};
    }
    const auto indicator = inputs.indicators.find(text_at(row, position(table, "indicateur")));
    return indicator == inputs.indicators.end() ? Formula{} : indicator->second;
}

ToldTable told(const PortraitInputs& inputs, const Part& part, const Table& table,
               const std::string& code) {
    ToldTable out;
    out.layer = table.name;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (takes(part, table.columns[i].name)) {
            kept.push_back(i);
            out.columns.push_back(told(inputs, table, table.columns[i]));
        }
    const bool in_list = part.key.starts_with('*');
    const auto key = position(table, part.key.substr(in_list ? 1 : 0));
    const bool by_row =
        table.name == "composantes" || table.name == "indicateurs" || table.name == "estimations";
    for (const std::vector<Value>& row : table.rows) {
        const std::string whose = text_at(row, key);
        if (in_list ? !is_listed(whose, code) : whose != code) continue;
        std::vector<Value>& values = out.rows.emplace_back();
        for (const std::size_t i : kept) values.push_back(row[i]);
        if (by_row) out.row_formulas.push_back(row_formula(inputs, table, row));
    }
    return out;
}

}  // namespace

std::vector<std::string> section_ids() {
    std::vector<std::string> ids;
    for (const Part& part : parts)
        if (ids.empty() || ids.back() != part.section) ids.emplace_back(part.section);
    return ids;
}

std::vector<PortraitSection> sections_of(const PortraitInputs& inputs, const std::string& code) {
    std::vector<PortraitSection> sections;
    for (const Part& part : parts) {
        if (sections.empty() || sections.back().id != part.section)
            sections.push_back({std::string(part.section), std::string(part.title), {}});
        for (const Table& table : inputs.tables)
            if (table.name == part.layer)
                sections.back().tables.push_back(told(inputs, part, table, code));
    }
    return sections;
}

}  // namespace lisiere::io
