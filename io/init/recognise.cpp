// SPDX-License-Identifier: Apache-2.0
#include "io/init/recognise.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/base/csv.hpp"

namespace lisiere::io::init {
namespace {

constexpr double most = 0.9;        // of the values, to say that they look like something
constexpr double many_known = 0.3;  // of the words, to say that they are those of a table

std::vector<std::string> names_of(const LayerSample& layer) {
    std::vector<std::string> names;
    for (const ColumnInfo& column : layer.info.columns) names.push_back(column.name);
    return names;
}

const std::string& cell(const std::vector<std::string>& row, std::size_t column) {
    static const std::string none;
    return column < row.size() ? row[column] : none;
}

/// Share of the column's values that pass, of those that are written; 0 when none is.
template <class Test>
double share(const LayerSample& layer, std::size_t column, Test passes) {
    std::size_t written = 0;
    std::size_t good = 0;
    for (const auto& row : layer.rows) {
        const std::string& text = cell(row, column);
        if (text.empty()) continue;
        ++written;
        if (passes(text)) ++good;
    }
    return written == 0 ? 0 : static_cast<double>(good) / static_cast<double>(written);
}

bool repeats(const LayerSample& layer, std::size_t column) {
    std::set<std::string> seen;
    for (const auto& row : layer.rows)
        if (!cell(row, column).empty() && !seen.insert(cell(row, column)).second) return true;
    return false;
}

/// One signature held against one layer.
class Fitting {
  public:
    Fitting(const LayerSample& layer, const Kind& kind, const Signature& signature)
        : layer_(layer), kind_(kind), names_(names_of(layer)) {
        fit_.signature = &signature;
    }

    Fit made() {
        geometry();
        fields();
        values();
        known();
        unique();
        groups();
        columns();
        if (signature().figures) figures();
        if (layer_.median_side_m < signature().least_side_m)
            lack(fmt::format("des surfaces d'au moins {:.0f} m de long, pour la plupart",
                             signature().least_side_m));
        return std::move(fit_);
    }

  private:
    const Signature& signature() const { return *fit_.signature; }
    bool table() const { return layer_.info.geometry.empty(); }
    bool has(const std::string& field) const {
        return field == "geometrie" ? !table() : fit_.columns.contains(field);
    }
    void lack(std::string words) { fit_.missing.push_back(std::move(words)); }

    void geometry() {
        const std::string own = table() ? "table" : layer_.info.geometry;
        const auto& wanted = signature().geometries;
        if (std::find(wanted.begin(), wanted.end(), own) != wanted.end()) return;
        fit_.right_shape = false;
        lack(own == "table" ? fmt::format("une géométrie ({})", fmt::join(wanted, " ou "))
                            : fmt::format("{} au lieu de {}", fmt::join(wanted, " ou "), own));
    }

    void fields() {
        const FieldMap map = find_fields(kind_.schema, names_);
        for (std::size_t i = 0; i < map.size(); ++i)
            if (map[i]) fit_.columns[kind_.schema.fields()[i].name] = *map[i];
        for (const auto& [field, accepted] : signature().also)
            for (const std::string& name : accepted)
                for (std::size_t i = 0; i < names_.size(); ++i)
                    if (!fit_.columns.contains(field) && same(names_[i], name))
                        fit_.columns[field] = i;
        for (const std::string& field : signature().required) {
            if (!has(field) && signature().values.contains(field)) by_values(field);
            if (has(field)) continue;
            ++fit_.fields_missing;
            lack(fmt::format("une colonne {}", wanted(field)));
        }
    }

    static bool same(std::string_view a, std::string_view b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
            return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
        });
    }

    std::string wanted(const std::string& field) const {
        if (const auto own = signature().also.find(field); own != signature().also.end())
            return fmt::format("{}", fmt::join(own->second, " ou "));
        const SchemaField& known = kind_.schema.fields()[kind_.schema.at(field)];
        return fmt::format("{} ({})", fmt::join(known.accepted, " ou "), known.description);
    }

    bool looks_like(const std::string& field, std::size_t column) const {
        const std::regex& pattern = signature().values.at(field);
        return share(layer_, column, [&](const std::string& text) {
                   return std::regex_match(text, pattern);
               }) >= most;
    }

    /// The first column whose values are those of the field, whatever it is called.
    void by_values(const std::string& field) {
        if (!signature().by_values) return;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (!looks_like(field, i)) continue;
            fit_.columns[field] = i;
            fit_.mapping[field] = names_[i];
            return;
        }
    }

    void values() {
        for (const auto& [field, pattern] : signature().values) {
            if (!has(field)) continue;
            if (!looks_like(field, fit_.columns[field])) {
                const std::string tried = names_[fit_.columns[field]];
                fit_.columns.erase(field);
                by_values(field);
                if (!has(field)) {
                    lack(fmt::format("des valeurs de {} dans « {} »", field, tried));
                    continue;
                }
            }
            say(field);
        }
    }

    void known() {
        for (const auto& [field, words] : signature().known) {
            if (!has(field)) continue;
            if (share(layer_, fit_.columns[field],
                      [&](const std::string& text) { return words.contains(text); }) < many_known)
                lack(fmt::format("des mots connus dans « {} »", names_[fit_.columns[field]]));
            else
                say(field);
        }
    }

    void unique() {
        for (const std::string& field : signature().unique)
            if (has(field) && repeats(layer_, fit_.columns[field]))
                lack(fmt::format("un code par ligne dans « {} »", names_[fit_.columns[field]]));
    }

    void groups() {
        for (const std::string& field : signature().required)
            if (has(field)) say(field);
        const auto whole = [&](const std::vector<std::string>& group) {
            return std::all_of(group.begin(), group.end(),
                               [&](const std::string& field) { return has(field); });
        };
        const auto& choices = signature().one_of;
        const auto chosen = std::find_if(choices.begin(), choices.end(), whole);
        if (chosen != choices.end())
            for (const std::string& field : *chosen) say(field);
        else if (!choices.empty())
            lack(fmt::format("des coordonnées ({})", fmt::join(choices.front(), " et ")));
        std::size_t count = 0;
        for (const std::string& field : signature().among)
            if (has(field)) {
                ++count;
                say(field);
            }
        if (count < signature().at_least)
            lack(fmt::format("{} de plus parmi : {}", signature().at_least - count,
                             fmt::join(signature().among, ", ")));
    }

    void columns() {
        for (const std::regex& pattern : signature().columns) {
            const auto found = std::find_if(
                names_.begin(), names_.end(),
                [&](const std::string& name) { return std::regex_search(name, pattern); });
            if (found == names_.end())
                lack("une colonne qui lui est propre");
            else
                fit_.met.push_back(*found);
        }
    }

    void figures() {
        std::size_t count = 0;
        std::string first;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const ColumnRole role = kind_.schema.role(names_[i]);
            if (role != ColumnRole::comptage && role != ColumnRole::taux) continue;
            const bool taken = std::any_of(fit_.columns.begin(), fit_.columns.end(),
                                           [&](const auto& field) { return field.second == i; });
            if (taken || share(layer_, i, [](const std::string& text) {
                             return parse_number(text).has_value();
                         }) < most)
                continue;
            if (count++ == 0) first = names_[i];
        }
        if (count == 0)
            lack("une colonne de chiffres que ce schéma connaisse");
        else
            fit_.met.push_back(
                count == 1 ? first
                           : fmt::format("{} et {} autres colonnes de chiffres", first, count - 1));
    }

    /// "CODE_QP", once each.
    void say(const std::string& field) {
        if (field == "geometrie") return;
        const std::string& name = names_[fit_.columns[field]];
        if (std::find(fit_.met.begin(), fit_.met.end(), name) == fit_.met.end())
            fit_.met.push_back(name);
    }

    const LayerSample& layer_;
    const Kind& kind_;
    std::vector<std::string> names_;
    Fit fit_;
};

/// How far a fit is from whole: fields first, then all it lacks, then how little it has.
std::tuple<std::size_t, std::size_t, std::ptrdiff_t> distance(const Fit& fit) {
    return {fit.fields_missing, fit.missing.size(), -static_cast<std::ptrdiff_t>(fit.met.size())};
}

}  // namespace

Fit fit(const LayerSample& layer, const Kind& kind, const Signature& signature) {
    return Fitting(layer, kind, signature).made();
}

std::optional<Fit> recognise(const LayerSample& layer, const std::vector<Kind>& kinds) {
    std::vector<Fit> fits;
    for (const Kind& kind : kinds)
        for (const Signature& signature : kind.signatures)
            fits.push_back(fit(layer, kind, signature));
    std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
        return a.signature->order < b.signature->order;
    });
    const Fit* best = nullptr;
    for (const Fit& one : fits) {
        if (one.whole()) return one;
        if (one.met.empty() || !one.right_shape) continue;
        if (best == nullptr || distance(one) < distance(*best)) best = &one;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace lisiere::io::init
