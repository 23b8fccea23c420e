// SPDX-License-Identifier: Apache-2.0
#include "engine/access/inequality.hpp"

#include <algorithm>
#include <utility>

namespace lisiere::access {
namespace {

struct Holding {
    double value = 0;
    double people = 0;
};

/// Residents with a value, from who has least to who has most.
std::vector<Holding> ascending(const CellGroup& group, std::span<const Maybe<double>> values) {
    std::vector<Holding> known;
    for (const CellWeight& w : group.cells) {
        LISIERE_EXPECTS(w.cell.value() < values.size());
        const Maybe<double>& value = values[w.cell.value()];
        if (!value) continue;
        LISIERE_EXPECTS(*value >= 0);
        known.push_back({*value, w.people});
    }
    std::stable_sort(known.begin(), known.end(),
                     [](const Holding& a, const Holding& b) { return a.value < b.value; });
    return known;
}

/// What the `people` first of a row hold, the last of them in part.
double held(std::span<const Holding> row, double people) {
    double sum = 0;
    for (const Holding& holding : row) {
        const double taken = std::min(people, holding.people);
        sum += taken * holding.value;
        people -= taken;
        if (people <= 0) break;
    }
    return sum;
}

double people_of(std::span<const Holding> row) {
    double sum = 0;
    for (const Holding& holding : row) sum += holding.people;
    return sum;
}

}  // namespace

Maybe<double> gini(const CellGroup& group, std::span<const Maybe<double>> values) {
    const std::vector<Holding> row = ascending(group, values);
    // Twice the area under the Lorenz curve, unscaled: each holding's trapezium.
    double people = 0;
    double sum = 0;
    double below = 0;
    for (const Holding& holding : row) {
        const double own = holding.people * holding.value;
        below += holding.people * (2 * sum + own);
        people += holding.people;
        sum += own;
    }
    if (people <= 0 || sum <= 0) return Absence::sans_objet;
    return std::clamp(1 - below / (people * sum), 0.0, 1.0);
}

Maybe<double> palma(const CellGroup& group, std::span<const Maybe<double>> values) {
    std::vector<Holding> row = ascending(group, values);
    const double people = people_of(row);
    const double least = held(row, 0.4 * people);
    if (least <= 0) return Absence::sans_objet;
    std::reverse(row.begin(), row.end());
    return held(row, 0.1 * people) / least;
}

Maybe<double> palma_by_income(const CellGroup& group, std::span<const Maybe<double>> values,
                              std::span<const Maybe<double>> income) {
    struct Resident {
        double income = 0;
        Holding holding;
    };
    std::vector<Resident> residents;
    for (const CellWeight& w : group.cells) {
        LISIERE_EXPECTS(w.cell.value() < values.size() && w.cell.value() < income.size());
        const Maybe<double>& value = values[w.cell.value()];
        const Maybe<double>& own = income[w.cell.value()];
        if (value && own) residents.push_back({*own, {*value, w.people}});
    }
    std::stable_sort(residents.begin(), residents.end(),
                     [](const Resident& a, const Resident& b) { return a.income < b.income; });
    std::vector<Holding> row;
    for (const Resident& resident : residents) row.push_back(resident.holding);
    const double people = people_of(row);
    if (people <= 0) return Absence::non_disponible;
    const double poorest = held(row, 0.4 * people) / (0.4 * people);
    if (poorest <= 0) return Absence::sans_objet;
    std::reverse(row.begin(), row.end());
    return held(row, 0.1 * people) / (0.1 * people) / poorest;
}

Maybe<Poverty> poverty(const CellGroup& group, std::span<const Maybe<double>> values, double line) {
    const std::vector<Holding> row = ascending(group, values);
    Poverty out;
    out.people = people_of(row);
    if (out.people <= 0 || !(line > 0)) return Absence::sans_objet;
    for (const Holding& holding : row) {
        if (holding.value >= line) break;
        const double gap = (line - holding.value) / line;
        out.fgt[0] += holding.people;
        out.fgt[1] += holding.people * gap;
        out.fgt[2] += holding.people * gap * gap;
    }
    for (double& measure : out.fgt) measure /= out.people;
    return out;
}

double people_with(const CellGroup& group, std::span<const Maybe<double>> values) {
    return people_of(ascending(group, values));
}

CellGroup rest_of(const CellGroup& all, const CellGroup& part) {
    CellGroup rest{all.id, {}};
    auto taken = part.cells.begin();
    for (const CellWeight& w : all.cells) {
        while (taken != part.cells.end() && taken->cell < w.cell) ++taken;
        double people = w.people;
        if (taken != part.cells.end() && taken->cell == w.cell) people -= taken->people;
        // A cell that lies inside by all but rounding is inside.
        if (people > 1e-9 * w.people) rest.cells.push_back({w.cell, people});
    }
    return rest;
}

}  // namespace lisiere::access
