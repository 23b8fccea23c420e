// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/spatial_reference.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <ogr_spatialref.h>

#include "engine/core/ascii.hpp"
#include "io/base/error.hpp"
#include "io/gdal/session.hpp"

namespace lisiere::io {

OGRSpatialReference parse_crs(const std::string& text) {
    const GdalErrors quiet;
    const bool bare_code = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
    OGRSpatialReference srs;
    if (srs.SetFromUserInput((bare_code ? "EPSG:" + text : text).c_str(),
                             OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
        OGRERR_NONE)
        throw ConfigError(
            {"système de coordonnées", text, "un code EPSG connu", "crs = 2154 pour Lambert-93"});
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

int epsg_of(const OGRSpatialReference& srs) {
    const GdalErrors quiet;
    const char* authority = srs.GetAuthorityName(nullptr);
    if (authority != nullptr && std::strcmp(authority, "EPSG") == 0)
        return std::atoi(srs.GetAuthorityCode(nullptr));
    // 90: same datum, projection and parameters under another name.
    constexpr int same = 90;
    const std::unique_ptr<OGRSpatialReference, void (*)(OGRSpatialReference*)> match(
        srs.FindBestMatch(same, "EPSG"), [](OGRSpatialReference* found) {
            if (found != nullptr) found->Release();
        });
    if (!match || match->GetAuthorityCode(nullptr) == nullptr) return 0;
    return std::atoi(match->GetAuthorityCode(nullptr));
}

}  // namespace lisiere::io
