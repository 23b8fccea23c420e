// SPDX-License-Identifier: Apache-2.0
#include "engine/census/reference_weights.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

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

}  // namespace

Weights weights_to_references(const WholeSources& sources, const IndicatorInputs& inputs,
                              const References& references, Overlays& overlays) {
    const auto& codes = inputs.commune_codes;
    const bool coded = std::any_of(
        sources.commune_of.begin(), sources.commune_of.end(), [&](std::string_view commune) {
            return std::find(codes.begin(), codes.end(), commune) != codes.end();
        });
    if (coded || inputs.communes.empty())
        return by_code(sources.commune_of, sources.size, codes, references.communes);
    const OverlapMatrix& matrix = overlays.overlap(sources.shapes, inputs.communes);
    if (sources.people.empty())
        return grouped(area_weights(matrix), matrix.target_area, references.communes);
    std::vector<double> residents(matrix.targets(), 0);
    for (std::size_t t = 0; t < matrix.targets(); ++t)
        for (const OverlapMatrix::Entry& entry : matrix.row(t))
            residents[t] += sources.people[entry.source] * entry.share;
    return grouped(area_weights(matrix, sources.people), residents, references.communes);
}

void leave_rests(LayerWeights& weights, const std::vector<const Weights*>& taken,
                 const std::vector<bool>& is_rest) {
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

}  // namespace lisiere::census
