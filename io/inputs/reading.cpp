// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/reading.hpp"

#include <utility>

#include "io/base/files.hpp"
#include "io/inputs/run_styles.hpp"

namespace lisiere::io {

Reading::Reading(const RunConfig& its_config, Threads its_threads, const Progress& its_progress,
                 OnError its_on_error)
    : config(its_config),
      threads(its_threads),
      progress(its_progress),
      on_error(std::move(its_on_error)),
      categories(read_categories(data_folder() / "geodata" / "reference", config.language)),
      persons(read_person_names(data_folder() / "geodata" / "reference", categories.list(),
                                config.language)),
      styles(run_styles(config)) {}

ReadContext Reading::context() {
    return {crs, config.repair_tolerance, window, &outcome.read};
}

bool Reading::attempt(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const InputError& error) {
        on_error(error);
        return false;
    }
}

void Reading::use_system(geo::Crs its_crs) {
    crs = its_crs;
    projector = std::make_unique<Projector>(crs);
}

const census::AreaTable* Reading::iris_layer() const {
    const auto& areas = outcome.inputs.areas;
    return areas.empty() || areas.front().references_only ? nullptr : &areas.front();
}

}  // namespace lisiere::io
