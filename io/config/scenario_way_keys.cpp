// SPDX-License-Identifier: Apache-2.0
#include "io/config/scenario_change_keys.hpp"

#include <fmt/format.h>

#include "io/config/layer_keys.hpp"

namespace lisiere::io {
namespace {

using Way = ScenarioWaySpec;

bool is_added(const Way& way) {
    return way.action == Way::Action::ajouter;
}
bool is_there(const Way& way) {
    return !is_added(way);
}

/// Streets that are there, by their ids.
Key<Way> ids() {
    KeyFacts facts = fact("id", KeyType::integers);
    facts.least = 1;
    facts.most = 9e15;
    return Key<Way>{
        {facts},
        [](Section& section, const ConfigFiles&, Way& way) {
            for (const double id : section.numbers("id", 1, 9e15))
                way.ids.push_back(static_cast<std::int64_t>(id));
        },
        [](const Way& way, toml::table& table) { table.insert("id", to_array(way.ids)); }}
        .if_set()
        .when(is_there);
}

void refuse_places(const Section& section, Way& way) {
    const int given = (way.drawing.empty() ? 0 : 1) + (way.ids.empty() ? 0 : 1) +
                      (section.has("fichier") ? 1 : 0);
    if (given != 1)
        section.fail("trace", fmt::format("{} façons de dire où", given),
                     is_added(way) ? "trace ou fichier" : "un de : trace, fichier, id",
                     "trace = \"LINESTRING (3.001 46.502, 3.002 46.503)\"");
}

void refuse_no_kind(const Section& section, Way& way) {
    if (way.kind.empty() && !way.fields.contains("nature"))
        section.fail("nature", "rien", "une nature de geodata/reference/voirie.csv",
                     "nature = \"footway\" pour une passerelle, \"residential\" pour une rue");
}

Key<Way> modes() {
    std::vector<std::pair<std::string, street::Mode>> all;
    for (const street::Mode mode : street::all_modes)
        all.emplace_back(std::string(street::to_text(mode)), mode);
    return words("modes", &Way::modes, all, "marche, velo ou voiture").if_set();
}

Keys<Way> added_keys() {
    return keys_of<Way>(text("nature", &Way::kind).if_set().checked(refuse_no_kind),
                        flag("pont", &Way::bridge).if_set(), flag("tunnel", &Way::tunnel).if_set(),
                        integer("niveau", &Way::level, -10, 10).if_set(),
                        flag("sens_unique", &Way::one_way).if_set(),
                        word<Way, bool>("croisements", &Way::joins_crossings,
                                        {{"libres", false}, {"noeuds", true}}));
}

}  // namespace

Keys<ScenarioWaySpec> scenario_way_keys() {
    using Action = Way::Action;
    return keys_of<Way>(
        noted_path<Way>(&Way::key),
        word<Way, Action>("action", &Way::action,
                          {{"ajouter", Action::ajouter},
                           {"fermer", Action::fermer},
                           {"pietonniser", Action::pietonniser}}),
        text("trace", &Way::drawing).if_set(), ids(), check<Way>(refuse_places),
        when<Way>([](const Way& way) { return way.has_file(); }, keys_of<Way>(file_keys())),
        Key<Way>(crs_key()).when([](const Way& way) { return !way.drawing.empty(); }),
        modes().when([](const Way& way) { return way.action != Action::pietonniser; }),
        word<Way, bool>("par", &Way::across, {{"long", false}, {"travers", true}}).when(is_there),
        when<Way>(is_added, added_keys()));
}

}  // namespace lisiere::io
