// SPDX-License-Identifier: Apache-2.0
#include "io/report/html_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/table/table_rows.hpp"
#include "io/base/file_names.hpp"
#include "io/base/names.hpp"
#include "io/base/numbers.hpp"
#include "io/base/policy_hash.hpp"
#include "io/report/markdown.hpp"
#include "io/report/report_table.hpp"
#include "io/style/covered.hpp"
#include "io/style/figure_text.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

class Report {
  public:
    explicit Report(const ReportEdition& edition)
        : edition_(edition),
          perimeters_(edition.tables, "perimetres"),
          anchors_(codes_of(perimeters_)) {
        for (const Table& one : edition.tables) {
            const TableRows rows(&one);
            for (std::size_t row = 0; row < rows.size(); ++row)
                rows_[one.name][rows.text(row, "code")].push_back(row);
        }
    }

    /// The report; `apart`: its portraits are pages of their own.
    std::string write(bool apart) {
        apart_ = apart;
        const std::string title = report_title();
        head(title);
        out_ +=
            fmt::format("<h1>{}</h1>\n<p class=\"discret\">{}</p>\n", title,
                        say("tete", {{"n", perimeters_.size()}, {"version", edition_.version}}));
        contents();
        overview();
        for (std::size_t row = 0; row < perimeters_.size() && !apart; ++row) portrait(row);
        quality();
        methods();
        return end();
    }

    /// The page of one portrait, beside the report.
    std::string write_portrait(std::size_t row) {
        apart_ = true;
        out_.clear();
        head(escaped_xml(perimeters_.text(row, "nom_qp")) + " — " +
             escaped_xml(edition_.territory));
        out_ += "<nav><a href=\"../rapport.html#apercu\">" + report_title() + "</a></nav>\n";
        portrait(row);
        return end();
    }

    std::string file_of(std::size_t row) const {
        return "rapport/" + anchors_.of(perimeters_.text(row, "code")) + ".html";
    }
    std::size_t portraits() const { return perimeters_.size(); }

  private:
    /// Of the part `rapport` of styles/mots.toml.
    std::string say(const std::string& key, const NamedValues& values = {}) const {
        return lisiere::io::say("rapport." + key, edition_.language, values);
    }
    std::string report_title() const {
        return escaped_xml(edition_.settings.title.in(edition_.language)) + " — " +
               escaped_xml(edition_.territory);
    }
    void head(const std::string& title) {
        out_ = fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{}"
            "<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
            "<body>\n<main>\n",
            edition_.language, policy(), title, sheet());
    }
    std::string end() {
        out_ += "</main>\n<script>" + script() + "</script>\n</body>\n</html>\n";
        return std::move(out_);
    }
    void contents() {
        struct Part {
            const char* id;
            std::string words;
        };
        const Part parts[] = {{"apercu", edition_.settings.overview.title.in(edition_.language)},
                              {"qualite", say("qualite")},
                              {"methodes", say("methodes")}};
        out_ += fmt::format("<nav aria-label=\"{0}\"><h2>{0}</h2>\n<ol>\n", say("sommaire"));
        for (const Part& part : parts)
            out_ +=
                fmt::format("<li><a href=\"#{}\">{}</a></li>\n", part.id, escaped_xml(part.words));
        out_ += "</ol>\n<p class=\"aide\">";
        out_ += say("sommaire_aide");
        out_ += "</p></nav>\n";
    }
    std::string sheet() const { return "\n" + edition_.settings.css; }
    std::string script() const { return "\n" + edition_.settings.script; }
    /// Its own sheet and script, by their bytes, and nothing else: where a text of the inputs
    /// should ever become an element, no browser would run it nor ask anybody for anything.
    std::string policy() const {
        return fmt::format(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n",
            policy_hash(sheet()), policy_hash(script()));
    }
    static std::vector<std::string> codes_of(const TableRows& perimeters) {
        std::vector<std::string> codes;
        for (std::size_t row = 0; row < perimeters.size(); ++row)
            codes.push_back(perimeters.text(row, "code"));
        return codes;
    }
    void heading(int level, const std::string& text, const std::string& id = {}) {
        out_ += fmt::format("<h{0}{1}>{2}</h{0}>\n", level,
                            id.empty() ? "" : " id=\"" + escaped_xml(id) + "\"", escaped_xml(text));
    }
    const Table* table(const std::string& layer) const {
        const auto found = std::find_if(edition_.tables.begin(), edition_.tables.end(),
                                        [&](const Table& one) { return one.name == layer; });
        return found == edition_.tables.end() ? nullptr : &*found;
    }

    void overview() {
        const ReportTable& shown = edition_.settings.overview;
        heading(2, shown.title.in(edition_.language), "apercu");
        if (perimeters_.size() == 0) {
            out_ += "<p>" + say("aucun_perimetre") + "</p>\n";
            return;
        }
        HtmlTable html{&shown,
                       perimeters_.table(),
                       shown_rows(*perimeters_.table(), shown, every_row(*perimeters_.table())),
                       {},
                       true};
        for (const std::size_t row : html.rows)
            html.links.push_back(fmt::format(
                "<a href=\"{}\">{}</a>{}",
                apart_ ? file_of(row) : "#" + anchors_.of(perimeters_.text(row, "code")),
                escaped_xml(perimeters_.text(row, "nom_qp")), escaped_xml(part_of(row))));
        out_ += html_table(edition_, html);
        out_ += "<p class=\"discret\">" + say("apercu_aide") + "</p>\n";
    }

    void head_figure(const HeadFigure& figure, std::size_t row) {
        const auto value = perimeters_.number(row, figure.column);
        if (!value) return;
        // What a source publishes is of the whole quarter.
        std::string caution;
        if (figure.column != "population")
            caution = escaped_xml(part_of(row));
        else if (perimeters_.text(row, "population_methode") != "officiel")
            caution = " (" + say("estimation") + ")" + escaped_xml(part_of(row));
        out_ += fmt::format("<p><strong>{}</strong> {}{}</p>\n",
                            head_text(*value, figure.share, edition_.language),
                            escaped_xml(figure.label.in(edition_.language)), caution);
    }
    /// " (partie couverte, 5 %)" of one that is cut.
    std::string part_of(std::size_t row) const {
        return covered_suffix(perimeters_.number(row, covered_column), edition_.language);
    }

    void portrait(std::size_t row) {
        const std::string code = perimeters_.text(row, "code");
        const bool official = perimeters_.text(row, "statut") == "officiel";
        // Names are homonyms across communes: the code tells sections apart.
        out_ += fmt::format("<section class=\"portrait\" aria-label=\"{} ({})\">\n",
                            escaped_xml(perimeters_.text(row, "nom_qp")), escaped_xml(code));
        heading(2, perimeters_.text(row, "nom_qp") + part_of(row), anchors_.of(code));
        std::string kind = perimeters_.text(row, "genre");
        std::replace(kind.begin(), kind.end(), '_', ' ');
        out_ += fmt::format(
            "<p><span class=\"statut{}\">{}</span> {} · {} · {}</p>\n", official ? "" : " local",
            escaped_xml(kind), escaped_xml(code),
            escaped_xml(names_of_codes(perimeters_.text(row, "communes"), edition_.communes)),
            say("contour", {{"statut", escaped_xml(perimeters_.text(row, "statut"))}}));
        out_ += "<div class=\"tete\">\n<div>\n";
        for (const HeadFigure& figure : edition_.settings.heads) head_figure(figure, row);
        if (const std::string reserve = perimeters_.text(row, "population_reserve");
            !reserve.empty())
            out_ += "<p class=\"aide\">" + sentence(reserve) + "</p>\n";
        for (const char* column : {"resume", "typologie"})
            if (const std::string text = perimeters_.text(row, column); !text.empty())
                out_ += "<p>" + sentence(text) + "</p>\n";
        out_ += headline_table(edition_, rows_["indicateurs"][code]) +
                "</div>\n<div class=\"figures\">" +
                figure(component_bars(edition_, row), say("figure_composantes")) +
                figure(detour_rose(edition_, rows_["roses"][code]), say("figure_rose")) +
                "</div>\n</div>\n";
        for (const ReportTable& shown : edition_.settings.portrait) of_perimeter(shown, code);
        out_ += "</section>\n";
    }

    static std::string figure(const std::string& picture, const std::string& caption) {
        if (picture.empty()) return {};
        return "<figure>" + picture + "<figcaption>" + escaped_xml(caption) +
               "</figcaption></figure>";
    }
    /// With a capital and a full stop: some texts are written to follow others.
    static std::string sentence(std::string text) {
        if (text.front() >= 'a' && text.front() <= 'z')
            text.front() = static_cast<char>(text.front() - 'a' + 'A');
        if (text.back() != '.') text += '.';
        return escaped_xml(text);
    }
    std::string method_id(const std::string& page) const {
        for (std::size_t i = 0; i < edition_.settings.methods.size(); ++i)
            if (edition_.settings.methods[i].page == page) return fmt::format("methode-{}", i + 1);
        return {};
    }

    void of_perimeter(const ReportTable& shown, const std::string& code) {
        const Table* of = table(shown.layer);
        if (of == nullptr) return;
        const std::vector<std::size_t> rows = shown_rows(*of, shown, rows_[shown.layer][code]);
        if (rows.empty()) return;
        out_ += fmt::format("<details><summary>{} ({})</summary>\n",
                            escaped_xml(shown.title.in(edition_.language)), rows.size());
        out_ += html_table(edition_, {&shown, of, rows, {}, false});
        if (!shown.method.empty())
            out_ += fmt::format("<p class=\"discret\"><a href=\"{}#{}\">{}</a></p>\n",
                                apart_ ? "../rapport.html" : "", method_id(shown.method),
                                say("comment"));
        out_ += "</details>\n";
    }

    void quality() {
        heading(2, say("qualite"), "qualite");
        for (const ReportTable& shown : edition_.settings.quality) {
            const Table* of = table(shown.layer);
            if (of == nullptr || of->rows.empty()) continue;
            heading(3, shown.title.in(edition_.language));
            out_ += html_table(edition_,
                               {&shown, of, shown_rows(*of, shown, every_row(*of)), {}, false});
        }
    }

    void methods() {
        heading(2, say("methodes"), "methodes");
        for (const ReportMethod& method : edition_.settings.methods) {
            heading(3, method.title.in(edition_.language), method_id(method.page));
            out_ += "<p>" + escaped_xml(method.text.in(edition_.language)) + "</p>\n";
            // The page as it is written for the project, and nothing is asked for outside this
            // file.
            if (!method.full.empty())
                out_ += fmt::format(
                    "<details><summary>{}</summary>\n<div class=\"methode\" lang=\"{}\">{}</div>"
                    "\n</details>\n",
                    say("methode_entiere"), method.language, markdown_html(method.full));
        }
    }

    const ReportEdition& edition_;
    TableRows perimeters_;
    FileNames anchors_;  ///< the names that the pages of the atlas have
    /// By layer and perimeter: each portrait would else go over every table.
    std::map<std::string, std::map<std::string, std::vector<std::size_t>>> rows_;
    bool apart_ = false;
    std::string out_;
};

}  // namespace

std::string html_report(const ReportEdition& edition) {
    return Report(edition).write(false);
}

std::vector<ReportFile> report_files(const ReportEdition& edition) {
    Report report(edition);
    const bool apart = report.portraits() > most_portraits;
    std::vector<ReportFile> files{{"rapport.html", report.write(apart)}};
    for (std::size_t row = 0; apart && row < report.portraits(); ++row)
        files.push_back({report.file_of(row), report.write_portrait(row)});
    return files;
}

}  // namespace lisiere::io
