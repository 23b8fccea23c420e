// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "io/base/numbers.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// At most `most` letters, the last one "…" when some were left out.
std::string shortened(const std::string& text, std::size_t most) {
    if (letters(text) <= most) return text;
    std::string kept;
    std::size_t count = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++count == most) break;
        kept += c;
    }
    return kept + "…";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string room(width - std::min(width, letters(text)), ' ');
    return right ? room + text : text + room;
}

/// As many decimals as tell small values apart, none that say nothing.
std::string short_number(double value, const std::string& language) {
    const double size = std::abs(value);
    int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
    const std::string plain = fmt::format("{:.{}f}", value, decimals);
    for (std::size_t end = plain.size(); decimals > 0 && plain[--end] == '0';) --decimals;
    std::string text = number_text(value, decimals, language);
    // A terminal aligns by letters: plain blanks and signs.
    for (const auto& [from, to] : {std::pair("\u202f", " "), std::pair("−", "-")})
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
            text.replace(at, std::string_view(from).size(), to);
    return text;
}

/// Years and codes are not counts: no space in them.
std::string value_text(const Value& value, const std::string& column, const std::string& language) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* yes = std::get_if<bool>(&value))
        return say(*yes ? "commun.oui" : "commun.non", language);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return column.starts_with("millesime")
                   ? std::to_string(*whole)
                   : short_number(static_cast<double>(*whole), language);
    if (const auto* real = std::get_if<double>(&value)) return short_number(*real, language);
    return "—";
}

/// A range or a scale is no unit of measure: in brackets.
std::string unit_text(const std::string& unit) {
    if (unit.empty()) return {};
    return unit.front() >= '0' && unit.front() <= '9' ? " (" + unit + ")" : " " + unit;
}

/// Words that may be cut when a line is too long; names of things and numbers are not.
bool may_be_cut(std::string_view column) {
    constexpr std::string_view words[] = {
        "source",     "methode",   "libelle",  "nom",       "nom_coupure",
        "motif",      "terminus",  "unite",    "arret_nom", "libelle_mesure",
        "ancien_nom", "autre_nom", "nom_liste"};
    return std::find(std::begin(words), std::end(words), column) != std::end(words);
}

class Writer {
  public:
    Writer(const Portrait& portrait, std::size_t width)
        : portrait_(portrait), width_(std::max<std::size_t>(width, 80)) {}

    std::string write() {
        line(fmt::format("{} — {}, {}", portrait_.code, portrait_.name, portrait_.communes));
        line(said("explique",
                  {{"territoire", portrait_.territory}, {"version", portrait_.version}}));
        for (const PortraitSection& section : portrait_.sections) write(section);
        write_sources();
        return std::move(out_);
    }

  private:
    /// Of the part `rapport` of styles/mots.toml.
    std::string said(const std::string& key, const NamedValues& values = {}) const {
        return say("rapport." + key, portrait_.language, values);
    }
    void noted(const std::string& key, const std::string& text) {
        wrapped("  " + padded(said(key), 7, false) + "  ", 11, text);
    }

    void write(const PortraitSection& section) {
        out_ += '\n';
        std::string title = section.title;
        line("── " + title + " " + [this, &title] {
            std::string rule;
            for (std::size_t i = letters(title) + 4; i < width_; ++i) rule += "─";
            return rule;
        }());
        formulas_.clear();
        told_.clear();
        inputs_.clear();
        pages_.clear();
        bool any = false;
        for (const ToldTable& table : section.tables) {
            if (table.rows.empty()) continue;
            any = true;
            if (table.view.layer == "perimetres")
                card(table);
            else
                grid(table);
        }
        if (!any) line("  " + said("explique_rien"));
        notes();
    }

    /// One row: a line a column.
    void card(const ToldTable& table) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const ToldColumn& column = table.columns[c];
            const Value& value = table.rows.front()[c];
            const bool missing = std::holds_alternative<std::monostate>(value);
            if (missing && !column.number) continue;
            std::string text = value_text(value, column.name, portrait_.language);
            if (!missing && column.number) text += unit_text(column.unit);
            constexpr std::size_t names = 26;
            wrapped("  " + padded(column.name, names, false) + " ", names + 3,
                    column.number ? text + "   " + shortened(column.label, 44) : text);
            remember(table.view.layer, column.name, column.formula);
        }
    }

    void grid(const ToldTable& table) {
        std::vector<std::size_t> columns;
        for (const std::string& name : table.view.shown)
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                if (table.columns[c].name == name) columns.push_back(c);
        const std::vector<std::size_t> order = rows_in_order(table);
        const std::size_t shown =
            table.view.most_rows == 0 ? order.size() : std::min(order.size(), table.view.most_rows);
        std::erase_if(columns, [&](std::size_t c) {
            return std::all_of(order.begin(), order.end(), [&](std::size_t row) {
                return std::holds_alternative<std::monostate>(table.rows[row][c]);
            });
        });
        out_ += '\n';
        line("  " + table.view.layer);
        std::vector<std::size_t> widths;
        for (const std::size_t c : columns) {
            std::size_t most = letters(table.columns[c].name);
            for (std::size_t i = 0; i < shown; ++i)
                most =
                    std::max(most, letters(value_text(table.rows[order[i]][c],
                                                      table.columns[c].name, portrait_.language)));
            widths.push_back(most);
        }
        fit(table, columns, widths);
        const auto cells = [&](const auto& text_of) {
            std::string text = "   ";
            for (std::size_t i = 0; i < columns.size(); ++i)
                text += " " +
                        padded(shortened(text_of(columns[i]), widths[i]), widths[i],
                               table.columns[columns[i]].number) +
                        (i + 1 < columns.size() ? " " : "");
            while (text.ends_with(' ')) text.pop_back();
            line(text);
        };
        cells([&](std::size_t c) { return table.columns[c].name; });
        for (std::size_t i = 0; i < shown; ++i)
            cells([&](std::size_t c) {
                return value_text(table.rows[order[i]][c], table.columns[c].name,
                                  portrait_.language);
            });
        if (shown < order.size())
            line("    " + said("explique_lignes", {{"n", order.size() - shown}}));
        for (const std::size_t c : columns)
            if (table.columns[c].number)
                remember(table.view.layer, table.columns[c].name, table.columns[c].formula);
        for (std::size_t i = 0; i < shown && !table.row_formulas.empty(); ++i)
            remember(table.view.layer, row_name(table, order[i]), table.row_formulas[order[i]]);
    }

    static std::vector<std::size_t> rows_in_order(const ToldTable& table) {
        std::vector<std::size_t> order(table.rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].name == table.view.sorted_by)
                std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                    const auto* left = std::get_if<double>(&table.rows[a][c]);
                    const auto* right = std::get_if<double>(&table.rows[b][c]);
                    return left && (!right || *left > *right);
                });
        return order;
    }

    std::string row_name(const ToldTable& table, std::size_t row) const {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].name == "mesure" || table.columns[c].name == "indicateur")
                return value_text(table.rows[row][c], table.columns[c].name, portrait_.language);
        return {};
    }

    /// The widest columns of words give way until the line fits, then the widest of all.
    void fit(const ToldTable& table, const std::vector<std::size_t>& columns,
             std::vector<std::size_t>& widths) const {
        constexpr std::size_t least = 8;
        std::size_t total = 3;
        for (const std::size_t width : widths) total += width + 2;
        for (; total > width_; --total) {
            const auto widest = [&](bool of_words) {
                std::size_t* most = nullptr;
                for (std::size_t i = 0; i < widths.size(); ++i)
                    if ((!of_words || may_be_cut(table.columns[columns[i]].name)) &&
                        (!most || widths[i] > *most))
                        most = &widths[i];
                return most;
            };
            std::size_t* most = widest(true);
            if (!most || *most <= least) most = widest(false);
            --*most;
        }
    }

    /// Columns of one formula share its line; a name that two layers use is told with its layer.
    void remember(const std::string& layer, const std::string& column, const Formula& formula) {
        if (formula.text.empty() || !told_.insert(layer + '.' + column).second) return;
        const bool used = std::any_of(formulas_.begin(), formulas_.end(), [&](const auto& other) {
            return (", " + other.first + ",").find(", " + column + ",") != std::string::npos;
        });
        const std::string name = used ? layer + '.' + column : column;
        const auto same = std::find_if(formulas_.begin(), formulas_.end(), [&](const auto& other) {
            return other.second == formula.text;
        });
        if (same == formulas_.end())
            formulas_.emplace_back(name, formula.text);
        else
            same->first += ", " + name;
        for (const std::string& input : formula.inputs)
            if (std::find(inputs_.begin(), inputs_.end(), input) == inputs_.end())
                inputs_.push_back(input);
        pages_.insert(formula.page);
    }

    /// Where the values of the section come from.
    void notes() {
        if (formulas_.empty()) return;
        out_ += '\n';
        line("  " + said("explique_formules"));
        for (const auto& [names, formula] : formulas_) wrapped("    ", 8, names + " = " + formula);
        std::string text;
        for (const std::string& input : inputs_) {
            text += text.empty() ? "" : " · ";
            text += input;
            const auto ids = portrait_.declared.find(input);
            if (ids != portrait_.declared.end() && !ids->second.empty())
                text += fmt::format(" ({})", fmt::join(with_vintages(ids->second), ", "));
        }
        if (!text.empty()) noted("explique_entrees", text);
        noted("explique_methode", fmt::format("{}", fmt::join(pages_, ", ")));
    }

    std::vector<std::string> with_vintages(const std::vector<std::string>& ids) const {
        std::vector<std::string> texts;
        for (const std::string& id : ids) {
            std::string vintage;
            for (const Source& source : portrait_.sources)
                if (source.id == id) vintage = source.vintage;
            texts.push_back(vintage.empty() ? id : id + " " + vintage);
        }
        return texts;
    }

    void write_sources() {
        out_ += '\n';
        line("── " + said("explique_sources"));
        for (const Source& source : portrait_.sources)
            wrapped(
                "  " + padded(source.id, 18, false) + " ", 21,
                fmt::format(
                    "{} ; {} ; {} ; {} ; {}{}", source.title, source.producer, source.vintage,
                    source.licence, source.file,
                    source.sha256.empty() ? "" : " (sha256 " + source.sha256.substr(0, 12) + "…)"));
    }

    /// `text` after `start`, broken between words, the next lines `indent` deep.
    void wrapped(const std::string& start, std::size_t indent, const std::string& text) {
        std::string current = start;
        bool fresh = true;
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(' '), rest.size());
            const std::string word(rest.substr(0, end));
            if (!fresh && letters(current) + 1 + letters(word) > width_) {
                line(current);
                current = std::string(indent, ' ');
                fresh = true;
            }
            current += (fresh ? "" : " ") + word;
            fresh = false;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        line(current);
    }

    void line(const std::string& text) { out_ += text + '\n'; }

    const Portrait& portrait_;
    std::size_t width_;
    std::string out_;
    std::vector<std::pair<std::string, std::string>> formulas_;  ///< names, text
    std::set<std::string> told_;
    std::vector<std::string> inputs_;
    std::set<std::string> pages_;
};

}  // namespace

std::string to_text(const Portrait& portrait, std::size_t width) {
    return Writer(portrait, width).write();
}

}  // namespace lisiere::io
