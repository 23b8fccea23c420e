// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/kept_distribution.hpp"

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/reference/distribution_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

KeptDistribution::KeptDistribution(const RefreshFolder& folder, const RunConfig& config, bool anew)
    : folder_(folder), kept_(folder.root() / distribution_name), anew_(anew) {
    if (!config.distribution_as_written.empty() || anew) return;
    if (fs::exists(kept_))
        file_ = kept_;
    else if (folder.current() != nullptr && fs::exists(of_edition(folder.current()->name)))
        file_ = of_edition(folder.current()->name);
}

fs::path KeptDistribution::of_edition(const std::string& edition) const {
    return folder_.edition(edition) / distribution_name;
}

RunConfig KeptDistribution::with(RunConfig config) const {
    if (!taken()) return config;
    config.distribution = file_;
    config.distribution_as_written = distribution_name;
    return config;
}

bool KeptDistribution::is_of(const std::string& edition) const {
    const fs::path own = of_edition(edition);
    return taken() && fs::exists(own) && (own == file_ || sha256_of(own) == sha256_of(file_));
}

void KeptDistribution::keep() const {
    if (taken() && file_ != kept_) write_text(kept_, read_text(file_));
    if (!anew_) return;
    std::error_code failed;
    fs::remove(kept_, failed);
    if (failed)
        throw OutputError({kept_.string(), "suppression impossible : " + failed.message(),
                           "des droits d'écriture", "vérifier le dossier"});
}

}  // namespace lisiere::io
