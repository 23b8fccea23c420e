// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/config/scenario_change_keys.hpp"
#include "io/config/time_keys.hpp"

namespace lisiere::io {
namespace {

using Line = ScenarioLineSpec;
using Service = ScenarioServiceSpec;
using Action = Line::Action;

Key<Service> hour(const std::string& name, Seconds Service::*member) {
    return Key<Service>{{fact(name, KeyType::clock)},
                        [=](Section& section, const ConfigFiles&, Service& service) {
                            service.*member =
                                parse_clock(section, name,
                                            section.required_text(name, "une heure : \"06:30\""));
                        },
                        [=](const Service& service, toml::table& table) {
                            table.insert(name, clock(service.*member));
                        }}
        .required();
}

/// A number that must be said. `what`, `advice`: when it is not.
template <class Spec>
Key<Spec> required_number(const std::string& name, double Spec::*member, double least, double most,
                          const std::string& what, const std::string& advice) {
    return number(name, member, least, most).required().checked([=](const Section& section, Spec&) {
        if (!section.has(name)) section.fail(name, "rien", what, advice);
    });
}

Keys<Service> service_keys() {
    return keys_of<Service>(
        choice("jours", &Service::days, {"tous", "ouvrables", "samedi", "dimanche"})
            .absent([](Service& service) { service.days = "tous"; }),
        hour("debut", &Service::first), hour("fin", &Service::last),
        check<Service>([](const Section& section, Service& service) {
            if (service.last < service.first)
                section.fail("fin", "une heure avant le début", "une heure après le début",
                             "après minuit : \"25:30\"");
        }),
        required_number("intervalle_min", &Service::headway_min, 0.5, 1440,
                        "un nombre de minutes entre deux départs", "intervalle_min = 10")
            .in("min"));
}

Keys<Line> modified_keys() {
    return keys_of<Line>(
        number("frequence", &Line::frequency, 0.1, 10), number("vitesse", &Line::speed, 0.2, 5),
        check<Line>([](const Section& section, Line& line) {
            if (line.frequency == 1 && line.speed == 1)
                section.fail("frequence", "rien ne change", "frequence ou vitesse autre que 1",
                             "frequence = 2 : deux fois plus de départs");
        }));
}

Keys<Line> added_keys() {
    return keys_of<Line>(
        required_text("nom", &Line::name, "le nom de la ligne"),
        choice("mode", &Line::mode,
               {"tram", "metro", "train", "bus", "bhns", "ferry", "telepherique", "autre"}),
        required_number("vitesse_kmh", &Line::speed_kmh, 1, 400,
                        "la vitesse entre deux arrêts, en km/h", "vitesse_kmh = 20 pour un bus")
            .in("km/h"),
        number("arret_s", &Line::dwell_s, 0, 600).in("s"),
        word<Line, bool>("sens", &Line::both_ways, {{"aller_retour", true}, {"aller", false}}),
        texts("arrets", &Line::stops).required().checked([](const Section& section, Line& line) {
            if (line.stops.size() < 2)
                section.fail("arrets", fmt::format("{} arrêt(s)", line.stops.size()),
                             "au moins deux arrêts", "arrets = [\"A001\", \"POINT (3.01 46.49)\"]");
        }),
        tables("service", &Line::services, service_keys())
            .required()
            .checked([](const Section& section, Line& line) {
                if (line.services.empty())
                    section.fail("service", "rien",
                                 "au moins une table [[scenarios.lignes.service]]",
                                 "service = [{ jours = \"ouvrables\", debut = \"06:00\", fin = "
                                 "\"21:00\", intervalle_min = 10 }]");
            }));
}

}  // namespace

Keys<ScenarioLineSpec> scenario_line_keys() {
    const auto is = [](Action action) {
        return [action](const Line& line) { return line.action == action; };
    };
    return keys_of<Line>(
        noted_path(&Line::key),
        word<Line, Action>("action", &Line::action,
                           {{"ajouter", Action::ajouter},
                            {"modifier", Action::modifier},
                            {"supprimer", Action::supprimer}}),
        required_text("ligne", &Line::name, "le nom court d'une ligne des horaires : \"L1\"")
            .when([](const Line& line) { return line.action != Action::ajouter; }),
        when<Line>(is(Action::modifier), modified_keys()),
        when<Line>(is(Action::ajouter), added_keys()));
}

}  // namespace lisiere::io
