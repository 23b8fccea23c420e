// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/compute.hpp"

#include "io/base/files.hpp"
#include "io/pipeline/cache_folder.hpp"
#include "io/pipeline/edition_steps.hpp"
#include "io/pipeline/settings.hpp"
#include "io/reference/read_indicators.hpp"

namespace lisiere::io {
namespace {

/// Official values far from what the census gives: told, never changed.
void compare_with_official(const Atlas& atlas, Notices& notices) {
    std::vector<std::string> codes;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        codes.push_back(perimeter.id);
    census::check_estimates(atlas.indicators, atlas.inputs.indicators, codes,
                            read_checks(data_folder() / "geodata" / "reference" / "controles.csv"),
                            notices);
}

}  // namespace

Computed compute(const RunConfig& config, const Fingerprint& files, unsigned threads,
                 const Progress& progress, const std::function<void(const ReadOutcome&)>& on_read) {
    ReadOutcome read = read_inputs(config, files, threads_of(config, threads), progress);
    refuse_errors(config, read.notices);
    if (on_read) on_read(read);
    Settings settings = settings_of(config, read.days, threads_of(config, threads));
    CacheFolder cache(cache_folder(), program_digest());
    Computed computed;
    computed.atlas = analyse(std::move(read.inputs), std::move(settings), progress, &cache);
    Notices notices = std::move(read.notices);
    notices.add(computed.atlas.notices);
    compare_with_official(computed.atlas, notices);
    computed.atlas.notices = std::move(notices);
    computed.cache_problem = cache.problem();
    computed.steps = cache.steps();
    return computed;
}

}  // namespace lisiere::io
