// SPDX-License-Identifier: Apache-2.0
#include "engine/census/completeness.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::census {
namespace {

std::vector<double> shares_in(const geo::MultiPolygon* extent,
                              const std::vector<geo::MultiPolygon>& communes) {
    std::vector<double> shares(communes.size(), 1);
    if (extent == nullptr || extent->empty()) return shares;
    for (std::size_t c = 0; c < communes.size(); ++c) {
        const double whole = geo::area(communes[c]).value();
        if (whole > 0) shares[c] = geo::intersection_area(communes[c], *extent).value() / whole;
    }
    return shares;
}

std::vector<geo::MultiPolygon> shapes_of(const AreaTable& table) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Area& area : table.areas) shapes.push_back(area.shape);
    return shapes;
}

}  // namespace

Completeness::Completeness(const IndicatorInputs& inputs, const References& references,
                           const Figures& figures, Overlays& overlays,
                           const ApportionSettings& settings)
    : settings_(settings),
      tables_(inputs.tables.size()),
      inhabited_(inputs.communes.size(), true),
      in_extent_(shares_in(inputs.extent, inputs.communes)) {
    LISIERE_EXPECTS(references.commune_of.size() == inputs.perimeters.size());
    std::vector<double> ground;
    for (const geo::MultiPolygon& commune : inputs.communes)
        ground.push_back(geo::area(commune).value());
    for (std::size_t t = 0; t < tables_; ++t) {
        const AreaTable& table = inputs.tables[t];
        held_.emplace_back(inputs.communes.size());
        if (inputs.communes.empty() || figures.layers[t].to_references.targets() == 0) continue;
        std::map<std::string_view, std::vector<std::uint32_t>> by_code;
        std::uint32_t a = 0;
        for (const Area& area : table.areas) by_code[area.commune].push_back(a++);
        const bool coded = std::any_of(
            inputs.commune_codes.begin(), inputs.commune_codes.end(),
            [&](const std::string& code) { return by_code.find(code) != by_code.end(); });
        if (!coded) {
            const OverlapMatrix& matrix = overlays.overlap(shapes_of(table), inputs.communes);
            for (std::size_t c = 0; c < inputs.communes.size(); ++c)
                for (const OverlapMatrix::Entry& entry : matrix.row(c))
                    held_[t][c].push_back({entry.source, entry.area / matrix.target_area[c]});
            continue;
        }
        for (std::size_t c = 0; c < inputs.communes.size(); ++c) {
            const auto own = by_code.find(inputs.commune_codes[c]);
            if (own == by_code.end()) continue;
            for (const std::uint32_t area : own->second) {
                const Area& one = table.areas[AreaIdx{area}];
                // A table without contours has the commune by its code alone: a row of its own is
                // the whole of it, rows of IRIS are all that there are.
                const double share = one.shape.empty() || ground[c] <= 0
                                         ? 1 / static_cast<double>(own->second.size())
                                         : geo::area(one.shape).value() / ground[c];
                held_[t][c].push_back({area, share});
            }
        }
    }
    if (inputs.population == nullptr || inputs.population->cells.empty()) return;
    if (!inputs.cells_hold.empty()) {
        inhabited_ = inputs.cells_hold;
        return;
    }
    std::vector<geo::MultiPolygon> cells;
    for (const Cell& cell : inputs.population->cells) cells.push_back(cell.shape);
    const OverlapMatrix& matrix = overlays.overlap(cells, inputs.communes);
    for (std::size_t c = 0; c < inputs.communes.size(); ++c) inhabited_[c] = !matrix.row(c).empty();
}

double Completeness::of_figure(const Figure& figure, std::uint32_t commune) const {
    if (figure.layer > tables_) return 1;  // points
    if (figure.layer == tables_) return inhabited_[commune] ? 1 : 0;
    const std::vector<Held>& areas = held_[figure.layer][commune];
    const auto told = [&](const Held& held) {
        const Maybe<double>& value = figure.values[held.area];
        return value || value.absence() == Absence::secret;
    };
    double ground = 0;
    double people = 0;
    double ground_told = 0;
    double people_told = 0;
    for (const Held& held : areas) {
        const double own = figure.rate ? figure.people[held.area].value_or(0) : 0;
        ground += held.share;
        people += own;
        if (!told(held)) continue;
        ground_told += held.share;
        people_told += own;
    }
    // A producer leaves the rates of empty ground blank: there, people say how much is told.
    const double share = people > 0 ? ground * people_told / people : ground_told;
    return std::min(share, 1.0);
}

double Completeness::of_commune(const Formula& formula, std::uint32_t commune) const {
    double least = 1;
    for (const auto* terms : {&formula.numerator, &formula.denominator})
        for (const Figure* figure : *terms) least = std::min(least, of_figure(*figure, commune));
    return std::min(least, in_extent_[commune]);
}

double Completeness::of_group(const Formula& formula, std::span<const std::uint32_t> group,
                              std::size_t known) const {
    const std::size_t all = std::max(group.size(), known);
    if (all == 0) return 1;
    double sum = 0;
    for (const std::uint32_t commune : group) sum += of_commune(formula, commune);
    return sum / static_cast<double>(all);
}

bool Completeness::whole_group(const Formula& formula, std::span<const std::uint32_t> group,
                               std::size_t known) const {
    return known <= group.size() &&
           std::all_of(group.begin(), group.end(),
                       [&](std::uint32_t commune) { return whole(of_commune(formula, commune)); });
}

}  // namespace lisiere::census
