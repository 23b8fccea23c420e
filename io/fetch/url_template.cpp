// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/fetch/url.hpp"

namespace lisiere::io {
namespace {

const std::array<std::string, 4> words{"annee", "mois", "departement", "departement3"};

[[noreturn]] void refuse(std::string_view url_template, const std::string& found,
                         const std::string& advice) {
    throw ConfigError({without_secrets(url_template), found,
                       "{annee}, {mois}, {departement} ou {departement3}", advice});
}

std::string value(std::string_view word, const UrlFill& fill, int year,
                  std::string_view url_template) {
    if (word == "annee") return fmt::format("{:04}", year);
    if (word == "mois") return fmt::format("{:02}", static_cast<unsigned>(fill.date.month()));
    if (word != "departement" && word != "departement3") {
        const std::string nearest = nearest_name(word, words);
        refuse(url_template, fmt::format("« {{{}}} » dans l'adresse", word),
               nearest.empty() ? "écrire {{ et }} pour des accolades"
                               : fmt::format("écrire {{{}}}", nearest));
    }
    if (fill.department.empty())
        refuse(url_template, fmt::format("« {{{}}} », et aucun département n'est donné", word),
               "donner le département de la source");
    return word == "departement" ? fill.department : fmt::format("{:0>3}", fill.department);
}

/// One address; `dated` is set when the year is in it.
std::string filled(std::string_view url_template, const UrlFill& fill, int year, bool& dated) {
    std::string url;
    for (std::size_t i = 0; i < url_template.size(); ++i) {
        const char c = url_template[i];
        if ((c == '{' || c == '}') && i + 1 < url_template.size() && url_template[i + 1] == c) {
            url += c;
            ++i;
        } else if (c == '{') {
            const std::size_t end = url_template.find('}', i);
            if (end == url_template.npos)
                refuse(url_template, "une accolade ouverte et jamais fermée", "fermer l'accolade");
            const std::string_view word = url_template.substr(i + 1, end - i - 1);
            url += value(word, fill, year, url_template);
            dated = dated || word == "annee";
            i = end;
        } else if (c == '}') {
            refuse(url_template, "une accolade fermée et jamais ouverte",
                   "écrire }} pour une accolade");
        } else {
            url += c;
        }
    }
    return url;
}

}  // namespace

std::vector<UrlCandidate> fill_url(std::string_view url_template, const UrlFill& fill) {
    std::vector<UrlCandidate> candidates;
    const int newest = static_cast<int>(fill.date.year());
    for (unsigned back = 0; back < std::max(1U, fill.years); ++back) {
        bool dated = false;
        const int year = newest - static_cast<int>(back);
        std::string url = filled(url_template, fill, year, dated);
        candidates.push_back({std::move(url), dated ? year : 0});
        if (!dated) break;
    }
    return candidates;
}

}  // namespace lisiere::io
