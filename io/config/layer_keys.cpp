// SPDX-License-Identifier: Apache-2.0
#include "io/config/layer_keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "io/config/context_keys.hpp"
#include "io/config/remote_keys.hpp"

namespace lisiere::io {
namespace {

Key<LayerSpec> file() {
    std::vector<KeyFacts> facts{fact("fichier", KeyType::file)};
    facts.front().required = true;
    for (KeyFacts& one : facts_of(remote_keys())) facts.push_back(std::move(one));
    return {
        facts,
        [](Section& section, const ConfigFiles& files, LayerSpec& spec) {
            RemoteSpec remote;
            read_keys(section, files, remote_keys(), remote);
            if (!section.has("url")) {
                spec.file_as_written = section.required_text("fichier", "le chemin d'un fichier");
                spec.file = files.existing_file(section, "fichier", spec.file_as_written);
                return;
            }
            spec.file_as_written = section.text("fichier").value_or("");
            if (files.remote != nullptr) {
                if (spec.file_as_written.empty()) spec.file_as_written = remote.url;
                (*files.remote)[spec.key] = remote;
                return;
            }
            if (spec.file_as_written.empty())
                section.fail("fichier", "rien, seulement url", "le chemin d'un fichier",
                             "lisiere refresh va chercher url ; pour les autres commandes, ajouter "
                             "fichier = \"...\"");
            spec.file = files.existing_file(section, "fichier", spec.file_as_written);
        },
        [](const LayerSpec& spec, toml::table& table) {
            table.insert("fichier", spec.file_as_written);
        }};
}

Key<LayerSpec> source() {
    return Key<LayerSpec>{
        {fact("source", KeyType::text)},
        [](Section& section, const ConfigFiles& files, LayerSpec& spec) {
            spec.source = section.text("source").value_or("");
            const bool declared =
                std::any_of(files.sources.begin(), files.sources.end(),
                            [&](const Source& one) { return one.id == spec.source; });
            if (!spec.source.empty() && !declared)
                section.fail("source", fmt::format("\"{}\"", spec.source), "une source déclarée",
                             fmt::format("ajouter une table [sources.{}]", spec.source));
        },
        [](const LayerSpec& spec, toml::table& table) { table.insert("source", spec.source); }}
        .of_own_form()
        .if_set();
}

Key<LayerSpec> filter() {
    return table<LayerSpec>(
               "filtre", keys_of<LayerSpec>(
                             required_text("champ", &LayerSpec::filter_field, "le champ à filtrer"),
                             texts("valeurs", &LayerSpec::filter_values)
                                 .required()
                                 .checked([](const Section& section, LayerSpec& spec) {
                                     if (spec.filter_values.empty())
                                         section.fail("valeurs", "rien",
                                                      "au moins une valeur : [\"QP059074\"]");
                                 })))
        .if_set();
}

template <class Spec>
Key<Spec> generation(Generation Spec::*member) {
    KeyFacts facts = fact("generation", KeyType::integer);
    facts.choices = {"2015", "2024"};
    return {{facts},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                const auto year = section.integer("generation", 2015, 2024);
                if (!year) return;
                if (*year != 2015 && *year != 2024)
                    section.fail("generation", std::to_string(*year), "2015 ou 2024");
                spec.*member = *year == 2015 ? Generation::g2015 : Generation::g2024;
            },
            [=](const Spec& spec, toml::table& table) {
                if (spec.*member != Generation::sans)
                    table.insert("generation", spec.*member == Generation::g2015 ? 2015 : 2024);
            }};
}

Keys<PerimeterSpec> perimeter_keys() {
    std::vector<std::pair<std::string, PerimeterKind>> kinds;
    for (const PerimeterKind kind :
         {PerimeterKind::quartier_prioritaire, PerimeterKind::veille_active,
          PerimeterKind::quartier_vecu, PerimeterKind::comparaison})
        kinds.emplace_back(std::string(to_text(kind)), kind);
    return keys_of<PerimeterSpec>(
        file_keys(), word("genre", &PerimeterSpec::kind, kinds),
        generation(&PerimeterSpec::generation),
        choice("par", &PerimeterSpec::by, {"iris", "commune", "fichier", "liste"}).if_set(),
        word<PerimeterSpec, Statut>("statut", &PerimeterSpec::statut,
                                    {{"officiel", Statut::officiel}, {"local", Statut::local}})
            .absent([](PerimeterSpec& spec) {
                const bool official =
                    spec.kind == PerimeterKind::quartier_prioritaire && spec.by != "liste";
                spec.statut = official ? Statut::officiel : Statut::local;
            }),
        text("champ_genre", &PerimeterSpec::kind_field).if_set(),
        table("contours", &PerimeterSpec::drawn, file_keys())
            .checked([](const Section& section, PerimeterSpec& spec) {
                if (spec.by == "fichier" && !spec.drawn)
                    section.fail("contours", "rien", "les polygones que la liste nomme",
                                 "contours = { fichier = \"dessins.gpkg\" }");
            }),
        text_map("valeurs", &PerimeterSpec::values).if_set(),
        text_map("programmes", &PerimeterSpec::programmes).if_set());
}

Keys<LineageSpec> lineage_keys() {
    return keys_of<LineageSpec>(file_keys(), generation(&LineageSpec::generation),
                                table("passage", &LineageSpec::passage, file_keys()));
}

void refuse_forms(const Section& section, CensusSpec& spec) {
    if (spec.long_form && spec.scale != "commune" && spec.scale != "epci")
        section.fail("forme", "\"longue\"", "echelle = \"commune\" ou \"epci\"");
    if (!spec.long_form && spec.scale == "epci")
        section.fail("echelle", "\"epci\"", "une table de forme = \"longue\"",
                     "les autres valeurs d'un EPCI sont la somme de ses communes");
}

Keys<CensusSpec> census_keys() {
    using Method = std::optional<census::ApportionMethod>;
    std::vector<std::pair<std::string, Method>> methods{{"auto", std::nullopt}};
    for (const auto known : {census::ApportionMethod::surface, census::ApportionMethod::carreaux,
                             census::ApportionMethod::batiments})
        methods.emplace_back(std::string(to_text(known)), known);
    return keys_of<CensusSpec>(
        file_keys(), integer("millesime", &CensusSpec::vintage, 1962, 2100).if_set(),
        choice("echelle", &CensusSpec::scale, {"iris", "commune", "epci", "qpv"}),
        word<CensusSpec, bool>("forme", &CensusSpec::long_form,
                               {{"large", false}, {"longue", true}})
            .if_set(),
        text_map("correspondance", &CensusSpec::indicators).if_set(),
        text("territoire", &CensusSpec::territory).if_set(), check<CensusSpec>(refuse_forms),
        word("methode", &CensusSpec::method, methods));
}

Keys<GridSpec> grid_keys() {
    using Kind = GridSpec::Kind;
    return keys_of<GridSpec>(
        file_keys(),
        word<GridSpec, Kind>("type", &GridSpec::kind,
                             {{"carreaux", Kind::carreaux}, {"points", Kind::points}}),
        text("calage", &GridSpec::calibration).if_set());
}

Keys<StreetSpec> street_keys() {
    using Kind = StreetSpec::Kind;
    return keys_of<StreetSpec>(
        file_keys(),
        word<StreetSpec, Kind>("type", &StreetSpec::kind,
                               {{"osm", Kind::osm}, {"lignes", Kind::lignes}}),
        number("vitesse_kmh", &StreetSpec::speed_kmh, 0.5, 10).in("km/h").if_set());
}

Keys<BarrierSpec> barrier_keys() {
    using Kind = BarrierSpec::Kind;
    return keys_of<BarrierSpec>(
        file_keys(),
        word<BarrierSpec, Kind>("type", &BarrierSpec::kind,
                                {{"osm", Kind::osm}, {"vecteur", Kind::vecteur}})
            .absent([](BarrierSpec& spec) { spec.kind = Kind::vecteur; }),
        choice("nature", &BarrierSpec::type,
               {"voie_ferree", "autoroute", "voie_rapide", "cours_eau", "emprise_fermee", "autre"})
            .if_set());
}

Keys<StopSpec> stop_keys() {
    const std::vector<std::string> modes{"tram", "metro", "train",        "bhns",
                                         "bus",  "ferry", "telepherique", "autre"};
    return keys_of<StopSpec>(
        file_keys(), choice("mode", &StopSpec::mode, modes).if_set(),
        text_map("valeurs", &StopSpec::values)
            .of_own_form()
            .if_set()
            .checked([modes](const Section& section, StopSpec& spec) {
                for (const auto& [word, mode] : spec.values)
                    if (mode != "ignorer" &&
                        std::find(modes.begin(), modes.end(), mode) == modes.end())
                        section.fail(
                            "valeurs", fmt::format("{} = \"{}\"", word, mode),
                            fmt::format("un mode ({}), ou \"ignorer\"", fmt::join(modes, ", ")));
            }));
}

Keys<FacilitySpec> facility_keys() {
    using Kind = FacilitySpec::Kind;
    return keys_of<FacilitySpec>(
        file_keys(),
        word<FacilitySpec, Kind>(
            "type", &FacilitySpec::kind,
            {{"bpe", Kind::bpe}, {"points", Kind::points}, {"osm", Kind::osm}}),
        text("categorie", &FacilitySpec::category).if_set(),
        integer("millesime", &FacilitySpec::bpe_vintage, 1990, 2100).if_set(),
        flag("registre_public", &FacilitySpec::public_register)
            .if_set()
            .checked([](const Section& section, FacilitySpec& spec) {
                if (spec.public_register && spec.kind == Kind::osm)
                    section.fail("registre_public", "true pour OpenStreetMap",
                                 "un registre public d'établissements (BPE, FINESS)",
                                 "les noms de personnes d'OpenStreetMap ne sont pas publiés");
            }));
}

/// `champ = "X"`: short for champs = { nombre = "X" }, as which it is written back.
Key<OpportunitySpec> counted_field() {
    return {{fact("champ", KeyType::text)},
            [](Section& section, const ConfigFiles&, OpportunitySpec& spec) {
                if (const auto field = section.text("champ")) spec.fields["nombre"] = *field;
            },
            [](const OpportunitySpec&, toml::table&) {}};
}

Keys<OpportunitySpec> opportunity_keys() {
    return keys_of<OpportunitySpec>(
        noted_path(&OpportunitySpec::key), text("categorie", &OpportunitySpec::category).if_set(),
        when<OpportunitySpec>([](const OpportunitySpec& spec) { return spec.category.empty(); },
                              keys_of<OpportunitySpec>(file_keys(), counted_field())),
        identifier("id", &OpportunitySpec::id, "emplois"),
        text("libelle", &OpportunitySpec::label).absent([](OpportunitySpec& spec) {
            spec.label = spec.id;
        }),
        number("objectif", &OpportunitySpec::goal, 0, 1e9).if_set());
}

}  // namespace

Key<LayerSpec> crs_key() {
    Key<LayerSpec> key = integer("crs", &LayerSpec::crs, 1024, 32767).if_set();
    key.facts.front().of_any_file = true;
    return key;
}

const Keys<LayerSpec>& file_keys() {
    static const Keys<LayerSpec> keys = [] {
        Keys<LayerSpec> all = keys_of<LayerSpec>(
            noted_path(&LayerSpec::key), file(), text("couche", &LayerSpec::layer).if_set(),
            source(), crs_key(), text_map("champs", &LayerSpec::fields).if_set(), filter());
        for (Key<LayerSpec>& key : all)
            for (KeyFacts& one : key.facts) one.of_any_file = true;
        return all;
    }();
    return keys;
}

Keys<RunConfig> layer_tables() {
    return keys_of<RunConfig>(
        tables("perimetres", &RunConfig::perimeters, perimeter_keys()),
        tables("filiation", &RunConfig::lineage, lineage_keys()),
        tables("communes", &RunConfig::communes, file_keys()),
        tables("iris", &RunConfig::iris, file_keys()),
        tables("epci", &RunConfig::epci, file_keys()),
        tables("recensement", &RunConfig::census, census_keys()),
        tables("population", &RunConfig::grids, grid_keys()),
        tables("batiments", &RunConfig::buildings, file_keys()),
        tables("rues", &RunConfig::streets, street_keys()),
        tables("relief", &RunConfig::reliefs, file_keys()),
        tables("coupures", &RunConfig::barriers, barrier_keys()),
        tables("horaires", &RunConfig::timetables, file_keys()),
        tables("arrets", &RunConfig::stops, stop_keys()),
        tables("equipements", &RunConfig::facilities, facility_keys()),
        tables<RunConfig, OpportunitySpec>(
            "opportunites", &RunConfig::opportunities, opportunity_keys(),
            [](const Section& section, const std::vector<OpportunitySpec>& before,
               const OpportunitySpec& spec) {
                for (const OpportunitySpec& other : before)
                    if (other.id == spec.id)
                        section.fail("id", fmt::format("deux fois \"{}\"", spec.id),
                                     "un identifiant par opportunité");
            }),
        tables("adresses", &RunConfig::addresses, file_keys()),
        tables("listes_locales", &RunConfig::local_lists, file_keys()), context_table());
}

}  // namespace lisiere::io
