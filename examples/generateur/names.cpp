// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/names.hpp"

#include <array>

namespace lisiere::demo {

namespace {

constexpr std::array<const char*, 72> things = {
    "des Tanneurs",   "du Lavoir",         "des Tilleuls",   "de l'Écluse",      "du Moulin",
    "des Cordiers",   "de la Fontaine",    "des Glycines",   "du Four",          "des Mariniers",
    "de la Halle",    "du Pressoir",       "des Merisiers",  "de la Source",     "des Forgerons",
    "du Puits",       "des Lilas",         "de l'Abreuvoir", "du Colombier",     "des Peupliers",
    "de la Vigne",    "des Carriers",      "du Ruisseau",    "des Alouettes",    "de la Grange",
    "des Noisetiers", "du Verger",         "des Potiers",    "de l'Étang",       "des Coquelicots",
    "du Bac",         "des Acacias",       "de la Ferme",    "des Charpentiers", "du Clos",
    "des Érables",    "de la Prairie",     "des Tisserands", "du Chêne",         "des Hirondelles",
    "de la Croix",    "des Pommiers",      "du Gué",         "des Bruyères",     "de la Tuilerie",
    "des Maraîchers", "du Sentier",        "des Genêts",     "de la Garenne",    "des Bateliers",
    "du Rempart",     "des Cerisiers",     "de la Poterne",  "des Vanniers",     "du Bief",
    "des Saules",     "de la Plaine",      "des Drapiers",   "du Hameau",        "des Primevères",
    "de la Roseraie", "des Meuniers",      "du Port",        "des Cytises",      "de la Lisière",
    "des Fauvettes",  "du Vallon",         "des Aulnes",     "de la Butte",      "des Jonquilles",
    "du Beffroi",     "des Quatre-Saisons"};
constexpr std::array<const char*, 3> large = {"Avenue", "Boulevard", "Cours"};
constexpr std::array<const char*, 6> small = {"Rue", "Rue", "Rue", "Rue", "Allée", "Impasse"};
constexpr std::array<const char*, 3> country = {"Chemin", "Route", "Chemin"};
constexpr std::array<const char*, 3> foot = {"Sente", "Passage", "Venelle"};

}  // namespace

std::string street_name(const std::string& kind, int serial, Random& random) {
    const int count = static_cast<int>(things.size());
    const char* thing = things[static_cast<std::size_t>((serial * 29 + random.below(7)) % count)];
    const char* type = small[static_cast<std::size_t>(random.below(5))];
    if (kind == "primary" || kind == "secondary")
        type = large[static_cast<std::size_t>(random.below(3))];
    if (kind == "unclassified") type = country[static_cast<std::size_t>(random.below(3))];
    if (kind == "footway" || kind == "path" || kind == "steps")
        type = foot[static_cast<std::size_t>(random.below(3))];
    if (kind == "service") type = small[5];
    return std::string(type) + " " + thing;
}

}  // namespace lisiere::demo
