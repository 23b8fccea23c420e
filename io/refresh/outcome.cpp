// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/reference/notice_words.hpp"
#include "io/refresh/moment.hpp"

namespace lisiere::io {
using Json = nlohmann::ordered_json;
namespace {

constexpr std::size_t worst_shown = 10;

std::string in_words(const std::string& iso) {
    const auto day = parse_date(iso);
    return day ? date_in_words(*day, "fr") : iso;
}

std::string subject(const RefreshOutcome& outcome) {
    switch (outcome.end) {
        case RefreshEnd::published:
            return "nouvelle édition publiée";
        case RefreshEnd::unchanged:
            return "rien n'a changé";
        case RefreshEnd::put_aside:
            return "l'édition écartée n'est pas republiée";
        case RefreshEnd::returned:
            return "retour à l'édition d'avant";
        case RefreshEnd::would_publish:
            return "à blanc : une nouvelle édition serait publiée";
        case RefreshEnd::refused:
            return outcome.dry ? "à blanc : l'édition serait refusée" : "édition refusée";
        case RefreshEnd::input_refused:
            return outcome.dry ? "à blanc : une source serait refusée" : "source refusée";
        case RefreshEnd::failed:
            return "échec";
    }
    return "";
}

void section(std::string& text, const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    text += "\n" + title + "\n";
    for (const std::string& line : lines) text += "- " + line + "\n";
}

/// The findings of data that count most: errors, then warnings, the most frequent first.
std::vector<std::string> worst(const Notices& notices, const std::string& language) {
    std::vector<Notice> items;
    for (const Notice& notice : notices.items())
        if (notice.severity != Severity::info) items.push_back(notice);
    std::stable_sort(items.begin(), items.end(), [](const Notice& a, const Notice& b) {
        return std::pair(a.severity, a.count) > std::pair(b.severity, b.count);
    });
    if (items.empty()) return {};
    const NoticeWords words = read_notice_words(language);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < std::min(items.size(), worst_shown); ++i)
        lines.push_back(
            fmt::format("{} : {} (× {})", items[i].layer, words.message(items[i]), items[i].count));
    if (items.size() > worst_shown)
        lines.push_back(
            fmt::format("et {} autres, dans le rapport de l'édition", items.size() - worst_shown));
    return lines;
}

}  // namespace

std::string to_text(RefreshEnd end) {
    switch (end) {
        case RefreshEnd::published:
            return "publiee";
        case RefreshEnd::unchanged:
            return "inchangee";
        case RefreshEnd::put_aside:
            return "ecartee";
        case RefreshEnd::returned:
            return "retour";
        case RefreshEnd::would_publish:
            return "publiable";
        case RefreshEnd::refused:
            return "refusee";
        case RefreshEnd::input_refused:
            return "source_refusee";
        case RefreshEnd::failed:
            return "echec";
    }
    return "";
}

Json to_json(const RefreshOutcome& outcome) {
    Json findings = Json::array();
    for (const DriftFinding& finding : outcome.findings)
        findings.push_back({{"couche", finding.layer},
                            {"mesure", finding.measure},
                            {"objet", finding.subject},
                            {"avant", finding.before ? Json(*finding.before) : Json(nullptr)},
                            {"maintenant", finding.now},
                            {"suite", finding.refuses ? "refuser" : "signaler"},
                            {"phrase", finding.sentence}});
    Json kept = Json::array();
    for (const CardSource& source : outcome.kept)
        kept.push_back({{"cle", source.key},
                        {"fichier", source.file},
                        {"depuis", source.since},
                        {"raison", source.kept}});
    return {{"type", "actualisation"},
            {"issue", to_text(outcome.end)},
            {"a_blanc", outcome.dry},
            {"territoire", outcome.territory},
            {"moment", outcome.moment},
            {"date", outcome.date},
            {"edition", outcome.edition},
            {"precedente", outcome.previous},
            {"refus", outcome.attempt},
            {"raison", outcome.reason},
            {"ecarts", std::move(findings)},
            {"sources_nouvelles", outcome.changed},
            {"sources_gardees", std::move(kept)},
            {"remarques", outcome.remarks},
            {"mouvements", outcome.moved},
            {"perimetres", outcome.perimeters},
            {"couches", outcome.layers},
            {"etapes_recalculees", outcome.steps.computed},
            {"etapes_reprises", outcome.steps.taken}};
}

std::string summary_text(const RefreshOutcome& outcome) {
    std::string text =
        fmt::format("{}, {} : {}\n", outcome.territory, in_words(outcome.date), subject(outcome));
    if (!outcome.reason.empty()) text += "\n" + outcome.reason + "\n";
    if (!outcome.edition.empty())
        text += fmt::format("\nÉdition en place : {}{}\n", outcome.edition,
                            outcome.previous.empty() || outcome.previous == outcome.edition
                                ? ""
                                : fmt::format(" (avant : {})", outcome.previous));
    else
        text += "\nAucune édition n'est encore en place.\n";
    if (outcome.end == RefreshEnd::published || outcome.end == RefreshEnd::would_publish)
        text += fmt::format("{} périmètres, {} couches.\n", outcome.perimeters, outcome.layers);
    section(text, "Sources nouvelles :", outcome.changed);
    std::vector<std::string> kept;
    for (const CardSource& source : outcome.kept)
        kept.push_back(fmt::format("{} : fichier du {} gardé, {}", source.file,
                                   in_words(source.since), source.kept));
    section(text, "Sources gardées, faute de mieux :", kept);
    std::vector<std::string> refusing;
    std::vector<std::string> told;
    for (const DriftFinding& finding : outcome.findings)
        (finding.refuses ? refusing : told)
            .push_back(fmt::format("{} — {}", finding.layer, finding.sentence));
    section(text, "Ce qui fait refuser :", refusing);
    section(text, "Ce qui a bougé le plus :", outcome.moved);
    section(text, "À regarder :", told);
    section(text, "Remarques :", outcome.remarks);
    section(text, "Calcul :", in_words(outcome.steps));
    section(text, "Constats les plus graves :", worst(outcome.notices, outcome.language));
    return text;
}

std::string told_in_feed(const RefreshOutcome& outcome) {
    std::string text = outcome.previous.empty()
                           ? "Première édition."
                           : fmt::format("Édition du {}.", in_words(outcome.date));
    if (!outcome.changed.empty() && !outcome.previous.empty())
        text += fmt::format(" Sources nouvelles : {}.", fmt::join(outcome.changed, ", "));
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < std::min(most, outcome.moved.size()); ++i)
        text += fmt::format("{} {}{}", i == 0 ? "" : " ;", outcome.moved[i],
                            i + 1 == std::min(most, outcome.moved.size()) ? "." : "");
    return text;
}

}  // namespace lisiere::io
