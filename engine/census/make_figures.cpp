// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

#include "engine/census/figures.hpp"
#include "engine/census/weighing.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::census {
namespace {

/// The method of a source: the one asked for, else the finest at hand.
std::size_t chosen(const LayerWeights& weights,
                   const std::map<std::string, ApportionMethod>& by_source,
                   const std::string& source) {
    const auto& ways = weights.by_method;
    const auto wanted = by_source.find(source);
    for (std::size_t i = 0; i < ways.size(); ++i)
        if (wanted != by_source.end() && ways[i].second->method == wanted->second) return i;
    const auto finest = std::max_element(
        ways.begin(), ways.end(),
        [](const auto& a, const auto& b) { return a.second->method < b.second->method; });
    return static_cast<std::size_t>(finest - ways.begin());
}

/// Brings the columns that formulas and rules name to perimeters and references.
class Maker {
  public:
    Maker(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
          const References& references, const ApportionSettings& settings, Overlays& overlays)
        : definitions_(definitions),
          inputs_(inputs),
          references_(references),
          settings_(settings),
          overlays_(overlays),
          weighing_(inputs, references, overlays, figures_.weights) {
        figures_.layers.resize(inputs.tables.size() + 1);
    }

    Figures make(const std::function<void(double)>& progress) {
        const double steps = static_cast<double>(inputs_.tables.size()) + 1;
        for (std::size_t layer = 0; layer < inputs_.tables.size(); ++layer) {
            add_table(layer);
            if (progress) progress(static_cast<double>(layer + 1) / steps);
        }
        add_population();
        for (const CountedPoints& points : inputs_.points)
            if (wanted(points.variable)) add_points(points);
        if (progress) progress(1);
        return std::move(figures_);
    }

  private:
    bool wanted(const Variable& variable) const {
        const auto named = [&](const Term& term) { return names(term.variable, variable); };
        const auto in_definition = [&](const IndicatorDefinition& definition) {
            return std::any_of(definition.numerator.begin(), definition.numerator.end(), named) ||
                   std::any_of(definition.denominator.begin(), definition.denominator.end(), named);
        };
        const auto in_rule = [&](const SecrecyRule& rule) {
            return std::any_of(
                rule.counts.begin(), rule.counts.end(),
                [&](const SecrecyRule::Count& count) { return names(count.variable, variable); });
        };
        return std::any_of(definitions_.begin(), definitions_.end(), in_definition) ||
               std::any_of(inputs_.secrecy.begin(), inputs_.secrecy.end(), in_rule);
    }

    void add_table(std::size_t layer) {
        const AreaTable& table = inputs_.tables[layer];
        std::vector<const CountColumn*> counts;
        std::vector<const RateColumn*> rates;
        for (const CountColumn& column : table.counts)
            if (wanted(column.variable)) counts.push_back(&column);
        for (const RateColumn& column : table.rates)
            if (wanted(column.variable)) rates.push_back(&column);
        if (table.areas.empty() || (counts.empty() && rates.empty())) return;

        std::vector<geo::MultiPolygon> shapes;
        for (const Area& area : table.areas) shapes.push_back(area.shape);
        figures_.layers[layer] = weighing_.of_table(table, shapes);
        for (const CountColumn* column : counts) add_count(*column, layer);
        for (const RateColumn* column : rates) {
            std::optional<CountColumn> people = people_for(*column, table, shapes);
            if (!people) continue;
            figures_.columns.push_back(std::move(*people));
            add_rate(*column, figures_.columns.back(), layer);
        }
    }

    /// Of a layer that is not split: no estimate for any perimeter.
    std::vector<Estimate> nothing() const {
        return std::vector<Estimate>(inputs_.perimeters.size());
    }

    /// Whose numbers weigh a published rate: the first count that its formula names and the table
    /// or the cells have, else the residents of the cells.
    std::optional<CountColumn> people_for(const RateColumn& rate, const AreaTable& table,
                                          std::span<const geo::MultiPolygon> shapes) const {
        for (const IndicatorDefinition& definition : definitions_) {
            if (definition.kind != IndicatorKind::publie || definition.numerator.empty() ||
                !names(definition.numerator.front().variable, rate.variable))
                continue;
            for (const Term& term : definition.denominator) {
                const CountColumn* nearest = nullptr;
                for (const CountColumn& column : table.counts)
                    if (names(term.variable, column.variable) &&
                        (nearest == nullptr ||
                         std::abs(column.variable.vintage - rate.variable.vintage) <
                             std::abs(nearest->variable.vintage - rate.variable.vintage)))
                        nearest = &column;
                if (nearest != nullptr) return *nearest;
                if (auto of_cells = cells_in(shapes, term.variable)) return of_cells;
            }
        }
        return cells_in(shapes, "IND");
    }

    /// A count of the cells, brought to the areas; nullopt when no cells have it.
    std::optional<CountColumn> cells_in(std::span<const geo::MultiPolygon> shapes,
                                        std::string_view variable) const {
        if (inputs_.population == nullptr || inputs_.population->cells.empty()) return std::nullopt;
        const auto [cells, people] = people_by_cell();
        const CountColumn* counted = names(variable, people.variable) ? &people : nullptr;
        for (const CountColumn& column : inputs_.population->counts)
            if (counted == nullptr && names(variable, column.variable)) counted = &column;
        if (counted == nullptr) return std::nullopt;
        CountColumn column;
        column.variable = counted->variable;
        for (const Estimate& estimate :
             apportion(overlays_.area(cells, shapes), *counted, settings_))
            column.values.push_back(estimate.value);
        return column;
    }

    std::pair<std::vector<geo::MultiPolygon>, CountColumn> people_by_cell() const {
        std::vector<geo::MultiPolygon> shapes;
        CountColumn people;
        people.variable = {"IND", "ind", "", 0, inputs_.population->source};
        for (const Cell& cell : inputs_.population->cells) {
            shapes.push_back(cell.shape);
            people.values.emplace_back(cell.people);
        }
        return {std::move(shapes), std::move(people)};
    }

    void add_population() {
        if (!weighing_.has_cells()) return;
        const Population& population = *inputs_.population;
        auto [shapes, people] = people_by_cell();
        CountColumn imputed{{std::string(imputed_people), "", "", 0, population.source}, {}};
        for (const Cell& cell : population.cells)
            imputed.values.emplace_back(cell.imputed ? cell.people : 0.0);
        // A grid's counts are of one vintage; its residents take it over.
        for (const CountColumn& column : population.counts)
            people.variable.vintage = imputed.variable.vintage =
                std::max(people.variable.vintage, column.variable.vintage);
        const std::size_t layer = inputs_.tables.size();
        figures_.layers[layer] = weighing_.of_cells(shapes);
        bool has_people = false;
        for (const CountColumn& column : population.counts) {
            has_people = has_people || names("IND", column.variable);
            if (wanted(column.variable)) add_count(column, layer);
        }
        if (!has_people) {
            figures_.columns.push_back(std::move(people));
            add_count(figures_.columns.back(), layer);
        }
        figures_.columns.push_back(std::move(imputed));
        add_count(figures_.columns.back(), layer);
    }

    void add_points(const CountedPoints& points) {
        const auto count = [&](const std::vector<const geo::MultiPolygon*>& shapes, bool everywhere,
                               bool outside_priority) {
            double inside = 0;
            const auto in = [&](const geo::Point& p) {
                return [&p](const auto* shape) { return geo::contains(*shape, p); };
            };
            for (const geo::Point& p : points.points)
                inside += (everywhere || std::any_of(shapes.begin(), shapes.end(), in(p))) &&
                          !(outside_priority && weighing_.in_priority(p));
            Estimate estimate;
            estimate.value = inside;
            estimate.couverture = 1;
            estimate.qualite = 'A';
            return estimate;
        };
        Figure figure;
        figure.variable = points.variable;
        figure.layer = inputs_.tables.size() + 1;
        figure.versions.push_back({"points", {}});
        for (const geo::MultiPolygon& shape : inputs_.perimeters)
            figure.versions.front().perimeters.push_back(count({&shape}, false, false));
        for (std::size_t r = 0; r < references_.communes.size(); ++r) {
            const auto& group = references_.communes[r];
            std::vector<const geo::MultiPolygon*> shapes;
            for (const std::uint32_t commune : group) shapes.push_back(&inputs_.communes[commune]);
            figure.references.push_back(count(shapes, group.empty(), references_.is_rest[r]));
        }
        figures_.items.push_back(std::move(figure));
    }

    void add_count(const CountColumn& column, std::size_t layer) {
        Figure figure;
        figure.values = column.values;
        add(std::move(figure), column.variable, layer,
            [&](const Weights& weights) { return apportion(weights, column, settings_); });
    }

    void add_rate(const RateColumn& column, const CountColumn& people, std::size_t layer) {
        Figure figure;
        figure.rate = true;
        figure.values = column.values;
        figure.people = people.values;
        const std::string& prefix = people.variable.prefix;
        figure.people_name = (prefix.empty() ? "" : prefix + ":") + people.variable.id;
        add(std::move(figure), column.variable, layer, [&](const Weights& weights) {
            return approximate_rate(weights, column, people, settings_);
        });
    }

    /// By every method of the layer, the chosen one first.
    template <class Carry>
    void add(Figure figure, const Variable& variable, std::size_t layer, const Carry& carry) {
        const LayerWeights& own = figures_.layers[layer];
        figure.variable = variable;
        figure.layer = layer;
        for (const auto& [name, weights] : own.by_method)
            figure.versions.push_back({name, carry(*weights)});
        if (figure.versions.empty()) {  // a table of references only
            figure.versions.push_back({"", nothing()});
            figure.references = carry(own.to_references);
            figures_.items.push_back(std::move(figure));
            return;
        }
        const std::size_t way = chosen(own, inputs_.methods, variable.source);
        figure.references = carry(own.to_references_by(way));
        const auto first = figure.versions.begin();
        const auto at = static_cast<std::ptrdiff_t>(way);
        std::rotate(first, first + at, first + at + 1);
        figures_.items.push_back(std::move(figure));
    }

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    const References& references_;
    const ApportionSettings& settings_;
    Overlays& overlays_;
    Figures figures_;
    Weighing weighing_;  // keeps weights in `figures_`
};

}  // namespace

Figures figures(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                const References& references, const ApportionSettings& settings, Overlays& overlays,
                const std::function<void(double)>& progress) {
    return Maker(definitions, inputs, references, settings, overlays).make(progress);
}

}  // namespace lisiere::census
