// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <toml++/toml.h>
#include <sstream>

#include "io/config/run_config.hpp"
#include "io/config/write_scenarios.hpp"

namespace lisiere::io {
namespace {

toml::array mode_names(const std::vector<access::TravelMode>& modes) {
    toml::array names;
    for (const access::TravelMode mode : modes) names.push_back(std::string(to_text(mode)));
    return names;
}

template <class Spec>
void insert_layers(toml::table& root, const char* key, const std::vector<Spec>& specs, auto more) {
    if (specs.empty()) return;
    toml::array array;
    for (const Spec& spec : specs) {
        toml::table table = to_table(spec);
        more(spec, table);
        array.push_back(table);
    }
    root.insert(key, array);
}

std::string date(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

toml::table to_table(const CatalogueConfig& catalogue) {
    toml::table table;
    for (const auto& [key, value] : {std::pair{"titre", &catalogue.title},
                                     {"description", &catalogue.description},
                                     {"editeur", &catalogue.publisher},
                                     {"editeur_url", &catalogue.publisher_url},
                                     {"contact", &catalogue.contact},
                                     {"licence", &catalogue.licence},
                                     {"periodicite", &catalogue.periodicity}})
        if (!value->empty()) table.insert(key, *value);
    if (!catalogue.keywords.empty()) table.insert("mots_cles", to_array(catalogue.keywords));
    return table;
}

std::string clock(Seconds time) {
    return fmt::format("{:02}:{:02}", time.count() / 3600, time.count() / 60 % 60);
}

}  // namespace

std::string to_toml(const RunConfig& config) {
    toml::table root;
    toml::array kinds;
    for (const PerimeterKind kind : config.priority_geography)
        kinds.push_back(std::string(to_text(kind)));
    toml::table territory{{"nom", config.name},
                          {"dossier", config.slug},
                          {"langue", config.language},
                          {"tampon_m", config.buffer_m},
                          {"geographie_prioritaire", kinds}};
    if (config.crs != 0) territory.insert("crs", config.crs);
    if (config.extent_lonlat) {
        const geo::Box& box = *config.extent_lonlat;
        territory.insert("emprise", toml::array{box.min_x, box.min_y, box.max_x, box.max_y});
    }
    root.insert("territoire", territory);

    toml::table sources;
    for (const Source& source : config.sources)
        sources.insert(source.id, toml::table{{"titre", source.title},
                                              {"producteur", source.producer},
                                              {"licence", source.licence},
                                              {"millesime", source.vintage},
                                              {"url", source.url}});
    root.insert("sources", sources);

    insert_layers(
        root, "perimetres", config.perimeters, [](const PerimeterSpec& spec, toml::table& table) {
            table.insert("genre", std::string(to_text(spec.kind)));
            if (spec.generation != Generation::sans)
                table.insert("generation", spec.generation == Generation::g2015 ? 2015 : 2024);
            table.insert("statut", spec.statut == Statut::officiel ? "officiel" : "local");
            if (!spec.by.empty()) table.insert("par", spec.by);
            if (!spec.kind_field.empty()) table.insert("champ_genre", spec.kind_field);
            if (spec.drawn) table.insert("contours", to_table(*spec.drawn));
            if (!spec.values.empty()) table.insert("valeurs", to_table(spec.values));
            if (!spec.programmes.empty()) table.insert("programmes", to_table(spec.programmes));
        });
    const auto nothing = [](const LayerSpec&, toml::table&) {};
    insert_layers(
        root, "filiation", config.lineage, [](const LineageSpec& spec, toml::table& table) {
            table.insert("generation", spec.generation == Generation::g2015 ? 2015 : 2024);
            if (spec.passage) table.insert("passage", to_table(*spec.passage));
        });
    insert_layers(root, "communes", config.communes, nothing);
    insert_layers(root, "iris", config.iris, nothing);
    insert_layers(root, "epci", config.epci, nothing);
    insert_layers(
        root, "recensement", config.census, [](const CensusSpec& spec, toml::table& table) {
            table.insert("echelle", spec.scale);
            if (spec.vintage != 0) table.insert("millesime", spec.vintage);
            table.insert("methode",
                         spec.method ? std::string(to_text(*spec.method)) : std::string("auto"));
            if (!spec.long_form) return;
            table.insert("forme", "longue");
            if (!spec.territory.empty()) table.insert("territoire", spec.territory);
            toml::table indicators;
            for (const auto& [theirs, ours] : spec.indicators) indicators.insert(theirs, ours);
            if (!indicators.empty()) table.insert("correspondance", indicators);
        });
    insert_layers(root, "population", config.grids, [](const GridSpec& spec, toml::table& table) {
        table.insert("type", spec.kind == GridSpec::Kind::points ? "points" : "carreaux");
        if (!spec.calibration.empty()) table.insert("calage", spec.calibration);
    });
    insert_layers(root, "batiments", config.buildings, nothing);
    insert_layers(root, "rues", config.streets, [](const StreetSpec& spec, toml::table& table) {
        table.insert("type", spec.kind == StreetSpec::Kind::osm ? "osm" : "lignes");
        if (spec.speed_kmh > 0) table.insert("vitesse_kmh", spec.speed_kmh);
    });
    insert_layers(root, "relief", config.reliefs, nothing);
    insert_layers(root, "coupures", config.barriers,
                  [](const BarrierSpec& spec, toml::table& table) {
                      table.insert("type", spec.kind == BarrierSpec::Kind::osm ? "osm" : "vecteur");
                      if (!spec.type.empty()) table.insert("nature", spec.type);
                  });
    insert_layers(root, "horaires", config.timetables, nothing);
    insert_layers(root, "arrets", config.stops, [](const StopSpec& spec, toml::table& table) {
        if (!spec.mode.empty()) table.insert("mode", spec.mode);
        if (!spec.values.empty()) table.insert("valeurs", to_table(spec.values));
    });
    insert_layers(root, "equipements", config.facilities,
                  [](const FacilitySpec& spec, toml::table& table) {
                      table.insert("type", spec.kind == FacilitySpec::Kind::bpe   ? "bpe"
                                           : spec.kind == FacilitySpec::Kind::osm ? "osm"
                                                                                  : "points");
                      if (!spec.category.empty()) table.insert("categorie", spec.category);
                      if (spec.bpe_vintage != 0) table.insert("millesime", spec.bpe_vintage);
                      if (spec.public_register) table.insert("registre_public", true);
                  });
    insert_layers(root, "adresses", config.addresses, nothing);
    insert_layers(root, "listes_locales", config.local_lists, nothing);
    insert_layers(root, "contexte", config.contexts,
                  [](const ContextSpec& spec, toml::table& table) {
                      table.insert("id", spec.id);
                      table.insert("titre", toml::table{{"fr", spec.title}, {"en", spec.title_en}});
                      if (!spec.columns.empty()) table.insert("colonnes", to_array(spec.columns));
                      if (!spec.values.empty()) table.insert("valeurs", to_table(spec.values));
                      table.insert("style", spec.style);
                      table.insert("groupe", spec.group);
                      table.insert("visible", spec.visible);
                      table.insert("reference", spec.reference);
                  });
    toml::array opportunities;
    for (const OpportunitySpec& spec : config.opportunities) {
        toml::table table =
            spec.category.empty() ? to_table(spec) : toml::table{{"categorie", spec.category}};
        table.insert("id", spec.id);
        table.insert("libelle", spec.label);
        if (spec.goal > 0) table.insert("objectif", spec.goal);
        opportunities.push_back(table);
    }
    if (!opportunities.empty()) root.insert("opportunites", opportunities);
    toml::array places;
    for (const PlaceSpec& place : config.destinations)
        places.push_back(toml::table{
            {"id", place.id}, {"nom", place.label}, {"lon", place.at.lon}, {"lat", place.at.lat}});
    if (!places.empty()) root.insert("destinations", places);

    const access::AccessSettings& access = config.access;
    toml::table computing{
        {"fenetre", toml::array{clock(access.window.start), clock(access.window.end)}},
        {"jours_feries", config.public_holidays},
        {"pas_s", access.window.step.count()},
        {"seuils_min", to_array(access.thresholds_min)},
        {"modes", mode_names(access.modes)},
        {"modes_carreaux", mode_names(access.cell_modes)},
        {"modes_troisieme", mode_names(access.third_modes)},
        {"services", to_array(access.services)},
        {"marche_max_min", access.walk_limit.count()},
        {"velo_max_min", access.cycling_limit.count()},
        {"voiture_max_min", access.driving_limit.count()},
        {"velo_stationnement_min", access.bicycle_parking.count()},
        {"voiture_stationnement_min", access.car_parking.count()},
        {"marche_arret_min", access.stop_walk_limit.count()},
        {"marche_correspondance_min", access.transfer_walk_limit.count()},
        {"trajet_max_min", access.limits.max_time.count() / 60},
        {"montees_max", static_cast<std::int64_t>(access.limits.max_rides)},
        {"rattachement_m", access.snap.limit.value()},
        {"centre", config.centre},
        {"fils", static_cast<std::int64_t>(config.threads)},
        {"graine", static_cast<std::int64_t>(config.seed)},
        {"isochrones_min", to_array(config.isochrone_minutes)},
        {"isochrones_tc_min", to_array(config.transit_isochrone_minutes)},
        {"bandes_m", to_array(config.band_distances)},
        {"divat_m", config.heavy_disc_m},
        {"filiation_part_min", config.lineage_settings.least_share},
        {"filiation_trait_m", config.lineage_settings.sliver.value()},
        {"tolerance_reparation", config.repair_tolerance}};
    if (!config.school_zone.empty()) computing.insert("zone_scolaire", config.school_zone);
    if (config.date) computing.insert("date", date(*config.date));
    if (config.edition_date) computing.insert("date_edition", date(*config.edition_date));
    computing.insert("distribution", config.distribution_as_written.empty()
                                         ? std::string("zone")
                                         : config.distribution_as_written);
    toml::table weights;
    for (const auto& [component, weight] : config.weights) weights.insert(component, weight);
    computing.insert("poids", weights);
    root.insert("calcul", computing);
    toml::table print{{"produire", config.print.enabled},
                      {"papier", config.print.paper},
                      {"orientation", config.print.portrait ? "portrait" : "paysage"},
                      {"formats", to_array(config.print.formats)}};
    if (!config.print.date.empty()) print.insert("date", config.print.date);
    root.insert("atlas", print);
    toml::table outputs{
        {"classeur", config.outputs.workbook},
        {"csv", config.outputs.csv == CsvReader::spreadsheet ? "tableur" : "machine"}};
    if (!config.outputs.address.empty()) outputs.insert("adresse", config.outputs.address);
    root.insert("sorties", outputs);
    if (const toml::table catalogue = to_table(config.catalogue); !catalogue.empty())
        root.insert("catalogue", catalogue);

    insert_scenarios(root, config.scenarios);
    std::ostringstream out;
    out << root << '\n';
    return out.str();
}

}  // namespace lisiere::io
