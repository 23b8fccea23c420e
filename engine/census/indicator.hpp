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
    std::vector<Term> numerator;  ///< empty: published by perimeter only, never estimated
    /// Kind part: summed. Kind publie: whose people weigh, in order of preference; the first at
    /// hand weighs alone.
    std::vector<Term> denominator;
    double factor = 1;  ///< 100 for a percentage, 1000 for a density per thousand
    double offset = 0;  ///< kind publie: added to the rate ("100 - DEC_PIMP")
    std::string unit;
    /// What a count (0 or more) or a share in % (0 to 100) may be; a value outside is none.
    bool bounded = true;
    std::string universe;  ///< one for all lines of an id: persons and households never share one
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

/// Below how many units a rate is marked (INSEE asks its users to take care).
struct FewUnits {
    std::string prefix;  ///< of the denominator's variable: "P", "C"; empty: any other
    double minimum = 0;
};

/// When and how far official values of some perimeters move the estimates of the others
/// (composite.hpp).
struct AdjustmentRule {
    IndicatorKind kind = IndicatorKind::effectif;
    std::size_t least_known = 0;  ///< official values that it takes
    double shrinkage = 0;         ///< as many known perimeters move half of what they all show
    double least_gain = 0;        ///< by which the leave-one-out error must fall, 0..1
};

/// How far estimates by one method lay from official values, elsewhere: what an interval rests on
/// where too few official values are at hand (intervals.hpp).
struct IntervalReference {
    std::string method;  ///< "surface"
    IndicatorKind kind = IndicatorKind::effectif;
    std::string unit;  ///< "%"; empty: any
    double low = 0;    ///< shifts of the transformed estimate that hold 9 official values in 10
    double high = 0;
    std::string told;  ///< "Paris, CNAF 2016 et DEMO 2018, 20 quartiers"
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
    /// By commune: is it of the study area? Empty: all are; none of them: all that is at hand is.
    std::vector<bool> in_zone = {};
    /// By commune: do the cells hold its people (covered_ground.hpp)? Empty: where they have any.
    std::vector<bool> cells_hold = {};
    /// SIREN to the number of communes that the EPCI has, at hand or not; an EPCI not named: nobody
    /// said, its communes at hand are taken for all of them.
    std::map<std::string, std::size_t> epci_communes = {};
    /// Sector to the share of its ground that the communes at hand hold; not named: all.
    std::map<std::string, double> sector_covered = {};
    /// The ground that data cover, where it is declared; null: nothing is said of it.
    const geo::MultiPolygon* extent = nullptr;
    std::span<const AreaTable> tables;
    const Population* population = nullptr;  ///< null: none
    /// By perimeter, the share that `perimeters` has of its official ground; empty: all of it.
    std::vector<double> kept = {};
    /// By perimeter, share of its ground that the cells tell of (covered_ground.hpp); empty: all.
    std::vector<double> cells_cover = {};
    const Residences* buildings = nullptr;  ///< null: none
    /// Source::id to the method its counts are carried by; a source not named: the finest at hand.
    std::map<std::string, ApportionMethod> methods;
    std::vector<bool> priority;         ///< by perimeter, who counts in `valeur_qpv`; empty: nobody
    std::vector<Maybe<double>> people;  ///< by perimeter, its residents: weighs published rates
    std::span<const OfficialValue> official;
    std::span<const LocalValue> local;
    std::span<const CountedPoints> points;
    std::span<const SecrecyRule> secrecy;
    std::span<const Identity> identities;
    std::span<const FewUnits> few;                ///< empty: no rate is marked
    std::span<const AdjustmentRule> adjustments;  ///< empty: estimates are what they are
    /// By perimeter; only those of one number tell of one another. Empty: all do.
    std::vector<std::size_t> alike = {};
    std::span<const IntervalReference> intervals;
};

/// One indicator of one perimeter as one method estimates it.
struct MethodEstimate {
    std::string methode;  ///< see Figures
    Maybe<double> valeur;
    Maybe<double> erreur_type;     ///< standard error (errors.hpp); missing where it cannot be told
    Maybe<double> intervalle_bas;  ///< holds the official value 9 times in 10 (intervals.hpp)
    Maybe<double> intervalle_haut;
    std::string calage;  ///< what the interval rests on, or why there is none
    double couverture = 0;
    char qualite = 0;
    bool approchee = false;
    int vintage = 0;  ///< of the estimate
    /// Of the edition nearest to `vintage`; none beside an estimate of a part of the perimeter.
    Maybe<double> valeur_officielle;
    int vintage_officiel = 0;     ///< 0: no official value
    Maybe<double> ecart_relatif;  ///< (estimate - official) / official
};

/// The same indicator of a territory that a perimeter is compared with.
struct Comparison {
    /// Of the whole territory; `hors_couverture` where a part of it is not at hand.
    Maybe<double> value;
    std::string source;  ///< Source::id of `value`
    int vintage = 0;
    /// Share of the territory that `value` is of, mean of its communes, those that nobody read
    /// counting as 0; missing: nobody said of which communes it is made.
    Maybe<double> couverture;
    /// valeur - value, in the unit; sans_objet for counts; never between two years.
    Maybe<double> gap;
    /// The same territory without the priority perimeters of the run, overlaps once: numerator and
    /// denominator less what the estimate gives to them. sans_objet for medians.
    Maybe<double> rest;
    Maybe<double> rest_gap;
};

/// One indicator of one perimeter.
struct IndicatorValue {
    std::size_t perimeter = 0;  ///< position in IndicatorInputs::perimeters
    std::size_t definition =
        0;  ///< position of the formula used (of the first one when none could be)
    /// The official value if there is one, else the estimate, adjusted to the official values of
    /// other perimeters where that is known to be better.
    Maybe<double> valeur;
    Comparison commune;  ///< all the perimeter's communes together
    Comparison epci;
    std::string epci_code;  ///< SIREN; empty: none known
    Comparison secteur;     ///< the communes of the perimeter's sector
    Comparison zone;        ///< the study area's communes; without any, everything the table covers
    /// Of all priority perimeters together: the sum of `valeur` of counts, the mean of `valeur` of
    /// rates (comparisons.hpp).
    Maybe<double> valeur_qpv;
    std::string methode_qpv;        ///< "somme", "effectifs", "moyenne"; empty without value
    std::size_t quartiers_qpv = 0;  ///< how many perimeters take part
    std::vector<int> vintages_qpv;  ///< years of their values, ascending; with two, no `valeur_qpv`
    Maybe<double> ecart_qpv;        ///< valeur - valeur_qpv
    /// "officiel", "ratio" or "composite" where adjusted, else that of the estimate; empty without
    /// value.
    std::string methode;
    std::string recalage;  ///< what an adjustment rests on and brings, or why there is none
    /// Leave-one-out error of the plain and of the adjusted estimates (composite.hpp).
    Maybe<double> erreur_simple;
    Maybe<double> erreur_croisee;
    char qualite = 0;       ///< A to D; 0: an official value, or none
    double couverture = 0;  ///< of the perimeter at hand, by the sources of `valeur`
    /// Share of the official perimeter that `valeur` is of; 1 is the whole, and official values.
    double part_couverte = 0;
    bool approchee = false;
    int vintage = 0;          ///< of `valeur`
    std::string source;       ///< Source::id of `valeur`
    bool impossible = false;  ///< a value was left out because it cannot be (`bounded`)
    bool few = false;         ///< a rate on so few units that it is only an indication (FewUnits)
    Maybe<double> weight;     ///< denominator of `valeur`: the published one, else the estimate's
    std::string weighed_by;   ///< kind publie: the variable whose people weigh the estimate
    Maybe<double> valeur_officielle;
    Maybe<double> valeur_estimee;
    int vintage_estimee = 0;
    double part_estimee = 0;  ///< share of the official perimeter that the estimate is of
    /// (estimate - official) / official, of one year and both of the whole perimeter.
    Maybe<double> ecart_relatif;
    Maybe<double> erreur_type;  ///< of `valeur_estimee`, as its interval (see MethodEstimate)
    Maybe<double> intervalle_bas;
    Maybe<double> intervalle_haut;
    std::string calage;
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
    std::vector<bool>
        few;  ///< the same: is it a rate on so few units that it is only an indication?
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
/// - A territory of which a part is not at hand has no value (completeness.hpp); what is compared
///   is of one year: where `valeur` is of another, the formula of that year, else no gap.
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
/// - A commune has what `IndicatorValue::commune` would be; `hors_couverture` where the
///   areas of the table cover less of it than `missing_tolerance` allows.
/// - Communes are settled by the secrecy rules beside the perimeters' own references; areas after
///   them, so that what is withheld there is not told by areas, nor the other way round.
KitValues kit_values(std::span<const IndicatorDefinition> definitions,
                     const IndicatorInputs& inputs, Overlays& overlays,
                     const ApportionSettings& settings = {},
                     const std::function<void(double)>& progress = {});

}  // namespace lisiere::census
