// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace lisiere::io {
namespace {

std::vector<street::Mode> modes_of(Section& section) {
    std::vector<street::Mode> modes;
    for (const std::string& word : section.texts("modes")) {
        const auto mode =
            std::find_if(street::all_modes.begin(), street::all_modes.end(),
                         [&](street::Mode known) { return street::to_text(known) == word; });
        if (mode == street::all_modes.end())
            section.fail("modes", fmt::format("\"{}\"", word), "marche, velo ou voiture");
        modes.push_back(*mode);
    }
    return modes;
}

ScenarioWaySpec way_of(Section& section, const LayerReader& reader) {
    ScenarioWaySpec spec;
    spec.key = section.path();
    spec.drawing = section.text("trace").value_or("");
    if (spec.drawing.empty() == !section.has("fichier"))
        section.fail("trace", spec.drawing.empty() ? "ni trace, ni fichier" : "trace et fichier",
                     "l'un des deux",
                     "trace = \"LINESTRING (3.001 46.502, 3.002 46.503)\", ou fichier = "
                     "\"passerelles.gpkg\"");
    if (spec.drawing.empty())
        reader.common_keys(section, spec);
    else
        spec.crs = static_cast<int>(section.integer("crs", 1024, 32767).value_or(0));
    spec.kind = section.text("nature").value_or("");
    if (spec.kind.empty() && !spec.fields.contains("nature"))
        section.fail("nature", "rien", "une nature de geodata/reference/voirie.csv",
                     "nature = \"footway\" pour une passerelle, \"residential\" pour une rue");
    spec.modes = modes_of(section);
    spec.bridge = section.flag("pont").value_or(false);
    spec.tunnel = section.flag("tunnel").value_or(false);
    spec.level = static_cast<int>(section.integer("niveau", -10, 10).value_or(0));
    spec.one_way = section.flag("sens_unique").value_or(false);
    spec.joins_crossings = section.choice("croisements", {"libres", "noeuds"}) == "noeuds";
    return spec;
}

}  // namespace

void read_scenarios(Section& root, const LayerReader& reader, RunConfig& config) {
    std::set<std::string> names;
    for (Section& section : root.tables("scenarios")) {
        ScenarioSpec spec;
        spec.key = section.path();
        spec.name = section.required_text("nom", "un nom court : \"passerelle\"");
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        };
        if (!std::all_of(spec.name.begin(), spec.name.end(), plain))
            section.fail("nom", fmt::format("\"{}\"", spec.name),
                         "des minuscules sans accent, des chiffres, - et _ : il nomme un dossier",
                         "mettre le nom en clair dans titre");
        if (!names.insert(spec.name).second)
            section.fail("nom", fmt::format("deux fois \"{}\"", spec.name), "un nom par scénario");
        spec.title = section.text("titre").value_or(spec.name);
        spec.description = section.text("description").value_or("");
        spec.tolerance_m = section.number("rattachement_m", 0, 500).value_or(spec.tolerance_m);
        for (Section& way : section.tables("voies")) {
            spec.ways.push_back(way_of(way, reader));
            way.finish();
        }
        section.finish();
        config.scenarios.push_back(std::move(spec));
    }
}

}  // namespace lisiere::io
