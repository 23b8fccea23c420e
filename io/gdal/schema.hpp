// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <regex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/maybe.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// One field of ours and the names that real files give it.
struct SchemaField {
    std::string name;
    std::vector<std::string>
        accepted;  ///< in order of preference, compared without case nor spaces around
    bool required = false;
    bool code = false;  ///< `forme = "code"`: what it holds is read by code_text
    std::string description;
};

/// What a column that is no field of ours holds. A count may be split between areas, a rate never.
/// A note says, row by row, why other columns are empty.
enum class ColumnRole { inconnue, ignoree, taux, comptage, note };

/// [[notes]]: a producer's note column and what it says of the columns it covers.
struct NoteRule {
    std::regex note;                 ///< name of the note column
    std::regex columns;              ///< names of those it covers
    std::map<int, Absence> reasons;  ///< of a row's empty cells, by the note's number
    std::optional<Absence> blank;    ///< of an empty cell whose note gives no reason
};

/// geodata/schemas/<kind>.toml: the data that says how a layer is recognised. Immutable.
class Schema {
  public:
    const std::string& kind() const { return kind_; }
    const std::string& title() const { return title_; }
    const std::vector<SchemaField>& fields() const { return fields_; }
    /// Position of one of our fields; the name is known to exist (PreconditionError otherwise).
    std::size_t at(std::string_view name) const;
    /// Patterns are tried in this order: ignored, rates, counts; what none knows is `inconnue`, or
    /// `ignoree` where the schema says `reste = "ignorer"`.
    ColumnRole role(const std::string& column) const;
    const std::vector<NoteRule>& notes() const { return notes_; }
    /// Which of the producer's tables has these columns ([[tables]]); empty if none is known to.
    std::string table_with(std::span<const std::string> columns) const;

  private:
    friend Schema read_schema(std::string_view kind);
    std::string kind_;
    std::string title_;
    std::vector<SchemaField> fields_;
    std::vector<std::regex> ignored_;
    std::vector<std::regex> rates_;
    std::vector<std::regex> counts_;
    std::vector<NoteRule> notes_;
    std::vector<std::pair<std::string, std::vector<std::string>>> tables_;  // name, its columns
    bool rest_ignored_ = false;
};

/// Reads it from the data folder. InputError when the schema itself is wrong.
Schema read_schema(std::string_view kind);

/// Which column of a file is which field of ours: by position in Schema::fields().
using FieldMap = std::vector<std::optional<std::size_t>>;

/// The columns that bear an accepted name of a field, the first of these names that there is; no
/// field is required.
FieldMap find_fields(const Schema& schema, std::span<const std::string> columns);

/// Position of a column by its name, in any case; InputError with the nearest one when there is
/// none.
std::size_t require_column(std::span<const std::string> columns, const std::string& name,
                           const std::string& where, const std::string& expected);

/// Ties a file's columns to the schema: the configuration's `champs` first, then the accepted names
/// in order. ConfigError: `champs` names a field the schema does not have. InputError: `champs` or
/// `also_required` or a required field finds no column; the message names it, the columns there
/// are, the nearest, and what to write.
FieldMap match_fields(const Schema& schema, std::span<const std::string> columns,
                      const LayerSpec& spec, const std::string& where,
                      std::span<const std::string_view> also_required = {});

}  // namespace lisiere::io
