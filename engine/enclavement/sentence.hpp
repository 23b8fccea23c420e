// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/index.hpp"

namespace lisiere::enclavement {

/// A number as the text of a sentence, by unit: "1 400 m", "0,5", "45 %" (unit "part"), "12 min",
/// "0,35 par km" (unit "1/km": the phrase `unite_1/km`); "1,400 m", "0.5", "45%" with English
/// words.
std::string number_in_words(double value, const std::string& unit, const Wording& wording);

/// The name of a barrier, else what it is: "voie ferrée".
std::string named(const Barrier& barrier, const Wording& wording);

/// The barrier that takes most access from a group.
struct WorstBarrier {
    const Barrier* barrier = nullptr;  ///< none takes anything
    double share = 0;                  ///< L, 0..1
    Minutes limit{15};                 ///< of the walk in which people are counted
};

/// The index of a group in the words of the run, explained by the two measures that weigh most
/// (share of the index × (percentile - 50)): from an index of 50 on those that enclose, below those
/// that open, never the one kind under the heading of the other. Then the barrier that takes most
/// access, when it takes half a percent or more; then the component that goes most against the
/// rest.
/// `among`: what it is compared with, in a few words: an area, or the title of a distribution.
/// "Très enclavé (indice 82, de 74 à 88 selon les choix de calcul, comparé à : Lens). Ce qui
/// l'enclave : détour médian, 1,9 ; départs par heure à portée, soirée, 2 par heure. La coupure qui
/// prend le plus : voie ferrée « Ligne de Lisse », 22 % des habitants à 15 min à pied. Ce qui
/// enclave le moins : desserte."
std::string sentence(const Index& index, const GroupIndex& group, const WorstBarrier& worst,
                     const std::string& among, const Wording& wording);

/// A label of a count that stopped at its limit: "rues à fermer ... (au moins : le compte s'arrête
/// là)".
std::string at_least(const std::string& label, const Wording& wording);

/// "11 de 27 services connus".
std::string services_known(std::size_t known, std::size_t all, const Wording& wording);

/// Whom ranks are among: "habitants de Rive-Neuve dont les environs sont entiers (98 593 à 113 754
/// selon la mesure)", or "France 2026 (France, 68 000 000 habitants)" of a named one.
std::string in_words(const Distribution& distribution, bool named, const Wording& wording);

/// The two sides in words: the first type that fits, "fermé par ce qui l'entoure et par son propre
/// plan", "fermé par ce qui l'entoure", "fermé par son propre plan", "ouvert"; empty when a side is
/// unknown.
std::string typology(const GroupIndex& group, const Wording& wording);

}  // namespace lisiere::enclavement
