// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/core/progress.hpp"
#include "engine/enclavement/barriers.hpp"

namespace lisiere {

struct BestCrossingsOptions {
    Metres near{600};      ///< DEFAULT: one of its two ends within 600 m of the quarter
    Metres longest{150};   ///< DEFAULT: at most 150 m from street to street
    Metres apart{200};     ///< DEFAULT: of two whose middles are nearer, the better one
    std::size_t most = 5;  ///< DEFAULT: the five best
    double kmh = 4.8;      ///< DEFAULT: walked as any footbridge (geodata/reference/voirie.csv)
};

/// A place where nobody passes a barrier, and what a footbridge there would save.
struct BestCrossing {
    enclavement::BarrierIdx barrier;
    geo::Point from;  ///< on a street of one bank
    geo::Point to;    ///< on one of the other
    double length_m = 0;
    /// Σ residents × S, S: mean over the places that count (services of the basket, the town hall
    /// of the commune, named places) of the minutes on foot that the footbridge takes from the way
    /// there; of a place beyond the limit of walks, or that no path led to, those from the limit
    /// on. Minutes × residents, >= 0.
    double minutes_saved = 0;
    double minutes_saved_in_quarter = 0;  ///< by the residents of the quarter alone
    double people_gaining = 0;            ///< who gain at least a minute on the way to a place
};

/// Looks for the best places to cross what cuts a quarter off. Candidates: where one would pass
/// each barrier if it were not there, every 50 m (`enclavement::passages`). Each is judged by the
/// way over it and no other new one, which is what a scenario with that footbridge finds, to the
/// rounding of its ends; residents who walk beyond the limit of walks to reach it are left out.
class CrossingFinder {
  public:
    /// `base`: with streets, barriers and cells; it must outlive this. Cost: one search of the
    /// streets a place that counts, and the candidates of the whole territory.
    explicit CrossingFinder(const Atlas& base);
    ~CrossingFinder();
    CrossingFinder(const CrossingFinder&) = delete;
    CrossingFinder& operator=(const CrossingFinder&) = delete;

    /// The best first, of equals the first along its barrier; empty where nothing saves anything,
    /// or nobody has drawn the quarter. Same bytes with any number of threads.
    /// Cost: two bounded searches a candidate within `near`.
    std::vector<BestCrossing> best(PerimeterIdx quarter, const BestCrossingsOptions& options = {},
                                   const Progress& progress = {}) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace lisiere
