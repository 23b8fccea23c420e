// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_perimeters.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/row_builder.hpp"

namespace lisiere::io {
namespace {

struct Fields {
    std::size_t code;
    std::size_t name;
    std::size_t communes;
    std::size_t aliases;
    std::size_t programmes;
    std::size_t kind;
    std::size_t zone;
};

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

PerimeterKind kind_of(const PerimeterSpec& spec, const RawRow& row, const Fields& fields,
                      const std::string& where) {
    const std::string& text = row.text[fields.kind];
    if (spec.kind_field.empty()) return spec.kind;
    if (const auto kind = parse_perimeter_kind(text)) return *kind;
    throw InputError({fmt::format("{}, ligne {}, champ {}", where, row.number, spec.kind_field),
                      fmt::format("genre « {} »", text),
                      "quartier_prioritaire, veille_active, quartier_vecu ou comparaison",
                      "corriger la valeur"});
}

void set_code(Perimeter& perimeter, const PerimeterSpec& spec, const std::string& code,
              const std::string& where, Notices& notices) {
    perimeter.id = code;
    perimeter.generation = spec.generation;
    perimeter.code = PerimeterCode::parse(code);
    if (perimeter.code) {
        perimeter.id = perimeter.code->text();
        if (perimeter.generation == Generation::sans)
            perimeter.generation = perimeter.code->generation();
        if (perimeter.generation == perimeter.code->generation()) return;
    }
    if (perimeter.kind != PerimeterKind::quartier_prioritaire || code.empty()) return;
    notices.add(spec.statut == Statut::officiel ? Severity::erreur : Severity::avertissement,
                "code_invalide", where,
                "des codes de quartier prioritaire n'ont pas la forme officielle (QP059020 ou "
                "QN05906M), ou pas "
                "celle de la génération déclarée",
                fmt::format("« {} » ({})", code, perimeter.name));
}

Perimeter perimeter_of(const PerimeterSpec& spec, const RawRow& row, const Fields& fields,
                       const std::string& where, Notices& notices) {
    Perimeter perimeter;
    perimeter.kind = kind_of(spec, row, fields, where);
    perimeter.statut = spec.statut;
    perimeter.source = spec.source;
    perimeter.name = row.text[fields.name];
    perimeter.communes = split_list(row.text[fields.communes]);
    perimeter.aliases = split_list(row.text[fields.aliases]);
    perimeter.programmes = split_list(row.text[fields.programmes]);
    const std::string& code = row.text[fields.code];
    set_code(perimeter, spec, code, where, notices);
    if (perimeter.name.empty()) perimeter.name = perimeter.id;
    const std::string place = fmt::format("{}, ligne {}", where, row.number);
    if (code.empty() && perimeter.kind == PerimeterKind::quartier_prioritaire &&
        spec.statut == Statut::officiel)
        throw InputError({place, "un quartier prioritaire sans code", "son code officiel",
                          "remplir le code, ou déclarer statut = \"local\""});
    if (code.empty() && perimeter.name.empty())
        throw InputError(
            {place, "un périmètre sans code ni nom", "un code ou un nom", "remplir l'un des deux"});
    if (perimeter.id.empty())
        perimeter.id =
            fmt::format("{}-{}-{}", prefix_of(perimeter.kind),
                        perimeter.communes.empty() ? "x" : slug(perimeter.communes.front()),
                        slug(perimeter.name));
    return perimeter;
}

/// Rows of a CSV list, one an area, grouped into perimeters: by code, else by commune and name,
/// else by name.
std::vector<Perimeter> read_list(const PerimeterSpec& spec, const RawLayer& layer,
                                 const Fields& fields, const DesignatedAreas& areas,
                                 Notices& notices) {
    std::map<std::string, const geo::MultiPolygon*, std::less<>> shapes;
    if (spec.by == "iris" && areas.iris != nullptr)
        for (const census::Area& area : areas.iris->areas) shapes[area.id] = &area.shape;
    if (spec.by == "commune")
        for (const Commune& commune : areas.communes) shapes[commune.code] = &commune.shape;
    if (shapes.empty())
        throw InputError({layer.where,
                          fmt::format("une liste par {} sans couche de {}", spec.by, spec.by),
                          fmt::format("des contours pour dessiner les périmètres"),
                          fmt::format("déclarer [[{}]]", spec.by == "iris" ? "iris" : "communes")});

    std::vector<Perimeter> perimeters;
    std::vector<std::vector<geo::MultiPolygon>> parts;
    std::map<std::string, std::size_t> by_key;
    std::vector<std::string> unknown;
    for (const RawRow& row : layer.rows) {
        const std::string& zone = row.text[fields.zone];
        const auto shape = shapes.find(zone);
        if (shape == shapes.end()) {
            unknown.push_back(fmt::format("« {} » (ligne {})", zone, row.number));
            continue;
        }
        const std::string& code = row.text[fields.code];
        const std::string key =
            code.empty() ? row.text[fields.communes] + '\n' + row.text[fields.name] : code;
        const std::string commune = zone.substr(0, 5);
        const auto [at, fresh] = by_key.emplace(key, perimeters.size());
        if (fresh) {
            perimeters.push_back(perimeter_of(spec, row, fields, layer.where, notices));
            if (perimeters.back().communes.empty() && code.empty()) {
                perimeters.back().id = fmt::format("{}-{}-{}", prefix_of(perimeters.back().kind),
                                                   commune, slug(perimeters.back().name));
            }
            if (perimeters.back().communes.empty()) perimeters.back().communes.push_back(commune);
            parts.emplace_back();
        }
        Perimeter& perimeter = perimeters[at->second];
        const bool known = std::find(perimeter.communes.begin(), perimeter.communes.end(),
                                     commune) != perimeter.communes.end();
        if (!known && row.text[fields.communes].empty()) {
            perimeter.communes.push_back(commune);
            if (code.empty())
                notices.add(Severity::avertissement, "zones_par_nom", layer.where,
                            "un même nom sans code désigne des zones de plusieurs communes : pris "
                            "comme un seul "
                            "périmètre (une colonne code ou commune les distingue)",
                            perimeter.name);
        }
        parts[at->second].push_back(*shape->second);
    }
    if (!unknown.empty()) {
        const std::size_t count = unknown.size();
        unknown.resize(std::min<std::size_t>(count, 5));
        throw InputError(
            {fmt::format("{}, champ zone", layer.where),
             fmt::format("{} codes absents des contours : {}", count, fmt::join(unknown, ", ")),
             fmt::format("des codes de la couche {}", spec.by == "iris" ? "iris" : "communes"),
             "vérifier l'année des contours et les zéros de tête"});
    }
    for (std::size_t i = 0; i < perimeters.size(); ++i)
        perimeters[i].shape = geo::union_of(parts[i]);
    return perimeters;
}

std::vector<Perimeter> read_one(PerimeterSpec spec, const ReadContext& context,
                                const DesignatedAreas& areas, Notices& notices) {
    if (!spec.kind_field.empty()) spec.fields["genre"] = spec.kind_field;
    const Schema schema = read_schema("perimetres");
    const Fields fields{schema.at("code"),  schema.at("nom"),        schema.at("communes"),
                        schema.at("alias"), schema.at("programmes"), schema.at("genre"),
                        schema.at("zone")};
    LayerRequest request{schema, context, {}, false, {}};
    request.context.window.reset();
    const bool list = is_table(spec);
    if (list && spec.by.empty())
        throw InputError({spec.file_as_written, "un CSV : il n'a pas de contours",
                          "une couche de polygones, ou une liste de zones",
                          "déclarer par = \"iris\" ou par = \"commune\""});
    if (list) request.also_required = {"zone"};
    if (!list && spec.kind == PerimeterKind::quartier_prioritaire && spec.kind_field.empty())
        request.also_required = {"code"};
    else
        request.also_required.push_back("nom");

    RawLayer layer = list ? read_table(spec, request, notices) : read_layer(spec, request, notices);
    if (list) {
        restore_leading_zeros(layer, fields.zone, spec.by == "iris" ? 9 : 5, notices);
        return read_list(spec, layer, fields, areas, notices);
    }
    require_unique(layer, fields.code, "codes");
    repair_shapes(
        layer, context.repair_tolerance,
        [&](const RawRow& row) {
            const std::string& code = row.text[fields.code];
            return code.empty() ? fmt::format("ligne {}", row.number) : code;
        },
        Refusal::couche, notices);
    std::vector<Perimeter> perimeters;
    for (RawRow& row : layer.rows) {
        perimeters.push_back(perimeter_of(spec, row, fields, layer.where, notices));
        perimeters.back().shape = std::move(row.polygons);
    }
    return perimeters;
}

void require_unique_ids(const IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                        const std::vector<std::string>& files) {
    std::map<std::string, std::size_t> first;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size())) {
        const Perimeter& perimeter = perimeters[at];
        const auto [found, fresh] = first.emplace(perimeter.id, at.value());
        if (fresh) continue;
        const Perimeter& other = perimeters[PerimeterIdx{found->second}];
        throw InputError(
            {fmt::format("{} et {}", files[found->second], files[at.value()]),
             fmt::format("codes en double : {} (« {} » et « {} »)", perimeter.id, other.name,
                         perimeter.name),
             "un code par périmètre dans tout le territoire",
             "retirer l'un des deux, ou donner un code aux périmètres qui n'en ont pas"});
    }
}

}  // namespace

IndexedVector<PerimeterIdx, Perimeter> read_perimeters(const std::vector<PerimeterSpec>& specs,
                                                       const ReadContext& context,
                                                       const DesignatedAreas& areas,
                                                       Notices& notices) {
    IndexedVector<PerimeterIdx, Perimeter> all;
    std::vector<std::string> files;
    std::set<Generation> generations;
    for (const PerimeterSpec& spec : specs)
        for (Perimeter& perimeter : read_one(spec, context, areas, notices)) {
            if (perimeter.kind == PerimeterKind::quartier_prioritaire &&
                perimeter.generation != Generation::sans)
                generations.insert(perimeter.generation);
            files.push_back(spec.file_as_written);
            all.push_back(std::move(perimeter));
        }
    require_unique_ids(all, files);
    if (generations.size() > 1)
        notices.add(Severity::avertissement, "generations_melangees", "perimetres",
                    "des quartiers prioritaires de 2015 et de 2024 ensemble : leurs totaux ne "
                    "s'ajoutent pas");
    note_overlaps(all, notices);
    return all;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;/"), text.size());
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string slug(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 42> folds{{
        {"à", "a"}, {"â", "a"},  {"ä", "a"},  {"á", "a"}, {"ã", "a"},  {"ç", "c"}, {"é", "e"},
        {"è", "e"}, {"ê", "e"},  {"ë", "e"},  {"î", "i"}, {"ï", "i"},  {"í", "i"}, {"ô", "o"},
        {"ö", "o"}, {"ó", "o"},  {"ù", "u"},  {"û", "u"}, {"ü", "u"},  {"ú", "u"}, {"ÿ", "y"},
        {"ñ", "n"}, {"œ", "oe"}, {"æ", "ae"}, {"À", "a"}, {"Â", "a"},  {"Ç", "c"}, {"É", "e"},
        {"È", "e"}, {"Ê", "e"},  {"Î", "i"},  {"Ô", "o"}, {"Œ", "oe"}, {"Û", "u"}, {"Ä", "a"},
        {"Ë", "e"}, {"Ï", "i"},  {"Ö", "o"},  {"Ü", "u"}, {"Ù", "u"},  {"Ÿ", "y"}, {"Æ", "ae"},
    }};
    std::string text;
    for (std::size_t i = 0; i < name.size();) {
        const auto fold = std::find_if(folds.begin(), folds.end(), [&](const auto& pair) {
            return name.substr(i).starts_with(pair.first);
        });
        if (fold != folds.end()) {
            text += fold->second;
            i += fold->first.size();
            continue;
        }
        const char c = name[i++];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text += c;
        else if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else if (!text.empty() && text.back() != '-')
            text += '-';
    }
    while (!text.empty() && text.back() == '-') text.pop_back();
    return text.empty() ? "sans-nom" : text;
}

}  // namespace lisiere::io
