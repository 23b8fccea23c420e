// SPDX-License-Identifier: Apache-2.0
#include "io/workbook/write_workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <type_traits>

#include "io/base/error.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_text = 32767;    ///< characters of a cell, in Excel's file format
constexpr std::size_t most_rows = 1'048'575;   ///< below the header
constexpr std::time_t no_clock = 315'619'200;  ///< 2 January 1980, for every edition
constexpr double number_width = 15;            ///< of columns, in characters
constexpr double widest_text = 60;
constexpr double note_width = 110;
constexpr double line_height = 14.4;  ///< points
constexpr double tallest_header = 220;

/// Characters of UTF-8.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// What a cell may hold of a text.
std::string cell_text(const std::string& text) {
    if (text.size() <= longest_text) return text;  // bytes: never fewer than characters
    const std::string_view more = " […]";
    std::size_t end = longest_text - more.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + std::string(more);
}

/// Lines that a text takes in a column, broken anywhere.
double lines_in(std::string_view text, double width) {
    double lines = 0;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        const auto length = static_cast<double>(length_of(text.substr(from, to - from)));
        lines += std::max(1.0, std::ceil(1.15 * length / width));  // words are not cut
        from = to + 1;
    }
    return lines;
}

enum class Face { cell, wrapped, header, title, link, missing };

class Writer {
  public:
    Writer(const WorkbookEdition& edition, const fs::path& file, Notices& notices)
        : edition_(edition), file_(file.string()), notices_(notices) {
        folder_ = file.parent_path().string();
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder_.data();
        book_.reset(workbook_new_opt(file_.c_str(), &options));
        if (!book_) fail("mémoire insuffisante");
    }

    void write() {
        properties();
        lxw_worksheet* const first = add(edition_.settings->read_me.in(edition_.language));
        std::vector<Sheet> written;
        for (const SheetSettings& settings : edition_.settings->sheets) {
            std::optional<Sheet> sheet = make_sheet(edition_, settings);
            if (!sheet) continue;
            this->sheet(*sheet);
            summaries_.push_back({sheet->name, sheet->rows.size(), sheet->columns.size()});
            sheet->rows.clear();
            written.push_back(std::move(*sheet));
        }
        const Sheet last = dictionary_sheet(edition_, written);
        sheet(last);
        summaries_.push_back({last.name, last.rows.size(), last.columns.size()});
        read_me(first);
        const lxw_error error = workbook_close(book_.release());
        if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
    }

  private:
    struct Summary {
        std::string name;
        std::size_t rows = 0;
        std::size_t columns = 0;
    };
    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };

    [[noreturn]] void fail(const std::string& found) const {
        throw OutputError({file_, found, "un classeur écrit en entier",
                           "vérifier les droits et la place sur le disque"});
    }
    void check(lxw_error error) const {
        if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
    }
    std::string words(const char* key, const NamedValues& values = {}) const {
        return say(key, edition_.language, values);
    }

    void properties() {
        std::string title = edition_.name;
        std::string author = "Lisière " + edition_.version;
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.author = author.data();
        properties.created = no_clock;
        check(workbook_set_properties(book_.get(), &properties));
    }

    lxw_worksheet* add(const std::string& name) {
        lxw_worksheet* const page = workbook_add_worksheet(book_.get(), name.c_str());
        if (page == nullptr) fail("feuille « " + name + " » refusée");
        worksheet_set_landscape(page);
        worksheet_set_paper(page, 9);  // A4
        std::string footer = edition_.name;
        for (std::size_t at = 0; (at = footer.find('&', at)) != std::string::npos; at += 2)
            footer.insert(at, "&");
        if (footer.size() > 120) footer.clear();  // the format's own bound is 255
        check(worksheet_set_footer(page, ("&L" + footer + "&C&A&R&P / &N").c_str()));
        return page;
    }

    /// The format of a face, a number and an italic; each is made once.
    lxw_format* format(Face face, const char* number = "General", bool own = false) {
        lxw_format*& found = formats_[{face, number, own}];
        if (found != nullptr) return found;
        found = workbook_add_format(book_.get());
        format_set_num_format(found, number);
        format_set_align(found, LXW_ALIGN_VERTICAL_TOP);
        if (own) format_set_italic(found);
        switch (face) {
            case Face::cell:
                break;
            case Face::wrapped:
                format_set_text_wrap(found);
                break;
            case Face::header:
                format_set_bold(found);
                format_set_text_wrap(found);
                format_set_bg_color(found, 0xE8ECEF);
                format_set_bottom(found, LXW_BORDER_THIN);
                break;
            case Face::title:
                format_set_bold(found);
                format_set_font_size(found, 16);
                break;
            case Face::link:
                format_set_underline(found, LXW_UNDERLINE_SINGLE);
                format_set_font_color(found, 0x0B5394);
                break;
            case Face::missing:
                format_set_align(found, LXW_ALIGN_RIGHT);
                format_set_font_color(found, 0x6B6B6B);
                break;
        }
        return found;
    }

    static const char* pattern(NumberFormat format) {
        switch (format) {
            case NumberFormat::as_it_is:
                return "0";
            case NumberFormat::whole:
                return "#,##0";
            case NumberFormat::one:
                return "#,##0.0";
            case NumberFormat::two:
                return "#,##0.00";
            case NumberFormat::share:
                return "0.0%";
        }
        return "General";
    }

    static bool is_number(const SheetColumn& column) {
        return column.type == ColumnType::integer || column.type == ColumnType::real;
    }

    /// Characters across, by what the column holds.
    static double width_of(const Sheet& sheet, std::size_t at) {
        if (is_number(sheet.columns[at])) return number_width;
        double longest = 0;
        for (const std::vector<SheetCell>& row : sheet.rows)
            if (const auto* text = std::get_if<std::string>(&row[at].value))
                longest = std::max(longest, static_cast<double>(length_of(*text)));
        return std::clamp(longest + 2, 11.0, widest_text);
    }

    void sheet(const Sheet& sheet) {
        lxw_worksheet* const page = add(sheet.name);
        const auto last = static_cast<lxw_col_t>(sheet.columns.size() - 1);
        double header_lines = 1;
        std::vector<bool> wrapped;
        for (lxw_col_t c = 0; c <= last; ++c) {
            const double width = width_of(sheet, c);
            wrapped.push_back(width >= widest_text);
            check(worksheet_set_column(page, c, c, width, nullptr));
            header_lines = std::max(header_lines, lines_in(sheet.columns[c].heading, width - 1));
        }
        check(worksheet_set_row(page, 0, std::min(header_lines * line_height, tallest_header),
                                nullptr));
        for (lxw_col_t c = 0; c <= last; ++c)
            check(worksheet_write_string(page, 0, c, cell_text(sheet.columns[c].heading).c_str(),
                                         format(Face::header, "@")));
        const std::size_t rows = std::min(sheet.rows.size(), most_rows);
        if (rows < sheet.rows.size())
            notices_.add(Severity::avertissement, "feuille_coupee", "tableaux.xlsx", sheet.name,
                         sheet.rows.size() - rows);
        for (std::size_t r = 0; r < rows; ++r)
            for (lxw_col_t c = 0; c <= last; ++c)
                cell(page, static_cast<lxw_row_t>(r + 1), c, sheet.columns[c], sheet.rows[r][c],
                     wrapped[c]);
        check(worksheet_autofilter(page, 0, 0,
                                   static_cast<lxw_row_t>(std::max<std::size_t>(rows, 1)), last));
        worksheet_freeze_panes(page, 1, static_cast<lxw_col_t>(sheet.frozen));
        check(worksheet_repeat_rows(page, 0, 0));
        if (sheet.frozen > 0)
            check(worksheet_repeat_columns(page, 0, static_cast<lxw_col_t>(sheet.frozen - 1)));
        if (sheet.columns.size() <= 12) worksheet_fit_to_pages(page, 1, 0);
    }

    void cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t at, const SheetColumn& column,
              const SheetCell& cell, bool wrapped) {
        std::visit(
            [&](const auto& value) {
                using T = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>) {
                    if (is_number(column))
                        check(worksheet_write_string(page, row, at,
                                                     cell.why == Missing::secret ? "s" : "nd",
                                                     format(Face::missing, "@")));
                } else if constexpr (std::is_same_v<T, bool>) {
                    check(
                        worksheet_write_boolean(page, row, at, value ? 1 : 0, format(Face::cell)));
                } else if constexpr (std::is_same_v<T, std::string>) {
                    check(
                        worksheet_write_string(page, row, at, cell_text(value).c_str(),
                                               format(wrapped ? Face::wrapped : Face::cell, "@")));
                } else {
                    const auto number = static_cast<double>(value);
                    const NumberFormat shown =
                        column.mixed ? by_size(std::abs(number), number == std::floor(number))
                                     : column.format;
                    check(worksheet_write_number(page, row, at, number,
                                                 format(Face::cell, pattern(shown), cell.own)));
                }
            },
            cell.value);
    }

    /// What the workbook is, how it is read, and where each sheet is.
    void read_me(lxw_worksheet* page) {
        check(worksheet_set_column(page, 0, 0, 28, nullptr));
        check(worksheet_set_column(page, 1, 1, note_width, nullptr));
        worksheet_gridlines(page, LXW_HIDE_ALL_GRIDLINES);
        worksheet_fit_to_pages(page, 1, 0);
        lxw_row_t row = 0;
        const auto text = [&](lxw_col_t column, const std::string& what, lxw_format* face) {
            check(worksheet_write_string(page, row, column, cell_text(what).c_str(), face));
        };
        text(0, edition_.name, format(Face::title, "@"));
        ++row;
        text(0,
             fmt::format("Lisière {}{}{}", edition_.version, edition_.date.empty() ? "" : ", ",
                         edition_.date),
             format(Face::cell, "@"));
        row += 2;
        for (const StyleText& note : edition_.settings->notes) {
            const std::string said = note.in(edition_.language);
            check(worksheet_set_row(page, row, lines_in(said, note_width) * line_height, nullptr));
            text(1, said, format(Face::wrapped, "@"));
            ++row;
        }
        ++row;
        text(0, words("classeur.feuille"), format(Face::header, "@"));
        text(1, words("classeur.tient"), format(Face::header, "@"));
        for (const Summary& one : summaries_) {
            ++row;
            check(worksheet_write_url_opt(page, row, 0, ("internal:'" + one.name + "'!A1").c_str(),
                                          format(Face::link), one.name.c_str(), nullptr));
            text(1, words("classeur.taille", {{"lignes", one.rows}, {"colonnes", one.columns}}),
                 format(Face::cell, "@"));
        }
        worksheet_activate(page);
    }

    const WorkbookEdition& edition_;
    std::string file_;
    std::string folder_;
    Notices& notices_;
    std::unique_ptr<lxw_workbook, Free> book_;
    std::map<std::tuple<Face, std::string, bool>, lxw_format*> formats_;
    std::vector<Summary> summaries_;
};

}  // namespace

void write_workbook(const WorkbookEdition& edition, const fs::path& file, Notices& notices) {
    Writer(edition, file, notices).write();
}

}  // namespace lisiere::io
