// SPDX-License-Identifier: Apache-2.0
#include "engine/census/weighing.hpp"

#include <algorithm>
#include <string_view>

#include "engine/census/reference_weights.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::census {

Weighing::Weighing(const IndicatorInputs& inputs, const References& references, Overlays& overlays,
                   std::deque<Weights>& kept)
    : inputs_(inputs), references_(references), overlays_(overlays), kept_(kept) {
    if (has_cells()) cells_ = residences(*inputs.population);
    std::vector<geo::MultiPolygon> priority;
    for (std::size_t p = 0; p < inputs.priority.size(); ++p)
        if (inputs.priority[p] && !inputs.perimeters[p].empty())
            priority.push_back(inputs.perimeters[p]);
    // Once, where two of them overlap.
    if (!priority.empty()) priority_.push_back(geo::union_of(priority));
}

bool Weighing::has_cells() const {
    return inputs_.population != nullptr && !inputs_.population->cells.empty() &&
           inputs_.population->origin != CellOrigin::decoupe;
}

bool Weighing::in_priority(const geo::Point& point) const {
    return !priority_.empty() && geo::contains(priority_.front(), point);
}

Weights Weighing::whole_areas(const AreaTable& table,
                              std::span<const geo::MultiPolygon> shapes) const {
    WholeSources sources{shapes, {}, {}, {}};
    for (const Area& area : table.areas) {
        sources.commune_of.push_back(area.commune);
        sources.size.push_back(geo::area(area.shape).value());
    }
    return weights_to_references(sources, inputs_, references_, overlays_);
}

/// By the commune of their centre, as the measures of access count residents.
Weights Weighing::whole_cells(std::span<const geo::MultiPolygon> shapes) const {
    WholeSources sources{shapes, {}, cells_.weight, cells_.weight};
    for (const Cell& cell : inputs_.population->cells) sources.commune_of.push_back(cell.commune);
    return weights_to_references(sources, inputs_, references_, overlays_);
}

/// Of weights that go by the cells: what these do not tell of a perimeter is no part of it.
const Weights& Weighing::told_by_cells(const Weights& weights) {
    const auto& cover = inputs_.cells_cover;
    if (std::all_of(cover.begin(), cover.end(), [](double share) { return share >= 1; }))
        return weights;
    Weights& told = kept_.emplace_back(weights);
    for (std::size_t t = 0; t < told.targets(); ++t)
        for (std::uint32_t i = told.first[t]; i < told.first[t + 1]; ++i)
            told.entries[i].part *= cover[t];
    return told;
}

LayerWeights Weighing::of_table(const AreaTable& table, std::span<const geo::MultiPolygon> shapes) {
    LayerWeights weights;
    std::vector<const Weights*> taken;  // by the priority perimeters, method by method
    if (!table.references_only) {
        weights.neighbours = neighbours(shapes);
        const auto add_way = [&](const Weights& way) {
            weights.by_method.emplace_back(to_text(way.method), &way);
        };
        add_way(overlays_.area(shapes, inputs_.perimeters));
        if (has_cells())
            add_way(told_by_cells(overlays_.dasymetric(shapes, cells_, inputs_.perimeters)));
        if (inputs_.buildings != nullptr)
            add_way(overlays_.dasymetric(shapes, *inputs_.buildings, inputs_.perimeters));
        if (!priority_.empty()) {
            taken.push_back(&overlays_.area(shapes, priority_));
            if (has_cells()) taken.push_back(&overlays_.dasymetric(shapes, cells_, priority_));
            if (inputs_.buildings != nullptr)
                taken.push_back(&overlays_.dasymetric(shapes, *inputs_.buildings, priority_));
        }
    }
    weights.to_references = whole_areas(table, shapes);
    leave_rests(weights, taken, references_.is_rest);
    return weights;
}

LayerWeights Weighing::of_cells(std::span<const geo::MultiPolygon> shapes) {
    LayerWeights weights;
    weights.neighbours = neighbours(shapes);
    kept_.push_back(area_weights(overlays_.overlap(shapes, inputs_.perimeters), cells_.weight));
    weights.by_method.emplace_back("grille", &told_by_cells(kept_.back()));
    if (inputs_.buildings != nullptr)
        weights.by_method.emplace_back(
            "grille_batiments",
            &told_by_cells(overlays_.dasymetric(shapes, *inputs_.buildings, inputs_.perimeters)));
    weights.to_references = whole_cells(shapes);
    std::vector<const Weights*> taken;
    if (!priority_.empty()) {
        kept_.push_back(area_weights(overlays_.overlap(shapes, priority_), cells_.weight));
        taken.push_back(&kept_.back());
        if (inputs_.buildings != nullptr)
            taken.push_back(&overlays_.dasymetric(shapes, *inputs_.buildings, priority_));
    }
    leave_rests(weights, taken, references_.is_rest);
    return weights;
}

}  // namespace lisiere::census
