// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_epci.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/layers/table_codes.hpp"

namespace lisiere::io {

EpciSizes join_epci(const LayerSpec& spec, std::span<Commune> communes, Notices& notices) {
    const Schema schema = read_schema("epci");
    constexpr std::size_t insee_width = 5;
    const std::size_t code = schema.at("commune");
    RawLayer layer = read_table(spec, {schema, {}, {}, false, {}}, notices);
    repair_codes(layer, code, insee_width, {}, notices);
    require_unique(layer, code, "communes");
    std::map<std::string, std::string, std::less<>> members;
    for (const RawRow& row : layer.rows) members[row.text[code]] = row.text[schema.at("epci")];
    std::size_t matched = 0;
    for (Commune& commune : communes) {
        const auto found = members.find(commune.code);
        if (found == members.end()) {
            notices.add(Severity::avertissement, "commune_sans_epci", layer.where, commune.code);
            continue;
        }
        ++matched;
        // Of several codes in the contours, the table says which.
        const auto drawn = epci_codes(commune.epci);
        const auto declared = epci_codes(found->second);
        const bool one_of = std::any_of(drawn.begin(), drawn.end(), [&](const std::string& one) {
            return std::find(declared.begin(), declared.end(), one) != declared.end();
        });
        if (!drawn.empty() && !one_of)
            notices.add(
                Severity::avertissement, "epci_different", layer.where,
                {{"commune", commune.code}, {"contours", commune.epci}, {"table", found->second}});
        commune.epci = found->second;
    }
    if (matched == 0 && !communes.empty())
        throw InputError({layer.where,
                          fmt::format("aucune commune en commun : « {} » ici, « {} » là",
                                      layer.rows.front().text[code], communes.front().code),
                          "les codes INSEE des communes",
                          "vérifier que c'est la table des communes et de leurs EPCI"});
    EpciSizes sizes;
    for (const auto& [commune, epci] : members)
        for (const std::string& one : epci_codes(epci)) ++sizes[one];
    return sizes;
}

EpciSizes epci_in_contours(std::span<const LayerSpec> specs, std::span<const Commune> communes) {
    constexpr std::size_t insee_width = 5;
    if (std::none_of(communes.begin(), communes.end(),
                     [](const Commune& commune) { return !commune.epci.empty(); }))
        return {};
    const Schema schema = read_schema("communes");
    std::map<std::string, std::set<std::string>> members;
    std::set<std::string> all;
    for (const LayerSpec& spec : specs) {
        Notices told_already;
        RawLayer layer = read_attributes(spec, schema, told_already);
        restore_leading_zeros(layer, schema.at("code"), insee_width, told_already);
        for (RawRow& row : layer.rows) {
            all.insert(row.text[schema.at("code")]);
            for (const std::string& epci : epci_codes(row.text[schema.at("epci")]))
                members[epci].insert(row.text[schema.at("code")]);
        }
    }
    EpciSizes sizes;
    if (all.size() <= communes.size()) return sizes;
    for (const auto& [epci, codes] : members) sizes[epci] = codes.size();
    return sizes;
}

}  // namespace lisiere::io
