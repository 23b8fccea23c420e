// SPDX-License-Identifier: Apache-2.0
#include "engine/census/official.hpp"

#include <algorithm>
#include <cstdlib>

namespace lisiere::census {
namespace {

/// Is the second one better: with a value where the other has none, else newer.
bool better(bool has_value, int vintage, bool other_has_value, int other_vintage) {
    return has_value != other_has_value ? other_has_value : other_vintage > vintage;
}

constexpr std::string_view population = "population";

}  // namespace

OfficialTables::OfficialTables(std::span<const OfficialValue> values) {
    for (const OfficialValue& value : values) {
        std::vector<Edition>& editions = rows_[value.perimeter];
        // A file's values come together, so the edition is nearly always the last one.
        auto edition = std::find_if(editions.rbegin(), editions.rend(), [&](const Edition& one) {
            return one.table == value.table && one.source == value.source &&
                   one.vintage == value.vintage;
        });
        if (edition == editions.rend()) {
            editions.push_back({value.table, value.source, value.vintage, {}});
            edition = editions.rbegin();
        }
        edition->values[value.variable] = &value.value;
    }
}

std::optional<Maybe<double>> OfficialTables::sum(const Edition& edition,
                                                 std::span<const Term> terms) {
    Maybe<double> total = 0.0;
    for (const Term& term : terms) {
        if (term.variable.empty()) {
            if (total) total = *total + term.coefficient;
            continue;
        }
        const auto found = edition.values.find(term.variable);
        if (found == edition.values.end()) return std::nullopt;
        const Maybe<double>& value = *found->second;
        if (!value)
            total = value.absence();
        else if (total)
            total = *total + term.coefficient * *value;
    }
    return total;
}

std::optional<OfficialTables::Told> OfficialTables::evaluate(const Edition& edition,
                                                             const OfficialFormula& formula,
                                                             double factor) {
    if (!formula.table.empty() && formula.table != edition.table) return std::nullopt;
    const auto above = sum(edition, formula.numerator);
    if (!above) return std::nullopt;
    if (formula.denominator.empty()) return Told{*above};
    const auto below = sum(edition, formula.denominator);
    if (!below) return std::nullopt;
    if (!*above) return Told{*above};
    if (!*below) return Told{*below};
    if (**below <= 0) return Told{Absence::sans_objet};
    return Told{factor * **above / **below, *below};
}

std::optional<Published> OfficialTables::find(std::string_view perimeter,
                                              std::span<const OfficialFormula> formulas,
                                              double factor, std::optional<int> near) const {
    const auto row = rows_.find(perimeter);
    if (row == rows_.end()) return std::nullopt;
    const auto preferred = [&](int vintage, int other) {
        const int gap = near ? std::abs(vintage - *near) : 0;
        const int other_gap = near ? std::abs(other - *near) : 0;
        return gap != other_gap ? other_gap < gap : other > vintage;
    };
    const Edition* best = nullptr;
    Told told;
    for (const OfficialFormula& formula : formulas)
        for (auto edition = row->second.rbegin(); edition != row->second.rend(); ++edition) {
            const auto found = evaluate(*edition, formula, factor);
            if (!found) continue;
            if (best != nullptr && (told.value.has_value() != found->value.has_value()
                                        ? told.value.has_value()
                                        : !preferred(best->vintage, edition->vintage)))
                continue;
            best = &*edition;
            told = *found;
        }
    if (best == nullptr) return std::nullopt;
    return Published{told.value, best->vintage, std::string(best->source), told.below};
}

LocalFigures::LocalFigures(std::span<const LocalValue> values) {
    for (const LocalValue& value : values) {
        const LocalValue*& kept = values_[{value.territory, value.indicator}];
        if (kept == nullptr ||
            better(kept->value.has_value(), kept->vintage, value.value.has_value(), value.vintage))
            kept = &value;
    }
}

std::optional<Published> LocalFigures::find(std::string_view territory,
                                            std::string_view indicator) const {
    const auto found = values_.find({territory, indicator});
    if (found == values_.end()) return std::nullopt;
    return Published{found->second->value, found->second->vintage, found->second->source, {}};
}

std::optional<Published> LocalFigures::together(std::span<const std::string> territories,
                                                std::string_view indicator, bool count) const {
    if (territories.size() == 1) return find(territories.front(), indicator);
    std::optional<Published> result;
    double total = 0;
    double people = 0;
    for (const std::string& territory : territories) {
        const auto figure = find(territory, indicator);
        const auto weight = count ? std::nullopt : find(territory, population);
        if (!figure || !figure->value) return std::nullopt;
        if (!count && (!weight || !weight->value || *weight->value <= 0)) return std::nullopt;
        const double share = count ? 1 : *weight->value;
        total += share * *figure->value;
        people += share;
        if (!result) result = figure;
        if (result->vintage != figure->vintage) return std::nullopt;
    }
    if (result) result->value = count ? total : total / people;
    return result;
}

}  // namespace lisiere::census
