// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/find_perimeter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "engine/census/communes_of.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"

namespace lisiere::io {
namespace {

std::vector<PerimeterIdx> where(const Territory& territory,
                                const std::function<bool(const Perimeter&)>& fits) {
    std::vector<PerimeterIdx> found;
    for (const PerimeterIdx at : indices<PerimeterIdx>(territory.perimeters.size()))
        if (fits(territory.perimeters[at])) found.push_back(at);
    return found;
}

bool any_of(const std::vector<std::string>& texts,
            const std::function<bool(const std::string&)>& fits) {
    return std::any_of(texts.begin(), texts.end(), fits);
}

std::string listed(const Territory& territory, const std::vector<PerimeterIdx>& perimeters) {
    std::string text;
    for (const PerimeterIdx at : perimeters) {
        const Perimeter& perimeter = territory.perimeters[at];
        text += fmt::format("\n    {:<12} {}, {}", perimeter.id, perimeter.name,
                            communes_text(territory, perimeter));
    }
    return text;
}

/// Those with the nearest code or the nearest name; the whole list where it is short.
std::vector<PerimeterIdx> nearest(const Territory& territory, const std::string& asked) {
    constexpr std::size_t short_list = 8;
    if (territory.perimeters.size() <= short_list)
        return where(territory, [](const Perimeter&) { return true; });
    std::vector<std::string> codes;
    std::vector<std::string> names;
    for (const Perimeter& perimeter : territory.perimeters) {
        codes.push_back(folded(perimeter.id));
        names.push_back(comparable_name(perimeter.name));
    }
    const std::string code = nearest_name(folded(asked), codes);
    const std::string name = nearest_name(comparable_name(asked), names);
    return where(territory, [&](const Perimeter& perimeter) {
        return (!code.empty() && folded(perimeter.id) == code) ||
               (!name.empty() && comparable_name(perimeter.name) == name);
    });
}

}  // namespace

std::string communes_text(const Territory& territory, const Perimeter& perimeter) {
    std::vector<std::string> texts;
    const auto add = [&](const Commune& commune) {
        texts.push_back(fmt::format("{} ({})", commune.name, commune.code));
    };
    for (const std::string& code : perimeter.communes) {
        const auto known =
            std::find_if(territory.communes.begin(), territory.communes.end(),
                         [&](const Commune& commune) { return commune.code == code; });
        if (known != territory.communes.end())
            add(*known);
        else
            texts.push_back(code);
    }
    if (texts.empty() && perimeter.shape)
        for (const Commune& commune : territory.communes)
            if (geo::bounds(commune.shape).intersects(geo::bounds(*perimeter.shape)) &&
                geo::area(geo::intersection(*perimeter.shape, commune.shape)) >=
                    census::least_commune_share * geo::area(*perimeter.shape))
                add(commune);
    return texts.empty() ? "commune inconnue" : fmt::format("{}", fmt::join(texts, ", "));
}

std::vector<PerimeterIdx> perimeters_named(const Territory& territory, std::string_view asked) {
    const std::string code = folded(asked);
    const auto has_code = [&](const std::string& text) { return folded(text) == code; };
    std::vector<PerimeterIdx> found = where(territory, [&](const Perimeter& perimeter) {
        return has_code(perimeter.id) || (perimeter.code && has_code(perimeter.code->text()));
    });
    if (found.empty())
        found = where(territory, [&](const Perimeter& perimeter) {
            return any_of(perimeter.other_codes, has_code);
        });
    if (!found.empty() || code.empty()) return found;
    const std::string name = comparable_name(asked);
    const auto has_name = [&](const std::string& text) { return comparable_name(text) == name; };
    return where(territory, [&](const Perimeter& perimeter) {
        return has_name(perimeter.name) || any_of(perimeter.aliases, has_name) ||
               any_of(perimeter.sub_sectors, has_name);
    });
}

PerimeterIdx require_perimeter(const Territory& territory, std::string_view asked) {
    const std::vector<PerimeterIdx> found = perimeters_named(territory, asked);
    if (found.size() == 1) return found.front();
    const std::string where_asked = fmt::format("périmètre « {} »", asked);
    if (!found.empty())
        throw ConfigError(
            {where_asked,
             fmt::format("{} périmètres de ce nom :{}", found.size(), listed(territory, found)),
             "un code, ou un nom qui n'en désigne qu'un", "donner le code"});
    const std::string near = listed(territory, nearest(territory, std::string(asked)));
    throw ConfigError({where_asked, "aucun périmètre de ce code ni de ce nom",
                       "un périmètre de la configuration",
                       near.empty() ? "lisiere run écrit les codes dans la couche perimetres"
                                    : "parmi :" + near});
}

}  // namespace lisiere::io
