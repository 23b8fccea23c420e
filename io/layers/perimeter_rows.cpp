// SPDX-License-Identifier: Apache-2.0
#include "io/layers/perimeter_rows.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/layers/perimeter_codes.hpp"

namespace lisiere::io {
namespace {

std::string_view prefix_of(PerimeterKind kind) {
    switch (kind) {
        case PerimeterKind::quartier_prioritaire:
            return "QP";
        case PerimeterKind::veille_active:
            return "VA";
        case PerimeterKind::quartier_vecu:
            return "QV";
        case PerimeterKind::comparaison:
            return "CO";
    }
    return "CO";
}

bool says_yes(const std::string& flag) {
    static constexpr std::array<std::string_view, 6> yes{"oui", "yes", "1", "x", "vrai", "true"};
    const std::string word = folded(flag);
    return std::find(yes.begin(), yes.end(), word) != yes.end();
}

}  // namespace

PerimeterColumns::PerimeterColumns(const Schema& schema)
    : code(schema.at("code")),
      name(schema.at("nom")),
      communes(schema.at("communes")),
      aliases(schema.at("alias")),
      programmes(schema.at("programmes")),
      kind(schema.at("genre")),
      zone(schema.at("zone")),
      other_codes(schema.at("autres_codes")),
      level(schema.at("niveau")),
      parent(schema.at("parent")),
      reference(schema.at("reference")),
      remark(schema.at("remarque")),
      zone_iris(schema.at("zone_iris")),
      zone_commune(schema.at("zone_commune")),
      zone_drawn(schema.at("zone_dessin")),
      first_flag(schema.fields().size()) {}

PerimeterRows::PerimeterRows(PerimeterSpec spec)
    : spec_(std::move(spec)), schema_(read_schema("perimetres")), columns_(schema_) {
    if (!spec_.kind_field.empty()) spec_.fields["genre"] = spec_.kind_field;
}

LayerRequest PerimeterRows::request(const ReadContext& context) const {
    LayerRequest request{schema_, context, {}, false, {}};
    request.context.window.reset();
    for (const auto& [programme, column] : spec_.programmes) request.more_texts.push_back(column);
    return request;
}

std::string PerimeterRows::translated(const std::string& text) const {
    const auto found = spec_.values.find(text);
    return found == spec_.values.end() ? text : found->second;
}

RowLevel PerimeterRows::level_of(const RawRow& row, const std::string& where) const {
    const std::string level = translated(row.text[columns_.level]);
    if (level == "ignorer" || translated(row.text[columns_.kind]) == "ignorer")
        return RowLevel::ignorer;
    if (level.empty() || level == "perimetre") return RowLevel::perimetre;
    if (level == "sous_secteur") return RowLevel::sous_secteur;
    throw InputError({fmt::format("{}, ligne {}, champ niveau", where, row.number),
                      fmt::format("« {} »", level), "perimetre, sous_secteur ou ignorer",
                      fmt::format("traduire : valeurs = {{ {} = \"perimetre\" }}", level)});
}

PerimeterKind PerimeterRows::kind_of(const RawRow& row, const std::string& where) const {
    const std::string text = translated(row.text[columns_.kind]);
    if (!spec_.fields.contains("genre")) return spec_.kind;
    if (const auto kind = parse_perimeter_kind(text)) return *kind;
    throw InputError(
        {fmt::format("{}, ligne {}, champ {}", where, row.number, spec_.fields.at("genre")),
         fmt::format("genre « {} »", text),
         "quartier_prioritaire, veille_active, quartier_vecu ou comparaison",
         fmt::format("corriger la valeur, ou la traduire : valeurs = {{ \"{}\" = \"…\" }}", text)});
}

Perimeter PerimeterRows::perimeter_of(const RawRow& row, const std::string& where,
                                      Notices& notices) const {
    Perimeter perimeter;
    perimeter.kind = kind_of(row, where);
    perimeter.statut = spec_.statut;
    perimeter.source = spec_.source;
    perimeter.name = row.text[columns_.name];
    perimeter.communes = split_list(row.text[columns_.communes]);
    perimeter.aliases = split_list(row.text[columns_.aliases]);
    perimeter.programmes = split_list(row.text[columns_.programmes]);
    std::size_t flag = columns_.first_flag;
    for (const auto& [programme, column] : spec_.programmes)
        if (says_yes(row.text[flag++])) perimeter.programmes.push_back(programme);
    perimeter.other_codes = split_list(row.text[columns_.other_codes]);
    perimeter.reference = row.text[columns_.reference];
    perimeter.remark = row.text[columns_.remark];
    const std::string& code = row.text[columns_.code];
    set_code(perimeter, spec_.generation, code, where, notices);
    if (perimeter.name.empty()) perimeter.name = perimeter.id;
    const std::string place = fmt::format("{}, ligne {}", where, row.number);
    if (code.empty() && perimeter.kind == PerimeterKind::quartier_prioritaire &&
        spec_.statut == Statut::officiel)
        throw InputError({place, "un quartier prioritaire sans code", "son code officiel",
                          "remplir le code, ou déclarer statut = \"local\""});
    if (code.empty() && perimeter.name.empty())
        throw InputError(
            {place, "un périmètre sans code ni nom", "un code ou un nom", "remplir l'un des deux"});
    if (perimeter.id.empty())
        perimeter.id = id_without_code(
            perimeter.kind, perimeter.communes.empty() ? std::string() : perimeter.communes.front(),
            perimeter.name);
    return perimeter;
}

std::string id_without_code(PerimeterKind kind, const std::string& commune,
                            const std::string& name) {
    return fmt::format("{}-{}-{}", prefix_of(kind), commune.empty() ? "x" : slug(commune),
                       slug(name));
}

}  // namespace lisiere::io
