// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/travel_times.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere::enclavement {

/// Which of the two published sides a measure speaks of: what surrounds the quarter, or the form of
/// its own network.
enum class Side { aucun, exogene, endogene };
/// What one value is about. Measures of a perimeter are published raw; they do not enter the index,
/// since the residents who live outside every perimeter have no such value.
enum class Scale { carreau, perimetre };
/// `plus`: the higher the raw value, the more enclosed. `moins`: the lower.
enum class Sense { plus, moins };
/// What a `sans_objet` value is worth in the ranking: no barrier at all is the least enclosed
/// (`moindre`), or the value is left out (`ignore`).
enum class WhenVoid { moindre, ignore };
/// How the values of cells become one of a perimeter: mean or median over the residents who have
/// one, or the highest (`maximum`: a length that is there on the map, which no mean is).
enum class Aggregation { moyenne, mediane, maximum };

/// How far a measure looks: where the data end nearer than that, its value is cut.
struct Reach {
    /// On whose streets; nullopt: nothing is walked or driven to.
    std::optional<access::TravelMode> mode;
    double minutes = 0;
    bool own_value = false;  ///< as far as the value itself, a time, says
    /// Straight metres around: what is counted in a disc, or would be reached over a barrier, is
    /// not looked for along the streets. nullopt without a mode: as far as the data go, nothing is
    /// cut.
    std::optional<double> disc_m;
};

/// One line of geodata/reference/enclavement.csv.
struct MeasureDefinition {
    std::string id;         ///< "detour_median"; the column `mesure` of the outputs
    std::string component;  ///< "permeabilite"; the column `composante`
    Side side = Side::aucun;
    Scale scale = Scale::carreau;
    std::string label;  ///< in the language of the run
    std::string unit;   ///< "m", "min", "1/km", "" for a ratio, "part" for a share 0..1
    Sense sense = Sense::plus;
    double weight = 1;  ///< within its component; 0: published, not counted
    /// Id of the measure of the same construct that it stands in for: it counts only where that one
    /// is known of nobody (walking time to the town hall, without a timetable). Empty: none.
    std::string instead_of;
    WhenVoid when_void = WhenVoid::ignore;
    Aggregation aggregation = Aggregation::moyenne;
    std::string source;
    Reach reach;
    /// What its values depend on that its id does not say, in words that two runs compare: "07:00 à
    /// 09:00, 8 min". Empty: nothing.
    std::string basis;
};

/// How scores become words, in the language of the run: geodata/reference/typologie.csv and
/// phrases.csv. In each list the first that fits is taken; none: no words.
struct Wording {
    /// "Très enclavé" from an index of 75 on.
    struct Level {
        double from = 0;
        std::string text;
    };
    /// "fermé par ce qui l'entoure" from an exogenous score of 60 on, whatever the other.
    struct Type {
        double exogene_from = 0;
        double endogene_from = 0;
        std::string text;
    };
    std::vector<Level> levels;
    std::vector<Type> types;
    /// By id (`phrase_ids`); `{}` stands for what is said, in order.
    std::map<std::string, std::string> phrases;
    /// By id of a component, what a sentence calls it; one that is not here is called by its id.
    std::map<std::string, std::string> components;
};
/// What a sentence asks for; then the kinds of barrier, by their own ids.
inline constexpr std::string_view phrase_ids[] = {"separateur_decimal",
                                                  "separateur_milliers",
                                                  "pourcentage",
                                                  "indice_absent",
                                                  "niveau_inconnu",
                                                  "indice",
                                                  "indice_intervalle",
                                                  "enclave",
                                                  "ouvre",
                                                  "autre_mesure",
                                                  "coupure",
                                                  "coupure_nommee",
                                                  "coupure_pire",
                                                  "composante_basse",
                                                  "composante_haute",
                                                  "au_moins",
                                                  "services_connus",
                                                  "distribution_zone",
                                                  "distribution_zone_mesures",
                                                  "distribution_vide",
                                                  "distribution_nommee",
                                                  "unite_1/km",
                                                  "unite_1/h",
                                                  "unite_km/km²",
                                                  "voie_ferree",
                                                  "autoroute",
                                                  "voie_rapide",
                                                  "cours_eau",
                                                  "emprise_fermee",
                                                  "autre"};

/// The raw values of one measure, by cell. Missing values keep their reason: `au_dela` and
/// `non_desservi` rank as the most enclosed, `sans_objet` as the definition says, the others are
/// left out.
struct CellMeasure {
    std::string id;
    std::vector<Maybe<double>> values;
};

}  // namespace lisiere::enclavement
