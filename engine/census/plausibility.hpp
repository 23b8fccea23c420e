// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"

/// Values that cannot be right, or that nobody should use without a look: published tables hold
/// some. Nothing is changed or left out; what is found is told. Rules and thresholds are data
/// (geodata/reference/controles.csv).
namespace lisiere::census {

struct PlausibilityRule {
    enum class Kind {
        bornes,    ///< a value outside [low, high]
        somme,     ///< parts that differ from their whole by more than slack + share × whole
        partie,    ///< a part above its whole by more than slack + share × whole
        isolee,    ///< the largest value is more than `share` times the next one
        copie,     ///< two rows equal in all of at least `slack` values that are not 0
        editions,  ///< two editions equal in at least `share` of at least `slack` rows
        officiel,  ///< an estimate off its official value by more than `share` of it
    };
    Kind kind = Kind::bornes;
    std::string table;        ///< which of the producer's tables; empty: any
    std::vector<Term> parts;  ///< columns; a name that ends with * stands for all that begin so
    std::vector<Term> whole;  ///< somme, partie
    double low = 0;           ///< bornes
    double high = 0;          ///< bornes
    double slack = 0;         ///< absolute
    double share = 0;         ///< relative
};

/// One file's rows, or those of one table and year, looked at together.
struct ValueTable {
    struct Column {
        Variable variable;
        std::vector<Maybe<double>> values;  ///< by row
    };
    std::string where;  ///< for notices
    std::string table;  ///< the producer's name of it; may be empty
    std::vector<std::string> rows;
    std::vector<Column> columns;
};

/// Tells, table by table:
/// - `taux_hors_bornes`, `somme_inexacte`, `partie_plus_grande_que_le_tout`, `valeur_isolee`,
///   `ligne_copiee`: each counted, with the first rows as samples.
/// Columns of one rule are of one vintage; a rule whose columns are not all there does not apply,
/// a row with a missing value is not judged.
void check_values(const ValueTable& table, std::span<const PlausibilityRule> rules,
                  Notices& notices);

/// `valeurs_d_une_autre_edition`: a column of one table equals that of an edition of another year,
/// so at least one of the two years is not that of the figures.
void check_editions(std::span<const ValueTable> tables, std::span<const PlausibilityRule> rules,
                    Notices& notices);

/// `officiel_loin_de_l_estimation`: an official value and its estimate that differ by more than the
/// rule's share of the official one: a wrong table, a wrong year, or what the method cannot do.
void check_estimates(std::span<const IndicatorValue> values,
                     std::span<const IndicatorDefinition> definitions,
                     std::span<const std::string> codes, std::span<const PlausibilityRule> rules,
                     Notices& notices);

/// The columns of areas, one table; the values of perimeters, one table for each source, producer's
/// table and year.
ValueTable value_table(const AreaTable& areas);
std::vector<ValueTable> value_tables(std::span<const OfficialValue> values);

}  // namespace lisiere::census
