// SPDX-License-Identifier: Apache-2.0
#include "io/compare/comparison_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "io/base/numbers.hpp"
#include "io/compare/comparison_tables.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

using compare::Change;
using compare::PerimeterPair;

constexpr std::size_t most_sentences = 8;

class Page {
  public:
    Page(const compare::Comparison& comparison, const ComparisonRules& rules, const Sentences& say,
         const PageSettings& settings)
        : comparison_(comparison),
          rules_(rules),
          say_(say),
          settings_(settings),
          changes_(comparison.perimeters.size()),
          leading_(comparison.perimeters.size()),
          senses_(comparison.perimeters.size()) {
        for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
            const Change& change = comparison.changes[i];
            changes_[change.pair].push_back(i);
            const int sense = sense_of(change, rules.rules.measures[change.rule]);
            senses_[change.pair].first += sense > 0 ? 1 : 0;
            senses_[change.pair].second += sense < 0 ? 1 : 0;
        }
        for (const std::size_t at : say.leading())
            leading_[comparison.changes[at].pair].push_back(at);
    }

    std::string write() {
        const std::string title =
            fmt::format("{} — {}", words("ce_qui_a"), comparison_.next.territory);
        out_ = fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
            "name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n<title>{}</title>\n"
            "<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"discret\">{} → "
            "{}</p>\n",
            say_.language(), escaped_xml(title), settings_.css, escaped_xml(title),
            escaped_xml(settings_.names.first), escaped_xml(settings_.names.second));
        inputs();
        if (comparison_.unchanged()) {
            paragraph(comparison_.causes.empty() ? words("rien_n_a")
                                                 : words("aucun_chiffre_publie"));
        } else {
            overview();
            for (std::size_t pair = 0; pair < comparison_.perimeters.size(); ++pair)
                perimeter(pair);
            absences();
            reading();
        }
        out_ += "</main>\n</body>\n</html>\n";
        return std::move(out_);
    }

  private:
    std::string words(const std::string& key, const NamedValues& values = {}) const {
        return lisiere::io::say("comparaison." + key, say_.language(), values);
    }
    void heading(const std::string& text) { out_ += "<h2>" + escaped_xml(text) + "</h2>\n"; }
    void paragraph(const std::string& text, const char* kind = "") {
        out_ += fmt::format("<p{}>{}</p>\n", *kind == 0 ? "" : fmt::format(" class=\"{}\"", kind),
                            escaped_xml(text));
    }

    void inputs() {
        heading(words("ce_qui_a_change"));
        if (comparison_.causes.empty())
            paragraph(words("fichiers_reglages_et"));
        else
            out_ += "<ul>\n";
        for (const compare::Cause& cause : comparison_.causes) {
            std::string files;
            if (cause.kind == compare::Cause::Kind::source)
                files = cause.base == cause.next ? cause.next : cause.base + " → " + cause.next;
            out_ += fmt::format("<li>{}{}</li>\n", escaped_xml(say_.cause(cause)),
                                files.empty() ? ""
                                              : fmt::format(" <span class=\"discret\">{}</span>",
                                                            escaped_xml(files)));
        }
        if (!comparison_.causes.empty()) out_ += "</ul>\n";
        const auto told = [&](const char* key, const std::string& a, const std::string& b) {
            if (a != b) paragraph(fmt::format("{} : {} → {}", words(key), a, b));
        };
        told("territoires_differents", comparison_.base.territory, comparison_.next.territory);
        told("langues_differentes", comparison_.base.language, comparison_.next.language);
    }

    void overview() {
        heading(words("vue_ensemble"));
        const std::string map = overview_map(comparison_, say_, senses_, settings_.background);
        if (map.empty()) return;
        out_ += "<figure style=\"max-width:none\">" + map + "</figure>\n<ul class=\"legende\">";
        const auto entry = [&](const char* colour, const char* key) {
            out_ += fmt::format("<li><i style=\"background:{}\"></i>{}</li>", colour,
                                escaped_xml(words(key)));
        };
        entry("#1b7837", "surtout_en_mieux");
        entry("#c1440e", "surtout_en_moins");
        entry("#c9a227", "les_deux");
        entry("#d9dde0", "pareil_ou_par");
        entry("#2166ac", "nouveau");
        out_ += "</ul>\n";
        const auto by_rank = std::count_if(comparison_.changes.begin(), comparison_.changes.end(),
                                           [](const Change& change) { return change.by_rank; });
        paragraph(words("compte", {{"compares", comparison_.compared},
                                   {"changes", comparison_.changes.size()},
                                   {"par_rang", by_rank}}));
    }

    void perimeter(std::size_t pair) {
        const PerimeterPair& one = comparison_.perimeters[pair];
        const std::vector<std::string> about = say_.about(one);
        if (about.empty() && changes_[pair].empty()) return;
        out_ += fmt::format("<section class=\"quartier\" aria-label=\"{}\">\n",
                            escaped_xml(one.shown().name + " (" + one.shown().code + ")"));
        heading(one.shown().name);
        paragraph(one.shown().code, "discret");
        out_ += "<div class=\"change\"><div>\n";
        if (!about.empty() || !leading_[pair].empty()) out_ += "<ul class=\"phrases\">\n";
        for (const std::string& phrase : about) out_ += "<li>" + escaped_xml(phrase) + "</li>\n";
        const std::vector<std::size_t>& told = leading_[pair];
        for (std::size_t i = 0; i < std::min(most_sentences, told.size()); ++i)
            sentence(comparison_.changes[told[i]]);
        if (!about.empty() || !told.empty()) out_ += "</ul>\n";
        const auto by_rank = static_cast<std::size_t>(
            std::count_if(changes_[pair].begin(), changes_[pair].end(),
                          [&](std::size_t at) { return comparison_.changes[at].by_rank; }));
        if (told.empty() && about.empty() && by_rank == changes_[pair].size())
            paragraph(words("rien_n_a_bouge"));
        else if (told.empty() && about.empty())
            paragraph(words("rien_de_grand"));
        out_ +=
            "</div>" + perimeter_map(comparison_, say_, pair, settings_.background) + "</div>\n";
        figures(pair, false, changes_[pair].size() - by_rank, words("tous_les_chiffres"));
        figures(pair, true, by_rank, words("par_le_seul"));
        out_ += "</section>\n";
    }

    std::string mark(const Change& change) const {
        const int sense = sense_of(change, rules_.rules.measures[change.rule]);
        if (sense == 0) return "<span class=\"sens\">·</span>";
        return fmt::format("<span class=\"sens {}\" title=\"{}\">{}</span>",
                           sense > 0 ? "mieux" : "moins",
                           sense > 0 ? words("mieux") : words("moins_bien"), sense > 0 ? "▲" : "▼");
    }
    void sentence(const Change& change) {
        out_ += fmt::format("<li>{} {}<br><span class=\"pourquoi\">{}</span></li>\n", mark(change),
                            escaped_xml(say_.phrase(change)), escaped_xml(say_.cause(change)));
    }

    void figures(std::size_t pair, bool by_rank, std::size_t count, const std::string& title) {
        if (count == 0) return;
        out_ += fmt::format(
            "<details><summary>{} ({})</summary>\n<div class=\"defile\" "
            "tabindex=\"0\"><table><thead><tr>",
            escaped_xml(title), count);
        const auto column = [&](const char* key, const char* kind = "") {
            out_ += fmt::format("<th scope=\"col\"{}>{}</th>", kind, escaped_xml(words(key)));
        };
        const char* const number = " class=\"nombre\"";
        column("mesure");
        column("avant", number);
        column("apres", number);
        column("difference", number);
        column("ce_qu_elle");
        column("pourquoi");
        out_ += "</tr></thead><tbody>\n";
        for (const std::size_t at : changes_[pair]) {
            const Change& change = comparison_.changes[at];
            if (change.by_rank != by_rank) continue;
            out_ += fmt::format(
                "<tr><th scope=\"row\">{} {}</th><td class=\"nombre\">{}</td><td "
                "class=\"nombre\">{}</td><td class=\"nombre\">{}</td><td>{}</td><td>{}</td></tr>\n",
                mark(change), escaped_xml(say_.label(change)),
                escaped_xml(say_.value(change, change.base)),
                escaped_xml(say_.value(change, change.next)),
                change.difference ? escaped_xml(say_.difference(change)) : "–",
                escaped_xml(say_.verdict(change)), escaped_xml(say_.cause(change)));
        }
        out_ += "</tbody></table></div></details>\n";
    }

    void absences() {
        if (comparison_.absent.empty()) return;
        heading(words("non_compare"));
        out_ += "<ul>\n";
        for (const compare::Absent& absent : comparison_.absent)
            out_ +=
                fmt::format("<li><code>{}{}</code> : {}</li>\n", escaped_xml(absent.table),
                            absent.column.empty() ? "" : "." + escaped_xml(absent.column),
                            absent.in_base ? words("absent_de_la") : words("absent_de_la_seconde"));
        out_ += "</ul>\n";
    }

    void reading() {
        heading(words("comment_lire"));
        paragraph(words("une_difference_est"));
    }

    const compare::Comparison& comparison_;
    const ComparisonRules& rules_;
    const Sentences& say_;
    const PageSettings& settings_;
    std::vector<std::vector<std::size_t>> changes_;  ///< by perimeter
    std::vector<std::vector<std::size_t>> leading_;
    std::vector<std::pair<int, int>> senses_;
    std::string out_;
};

}  // namespace

std::string comparison_page(const compare::Comparison& comparison, const ComparisonRules& rules,
                            const Sentences& say, const PageSettings& settings) {
    return Page(comparison, rules, say, settings).write();
}

}  // namespace lisiere::io
