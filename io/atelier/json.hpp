// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "io/base/error.hpp"
#include "io/gdal/projector.hpp"

/// What the interface writes. Private to io/atelier.
namespace lisiere::io {

using Json = nlohmann::ordered_json;

/// One line; bytes that are not UTF-8 become a mark.
std::string text_of(const Json& json);
/// {"erreur": {"ou", "trouve", "attendu", "conseil"}}, and the whole as a sentence in "texte".
Json error_json(const Trouble& trouble);
/// A list of {code, gravite, texte, nombre, exemples}, in a language.
Json notices_json(const Notices& notices, const std::string& language);
/// A GeoJSON geometry in degrees with seven decimals (1 cm); null for none.
Json geometry_json(const geo::Geometry& geometry, const Projector& projector);

}  // namespace lisiere::io
