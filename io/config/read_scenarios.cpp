// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "io/base/file_names.hpp"

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

/// Where a change of streets is: drawn, in a file or, for streets that are there, by their ids.
void place_of(Section& section, const LayerReader& reader, ScenarioWaySpec& spec) {
    const bool added = spec.action == ScenarioWaySpec::Action::ajouter;
    spec.drawing = section.text("trace").value_or("");
    if (!added)
        for (const double id : section.numbers("id", 1, 9e15))
            spec.ids.push_back(static_cast<std::int64_t>(id));
    const int given = (spec.drawing.empty() ? 0 : 1) + (spec.ids.empty() ? 0 : 1) +
                      (section.has("fichier") ? 1 : 0);
    if (given != 1)
        section.fail("trace", fmt::format("{} façons de dire où", given),
                     added ? "trace ou fichier" : "un de : trace, fichier, id",
                     "trace = \"LINESTRING (3.001 46.502, 3.002 46.503)\"");
    if (section.has("fichier"))
        reader.common_keys(section, spec);
    else if (!spec.drawing.empty())
        spec.crs = static_cast<int>(section.integer("crs", 1024, 32767).value_or(0));
}

ScenarioWaySpec way_of(Section& section, const LayerReader& reader) {
    using Action = ScenarioWaySpec::Action;
    ScenarioWaySpec spec;
    spec.key = section.path();
    const std::string action =
        section.choice("action", {"ajouter", "fermer", "pietonniser"}).value_or("ajouter");
    if (action == "fermer") spec.action = Action::fermer;
    if (action == "pietonniser") spec.action = Action::pietonniser;
    place_of(section, reader, spec);
    if (spec.action != Action::pietonniser) spec.modes = modes_of(section);
    if (spec.action != Action::ajouter) {
        spec.across = section.choice("par", {"long", "travers"}) == "travers";
        return spec;
    }
    spec.kind = section.text("nature").value_or("");
    if (spec.kind.empty() && !spec.fields.contains("nature"))
        section.fail("nature", "rien", "une nature de geodata/reference/voirie.csv",
                     "nature = \"footway\" pour une passerelle, \"residential\" pour une rue");
    spec.bridge = section.flag("pont").value_or(false);
    spec.tunnel = section.flag("tunnel").value_or(false);
    spec.level = static_cast<int>(section.integer("niveau", -10, 10).value_or(0));
    spec.one_way = section.flag("sens_unique").value_or(false);
    spec.joins_crossings = section.choice("croisements", {"libres", "noeuds"}) == "noeuds";
    return spec;
}

ScenarioFacilitySpec facility_of(Section& section) {
    using Action = ScenarioFacilitySpec::Action;
    ScenarioFacilitySpec spec;
    spec.key = section.path();
    const std::string action =
        section.choice("action", {"ajouter", "deplacer", "supprimer", "capacite"})
            .value_or("ajouter");
    if (action == "deplacer") spec.action = Action::deplacer;
    if (action == "supprimer") spec.action = Action::supprimer;
    if (action == "capacite") spec.action = Action::capacite;
    const bool added = spec.action == Action::ajouter;
    spec.id = added ? section.text("id").value_or("scenario:" + section.path())
                    : section.required_text("id",
                                            "l'identifiant d'un équipement (couche "
                                            "equipements, champ id)");
    spec.category = added ? section.required_text("categorie",
                                                  "une catégorie d'équipement : "
                                                  "\"pharmacie\"")
                          : section.text("categorie").value_or("");
    if (added) spec.name = section.text("nom").value_or("");
    if (added || spec.action == Action::deplacer) {
        const auto lon = section.number("lon", -180, 180);
        const auto lat = section.number("lat", -90, 90);
        if (!lon || !lat)
            section.fail(lon ? "lat" : "lon", "rien", "des degrés : lon = 3.52, lat = 50.36");
        spec.at = geo::LonLat{*lon, *lat};
    }
    if (added || spec.action == Action::capacite) {
        spec.capacity = section.number("capacite", -1e12, 1e12);
        if (spec.capacity && *spec.capacity <= 0)
            section.fail("capacite", fmt::format("{}", *spec.capacity),
                         "un nombre plus grand que 0",
                         "action = \"supprimer\" pour un équipement qui ferme");
        if (!spec.capacity && !added)
            section.fail("capacite", "rien", "un nombre plus grand que 0", "capacite = 3");
    }
    return spec;
}

/// "06:30", "25:10": seconds of the service day.
Seconds clock_of(Section& section, const std::string& key) {
    const std::string text = section.required_text(key, "une heure : \"06:30\"");
    int hours = -1;
    int minutes = -1;
    const auto colon = text.find(':');
    const char* end = text.data() + text.size();
    if (colon != std::string::npos) {
        const auto h = std::from_chars(text.data(), text.data() + colon, hours);
        const auto m = std::from_chars(text.data() + colon + 1, end, minutes);
        if (h.ptr != text.data() + colon || m.ptr != end) hours = -1;
    }
    if (hours < 0 || hours > 29 || minutes < 0 || minutes > 59)
        section.fail(key, fmt::format("\"{}\"", text), "une heure de 00:00 à 29:59");
    return Seconds{hours * 3600 + minutes * 60};
}

ScenarioServiceSpec service_of(Section& section) {
    ScenarioServiceSpec spec;
    spec.days =
        section.choice("jours", {"tous", "ouvrables", "samedi", "dimanche"}).value_or("tous");
    spec.first = clock_of(section, "debut");
    spec.last = clock_of(section, "fin");
    if (spec.last < spec.first)
        section.fail("fin", "une heure avant le début", "une heure après le début",
                     "après minuit : \"25:30\"");
    const auto headway = section.number("intervalle_min", 0.5, 1440);
    if (!headway)
        section.fail("intervalle_min", "rien", "un nombre de minutes entre deux départs",
                     "intervalle_min = 10");
    spec.headway_min = *headway;
    section.finish();
    return spec;
}

ScenarioLineSpec line_of(Section& section) {
    using Action = ScenarioLineSpec::Action;
    ScenarioLineSpec spec;
    spec.key = section.path();
    const std::string action =
        section.choice("action", {"ajouter", "modifier", "supprimer"}).value_or("ajouter");
    if (action != "ajouter") {
        spec.action = action == "modifier" ? Action::modifier : Action::supprimer;
        spec.name =
            section.required_text("ligne", "le nom court d'une ligne des horaires : \"L1\"");
        if (spec.action == Action::supprimer) return spec;
        spec.frequency = section.number("frequence", 0.1, 10).value_or(1);
        spec.speed = section.number("vitesse", 0.2, 5).value_or(1);
        if (spec.frequency == 1 && spec.speed == 1)
            section.fail("frequence", "rien ne change", "frequence ou vitesse autre que 1",
                         "frequence = 2 : deux fois plus de départs");
        return spec;
    }
    spec.name = section.required_text("nom", "le nom de la ligne");
    spec.mode = section
                    .choice("mode", {"tram", "metro", "train", "bus", "bhns", "ferry",
                                     "telepherique", "autre"})
                    .value_or("bus");
    const auto speed = section.number("vitesse_kmh", 1, 400);
    if (!speed)
        section.fail("vitesse_kmh", "rien", "la vitesse entre deux arrêts, en km/h",
                     "vitesse_kmh = 20 pour un bus");
    spec.speed_kmh = *speed;
    spec.dwell_s = section.number("arret_s", 0, 600).value_or(spec.dwell_s);
    spec.both_ways = section.choice("sens", {"aller_retour", "aller"}) != "aller";
    spec.stops = section.texts("arrets");
    if (spec.stops.size() < 2)
        section.fail("arrets", fmt::format("{} arrêt(s)", spec.stops.size()),
                     "au moins deux arrêts", "arrets = [\"A001\", \"POINT (3.01 46.49)\"]");
    for (Section& service : section.tables("service")) spec.services.push_back(service_of(service));
    if (spec.services.empty())
        section.fail("service", "rien", "au moins une table [[scenarios.lignes.service]]",
                     "service = [{ jours = \"ouvrables\", debut = \"06:00\", fin = \"21:00\", "
                     "intervalle_min = 10 }]");
    return spec;
}

}  // namespace

std::vector<ScenarioSpec> scenarios_of(Section& root, const LayerReader& reader) {
    std::vector<ScenarioSpec> scenarios;
    std::set<std::string> names;
    for (Section& section : root.tables("scenarios")) {
        ScenarioSpec spec;
        spec.key = section.path();
        spec.name = section.required_text("nom", "un nom court : \"passerelle\"");
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        };
        if (!std::all_of(spec.name.begin(), spec.name.end(), plain) || !is_folder_name(spec.name))
            section.fail("nom", fmt::format("\"{}\"", spec.name),
                         "des minuscules sans accent, des chiffres, - et _, 100 au plus, et aucun "
                         "nom que Windows se garde (con, nul) : il nomme un dossier",
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
        for (Section& facility : section.tables("equipements")) {
            spec.facilities.push_back(facility_of(facility));
            facility.finish();
        }
        for (Section& line : section.tables("lignes")) {
            spec.lines.push_back(line_of(line));
            line.finish();
        }
        section.finish();
        scenarios.push_back(std::move(spec));
    }
    return scenarios;
}

}  // namespace lisiere::io
