// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "io/config/run_config.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// The distribution that a folder's editions are ranked in: its own of the first one, so that an
/// edition's ranks move because something moved there. It is the file `enclavement.distribution` of
/// the folder; before there is one, that of the edition in place. Not taken where the configuration
/// says what ranks are in (`[calcul] distribution`), nor for an edition that starts anew.
class KeptDistribution {
  public:
    /// `anew`: the next edition is ranked among its own residents, and the later ones in it.
    KeptDistribution(const RefreshFolder& folder, const RunConfig& config, bool anew);

    bool taken() const { return !file_.empty(); }
    /// The configuration with it; the same where none is taken.
    RunConfig with(RunConfig config) const;
    /// Whether it is the own one of an edition, which was ranked in it without a file.
    bool is_of(const std::string& edition) const;
    /// Before an edition is published: keeps the file taken, or lets go of it to start anew.
    /// OutputError.
    void keep() const;

  private:
    std::filesystem::path of_edition(const std::string& edition) const;

    const RefreshFolder& folder_;
    std::filesystem::path kept_;  ///< in the folder
    std::filesystem::path file_;  ///< taken; empty: none
    bool anew_;
};

}  // namespace lisiere::io
