// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "engine/core/progress.hpp"
#include "io/atelier/job_queue.hpp"
#include "io/atelier/scenario_request.hpp"
#include "io/config/run_config.hpp"
#include "io/serve/service.hpp"

namespace lisiere::io {

struct AtelierOptions {
    unsigned threads = 0;  ///< DEFAULT: the configuration's, else as many as cores
    RequestLimits request = {};
    JobLimits jobs = {};
    /// Of the map that is drawn on, written with what is kept: "l'édition du 2026-12-01".
    std::string edition = "une édition sans date";
};

/// Scenarios drawn on the map of an edition, answered at once: the interface that README.md tells,
/// below /atelier. One base for all who ask; one scenario is computed at a time.
class Atelier : public Service {
  public:
    /// Reads and analyses the territory. Errors: those of `run`.
    Atelier(RunConfig config, const AtelierOptions& options, const Progress& progress);
    ~Atelier() override;

    std::string_view path() const override { return "/atelier"; }
    std::size_t most_bytes() const override;
    ServiceAnswer answer(ServiceRequest request) override;
    void stop() override;

    /// What whoever writes must show: 32 random hexadecimal digits, of this run alone.
    const std::string& token() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace lisiere::io
