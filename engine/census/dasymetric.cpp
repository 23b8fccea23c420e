// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "engine/census/apportion.hpp"
#include "engine/census/unevenness.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/geo/shared_area.hpp"

namespace lisiere::census {
namespace {

/// What of one residence lies in one source and one target.
struct People {
    std::uint32_t target = 0;
    std::uint32_t source = 0;
    double count = 0;
    double cut = 0;  ///< (what of it lies in the source)² a (1 - a), a: the target's share of that
    double sure = 0;  ///< `count`, of a residence wholly inside the target
};

/// An overlap matrix read by source (here: by residence) instead of by target.
struct ByCell {
    struct Entry {
        std::uint32_t area = 0;
        double share = 0;  ///< of the residence
    };
    std::vector<std::vector<Entry>> rows;

    explicit ByCell(const OverlapMatrix& matrix) : rows(matrix.sources) {
        for (std::size_t t = 0; t < matrix.targets(); ++t)
            for (const OverlapMatrix::Entry& entry : matrix.row(t))
                rows[entry.source].push_back({static_cast<std::uint32_t>(t), entry.share});
    }
};

/// Cells a chunk.
constexpr std::size_t cells_a_chunk = 256;

/// Who lives where, cell by cell. Only a cell that is cut by both a source's and a target's border
/// needs its piece made; else one of the two shares is the answer.
class Census {
  public:
    Census(std::span<const geo::MultiPolygon> sources, const Residences& residences,
           std::span<const geo::MultiPolygon> targets)
        : sources_(sources), residences_(residences), target_edges_(targets) {}

    std::vector<People> people(const ByCell& in_sources, const ByCell& in_targets, Threads threads,
                               const std::function<void(double)>& progress) const {
        const std::size_t chunks = (residences_.shapes.size() + cells_a_chunk - 1) / cells_a_chunk;
        std::vector<std::vector<People>> found(chunks);
        std::vector<geo::ShapeEdges::Scratch> scratch(threads.count);
        for_each_chunk(
            residences_.shapes.size(), cells_a_chunk, threads,
            [&](std::size_t begin, std::size_t end, unsigned worker) {
                for (std::size_t c = begin; c < end; ++c)
                    add_cell(c, in_sources.rows[c], in_targets.rows[c], scratch[worker],
                             found[begin / cells_a_chunk]);
            },
            progress);
        std::vector<People> all;
        for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
        // Stable: the people of one (target, source) stay in the order of cells, so that sums have
        // one order.
        std::stable_sort(all.begin(), all.end(), [](const People& a, const People& b) {
            return std::tie(a.target, a.source) < std::tie(b.target, b.source);
        });
        return all;
    }

  private:
    void add_cell(std::size_t c, const std::vector<ByCell::Entry>& sources,
                  const std::vector<ByCell::Entry>& targets, geo::ShapeEdges::Scratch& scratch,
                  std::vector<People>& out) const {
        const bool cut_by_target = std::any_of(targets.begin(), targets.end(),
                                               [](const ByCell::Entry& t) { return t.share < 1; });
        for (const ByCell::Entry& source : sources) {
            std::vector<geo::MultiPolygon> piece;
            if (source.share < 1 && cut_by_target)
                piece.push_back(geo::intersection(residences_.shapes[c], sources_[source.area]));
            const geo::ShapeEdges piece_edges(piece);
            const double cell_area =
                piece.empty() ? 0 : geo::ShapeEdges(std::span(&residences_.shapes[c], 1)).area(0);
            for (const ByCell::Entry& target : targets) {
                double share = 0;
                if (source.share >= 1)
                    share = target.share;
                else if (target.share >= 1)
                    share = source.share;
                else
                    share = shared_area(piece_edges, 0, target_edges_, target.area, scratch) /
                            cell_area;
                const double weight = residences_.weight[c];
                if (share <= 0 || weight <= 0) continue;
                const double in_source = weight * source.share;
                const double taken = std::min(share / source.share, 1.0);
                out.push_back({target.area, source.area, weight * share,
                               in_source * in_source * taken * (1 - taken),
                               target.share >= 1 ? weight * share : 0});
            }
        }
    }

    std::span<const geo::MultiPolygon> sources_;
    const Residences& residences_;
    geo::ShapeEdges target_edges_;
};

std::vector<double> weight_in(const OverlapMatrix& areas_of_residences,
                              const std::vector<double>& weight) {
    std::vector<double> sums(areas_of_residences.targets(), 0);
    for (std::size_t t = 0; t < sums.size(); ++t)
        for (const OverlapMatrix::Entry& entry : areas_of_residences.row(t))
            sums[t] += weight[entry.source] * entry.share;
    return sums;
}

/// Between residences and those beside them: how unevenly one of them may be filled.
Maybe<double> variance_between(const Residences& residences, const OverlapMatrix& matrix) {
    const std::vector<Maybe<double>> weight(residences.weight.begin(), residences.weight.end());
    const auto variance =
        relative_variance(neighbours(residences.shapes), weight, matrix.source_area);
    return variance ? Maybe<double>(*variance) : Maybe<double>(Absence::sans_objet);
}

}  // namespace

Weights dasymetric_weights(std::span<const geo::MultiPolygon> sources, const Residences& residences,
                           std::span<const geo::MultiPolygon> targets, Threads threads,
                           const std::function<void(double)>& progress) {
    LISIERE_EXPECTS(residences.weight.size() == residences.shapes.size());
    const OverlapMatrix in_sources = overlap(residences.shapes, sources, threads);
    const OverlapMatrix in_targets = overlap(residences.shapes, targets, threads);
    const OverlapMatrix areas = overlap(sources, targets, threads);

    const std::vector<People> people =
        Census(sources, residences, targets)
            .people(ByCell(in_sources), ByCell(in_targets), threads, progress);
    const std::vector<double> in_source = weight_in(in_sources, residences.weight);
    const std::vector<double> in_target = weight_in(in_targets, residences.weight);

    Weights weights;
    weights.method = residences.method;
    weights.sources = sources.size();
    weights.measure = in_source;
    weights.residence_variance = variance_between(residences, in_sources);
    auto next = people.begin();
    for (std::uint32_t t = 0; t < targets.size(); ++t) {
        // Both lists ascend by source: people where there are any, area for the sources that have
        // none.
        const auto row = areas.row(t);
        auto area = row.begin();
        const auto part = [&](double residents, double shared) {
            return in_target[t] > 0 ? residents / in_target[t] : shared / areas.target_area[t];
        };
        const auto add_uninhabited_up_to = [&](std::uint32_t source) {
            for (; area != row.end() && area->source < source; ++area)
                if (in_source[area->source] <= 0)
                    weights.entries.push_back({area->source, area->share, part(0, area->area), 0,
                                               area->share >= 1 ? 1.0 : 0.0});
                else if (in_target[t] <= 0)
                    weights.entries.push_back({area->source, 0, part(0, area->area), 0, 0});
        };
        while (next != people.end() && next->target == t) {
            const std::uint32_t source = next->source;
            double residents = 0;
            double cut = 0;
            double sure = 0;
            for (; next != people.end() && next->target == t && next->source == source; ++next) {
                residents += next->count;
                cut += next->cut;
                sure += next->sure;
            }
            // Dwellings are small beside a quarter: which side of the rim they are on is seen.
            const double inside = residences.method == ApportionMethod::batiments ? 1
                                  : residents > 0                                 ? sure / residents
                                                                                  : 0;
            add_uninhabited_up_to(source);
            if (area != row.end() && area->source == source) ++area;
            weights.entries.push_back({source, std::min(residents / in_source[source], 1.0),
                                       part(residents, 0),
                                       cut / (in_source[source] * in_source[source]), inside});
        }
        add_uninhabited_up_to(static_cast<std::uint32_t>(sources.size()));
        weights.first.push_back(static_cast<std::uint32_t>(weights.entries.size()));
    }
    return weights;
}

}  // namespace lisiere::census
