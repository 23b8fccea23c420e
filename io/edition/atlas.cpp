// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <mutex>
#include <string_view>

#include "io/edition/edition_parts.hpp"
#include "io/edition/products.hpp"
#include "io/map/print_atlas.hpp"

namespace lisiere::io::products {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view step = "atlas";

/// Which way is north on a plate. A projector serves one thread.
class North {
  public:
    explicit North(const geo::Crs& crs) : projector_(crs) {}
    double at(const geo::Point& point) {
        const std::lock_guard lock(one_at_a_time_);
        return true_north(projector_, point);
    }

  private:
    const Projector projector_;
    std::mutex one_at_a_time_;
};

PrintJob print_job(const Material& material, North& north) {
    const RunConfig& config = material.config;
    PrintJob job{material.tables, material.fitted, material.styles,
                 material.print,  config.print,    material.inputs};
    job.language = config.language;
    job.attribution = material.attribution;
    job.with_watched = std::find(config.priority_geography.begin(), config.priority_geography.end(),
                                 PerimeterKind::veille_active) != config.priority_geography.end();
    job.threads = material.threads;
    job.north = [&north](const geo::Point& at) { return north.at(at); };
    return job;
}

fs::path plates_folder(const Target& target) {
    fs::path folder = target.folder / "atlas";
    fs::create_directories(folder);
    return folder;
}

}  // namespace

void atlas(const Material& material, const Target& target) {
    report(target.progress, step, 0);
    North north(material.crs);
    write_print_atlas(print_job(material, north), plates_folder(target), target.notices,
                      [&](double done) { report(target.progress, step, std::min(done, 0.99)); });
    report(target.progress, step, 1);
}

void scenario_plate(const Material& material, const scenario::Scenario& scenario,
                    const Target& target) {
    report(target.progress, step, 0);
    North north(material.crs);
    PrintJob job = print_job(material, north);
    job.scenario_title = scenario.title.empty() ? scenario.name : scenario.title;
    job.scenario_text = scenario.description;
    write_scenario_page(job, plates_folder(target), target.notices);
    report(target.progress, step, 1);
}

}  // namespace lisiere::io::products
