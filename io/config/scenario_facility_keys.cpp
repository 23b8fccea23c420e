// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/config/place_keys.hpp"
#include "io/config/scenario_change_keys.hpp"

namespace lisiere::io {
namespace {

using Facility = ScenarioFacilitySpec;
using Action = Facility::Action;

bool is_added(const Facility& facility) {
    return facility.action == Action::ajouter;
}

/// Of one that is there; an added one may have its own.
Key<Facility> id() {
    return Key<Facility>{
        {fact("id", KeyType::text)},
        [](Section& section, const ConfigFiles&, Facility& facility) {
            facility.id =
                is_added(facility)
                    ? section.text("id").value_or("scenario:" + section.path())
                    : section.required_text(
                          "id", "l'identifiant d'un équipement (couche equipements, champ id)");
        },
        [](const Facility& facility, toml::table& table) { table.insert("id", facility.id); }};
}

Key<Facility> category() {
    return Key<Facility>{
        {fact("categorie", KeyType::text)},
        [](Section& section, const ConfigFiles&, Facility& facility) {
            facility.category = is_added(facility)
                                    ? section.required_text(
                                          "categorie", "une catégorie d'équipement : \"pharmacie\"")
                                    : section.text("categorie").value_or("");
        },
        [](const Facility& facility, toml::table& table) {
            table.insert("categorie", facility.category);
        }}
        .if_set();
}

void refuse_capacity(const Section& section, Facility& facility) {
    if (facility.capacity && *facility.capacity <= 0)
        section.fail("capacite", fmt::format("{}", *facility.capacity),
                     "un nombre plus grand que 0",
                     "action = \"supprimer\" pour un équipement qui ferme");
    if (!facility.capacity && !is_added(facility))
        section.fail("capacite", "rien", "un nombre plus grand que 0", "capacite = 3");
}

}  // namespace

Keys<ScenarioFacilitySpec> scenario_facility_keys() {
    const auto has_place = [](const Facility& facility) {
        return is_added(facility) || facility.action == Action::deplacer;
    };
    const auto has_capacity = [](const Facility& facility) {
        return is_added(facility) || facility.action == Action::capacite;
    };
    return keys_of<Facility>(noted_path(&Facility::key),
                             word<Facility, Action>("action", &Facility::action,
                                                    {{"ajouter", Action::ajouter},
                                                     {"deplacer", Action::deplacer},
                                                     {"supprimer", Action::supprimer},
                                                     {"capacite", Action::capacite}}),
                             id(), category(), text("nom", &Facility::name).if_set().when(is_added),
                             lon_lat(&Facility::at).when(has_place),
                             number("capacite", &Facility::capacity, -1e12, 1e12)
                                 .checked(refuse_capacity)
                                 .when(has_capacity));
}

}  // namespace lisiere::io
