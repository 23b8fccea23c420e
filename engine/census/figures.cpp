// SPDX-License-Identifier: Apache-2.0
#include "engine/census/figures.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "engine/core/ascii.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::census {
namespace {

/// The rows of several targets as the rows of groups of them; parts by the targets' sizes (areas or
/// people).
Weights grouped(const Weights& communes, const std::vector<double>& size,
                const std::vector<std::vector<std::uint32_t>>& groups) {
    Weights weights;
    weights.method = communes.method;
    weights.sources = communes.sources;
    for (const auto& group : groups) {
        double whole = 0;
        for (const std::uint32_t commune : group) whole += size[commune];
        std::map<std::uint32_t, Weights::Entry> row;
        for (const std::uint32_t commune : group)
            for (const Weights::Entry& entry : communes.row(commune)) {
                Weights::Entry& sum = row[entry.source];
                sum.source = entry.source;
                sum.weight = std::min(sum.weight + entry.weight, 1.0);
                if (whole > 0) sum.part += entry.part * size[commune] / whole;
            }
        for (const auto& [source, entry] : row) weights.entries.push_back(entry);
        weights.first.push_back(static_cast<std::uint32_t>(weights.entries.size()));
    }
    return weights;
}

/// Whole sources to groups of communes by the commune code that they carry; parts by their size
/// (area or people). An empty group takes everything.
Weights by_code(const std::vector<std::string_view>& commune_of, const std::vector<double>& size,
                const std::vector<std::string>& commune_codes,
                const std::vector<std::vector<std::uint32_t>>& groups) {
    Weights weights;
    weights.sources = size.size();
    std::map<std::string_view, std::vector<std::uint32_t>> of_code;
    for (std::uint32_t source = 0; source < size.size(); ++source)
        of_code[commune_of[source]].push_back(source);
    for (const auto& group : groups) {
        std::vector<std::uint32_t> members;
        for (const std::uint32_t commune : group) {
            const auto found = of_code.find(commune_codes[commune]);
            if (found != of_code.end())
                members.insert(members.end(), found->second.begin(), found->second.end());
        }
        if (group.empty()) {
            members.resize(size.size());
            std::iota(members.begin(), members.end(), 0U);
        }
        std::sort(members.begin(), members.end());
        double whole = 0;
        for (const std::uint32_t a : members) whole += size[a];
        for (const std::uint32_t a : members)
            weights.entries.push_back(
                {a, 1, whole > 0 ? size[a] / whole : 1 / static_cast<double>(members.size())});
        weights.first.push_back(static_cast<std::uint32_t>(weights.entries.size()));
    }
    return weights;
}

/// What is left of the rests once the target's share of every source is taken out; the other rows
/// stay. `taken`: of one target, the priority perimeters together.
Weights less(const Weights& places, const Weights& taken, const std::vector<bool>& is_rest) {
    std::vector<double> left(places.sources, 1);
    for (const Weights::Entry& entry : taken.row(0)) left[entry.source] = 1 - entry.weight;
    Weights weights;
    weights.method = places.method;
    weights.sources = places.sources;
    for (std::size_t r = 0; r < places.targets(); ++r) {
        const auto row = places.row(r);
        double whole = 0;
        for (const Weights::Entry& entry : row)
            whole += is_rest[r] ? entry.part * left[entry.source] : entry.part;
        for (Weights::Entry entry : row) {
            if (is_rest[r]) {
                if (left[entry.source] <= 0) continue;
                entry.weight *= left[entry.source];
                entry.part = whole > 0 ? entry.part * left[entry.source] / whole : 0;
            }
            weights.entries.push_back(entry);
        }
        weights.first.push_back(static_cast<std::uint32_t>(weights.entries.size()));
    }
    return weights;
}

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

class Maker {
  public:
    Maker(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
          const References& references, const ApportionSettings& settings, Overlays& overlays)
        : definitions_(definitions),
          inputs_(inputs),
          references_(references),
          settings_(settings),
          overlays_(overlays) {
        figures_.layers.resize(inputs.tables.size() + 1);
        if (populated_by_others()) cells_ = residences(*inputs.population);
        std::vector<geo::MultiPolygon> priority;
        for (std::size_t p = 0; p < inputs.priority.size(); ++p)
            if (inputs.priority[p] && !inputs.perimeters[p].empty())
                priority.push_back(inputs.perimeters[p]);
        // Once, where two of them overlap.
        if (!priority.empty()) priority_.push_back(geo::union_of(priority));
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

    bool populated_by_others() const {
        // Cells cut from the areas themselves know nothing that the areas do not.
        return inputs_.population != nullptr && !inputs_.population->cells.empty() &&
               inputs_.population->origin != CellOrigin::decoupe;
    }

    /// Sources to the territories that perimeters are compared with: whole, by the commune code
    /// that they carry; by ground where none carries one.
    Weights to_references(std::span<const geo::MultiPolygon> shapes,
                          const std::vector<std::string_view>& commune_of,
                          const std::vector<double>& size, std::span<const double> people) const {
        const auto& codes = inputs_.commune_codes;
        const bool coded =
            std::any_of(commune_of.begin(), commune_of.end(), [&](std::string_view commune) {
                return std::find(codes.begin(), codes.end(), commune) != codes.end();
            });
        if (coded || inputs_.communes.empty())
            return by_code(commune_of, size, codes, references_.communes);
        const OverlapMatrix& matrix = overlays_.overlap(shapes, inputs_.communes);
        if (people.empty())
            return grouped(area_weights(matrix), matrix.target_area, references_.communes);
        std::vector<double> residents(matrix.targets(), 0);
        for (std::size_t t = 0; t < matrix.targets(); ++t)
            for (const OverlapMatrix::Entry& entry : matrix.row(t))
                residents[t] += people[entry.source] * entry.share;
        return grouped(area_weights(matrix, people), residents, references_.communes);
    }

    Weights to_references(const AreaTable& table, std::span<const geo::MultiPolygon> shapes) const {
        std::vector<std::string_view> commune_of;
        std::vector<double> ground;
        for (const Area& area : table.areas) {
            commune_of.push_back(area.commune);
            ground.push_back(geo::area(area.shape).value());
        }
        return to_references(shapes, commune_of, ground, {});
    }

    /// Whole cells, by the commune of their centre, as the measures of access count residents.
    Weights cells_to_references(std::span<const geo::MultiPolygon> shapes) const {
        std::vector<std::string_view> commune_of;
        for (const Cell& cell : inputs_.population->cells) commune_of.push_back(cell.commune);
        return to_references(shapes, commune_of, cells_.weight, cells_.weight);
    }

    /// Of weights that go by the cells: what these do not tell of a perimeter is no part of it.
    const Weights& told_by_cells(const Weights& weights) {
        const auto& cover = inputs_.cells_cover;
        if (std::all_of(cover.begin(), cover.end(), [](double share) { return share >= 1; }))
            return weights;
        Weights& told = figures_.weights.emplace_back(weights);
        for (std::size_t t = 0; t < told.targets(); ++t)
            for (std::uint32_t i = told.first[t]; i < told.first[t + 1]; ++i)
                told.entries[i].part *= cover[t];
        return told;
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
        LayerWeights& weights = figures_.layers[layer];
        std::vector<const Weights*> taken;  // by the priority perimeters, method by method
        if (!table.references_only) {
            weights.neighbours = neighbours(shapes);
            const auto add_way = [&](const Weights& way) {
                weights.by_method.emplace_back(to_text(way.method), &way);
            };
            add_way(overlays_.area(shapes, inputs_.perimeters));
            if (populated_by_others())
                add_way(told_by_cells(overlays_.dasymetric(shapes, cells_, inputs_.perimeters)));
            if (inputs_.buildings != nullptr)
                add_way(overlays_.dasymetric(shapes, *inputs_.buildings, inputs_.perimeters));
            if (!priority_.empty()) {
                taken.push_back(&overlays_.area(shapes, priority_));
                if (populated_by_others())
                    taken.push_back(&overlays_.dasymetric(shapes, cells_, priority_));
                if (inputs_.buildings != nullptr)
                    taken.push_back(&overlays_.dasymetric(shapes, *inputs_.buildings, priority_));
            }
        }
        weights.to_references = to_references(table, shapes);
        leave_rests(weights, taken);
        for (const CountColumn* column : counts) add_count(*column, layer);
        for (const RateColumn* column : rates) {
            std::optional<CountColumn> people = people_for(*column, table, shapes);
            if (!people) continue;
            figures_.columns.push_back(std::move(*people));
            add_rate(*column, figures_.columns.back(), layer);
        }
    }

    /// A table of whole communes cannot tell what of them lies in a quarter: its rests have
    /// nothing.
    void leave_rests(LayerWeights& weights, const std::vector<const Weights*>& taken) const {
        const auto& is_rest = references_.is_rest;
        if (std::find(is_rest.begin(), is_rest.end(), true) == is_rest.end()) return;
        for (const Weights* one : taken)
            weights.to_rests.push_back(less(weights.to_references, *one, is_rest));
        if (!taken.empty()) return;
        Weights& places = weights.to_references;
        Weights kept;
        kept.method = places.method;
        kept.sources = places.sources;
        for (std::size_t r = 0; r < places.targets(); ++r) {
            const auto row = places.row(r);
            if (!is_rest[r]) kept.entries.insert(kept.entries.end(), row.begin(), row.end());
            kept.first.push_back(static_cast<std::uint32_t>(kept.entries.size()));
        }
        places = std::move(kept);
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
        if (!populated_by_others()) return;
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
        LayerWeights& weights = figures_.layers[layer];
        weights.neighbours = neighbours(shapes);
        figures_.weights.push_back(
            area_weights(overlays_.overlap(shapes, inputs_.perimeters), cells_.weight));
        weights.by_method.emplace_back("grille", &told_by_cells(figures_.weights.back()));
        if (inputs_.buildings != nullptr)
            weights.by_method.emplace_back(
                "grille_batiments", &told_by_cells(overlays_.dasymetric(shapes, *inputs_.buildings,
                                                                        inputs_.perimeters)));
        weights.to_references = cells_to_references(shapes);
        std::vector<const Weights*> taken;
        if (!priority_.empty()) {
            figures_.weights.push_back(
                area_weights(overlays_.overlap(shapes, priority_), cells_.weight));
            taken.push_back(&figures_.weights.back());
            if (inputs_.buildings != nullptr)
                taken.push_back(&overlays_.dasymetric(shapes, *inputs_.buildings, priority_));
        }
        leave_rests(weights, taken);
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
                          !(outside_priority && geo::contains(priority_.front(), p));
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
    Residences cells_;                         // empty without published cells
    std::vector<geo::MultiPolygon> priority_;  // the priority perimeters as one; empty: none
    Figures figures_;
};

}  // namespace

const Figure::Version& Figure::version(std::string_view method) const {
    const auto found = std::find_if(versions.begin(), versions.end(), [&](const Version& version) {
        return version.method == method;
    });
    return found == versions.end() ? versions.front() : *found;
}

const Weights* LayerWeights::find(std::string_view method) const {
    for (const auto& [name, weights] : by_method)
        if (name == method) return weights;
    return nullptr;
}

bool names(std::string_view term, const Variable& variable) {
    const auto same = [](std::string_view a, std::string_view b) {
        const auto upper = [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        };
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [&](char x, char y) { return upper(x) == upper(y); });
    };
    if (term.size() > 2 && term[1] == ':') {
        if (!same(term.substr(0, 1), variable.prefix)) return false;
        term.remove_prefix(2);
    }
    const std::string_view id = variable.id;
    if (same(term, id) || same(term, variable.column)) return true;
    return variable.prefix.empty() && id.size() == term.size() + 2 &&
           same(term, id.substr(0, term.size())) && is_digit(id[id.size() - 1]) &&
           is_digit(id[id.size() - 2]);
}

const Figure* Figures::find(std::string_view variable, bool rate, std::optional<int> vintage,
                            std::size_t layer) const {
    const Figure* found = nullptr;
    for (const Figure& figure : items) {
        if (figure.rate != rate || !names(variable, figure.variable)) continue;
        const bool dated = figure.method() != "points" && vintage;
        if (dated && figure.variable.vintage != *vintage) continue;
        if (found == nullptr || (found->layer != layer && figure.layer == layer)) found = &figure;
    }
    return found;
}

Figures figures(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                const References& references, const ApportionSettings& settings, Overlays& overlays,
                const std::function<void(double)>& progress) {
    return Maker(definitions, inputs, references, settings, overlays).make(progress);
}

}  // namespace lisiere::census
