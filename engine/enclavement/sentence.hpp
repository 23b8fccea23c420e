// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/index.hpp"

namespace lisiere::enclavement {

/// A number as French text writes it, by unit: "1 400 m", "0,5", "45 %" (unit "part"), "12 min".
std::string french_number(double value, const std::string& unit);

/// The index of a group explained by the two measures that weigh most, in French:
/// "Très enclavé (indice 82, de 74 à 88 selon les poids), surtout : plus longue coupure sans
/// franchissement à moins de 500 m, 1 400 m (voie ferrée « Ligne de Lisse ») ; détour médian, 1,9.
/// Desserte : correct." A measure weighs: its share of the index × (percentile - 50). The last part
/// names the component with the lowest score when it is below 50. `barrier`: the one named beside a
/// measure of barriers; may be none. `wording`: which index is called how.
std::string sentence(const Index& index, const GroupIndex& group, const Barriers& barriers,
                     BarrierIdx barrier, const Wording& wording);

/// The two sides in words: the first type that fits, "fermé par ce qui l'entoure et par son propre
/// plan", "fermé par ce qui l'entoure", "fermé par son propre plan", "ouvert"; empty when a side is
/// unknown.
std::string typology(const GroupIndex& group, const Wording& wording);

}  // namespace lisiere::enclavement
