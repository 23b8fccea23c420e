// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/base_publication.hpp"

namespace lisiere::io {
namespace {

EditionMark mark_of(const RunConfig& config, const std::string& fingerprint) {
    return {config.name, fingerprint, config.language};
}

}  // namespace

BasePublication::BasePublication(const RunConfig& config, const std::filesystem::path& folder,
                                 const std::string& fingerprint, Notices& notices,
                                 const Progress& progress) {
    if (!config.outputs.postgis) return;
    publication_.emplace(config.outputs.postgis);
    publication_->load(folder / "lisiere.gpkg", mark_of(config, fingerprint), notices, progress);
}

bool BasePublication::commit(Notices& notices) {
    if (!publication_) return false;
    publication_->commit(notices);
    return true;
}

bool publish_again(const RunConfig& config, const std::filesystem::path& folder,
                   const std::string& fingerprint, Notices& notices, const Progress& progress) {
    if (!config.outputs.postgis) return false;
    PostgisPublication publication(config.outputs.postgis);
    if (publication.fingerprint() == fingerprint) return false;
    publication.load(folder / "lisiere.gpkg", mark_of(config, fingerprint), notices, progress);
    publication.commit(notices);
    return true;
}

}  // namespace lisiere::io
