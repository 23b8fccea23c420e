// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "engine/access/supply_index.hpp"

namespace lisiere::io {

/// geodata/reference/indice_offre.csv: parametre;objet;valeur;source, where `parametre` is attente,
/// poids_autres, fiabilite_min (objet: a mode) or classe (objet: its name; the last without a
/// bound). InputError for anything else.
access::SupplyIndexSettings read_supply_index(const std::filesystem::path& file);

}  // namespace lisiere::io
