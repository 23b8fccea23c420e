// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/index.hpp"

namespace lisiere::enclavement {

/// A number as the text of a sentence, by unit: "1 400 m", "0,5", "45 %" (unit "part"), "12 min";
/// "1,400 m", "0.5", "45%" with English words.
std::string number_in_words(double value, const std::string& unit, const Wording& wording);

/// The name of a barrier, else what it is: "voie ferrée".
std::string named(const Barrier& barrier, const Wording& wording);

/// The index of a group explained by the two measures that weigh most, in the words of the run:
/// "Très enclavé (indice 82, de 74 à 88 selon les poids), surtout : plus longue coupure sans
/// franchissement à moins de 500 m, 1 400 m (voie ferrée « Ligne de Lisse ») ; détour médian, 1,9.
/// Desserte : correct." A measure weighs: its share of the index × (percentile - 50). The last part
/// names the component with the lowest score when it is below 50. `barrier`: the one named beside a
/// measure of barriers; may be none.
std::string sentence(const Index& index, const GroupIndex& group, const Barriers& barriers,
                     BarrierIdx barrier, const Wording& wording);

/// The two sides in words: the first type that fits, "fermé par ce qui l'entoure et par son propre
/// plan", "fermé par ce qui l'entoure", "fermé par son propre plan", "ouvert"; empty when a side is
/// unknown.
std::string typology(const GroupIndex& group, const Wording& wording);

}  // namespace lisiere::enclavement
