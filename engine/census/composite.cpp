// SPDX-License-Identifier: Apache-2.0
#include "engine/census/composite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/census/comparisons.hpp"
#include "engine/census/intervals.hpp"

namespace lisiere::census {
namespace {

/// Fewer left to learn from say nothing of an error.
constexpr std::size_t least_judged = 3;

struct Point {
    double from = 0;  ///< g(estimate)
    double to = 0;    ///< g(official)
};

/// Sums over known quarters, from which any one is taken out again.
struct Sums {
    double count = 0;
    double estimates = 0;
    double officials = 0;
    double from = 0;
    double to = 0;

    void add(const KnownQuarter& one, const Point& point, double sign) {
        count += sign;
        estimates += sign * one.estimate;
        officials += sign * one.official;
        from += sign * point.from;
        to += sign * point.to;
    }
};

class Composite {
  public:
    Composite(std::span<const KnownQuarter> known, const IndicatorDefinition& definition,
              double shrinkage)
        : definition_(definition), shrinkage_(shrinkage) {
        for (const KnownQuarter& one : known) {
            const auto from = transformed(one.estimate, definition);
            const auto to = transformed(one.official, definition);
            usable_.push_back(from && to);
            known_.push_back(one);
            points_.push_back(usable_.back() ? Point{*from, *to} : Point{});
            if (usable_.back()) all_.add(one, points_.back(), 1);
        }
    }

    Maybe<double> of(double estimate) const { return from(estimate, all_, known_.size()); }
    /// Of a known quarter from the others.
    Maybe<double> without(std::size_t q) const {
        Sums others = all_;
        if (usable_[q]) others.add(known_[q], points_[q], -1);
        return from(known_[q].estimate, others, q);
    }

  private:
    double shrunk(double count) const { return count > 0 ? count / (count + shrinkage_) : 0; }
    double direct(double at, const Sums& sums) const {
        return at + shrunk(sums.count) * (sums.to - sums.from) / sums.count;
    }

    /// Weight of the synthetic estimate, from the known but the one left out.
    double weight(const Sums& sums, std::size_t left_out) const {
        if (sums.count < least_judged) return 0;
        double above = 0;
        double below = 0;
        for (std::size_t j = 0; j < known_.size(); ++j) {
            if (j == left_out || !usable_[j]) continue;
            Sums others = sums;
            others.add(known_[j], points_[j], -1);
            const double own = direct(points_[j].from, others);
            const double apart = others.to / others.count - own;
            above += (points_[j].to - own) * apart;
            below += apart * apart;
        }
        return below > 0 ? std::clamp(above / below, 0.0, 1.0) * shrunk(sums.count) : 0;
    }

    Maybe<double> from(double estimate, const Sums& sums, std::size_t left_out) const {
        const Maybe<double> at = transformed(estimate, definition_);
        if (!at) return at;
        if (sums.count < 1) return estimate;
        if (definition_.kind == IndicatorKind::effectif) {
            if (sums.estimates <= 0 || sums.officials <= 0) return estimate;
            return estimate * std::pow(sums.officials / sums.estimates, shrunk(sums.count));
        }
        const double w = weight(sums, left_out);
        return back_transformed((1 - w) * direct(*at, sums) + w * sums.to / sums.count,
                                definition_);
    }

    const IndicatorDefinition& definition_;
    double shrinkage_;
    std::vector<KnownQuarter> known_;
    std::vector<Point> points_;
    std::vector<bool> usable_;
    Sums all_;
};

/// What the known quarters of one indicator, method and kind of perimeter say.
struct Group {
    std::map<int, std::vector<KnownQuarter>> by_year;  ///< of the official values
    std::map<int, bool> of_one_year;                   ///< are estimates and official values of it?
    int year = 0;
    bool used = false;
    std::string told;
    Maybe<double> plain = Absence::non_disponible;
    Maybe<double> adjusted = Absence::non_disponible;
};

std::string error_text(const Maybe<double>& error, const IndicatorDefinition& definition) {
    if (!error) return "?";
    if (definition.kind == IndicatorKind::effectif) return fmt::format("{:.1f} %", 100 * *error);
    return definition.unit == "%" ? fmt::format("{:.1f} point(s)", *error)
                                  : fmt::format("{:.4g}", *error);
}

std::string_view method_of(const IndicatorDefinition& definition) {
    return definition.kind == IndicatorKind::effectif ? "ratio" : "composite";
}

void judge(Group& group, const IndicatorDefinition& definition, const AdjustmentRule& rule) {
    // The newest year that enough quarters have, else that of the most.
    std::size_t most = 0;
    for (const auto& [year, known] : group.by_year) {
        if (known.size() < std::min(most, rule.least_known)) continue;
        most = known.size();
        group.year = year;
    }
    const std::vector<KnownQuarter>& known = group.by_year[group.year];
    if (known.size() >= least_judged) {
        std::vector<Maybe<double>> plain;
        for (const KnownQuarter& one : known) plain.emplace_back(one.estimate);
        group.plain = mean_error(plain, known, definition);
        group.adjusted = mean_error(left_out(known, definition, rule.shrinkage), known, definition);
    }
    const std::string errors =
        fmt::format("erreur croisée {} au lieu de {}", error_text(group.adjusted, definition),
                    error_text(group.plain, definition));
    if (known.size() < rule.least_known)
        group.told = fmt::format("non : {} quartier(s) officiel(s), il en faut {}", known.size(),
                                 rule.least_known);
    else if (definition.kind != IndicatorKind::effectif && !group.of_one_year[group.year])
        group.told =
            fmt::format("non : taux et valeurs officielles d'années différentes ({})", errors);
    else if (!group.plain || !group.adjusted ||
             *group.adjusted > (1 - rule.least_gain) * *group.plain)
        group.told = fmt::format("non : {}, d'après {} quartiers officiels", errors, known.size());
    else {
        group.used = true;
        group.told = fmt::format("{} d'après {} quartiers officiels, {}", method_of(definition),
                                 known.size(), errors);
    }
}

}  // namespace

Maybe<double> composite(double estimate, std::span<const KnownQuarter> known,
                        const IndicatorDefinition& definition, double shrinkage) {
    return Composite(known, definition, shrinkage).of(estimate);
}

std::vector<Maybe<double>> left_out(std::span<const KnownQuarter> known,
                                    const IndicatorDefinition& definition, double shrinkage) {
    const Composite all(known, definition, shrinkage);
    std::vector<Maybe<double>> values;
    for (std::size_t q = 0; q < known.size(); ++q) values.push_back(all.without(q));
    return values;
}

Maybe<double> mean_error(std::span<const Maybe<double>> estimates,
                         std::span<const KnownQuarter> known,
                         const IndicatorDefinition& definition) {
    LISIERE_EXPECTS(estimates.size() == known.size());
    double distance = 0;
    double official = 0;
    std::size_t count = 0;
    for (std::size_t q = 0; q < known.size(); ++q) {
        if (!estimates[q]) continue;
        distance += std::abs(*estimates[q] - known[q].official);
        official += known[q].official;
        ++count;
    }
    if (definition.kind == IndicatorKind::effectif)
        return official > 0 ? Maybe<double>(distance / official)
                            : Maybe<double>(Absence::sans_objet);
    return count > 0 ? Maybe<double>(distance / static_cast<double>(count))
                     : Maybe<double>(Absence::sans_objet);
}

void adjust_estimates(std::vector<IndicatorValue>& values,
                      std::span<const IndicatorDefinition> definitions,
                      std::span<const std::size_t> alike, std::span<const AdjustmentRule> rules) {
    const auto rule_of = [&](const IndicatorDefinition& definition) -> const AdjustmentRule* {
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const AdjustmentRule& one) {
            return one.kind == definition.kind;
        });
        return found == rules.end() ? nullptr : &*found;
    };
    using Key = std::tuple<std::string_view, std::string_view, int, std::size_t>;
    const auto key_of = [&](const IndicatorValue& value) {
        return Key(definitions[value.definition].id, value.estimations.front().methode,
                   value.vintage_estimee,
                   value.perimeter < alike.size() ? alike[value.perimeter] : 0);
    };
    const auto estimated = [&](const IndicatorValue& value) {
        return value.valeur_estimee && !value.estimations.empty() &&
               rule_of(definitions[value.definition]) != nullptr;
    };
    std::map<Key, Group> groups;
    for (const IndicatorValue& value : values) {
        if (!estimated(value)) continue;
        Group& group = groups[key_of(value)];
        if (!value.valeur_officielle || value.part_estimee < 1) continue;
        group.by_year[value.vintage].push_back({*value.valeur_estimee, *value.valeur_officielle});
        group.of_one_year[value.vintage] = !years_differ(value.vintage, value.vintage_estimee);
    }
    for (auto& [key, group] : groups)
        for (const IndicatorDefinition& definition : definitions)
            if (definition.id == std::get<0>(key)) {
                if (!group.by_year.empty()) judge(group, definition, *rule_of(definition));
                break;
            }
    for (IndicatorValue& value : values) {
        if (!estimated(value)) continue;
        const IndicatorDefinition& definition = definitions[value.definition];
        const Group& group = groups.at(key_of(value));
        value.recalage = group.told;
        value.erreur_simple = group.plain;
        value.erreur_croisee = group.adjusted;
        if (value.valeur_officielle || !group.used) continue;
        const Maybe<double> own = composite(*value.valeur_estimee, group.by_year.at(group.year),
                                            definition, rule_of(definition)->shrinkage);
        if (!own) continue;
        value.valeur = own;
        value.methode = method_of(definition);
        if (group.year > 0) value.vintage = group.year;
    }
}

}  // namespace lisiere::census
