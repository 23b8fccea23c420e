// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "io/style/portrait_settings.hpp"

namespace lisiere::io {

/// What the web map tells of a quarter, as styles/portrait.toml says it:
/// {"tete": [{"colonne", "texte", "bas", "haut", "part"}],
///  "autour": [{"valeur", "ecart", "marque", "texte"}],
///  "comparaison": {"titre", "quartier", "commune", "ecart"},
///  "chiffres": [{"indicateur", "texte"}], "intitules": {column: texte},
///  "sections": [{"id", "titre", "couches": [{"couche", "titre", "dessin", "colonnes", "lignes",
///  "si", "gras", "aide"}]}]}; each text in both languages, {"fr", "en"}; `aide` null where there
/// is none. Sections of which the web map draws nothing are left out.
nlohmann::ordered_json portrait_data(const PortraitSettings& settings);

}  // namespace lisiere::io
