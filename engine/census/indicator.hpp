// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
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
    std::string label_fr;
    std::string label_en;
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
    std::vector<std::string> codes;  ///< of the perimeters, as in OfficialValue
    std::vector<geo::MultiPolygon> perimeters;  ///< empty shape: estimates are hors_couverture
    std::vector<std::string> commune_codes;  ///< INSEE
    std::vector<std::string> commune_epci;   ///< SIREN, may be empty texts
    std::vector<geo::MultiPolygon> communes;
    std::span<const AreaTable> tables;
    const Population* population = nullptr;  ///< null: none
    std::span<const OfficialValue> official;
    std::span<const LocalValue> local;
    std::span<const CountedPoints> points;
    std::span<const SecrecyRule> secrecy;
    std::span<const Identity> identities;
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
    Maybe<double>
        valeur_zone;      ///< of all communes; without communes, of everything the table covers
    Maybe<double> ecart;  ///< valeur - valeur_commune, in the unit; sans_objet for counts
    std::string methode;  ///< "officiel", "surface", "carreaux", "points"; empty without value
    char qualite = 0;     ///< A to D; 0: an official value, or none
    double couverture = 0;
    bool approchee = false;
    int vintage = 0;     ///< of `valeur`
    std::string source;  ///< Source::id of `valeur`
    Maybe<double> valeur_officielle;
    Maybe<double> valeur_estimee;
    Maybe<double> ecart_relatif;  ///< (estimate - official) / official
};

/// A perimeter belongs to the communes that hold at least this share of it, and to the largest in
/// any case.
inline constexpr double least_commune_share = 0.01;

/// Every indicator of every perimeter, perimeter by perimeter in the order of first definitions.
/// - Counts go to perimeters by cells where the population is a published grid or points, else by
///   area.
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

}  // namespace lisiere::census
