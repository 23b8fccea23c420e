// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

/// How many of a kind, and where they like to be: pull 0 spreads them with the people, 1 draws them
/// to the centres.
struct Kind {
    const char* type;
    const char* key;
    const char* value;
    const char* label;
    int count;
    double pull;
};

constexpr std::array<Kind, 49> kinds{{
    {"C107", "amenity", "kindergarten", "École maternelle", 17, 0},
    {"C109", "amenity", "school", "École élémentaire", 18, 0},
    {"C108", "amenity", "school", "École primaire", 5, 0},
    {"C201", "amenity", "school", "Collège", 6, .1},
    {"C301", "amenity", "school", "Lycée", 2, .5},
    {"C302", "amenity", "school", "Lycée professionnel", 1, .2},
    {"D265", "amenity", "doctors", "Médecin généraliste", 32, .35},
    {"D277", "amenity", "dentist", "Chirurgien-dentiste", 13, .5},
    {"D281", "", "", "Infirmier", 15, .2},
    {"D279", "", "", "Masseur-kinésithérapeute", 12, .3},
    {"D307", "amenity", "pharmacy", "Pharmacie", 19, .35},
    {"D106", "", "", "Urgences", 1, 2},
    {"D101", "amenity", "hospital", "Centre hospitalier de la Lisse", 1, 2},
    {"D108", "amenity", "clinic", "Centre de santé", 2, .3},
    {"D113", "amenity", "clinic", "Maison de santé", 2, 0},
    {"D110", "amenity", "clinic", "Protection maternelle et infantile", 3, .2},
    {"A128", "office", "government", "France services", 2, 0},
    {"D502", "amenity", "childcare", "Crèche", 9, .2},
    {"B104", "shop", "supermarket", "Hypermarché", 1, 0},
    {"B105", "shop", "supermarket", "Supermarché", 9, 0},
    {"B201", "shop", "convenience", "Supérette", 7, .3},
    {"B202", "shop", "convenience", "Épicerie", 10, .3},
    {"B207", "shop", "bakery", "Boulangerie", 27, .3},
    {"B204", "shop", "butcher", "Boucherie", 7, .5},
    {"B206", "shop", "seafood", "Poissonnerie", 2, .8},
    {"A203", "amenity", "bank", "Banque", 10, .7},
    {"A206", "amenity", "post_office", "Bureau de poste", 4, .5},
    {"A207", "amenity", "post_office", "Relais poste", 3, 0},
    {"A208", "amenity", "post_office", "Agence postale communale", 1, 0},
    {"A501", "shop", "hairdresser", "Coiffeur", 20, .3},
    {"A504", "amenity", "restaurant", "Restaurant", 26, .7},
    {"E107", "railway", "station", "Gare de Lisse-le-Pont", 1, 2},
    {"F101", "leisure", "swimming_pool", "Piscine", 2, .3},
    {"F103", "leisure", "pitch", "Courts de tennis", 3, 0},
    {"F107", "leisure", "track", "Piste d'athlétisme", 1, 0},
    {"F111", "leisure", "pitch", "Plateau sportif", 7, 0},
    {"F121", "leisure", "sports_centre", "Gymnase", 8, 0},
    {"F303", "amenity", "cinema", "Cinéma", 1, .9},
    {"F307", "amenity", "library", "Bibliothèque", 5, .3},
    {"X999", "", "", "Équipement de code inconnu", 1, 0},
    {"", "amenity", "social_centre", "Centre social", 5, 0},
    {"", "amenity", "community_centre", "Maison de quartier", 4, 0},
    {"", "amenity", "marketplace", "Marché", 3, .6},
    {"", "amenity", "theatre", "Théâtre", 1, 1},
    {"", "leisure", "park", "Jardin public", 12, .2},
    {"", "leisure", "playground", "Aire de jeux", 9, 0},
    {"", "office", "employment_agency", "Agence pour l'emploi", 1, .6},
    {"", "amenity", "place_of_worship", "Église", 6, .5},
    {"", "amenity", "police", "Commissariat", 1, .9},
}};

}  // namespace

std::vector<Facility> facilities(const Plan& plan, const Tessellation& land, const Network& network,
                                 const std::vector<Building>& buildings, Random& random) {
    std::vector<Facility> all;
    for (const CommunePlan& commune : plan.communes) {
        const int node = network.nearest(commune.mairie, false);
        const Point& p = network.nodes[static_cast<std::size_t>(node)];
        all.push_back(
            {"", "amenity", "townhall", "Mairie de " + commune.name, rounded({p.x + 14, p.y + 9})});
    }
    // People live in buildings: drawing a building by its people puts facilities where people are.
    std::vector<double> people;
    double sum = 0;
    for (const Building& building : buildings) people.push_back(sum += building.tally.total());
    const auto among_people = [&] {
        const double draw = random.unit() * sum;
        return static_cast<std::size_t>(std::lower_bound(people.begin(), people.end(), draw) -
                                        people.begin());
    };
    for (const Kind& kind : kinds)
        for (int k = 0; k < kind.count; ++k) {
            Facility facility{kind.type, kind.key, kind.value, kind.label, {}};
            if (kind.pull > 1) {
                const bool station = facility.type == "E107";
                const Point& wanted = station ? plan.gare : plan.hopital;
                facility.at = rounded({wanted.x + (station ? 8 : 30 * (k + 1)),
                                       wanted.y + (facility.type == "D106" ? 40 : 12)});
            } else {
                // Several draws; the more the kind is pulled, the more the nearest to a town hall
                // wins, and never a second one of its kind within sight.
                double least = 1e18;
                for (int draw = 0; draw < 6; ++draw) {
                    const Building& building = buildings[among_people()];
                    double to_hall = 1e18;
                    for (const CommunePlan& commune : plan.communes)
                        to_hall = std::min(to_hall, distance(building.at, commune.mairie));
                    double crowd = 0;
                    for (const Facility& other : all)
                        if (other.name.starts_with(kind.label) &&
                            distance(other.at, building.at) < 700)
                            crowd += 700 - distance(other.at, building.at);
                    const double score = kind.pull * to_hall + (1.2 - kind.pull) * 3 * crowd +
                                         random.between(0, 150);
                    if (score >= least) continue;
                    least = score;
                    facility.at = rounded({building.at.x + 4, building.at.y - 3});
                    facility.block = building.block;
                }
                if (kind.count > 1) facility.name += " n° " + std::to_string(k + 1);
            }
            if (facility.block < 0) {
                double near = 1e18;
                for (std::size_t b = 0; b < land.blocks.size(); ++b)
                    if (distance(land.blocks[b].seed, facility.at) < near) {
                        near = distance(land.blocks[b].seed, facility.at);
                        facility.block = static_cast<int>(b);
                    }
            }
            // A few rows of the real file have no coordinates.
            facility.located = facility.type.empty() || kind.pull > 1 || !random.chance(.035);
            all.push_back(facility);
        }
    for (Facility& facility : all)
        if (facility.block < 0) {
            double near = 1e18;
            for (std::size_t b = 0; b < land.blocks.size(); ++b)
                if (land.blocks[b].commune >= 0 &&
                    distance(land.blocks[b].seed, facility.at) < near) {
                    near = distance(land.blocks[b].seed, facility.at);
                    facility.block = static_cast<int>(b);
                }
        }
    return all;
}

}  // namespace lisiere::demo
