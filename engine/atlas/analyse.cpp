// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {

Atlas analyse(Inputs inputs, Settings settings, const Progress& progress, Memo* memo,
              const Atlas* base) {
    Atlas atlas;
    atlas.inputs = std::move(inputs);
    atlas.settings = std::move(settings);
    census::Overlays overlays(atlas.settings.threads, memo);
    run_people(atlas, overlays, progress);
    run_portraits(atlas, overlays, progress);
    RunParts parts(atlas, base, memo, progress);
    run_ties(atlas, parts);
    run_desserte(atlas, base, parts);
    run_access(atlas, base, parts);
    run_isochrones(atlas, parts);
    run_lived_quarters(atlas, parts);
    run_enclosure(atlas, base, parts);
    run_bands(atlas, parts);
    run_lineage(atlas, parts);
    return atlas;
}

}  // namespace lisiere
