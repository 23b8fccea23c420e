// SPDX-License-Identifier: Apache-2.0
#include "engine/street/islands.hpp"

#include <algorithm>

namespace lisiere::street {
namespace {
/// Real networks have a few per cent outside: unfinished mapping, courtyards, data cut at the
/// border.
constexpr double worrying_share = 0.1;
}  // namespace

double share_outside_main(const StreetGraph& graph) {
    if (graph.node_count() == 0) return 0;
    return 1 -
           static_cast<double>(graph.component_size(0)) / static_cast<double>(graph.node_count());
}

void note_islands(const StreetGraph& graph, std::string_view layer, Notices& notices) {
    if (graph.component_count() < 2) return;
    const double share = share_outside_main(graph);
    const Severity severity = share > worrying_share ? Severity::avertissement : Severity::info;
    const Finding finding("reseau_en_ilots", {{"part", 100 * share}});
    notices.add(severity, finding, layer, {}, graph.component_count() - 1);
    const std::size_t shown =
        std::min<std::size_t>(graph.component_count() - 1, Notices::max_samples);
    for (std::uint32_t c = 1; c <= shown; ++c)
        notices.add(severity, finding, layer, {{"carrefours", graph.component_size(c)}}, 0);
}

}  // namespace lisiere::street
