// SPDX-License-Identifier: Apache-2.0
#include "io/layers/perimeter_list.hpp"

#include <algorithm>
#include <compare>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/row_coordinates.hpp"
#include "io/layers/perimeter_codes.hpp"

namespace lisiere::io {
namespace {

enum class AreaKind { iris, commune, dessin };

std::string_view to_text(AreaKind kind) {
    switch (kind) {
        case AreaKind::iris:
            return "iris";
        case AreaKind::commune:
            return "commune";
        case AreaKind::dessin:
            return "dessin";
    }
    return "";
}

/// The polygons a list may name: of IRIS, of communes, drawn for it.
class Areas {
  public:
    Areas(const PerimeterSpec& spec, const ReadContext& context, const DesignatedAreas& areas,
          const CommuneNames& communes, Notices& notices)
        : communes_(communes) {
        if (areas.iris != nullptr)
            for (const census::Area& area : areas.iris->areas) iris_[area.id] = &area.shape;
        for (const Commune& commune : areas.communes) whole_[commune.code] = &commune.shape;
        if (spec.drawn) read_drawn(spec, context, notices);
    }

    bool has(AreaKind kind) const {
        if (kind == AreaKind::dessin) return !drawn_.empty();
        return !(kind == AreaKind::iris ? iris_ : whole_).empty();
    }

    /// The area of that name; null when there is none. A drawn one by its code or name, written
    /// the same; several of one name are told apart by commune only.
    const geo::MultiPolygon* find(AreaKind kind, const std::string& name,
                                  std::span<const std::string> communes) const {
        if (kind != AreaKind::dessin) {
            const auto& shapes = kind == AreaKind::iris ? iris_ : whole_;
            const auto found = shapes.find(name);
            return found == shapes.end() ? nullptr : found->second;
        }
        std::vector<const Drawn*> named;
        for (const Drawn& one : drawn_)
            if (one.code == name || one.name == name ||
                comparable_name(one.name) == comparable_name(name))
                named.push_back(&one);
        const std::size_t all = named.size();
        if (all > 1)
            std::erase_if(
                named, [&](const Drawn* one) { return !communes_.share(one->communes, communes); });
        if (all > 1 && named.size() != 1)
            throw InputError({drawn_where_, fmt::format("{} polygones nommés « {} »", all, name),
                              "un polygone par nom, ou des communes qui les distinguent",
                              "donner un code à chaque dessin et l'écrire dans la liste"});
        return named.empty() ? nullptr : &named.front()->shape;
    }

  private:
    struct Drawn {
        std::string code;
        std::string name;
        std::vector<std::string> communes;
        geo::MultiPolygon shape;
    };

    void read_drawn(const PerimeterSpec& spec, const ReadContext& context, Notices& notices) {
        PerimeterSpec drawn;
        static_cast<LayerSpec&>(drawn) = *spec.drawn;
        const PerimeterRows rows(drawn);
        RawLayer layer = read_layer(*spec.drawn, rows.request(context), notices);
        require_local_shapes(layer);
        repair_shapes(
            layer, context.repair_tolerance,
            [&](const RawRow& row) { return row.text[rows.columns().name]; }, Refusal::couche,
            notices);
        drawn_where_ = layer.where;
        for (RawRow& row : layer.rows)
            drawn_.push_back({row.text[rows.columns().code], row.text[rows.columns().name],
                              split_list(row.text[rows.columns().communes]),
                              std::move(row.polygons)});
    }

    const CommuneNames& communes_;
    std::map<std::string, const geo::MultiPolygon*, std::less<>> iris_;
    std::map<std::string, const geo::MultiPolygon*, std::less<>> whole_;
    std::vector<Drawn> drawn_;
    std::string drawn_where_;
};

struct Designation {
    AreaKind kind = AreaKind::iris;
    std::string name;
    friend auto operator<=>(const Designation&, const Designation&) = default;
};

class ListReader {
  public:
    ListReader(const PerimeterRows& rows, const ReadContext& context, const DesignatedAreas& areas,
               Notices& notices)
        : rows_(rows),
          notices_(notices),
          communes_(areas.communes),
          areas_(rows.spec(), context, areas, communes_, notices) {}

    PerimeterList read(const ReadContext& context) {
        LayerRequest request = rows_.request(context);
        request.also_required = {"nom"};
        const std::string& by = rows_.spec().by;
        if (by == "iris" || by == "commune") request.also_required.emplace_back("zone");
        RawLayer layer = read_table(rows_.spec(), request, notices_);
        restore_leading_zeros(layer, rows_.columns().zone_iris, 9, notices_);
        restore_leading_zeros(layer, rows_.columns().zone_commune, 5, notices_);
        if (by == "iris" || by == "commune")
            restore_leading_zeros(layer, rows_.columns().zone, by == "iris" ? 9 : 5, notices_);
        list_.where = layer.where;
        for (const RawRow& row : layer.rows) take(row);
        refuse_unknown();
        note_shared_areas();
        for (std::size_t i = 0; i < list_.quarters.size(); ++i) finish(i);
        return std::move(list_);
    }

  private:
    void take(const RawRow& row) {
        switch (rows_.level_of(row, list_.where)) {
            case RowLevel::ignorer:
                notices_.add(Severity::info, "lignes_ecartees", list_.where,
                             {{"ligne", row.number}, {"nom", row.text[rows_.columns().name]}});
                return;
            case RowLevel::sous_secteur:
                list_.sectors.push_back(
                    {row.text[rows_.columns().name], tidy_code(row.text[rows_.columns().code]),
                     row.text[rows_.columns().parent],
                     split_list(row.text[rows_.columns().communes]), row.number});
                return;
            case RowLevel::perimetre:
                break;
        }
        Perimeter perimeter = rows_.perimeter_of(row, list_.where, notices_);
        const std::vector<Designation> named = designations(row, perimeter);
        const auto [at, fresh] = by_key_.emplace(key_of(perimeter, row.text[rows_.columns().code]),
                                                 list_.quarters.size());
        if (fresh) {
            list_.quarters.push_back({std::move(perimeter), row.number});
            named_.emplace_back();
        } else {
            put_together(list_.quarters[at->second], std::move(perimeter), row.number,
                         named.empty() || named_[at->second].empty());
        }
        for (const Designation& area : named) add(at->second, area, row.number);
    }

    /// The areas a row names.
    std::vector<Designation> designations(const RawRow& row, const Perimeter& perimeter) {
        const PerimeterColumns& at = rows_.columns();
        const std::string& by = rows_.spec().by;
        std::vector<Designation> named;
        const auto add_all = [&](AreaKind kind, const std::string& text) {
            for (std::string& name : split_list(text)) named.push_back({kind, std::move(name)});
        };
        if (by == "iris") add_all(AreaKind::iris, row.text[at.zone]);
        if (by == "commune") add_all(AreaKind::commune, row.text[at.zone]);
        if (by == "liste") {
            add_all(AreaKind::iris, row.text[at.zone_iris]);
            add_all(AreaKind::commune, row.text[at.zone_commune]);
        }
        if (by == "liste" || by == "fichier") add_all(AreaKind::dessin, row.text[at.zone_drawn]);
        // A polygon that bears the quarter's own code or name need not be named again.
        if (rows_.spec().drawn && named.empty())
            for (const std::string& own : {row.text[at.code], perimeter.name})
                if (named.empty() && !own.empty() &&
                    areas_.find(AreaKind::dessin, own, perimeter.communes) != nullptr)
                    named.push_back({AreaKind::dessin, own});
        return named;
    }

    /// Rows with the same key are one quarter.
    std::string key_of(const Perimeter& perimeter, const std::string& code) const {
        if (!code.empty()) return tidy_code(code);
        std::set<std::string> keys;
        for (const std::string& commune : perimeter.communes) keys.insert(communes_.key(commune));
        return fmt::format("{}\n{}\n{}", lisiere::to_text(perimeter.kind), fmt::join(keys, "\n"),
                           comparable_name(perimeter.name));
    }

    void put_together(ListedQuarter& quarter, Perimeter more, std::size_t line, bool no_area) {
        Perimeter& own = quarter.perimeter;
        if (no_area)
            notices_.add(Severity::avertissement, {"ligne_en_double", {{"objet", "liste"}}},
                         list_.where,
                         {{"quartier", own.id}, {"ligne", quarter.line}, {"autre", line}});
        if (more.name != own.name) {
            notices_.add(Severity::info, "noms_rapproches", list_.where,
                         {{"nom", own.name},
                          {"autre", more.name},
                          {"ligne", quarter.line},
                          {"autre_ligne", line}});
            own.aliases.push_back(more.name);
        }
        const auto add_new = [](std::vector<std::string>& all, std::vector<std::string>& others) {
            for (std::string& other : others)
                if (std::find(all.begin(), all.end(), other) == all.end())
                    all.push_back(std::move(other));
        };
        add_new(own.communes, more.communes);
        add_new(own.aliases, more.aliases);
        add_new(own.programmes, more.programmes);
        add_new(own.other_codes, more.other_codes);
    }

    void add(std::size_t quarter, const Designation& area, std::size_t line) {
        Perimeter& perimeter = list_.quarters[quarter].perimeter;
        const geo::MultiPolygon* shape = areas_.find(area.kind, area.name, perimeter.communes);
        if (shape == nullptr) {
            unknown_.push_back({area, line});
            return;
        }
        if (!named_[quarter].emplace(area, shape).second)
            notices_.add(Severity::avertissement, "zone_repetee", list_.where,
                         {{"quartier", perimeter.id},
                          {"genre", to_text(area.kind)},
                          {"zone", area.name},
                          {"ligne", line}});
        if (area.kind != AreaKind::dessin) place(perimeter, area.name.substr(0, 5), line);
    }

    /// The commune of an area is one of the quarter's, when the list names none.
    void place(Perimeter& perimeter, const std::string& commune, std::size_t line) {
        if (!communes_of_areas_.contains(perimeter.id) && !perimeter.communes.empty()) return;
        if (perimeter.communes.empty()) {
            if (perimeter.id == id_without_code(perimeter.kind, "", perimeter.name))
                perimeter.id = id_without_code(perimeter.kind, commune, perimeter.name);
            communes_of_areas_.insert(perimeter.id);
        }
        if (std::find(perimeter.communes.begin(), perimeter.communes.end(), commune) !=
            perimeter.communes.end())
            return;
        perimeter.communes.push_back(commune);
        if (perimeter.communes.size() > 1 && !perimeter.code)
            notices_.add(Severity::avertissement, "zones_par_nom", list_.where,
                         {{"nom", perimeter.name}, {"ligne", line}});
    }

    void refuse_unknown() const {
        if (unknown_.empty()) return;
        const AreaKind kind = unknown_.front().area.kind;
        if (!areas_.has(kind))
            throw InputError(
                {list_.where,
                 fmt::format("une liste par {} sans couche de {}", to_text(kind), to_text(kind)),
                 "des contours pour dessiner les périmètres",
                 kind == AreaKind::dessin ? "déclarer contours = { fichier = \"dessins.gpkg\" }"
                 : kind == AreaKind::iris ? "déclarer [[iris]]"
                                          : "déclarer [[communes]]"});
        constexpr std::size_t most = 5;
        std::vector<std::string> samples;
        for (const Unknown& one : unknown_)
            if (samples.size() < most)
                samples.push_back(fmt::format("« {} » (ligne {})", one.area.name, one.line));
        throw InputError(
            {fmt::format("{}, champ zone", list_.where),
             fmt::format("{} codes absents des contours : {}", unknown_.size(),
                         fmt::join(samples, ", ")),
             kind == AreaKind::dessin ? std::string("des noms ou codes de la couche contours")
                                      : fmt::format("des codes de la couche {}",
                                                    kind == AreaKind::iris ? "iris" : "communes"),
             kind == AreaKind::dessin ? "corriger la liste, ou dessiner le quartier"
                                      : "vérifier l'année des contours et les zéros de tête"});
    }

    void note_shared_areas() const {
        std::map<std::pair<PerimeterKind, Designation>, std::size_t> owner;
        for (std::size_t i = 0; i < named_.size(); ++i)
            for (const auto& [area, shape] : named_[i]) {
                const Perimeter& own = list_.quarters[i].perimeter;
                const auto [at, fresh] = owner.emplace(std::pair{own.kind, area}, i);
                if (fresh) continue;
                const ListedQuarter& first = list_.quarters[at->second];
                notices_.add(Severity::avertissement, "zone_partagee", list_.where,
                             {{"genre", to_text(area.kind)},
                              {"zone", area.name},
                              {"quartier", first.perimeter.id},
                              {"autre", own.id},
                              {"ligne", first.line},
                              {"autre_ligne", list_.quarters[i].line}});
            }
    }

    void finish(std::size_t i) {
        Perimeter& perimeter = list_.quarters[i].perimeter;
        std::vector<geo::MultiPolygon> parts;
        for (const auto& [area, shape] : named_[i]) parts.push_back(*shape);
        if (!parts.empty()) perimeter.shape = geo::union_of(parts);
        if (!perimeter.code && perimeter.communes.empty())
            notices_.add(Severity::avertissement, "liste_sans_commune", list_.where,
                         {{"nom", perimeter.name}, {"ligne", list_.quarters[i].line}});
    }

    struct Unknown {
        Designation area;
        std::size_t line = 0;
    };

    const PerimeterRows& rows_;
    Notices& notices_;
    CommuneNames communes_;
    Areas areas_;
    PerimeterList list_;
    std::map<std::string, std::size_t> by_key_;
    std::vector<std::map<Designation, const geo::MultiPolygon*>> named_;  // by quarter
    std::vector<Unknown> unknown_;
    std::set<std::string> communes_of_areas_;  // ids whose communes come from their areas
};

}  // namespace

CommuneNames::CommuneNames(std::span<const Commune> communes) {
    std::set<std::string> twice;
    for (const Commune& commune : communes)
        if (const std::string name = comparable_name(commune.name);
            !name.empty() && !code_of_.emplace(name, commune.code).second &&
            code_of_[name] != commune.code)
            twice.insert(name);
    for (const std::string& name : twice) code_of_.erase(name);
    for (const Commune& commune : communes) code_of_[folded(commune.code)] = commune.code;
}

std::string CommuneNames::key(std::string_view written) const {
    std::string name = comparable_name(written);
    const auto found = code_of_.find(name);
    return found == code_of_.end() ? name : found->second;
}

bool CommuneNames::share(std::span<const std::string> a, std::span<const std::string> b) const {
    return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
        return std::any_of(b.begin(), b.end(),
                           [&](const std::string& other) { return key(one) == key(other); });
    });
}

PerimeterList read_list(const PerimeterRows& rows, const ReadContext& context,
                        const DesignatedAreas& areas, Notices& notices) {
    return ListReader(rows, context, areas, notices).read(context);
}

}  // namespace lisiere::io
