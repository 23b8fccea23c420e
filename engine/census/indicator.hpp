// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/apportion.hpp"
#include "engine/census/official.hpp"
#include "engine/census/overlays.hpp"
#include "engine/census/secrecy.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

/// The indicator kit: published and estimated values of perimeters beside those of their communes,
/// their EPCI and the whole study area, all by the same formula. Definitions are data
/// (geodata/reference).
namespace lisiere::census {

enum class IndicatorKind {
    effectif,  ///< a count: Σ numerator
    part,      ///< recomputed from counts: factor × Σ numerator / Σ denominator
    publie,    ///< a published median or rate whose counts are not: mean by the people of the
               ///< denominator, marked `approchee`
};
std::string_view to_text(IndicatorKind kind);  ///< "effectif", "part", "publie"

struct IndicatorDefinition {
    std::string id;  ///< "taux_chomage_15_64"; several of one id: formulas in order of preference
    std::string label;  ///< in the language of the run
    std::string theme;
    IndicatorKind kind = IndicatorKind::effectif;
    std::vector<Term> numerator;    ///< empty: published by perimeter only, never estimated
    std::vector<Term> denominator;  ///< kind publie: whose people weigh
    double factor = 1;              ///< 100 for a percentage, 1000 for a density per thousand
    double offset = 0;              ///< kind publie: added to the rate ("100 - DEC_PIMP")
    std::string unit;
    std::string universe;
    std::string source_table;  ///< the producer's table, for readers
    std::string scale;
    std::string periodicity;
    std::string secrecy;                    ///< SecrecyRule::id; empty: none
    std::vector<OfficialFormula> official;  ///< how tables by perimeter hold this very indicator
};

/// Points to be counted in places (doctors, shops), as one variable of formulas.
struct CountedPoints {
    Variable variable;
    std::vector<geo::Point> points;
};

struct IndicatorInputs {
    std::vector<std::string> codes;             ///< of the perimeters, as in OfficialValue
    std::vector<geo::MultiPolygon> perimeters;  ///< empty shape: estimates are hors_couverture
    std::vector<std::string> commune_codes;     ///< INSEE
    std::vector<std::string> commune_epci;      ///< SIREN, may be empty texts
    /// Sectors of a plan (territory/sectors.hpp), of communes and perimeters; empty vectors: none.
    std::vector<std::string> commune_sector = {};
    std::vector<std::string> perimeter_sector = {};
    std::vector<geo::MultiPolygon> communes;
    std::span<const AreaTable> tables;
    const Population* population = nullptr;  ///< null: none
    const Residences* buildings = nullptr;   ///< null: none
    /// Source::id to the method its counts are carried by; a source not named: the finest at hand.
    std::map<std::string, ApportionMethod> methods;
    std::vector<bool> priority;         ///< by perimeter, who counts in `valeur_qpv`; empty: nobody
    std::vector<Maybe<double>> people;  ///< by perimeter, its residents: weighs published rates
    std::span<const OfficialValue> official;
    std::span<const LocalValue> local;
    std::span<const CountedPoints> points;
    std::span<const SecrecyRule> secrecy;
    std::span<const Identity> identities;
};

/// One indicator of one perimeter as one method estimates it.
struct MethodEstimate {
    std::string methode;  ///< see Figures
    Maybe<double> valeur;
    Maybe<double> erreur_type;     ///< standard error (errors.hpp); missing where it cannot be told
    Maybe<double> intervalle_bas;  ///< valeur -/+ 1.645 standard errors: 9 in 10 by the model
    Maybe<double> intervalle_haut;
    double couverture = 0;
    char qualite = 0;
    bool approchee = false;
    int vintage = 0;                  ///< of the estimate
    Maybe<double> valeur_officielle;  ///< of the edition nearest to `vintage`
    int vintage_officiel = 0;         ///< 0: no official value
    Maybe<double> ecart_relatif;      ///< (estimate - official) / official
};

/// One indicator of one perimeter.
struct IndicatorValue {
    std::size_t perimeter = 0;  ///< position in IndicatorInputs::perimeters
    std::size_t definition =
        0;                 ///< position of the formula used (of the first one when none could be)
    Maybe<double> valeur;  ///< the official value if there is one, else the estimate
    Maybe<double> valeur_commune;  ///< of all the perimeter's communes together
    std::string source_commune;    ///< Source::id of `valeur_commune`
    int vintage_commune = 0;
    Maybe<double> valeur_epci;
    std::string source_epci;
    int vintage_epci = 0;
    Maybe<double> valeur_secteur;  ///< of the communes of the perimeter's sector
    std::string source_secteur;
    int vintage_secteur = 0;
    Maybe<double>
        valeur_zone;  ///< of all communes; without communes, of everything the table covers
    /// Of all priority perimeters together: counts are the sum of `valeur`; rates are recomputed
    /// from the estimated counts, or are a mean by residents where only rates are known.
    Maybe<double> valeur_qpv;
    std::string methode_qpv;        ///< "somme", "effectifs", "moyenne"; empty without value
    std::size_t quartiers_qpv = 0;  ///< how many perimeters take part
    Maybe<double> ecart_epci;       ///< valeur - valeur_epci, in the unit; sans_objet for counts
    Maybe<double> ecart_secteur;    ///< valeur - valeur_secteur
    Maybe<double> ecart_qpv;        ///< valeur - valeur_qpv
    Maybe<double> ecart;            ///< valeur - valeur_commune, in the unit; sans_objet for counts
    std::string methode;            ///< "officiel", else that of the estimate; empty without value
    char qualite = 0;               ///< A to D; 0: an official value, or none
    double couverture = 0;
    bool approchee = false;
    int vintage = 0;     ///< of `valeur`
    std::string source;  ///< Source::id of `valeur`
    Maybe<double> valeur_officielle;
    Maybe<double> valeur_estimee;
    Maybe<double> ecart_relatif;  ///< (estimate - official) / official
    Maybe<double> erreur_type;    ///< of `valeur_estimee`, as its interval (see MethodEstimate)
    Maybe<double> intervalle_bas;
    Maybe<double> intervalle_haut;
    std::vector<MethodEstimate> estimations;  ///< by every method at hand, the one used first
    Maybe<double> numerateur;                 ///< of `valeur_estimee`, without factor: Σ numerator
    Maybe<double> denominateur;               ///< sans_objet for counts
};

/// One indicator over all areas of a layer, or over all communes.
struct ZoneIndicator {
    std::size_t definition = 0;  ///< position of the formula used, the same everywhere
    int vintage = 0;
    std::string source;  ///< Source::id
    /// Read from the source or recomputed from its counts of the very places; false: brought to
    /// them from cells, or a mean of medians.
    bool official = true;
    std::vector<Maybe<double>> values;  ///< by area or commune
};

/// The kit outside perimeters: what a map of it is drawn from. Only indicators of which some place
/// has a value.
struct ZoneValues {
    std::vector<std::vector<ZoneIndicator>> areas;  ///< by table of IndicatorInputs::tables
    std::vector<ZoneIndicator> communes;
};

struct KitValues {
    std::vector<IndicatorValue> perimeters;
    ZoneValues zones;
};

/// Every indicator of every perimeter, perimeter by perimeter in the order of first definitions.
/// - Counts go to perimeters by the method of their source: buildings where there are any, else
///   cells where the population is a published grid or points, else area, unless the source asks
///   for another one. The estimates by the other methods stand in `estimations`.
/// - Communes take the areas that carry their code whole; by area only when none does.
/// - The formula used is the first of its id whose counts are all at hand in one vintage, the
///   newest such one.
/// - A commune or EPCI for which the formula has no value takes the local figure, if one is
///   published; never where secrecy withholds it.
/// - Rates are recomputed from counts; a denominator of 0 is `sans_objet`; a formula without its
///   counts is `non_disponible`. Secrecy rules are applied to estimates and reference values (see
///   secrecy.hpp). All shapes in one CRS. Same bytes with any thread count.
std::vector<IndicatorValue> indicator_values(std::span<const IndicatorDefinition> definitions,
                                             const IndicatorInputs& inputs, Overlays& overlays,
                                             const ApportionSettings& settings = {},
                                             const std::function<void(double)>& progress = {});

/// The same with the kit of every source area and of every commune.
/// - An area has what its own table tells, by the first formula all of whose counts stand in it:
///   nothing is brought in from elsewhere.
/// - A commune has what `IndicatorValue::valeur_commune` would be; `hors_couverture` where the
///   areas of the table cover less of it than `missing_tolerance` allows.
/// - Communes are settled by the secrecy rules beside the perimeters' own references; areas after
///   them, so that what is withheld there is not told by areas, nor the other way round.
KitValues kit_values(std::span<const IndicatorDefinition> definitions,
                     const IndicatorInputs& inputs, Overlays& overlays,
                     const ApportionSettings& settings = {},
                     const std::function<void(double)>& progress = {});

}  // namespace lisiere::census
