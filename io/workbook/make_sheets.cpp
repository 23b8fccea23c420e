// SPDX-License-Identifier: Apache-2.0
#include "io/workbook/make_sheets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "engine/table/table_rows.hpp"
#include "io/base/names.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

bool is_null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

bool is_number(ColumnType type) {
    return type == ColumnType::integer || type == ColumnType::real;
}

std::optional<std::size_t> position(const Table& table, std::string_view column) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& one) { return one.name == column; });
    if (found == table.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.columns.begin());
}

const Table* find_table(std::span<const Table> tables, std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table& one) { return one.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

double number_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return 0;
}

/// Whole numbers that are names: 2 021 is no year.
bool is_name(const std::string& column) {
    return column.starts_with("millesime") || column.starts_with("rang") ||
           column == "generation" || column == "niveau";
}

bool is_share_unit(std::string_view unit) {
    return unit == "0–1" || unit == "part" || unit == "1 = 100 %";
}

/// Units that send the reader to another column.
bool is_elsewhere(std::string_view unit) {
    return unit.starts_with("voir") || unit == "unite" || unit == "1 = 100 % ou unité";
}

/// The format of a column of one unit, by the values that it holds.
NumberFormat format_of(const Table& table, std::size_t at, const std::string& unit) {
    const Column& column = table.columns[at];
    if (is_share_unit(unit)) return NumberFormat::share;
    if (column.type == ColumnType::integer)
        return is_name(column.name) ? NumberFormat::as_it_is : NumberFormat::whole;
    double greatest = 0;
    bool whole = true;
    for (const std::vector<Value>& row : table.rows) {
        const double number = number_of(row[at]);
        greatest = std::max(greatest, std::abs(number));
        whole = whole && number == std::floor(number);
    }
    return by_size(greatest, whole);
}

/// A heading whose unit is the one that is shown.
std::string shown_heading(ColumnMeaning meaning) {
    if (is_share_unit(meaning.unit)) meaning.unit = "%";
    if (is_elsewhere(meaning.unit)) meaning.unit.clear();
    return heading(meaning);
}

/// Titles of sources by their ids; several files of one source have one title.
class SourceTitles {
  public:
    explicit SourceTitles(std::span<const Table> tables) {
        const TableRows rows(tables, "sources");
        for (std::size_t i = 0; i < rows.size(); ++i)
            titles_.emplace(rows.text(i, "id"), rows.text(i, "titre"));
    }
    std::string of(const std::string& id) const {
        const auto found = titles_.find(id);
        return found == titles_.end() || found->second.empty() ? id : found->second;
    }

  private:
    std::unordered_map<std::string, std::string> titles_;
};

/// "Recensement, 2021"; either may be unknown.
std::string source_line(const SourceTitles& titles, const std::string& source,
                        const std::optional<double>& year) {
    std::string line = titles.of(source);
    if (!year) return line;
    const std::string text = std::to_string(static_cast<int>(*year));
    if (line.find(text) != std::string::npos) return line;
    return line.empty() ? text : line + ", " + text;
}

void add_once(std::vector<std::string>& lines, std::string line) {
    if (!line.empty() && std::find(lines.begin(), lines.end(), line) == lines.end())
        lines.push_back(std::move(line));
}

std::string with_lines(std::string heading, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) heading += "\n" + line;
    return heading;
}

/// Columns that name a row, at the left of a sheet.
std::size_t naming_columns(const Sheet& sheet) {
    constexpr std::array names{"code",      "nom_qp",  "code_iris", "nom_iris",
                               "insee_com", "nom_com", "id",        "nom"};
    std::size_t count = 0;
    while (count < sheet.columns.size() &&
           std::find(names.begin(), names.end(), sheet.columns[count].column) != names.end())
        ++count;
    return count;
}

SheetColumn column_of(const WorkbookEdition& edition, const Table& table, std::size_t at) {
    const Column& column = table.columns[at];
    SheetColumn out;
    out.layer = table.name;
    out.column = column.name;
    out.type = column.type;
    out.heading = column.name;
    std::string unit;
    if (const auto meaning = edition.texts->find(table.name, column.name)) {
        out.heading = shown_heading(*meaning);
        out.description = meaning->description;
        unit = meaning->unit;
    }
    out.unit = is_share_unit(unit) ? "%" : is_elsewhere(unit) ? "" : unit;
    if (!is_number(column.type)) return out;
    out.mixed = is_elsewhere(unit);
    out.format = format_of(table, at, unit);
    return out;
}

std::optional<Sheet> layer_sheet(const WorkbookEdition& edition, const SheetSettings& settings) {
    const Table* table = find_table(edition.tables, settings.layer);
    if (table == nullptr || table->rows.empty()) return std::nullopt;
    std::vector<std::size_t> shown;
    if (settings.columns.empty())
        for (std::size_t at = 0; at < table->columns.size(); ++at) shown.push_back(at);
    for (const std::string& name : settings.columns)
        if (const auto at = position(*table, name)) shown.push_back(*at);
    std::erase_if(shown, [&](std::size_t at) {
        return std::all_of(table->rows.begin(), table->rows.end(),
                           [at](const auto& row) { return is_null(row[at]); });
    });
    // Columns that are indicators say where their values come from.
    std::unordered_map<std::string, std::vector<std::string>> sources;
    const SourceTitles titles(edition.tables);
    const TableRows zones(edition.tables, "zones_indicateurs");
    for (std::size_t i = 0; i < zones.size(); ++i)
        if (zones.text(i, "couche") == settings.layer)
            add_once(sources[zones.text(i, "indicateur")],
                     source_line(titles, zones.text(i, "source"), zones.number(i, "millesime")));

    Sheet sheet;
    sheet.name = settings.name.in(edition.language);
    for (const std::size_t at : shown) {
        SheetColumn& column = sheet.columns.emplace_back(column_of(edition, *table, at));
        if (const auto found = sources.find(column.column); found != sources.end())
            column.heading = with_lines(column.heading, found->second);
    }
    const auto reason = position(*table, "motif");
    for (const std::vector<Value>& row : table->rows) {
        const bool secret = reason && row[*reason] == Value(std::string("secret"));
        std::vector<SheetCell>& cells = sheet.rows.emplace_back();
        for (const std::size_t at : shown) {
            SheetCell& cell = cells.emplace_back();
            cell.value = row[at];
            if (secret) cell.why = Missing::secret;
            const auto* codes = std::get_if<std::string>(&cell.value);
            if (codes != nullptr && table->columns[at].name == "communes")
                cell.value = names_of_codes(*codes, edition.communes);
        }
    }
    sheet.frozen = naming_columns(sheet);
    return sheet;
}

/// The indicators of a theme, one column each, under what they are and where they come from.
class ThemeSheet {
  public:
    ThemeSheet(const WorkbookEdition& edition, const SheetSettings& settings)
        : edition_(edition), titles_(edition.tables), rows_(edition.tables, "indicateurs") {
        sheet_.name = settings.name.in(edition.language);
        naming();
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_.text(i, "theme") == settings.theme) add(i);
        drop_unknown();
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            SheetColumn& column = sheet_.columns[first_ + i];
            column.heading = with_lines(column.heading, sources_[i]);
            column.format =
                column.unit == "%" ? NumberFormat::one : by_size(greatest_[i], whole_[i]);
        }
    }

    std::optional<Sheet> take() {
        if (sources_.empty() || sheet_.rows.empty()) return std::nullopt;
        return std::move(sheet_);
    }

  private:
    /// Which perimeter a row is about: as the layer of perimeters says it.
    void naming() {
        const Table* perimeters = find_table(edition_.tables, "perimetres");
        if (perimeters == nullptr) return;
        for (const char* name : {"code", "nom_qp", "communes", "genre"})
            if (const auto at = position(*perimeters, name)) {
                sheet_.columns.push_back(column_of(edition_, *perimeters, *at));
                naming_.push_back(*at);
            }
        first_ = naming_.size();
        sheet_.frozen = std::min<std::size_t>(2, first_);
        const TableRows rows(perimeters);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            row_of_[rows.text(i, "code")] = i;
            std::vector<SheetCell>& cells = sheet_.rows.emplace_back();
            for (const std::size_t at : naming_) cells.push_back({perimeters->rows[i][at], {}, {}});
            const auto communes = position(*perimeters, "communes");
            for (std::size_t k = 0; k < naming_.size(); ++k)
                if (naming_[k] == communes)
                    cells[k].value = names_of_codes(rows.text(i, "communes"), edition_.communes);
        }
    }

    void add(std::size_t i) {
        const auto row = row_of_.find(rows_.text(i, "code"));
        if (row == row_of_.end()) return;
        const std::size_t at = column_for(i);
        std::vector<SheetCell>& cells = sheet_.rows[row->second];
        cells.resize(std::max(cells.size(), first_ + at + 1));
        SheetCell& cell = cells[first_ + at];
        const auto value = rows_.number(i, "valeur");
        if (!value) {
            if (rows_.flag(i, "secret") || rows_.text(i, "motif") == "secret")
                cell.why = Missing::secret;
            return;
        }
        cell.value = *value;
        cell.own = rows_.text(i, "methode") != "officiel";
        greatest_[at] = std::max(greatest_[at], std::abs(*value));
        whole_[at] = whole_[at] && *value == std::floor(*value);
        add_once(sources_[at],
                 source_line(titles_, rows_.text(i, "source"), rows_.number(i, "millesime")));
    }

    std::size_t column_for(std::size_t i) {
        const std::string id = rows_.text(i, "indicateur");
        const auto [found, is_new] = column_of_.emplace(id, sources_.size());
        if (!is_new) return found->second;
        SheetColumn column;
        column.layer = "indicateurs";
        column.column = id;
        column.type = ColumnType::real;
        column.unit = rows_.text(i, "unite");
        column.heading = rows_.text(i, "libelle");
        column.description = column.heading;
        if (const std::string of = rows_.text(i, "univers"); !of.empty())
            column.description += " (" + of + ")";
        if (!column.unit.empty()) column.heading += " (" + column.unit + ")";
        sheet_.columns.push_back(std::move(column));
        sources_.emplace_back();
        greatest_.push_back(0);
        whole_.push_back(true);
        return found->second;
    }

    /// Columns without a value in any perimeter; every row as wide as the header.
    void drop_unknown() {
        for (std::vector<SheetCell>& cells : sheet_.rows) cells.resize(sheet_.columns.size());
        for (std::size_t at = sources_.size(); at-- > 0;) {
            if (!sources_[at].empty()) continue;
            const auto column = static_cast<std::ptrdiff_t>(first_ + at);
            const bool known =
                std::any_of(sheet_.rows.begin(), sheet_.rows.end(), [&](const auto& cells) {
                    return !is_null(cells[static_cast<std::size_t>(column)].value);
                });
            if (known) continue;
            sheet_.columns.erase(sheet_.columns.begin() + column);
            for (std::vector<SheetCell>& cells : sheet_.rows) cells.erase(cells.begin() + column);
            const auto shift = static_cast<std::ptrdiff_t>(at);
            sources_.erase(sources_.begin() + shift);
            greatest_.erase(greatest_.begin() + shift);
            whole_.erase(whole_.begin() + shift);
        }
    }

    const WorkbookEdition& edition_;
    SourceTitles titles_;
    TableRows rows_;
    Sheet sheet_;
    std::size_t first_ = 0;            ///< column of the first indicator
    std::vector<std::size_t> naming_;  ///< of `perimetres`
    std::unordered_map<std::string, std::size_t> row_of_, column_of_;
    std::vector<std::vector<std::string>> sources_;  ///< by indicator
    std::vector<double> greatest_;
    std::vector<bool> whole_;
};

SheetColumn text_column(std::string heading) {
    SheetColumn column;
    column.heading = std::move(heading);
    return column;
}

std::string_view to_text(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "texte";
        case ColumnType::integer:
            return "entier";
        case ColumnType::real:
            return "réel";
        case ColumnType::boolean:
            return "booléen";
    }
    return {};
}

}  // namespace

NumberFormat by_size(double greatest, bool whole) {
    if (whole || greatest >= 1000) return NumberFormat::whole;
    return greatest >= 10 ? NumberFormat::one : NumberFormat::two;
}

std::optional<Sheet> make_sheet(const WorkbookEdition& edition, const SheetSettings& settings) {
    return settings.theme.empty() ? layer_sheet(edition, settings)
                                  : ThemeSheet(edition, settings).take();
}

Sheet dictionary_sheet(const WorkbookEdition& edition, std::span<const Sheet> sheets) {
    Sheet out;
    out.name = edition.settings->dictionary.in(edition.language);
    for (const char* heading : {"classeur.feuille", "classeur.intitule", "classeur.unite",
                                "classeur.description", "classeur.couche", "classeur.colonne"})
        out.columns.push_back(text_column(say(heading, edition.language)));
    out.frozen = 2;
    for (const Sheet& sheet : sheets)
        for (const SheetColumn& column : sheet.columns) {
            std::vector<SheetCell>& cells = out.rows.emplace_back();
            // What stands below the first line of a heading is sources.
            const std::string heading = column.heading.substr(0, column.heading.find('\n'));
            for (const std::string& text : {sheet.name, heading, column.unit, column.description,
                                            column.layer, column.column})
                cells.push_back({to_value(text), {}, {}});
        }
    return out;
}

Table dictionary_table(std::span<const Table> tables, const ColumnTexts& texts) {
    Table out;
    out.name = "dictionnaire";
    for (const char* name : {"couche", "colonne", "type", "intitule", "unite", "description"})
        out.columns.push_back({name, ColumnType::text});
    for (const Table& table : tables)
        for (const Column& column : table.columns) {
            const auto meaning = texts.find(table.name, column.name);
            out.rows.push_back(
                {Value(table.name), Value(column.name), Value(std::string(to_text(column.type))),
                 to_value(meaning ? heading(*meaning) : ""), to_value(meaning ? meaning->unit : ""),
                 to_value(meaning ? meaning->description : "")});
        }
    return out;
}

}  // namespace lisiere::io
