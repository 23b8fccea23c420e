// SPDX-License-Identifier: Apache-2.0
#include "io/compare/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <tuple>

#include "io/base/numbers.hpp"
#include "io/style/figure_text.hpp"

namespace lisiere::io {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

std::string percent(double share, const std::string& language, int decimals = 0) {
    return percent_text(100 * share, decimals, language);
}

/// The distance of two values as they are shown: "48,1 → 47,6 (0,5 de moins)".
double shown_distance(double base, double next, int decimals) {
    const double unit = std::pow(10.0, decimals);
    return std::abs(std::round(next * unit) - std::round(base * unit)) / unit;
}

/// Minutes of "22:40"; nothing for another text.
std::optional<int> minutes_of(const std::string& clock) {
    int hours = 0;
    int minutes = 0;
    if (std::sscanf(clock.c_str(), "%d:%d", &hours, &minutes) != 2) return std::nullopt;
    return 60 * hours + minutes;
}

bool in_percent(const MeasureText& text, const std::string& unit) {
    return text.form == MeasureText::Form::share || unit == "part" || unit == "0–1";
}

}  // namespace

std::string filled(std::string phrase, const std::map<std::string, std::string>& said) {
    std::string out;
    for (std::size_t at = 0; at < phrase.size();) {
        const std::size_t end = phrase[at] == '{' ? phrase.find('}', at) : std::string::npos;
        const auto found =
            end == std::string::npos ? said.end() : said.find(phrase.substr(at + 1, end - at - 1));
        if (found == said.end()) {
            out += phrase[at++];
            continue;
        }
        out += found->second;
        at = end + 1;
    }
    return out;
}

std::string Sentences::unit(const compare::Change& change) const {
    return change.unit.empty() ? text(change).unit : word(change.unit);
}

std::map<std::string, std::string> Sentences::words_of(const compare::Change& change) const {
    const compare::MeasureRule& rule = rules_.rules.measures[change.rule];
    std::map<std::string, std::string> said;
    for (std::size_t k = 0; k < rule.keys.size(); ++k) said[rule.keys[k]] = word(change.keys[k]);
    for (const auto& [key, value] : rule.only) said[key] = word(value);
    said["ligne"] =
        change.label.empty() && !change.keys.empty() ? word(change.keys.front()) : change.label;
    return said;
}

std::string Sentences::label(const compare::Change& change) const {
    return filled(text(change).label.in(language_), words_of(change));
}

std::string Sentences::value(const compare::Change& change, const compare::Figure& figure) const {
    if (!figure.value) return figure.reason;
    const std::string of = unit(change);
    if (in_percent(text(change), of)) return percent(*figure.value, language_);
    const int decimals = text(change).decimals;
    if (of == "%") return percent_text(*figure.value, decimals, language_);
    const std::string number = number_text(*figure.value, decimals, language_);
    return of.empty() ? number : number + "\u202f" + of;
}

std::string Sentences::amount(const compare::Change& change) const {
    const double base = *change.base.value;
    const double next = *change.next.value;
    const std::string of = unit(change);
    if (text(change).form == MeasureText::Form::percent)
        return percent(std::abs(next - base) / std::abs(base), language_);
    if (in_percent(text(change), of))
        return number_text(100 * shown_distance(base, next, 2), 0, language_) + "\u202f" +
               word("points");
    const int decimals = text(change).decimals;
    const std::string number =
        number_text(shown_distance(base, next, decimals), decimals, language_);
    if (of == "%") return number + "\u202f" + word("points");
    return of.empty() ? number : number + "\u202f" + of;
}

std::string Sentences::difference(const compare::Change& change) const {
    const std::string of = unit(change);
    if (in_percent(text(change), of))
        return signed_text(100 * *change.difference, 1, language_) + "\u202f" + word("points");
    const std::string number =
        signed_text(*change.difference, text(change).decimals + 1, language_);
    if (of == "%") return number + "\u202f" + word("points");
    return of.empty() ? number : number + "\u202f" + of;
}

std::string Sentences::phrase(const compare::Change& change) const {
    std::map<std::string, std::string> said = words_of(change);
    said["libelle"] = label(change);
    said["avant"] = value(change, change.base);
    said["apres"] = value(change, change.next);
    said["motif"] = change.next.value ? change.base.reason : change.next.reason;
    if (!change.difference)
        return filled(word(change.next.value   ? "apparu"
                           : change.base.value ? "disparu"
                                               : "autre_motif"),
                      said);
    const bool of_nothing = text(change).form == MeasureText::Form::percent &&
                            !(std::abs(*change.base.value) > 0 &&
                              std::abs(*change.difference) <= 2 * std::abs(*change.base.value));
    // A share of nothing, or many times it, is no percentage that anybody reads.
    if (of_nothing) return filled(word("de_a"), said);
    said["ecart"] = amount(change);
    const StyleText& way = *change.difference > 0 ? text(change).rise : text(change).fall;
    return filled(way.in(language_), said);
}

std::string Sentences::cause(const compare::Cause& cause) const {
    std::map<std::string, std::string> said{
        {"cle", cause.what},
        {"avant", cause.base.empty() ? word("absent") : cause.base},
        {"apres", cause.next.empty() ? word("absent") : cause.next}};
    switch (cause.kind) {
        case compare::Cause::Kind::program:
            return filled(word("programme"), said);
        case compare::Cause::Kind::setting:
            return filled(word("reglage"), said);
        case compare::Cause::Kind::reference:
            return filled(word("reference"), said);
        case compare::Cause::Kind::source:
            break;
    }
    const auto input = rules_.inputs.find(cause.what);
    said["cause"] = input == rules_.inputs.end() ? cause.what : input->second.change.in(language_);
    if (cause.base.empty()) return filled(word("ajoute"), said);
    if (cause.next.empty()) return filled(word("retire"), said);
    if (cause.base_vintage == cause.next_vintage || cause.base_vintage.empty() ||
        cause.next_vintage.empty())
        return said["cause"];
    said["avant"] = cause.base_vintage;
    said["apres"] = cause.next_vintage;
    return filled(word("millesimes"), said);
}

std::string Sentences::sources(const compare::Change& change) const {
    if (change.by_rank && change.causes.empty()) return word("par_rang");
    std::vector<std::string> direct;
    std::vector<std::string> far;
    // A redrawn outline is its own word, and the file that brought it needs no other.
    if (change.outline) direct.push_back(word("contour"));
    for (const compare::CauseOf& one : change.causes) {
        const compare::Cause& what = comparison_.causes[one.cause];
        if (change.outline && what.kind == compare::Cause::Kind::source &&
            what.what == "perimetres")
            continue;
        (one.direct ? direct : far).push_back(cause(what));
    }
    if (!direct.empty()) return joined(direct, word("ou"));
    if (far.empty()) return word("sans_cause");
    return joined(far, word("ou"));
}

std::string Sentences::evidence(const compare::Change& change) const {
    std::vector<std::string> parts;
    constexpr std::size_t told = 2;
    for (std::size_t i = 0; i < std::min(told, change.lines.size()); ++i)
        parts.push_back(line(comparison_.lines[change.lines[i]]));
    for (std::size_t i = 0; i < std::min(told, change.places.size()); ++i)
        parts.push_back(place(comparison_.places[change.places[i]]));
    return joined(parts, " ; ");
}

std::string Sentences::cause(const compare::Change& change) const {
    const std::string more = evidence(change);
    return more.empty() ? sources(change) : sources(change) + " ; " + more;
}

std::string Sentences::verdict(const compare::Change& change) const {
    return word(compare::to_text(change.verdict));
}

std::string Sentences::sentence(const compare::Change& change) const {
    return filled(word("avec_cause"), {{"phrase", phrase(change)}, {"cause", cause(change)}});
}

std::string Sentences::place(const compare::PlaceChange& change) const {
    constexpr std::string_view kinds[] = {"opened", "closed", "moved"};
    const std::string kind(kinds[static_cast<std::size_t>(change.kind)]);
    std::string what = change.name;
    if (what.empty()) what = change.label.empty() ? change.category : change.label;
    return filled(word(change.stop ? "arret_" + kind : kind), {{"nom", what}});
}

std::string Sentences::line(const compare::LineChange& change) const {
    std::map<std::string, std::string> said{{"ligne", change.line},
                                            {"avant", number_text(change.base, 1, language_)},
                                            {"apres", number_text(change.next, 1, language_)}};
    if (change.base > 0 && !(change.next > 0)) return filled(word("ligne_supprimee"), said);
    if (change.next > 0 && !(change.base > 0)) return filled(word("ligne_nouvelle"), said);
    std::string out = filled(word("ligne"), said);
    // A last departure a few minutes from the former one says nothing of the evening.
    constexpr int least_minutes = 30;
    const auto before = minutes_of(change.base_last);
    const auto after = minutes_of(change.next_last);
    if (before && after && std::abs(*after - *before) >= least_minutes)
        out += ", " + filled(word("dernier_depart"),
                             {{"avant", change.base_last}, {"apres", change.next_last}});
    return out;
}

std::string Sentences::name(const compare::PerimeterPair& pair) const {
    const compare::PerimeterFacts& shown = pair.shown();
    const bool alone = std::none_of(
        comparison_.perimeters.begin(), comparison_.perimeters.end(), [&](const auto& other) {
            return other.shown().name == shown.name && other.shown().code != shown.code;
        });
    return alone ? shown.name : shown.name + " (" + shown.code + ")";
}

std::vector<std::string> Sentences::about(const compare::PerimeterPair& pair) const {
    using Tie = compare::PerimeterPair::Tie;
    const auto share = [&](const std::optional<double>& part) {
        // The last thousandth of what moved must not read as nothing.
        if (!part) return word("inconnu");
        return percent(std::min(*part, pair.redrawn && *part < 1 ? 0.999 : 1.0), language_,
                       *part > 0.99 && *part < 1 ? 1 : 0);
    };
    if (pair.tie == Tie::none) {
        std::vector<std::string> out{word(pair.next ? "perimetre_entre" : "perimetre_sorti")};
        if (pair.homonym) out.push_back(word("perimetre_homonyme"));
        return out;
    }
    std::vector<std::string> out;
    std::map<std::string, std::string> said{{"surface", share(pair.area_of_base)},
                                            {"habitants", share(pair.people_of_base)}};
    if (pair.tie == Tie::lineage) {
        said["avant"] = pair.base->name + " (" + pair.base->code + ")";
        return {filled(word("perimetre_filiation"), said)};
    }
    if (pair.renamed())
        out.push_back(filled(word("perimetre_renomme"), {{"avant", pair.base->name}}));
    if (pair.tie == Tie::ground)
        out.push_back(filled(word("perimetre_recode"),
                             {{"avant", pair.base->code}, {"apres", pair.next->code}}));
    if (pair.redrawn)
        out.push_back(pair.area_of_base ? filled(word("perimetre_redessine"), said)
                                        : word("perimetre_trace"));
    return out;
}

}  // namespace lisiere::io
