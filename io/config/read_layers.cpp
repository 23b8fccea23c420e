// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_layers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "io/base/error.hpp"
#include "io/config/read_context.hpp"
#include "io/config/read_refresh.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view real_data_variable = "LISIERE_REAL_DATA";

int year(Section& section, const std::string& key, int least) {
    return static_cast<int>(section.integer(key, least, 2100).value_or(0));
}

std::optional<Generation> generation_of(Section& section) {
    const auto year = section.integer("generation", 2015, 2024);
    if (!year) return std::nullopt;
    if (*year != 2015 && *year != 2024)
        section.fail("generation", std::to_string(*year), "2015 ou 2024");
    return *year == 2015 ? Generation::g2015 : Generation::g2024;
}

void own_keys(Section&, const LayerReader&, LayerSpec&) {}

/// A file that is read along with another, as a table inside its own: `contours = { fichier = … }`.
std::optional<LayerSpec> beside(Section& section, const LayerReader& reader,
                                const std::string& key) {
    auto table = section.table(key);
    if (!table) return std::nullopt;
    LayerSpec spec;
    reader.common_keys(*table, spec);
    table->finish();
    return spec;
}

void own_keys(Section& section, const LayerReader& reader, PerimeterSpec& spec) {
    spec.kind = *parse_perimeter_kind(section
                                          .choice("genre", {"quartier_prioritaire", "veille_active",
                                                            "quartier_vecu", "comparaison"})
                                          .value_or("quartier_prioritaire"));
    if (const auto generation = generation_of(section)) spec.generation = *generation;
    spec.by = section.choice("par", {"iris", "commune", "fichier", "liste"}).value_or("");
    const bool official = spec.kind == PerimeterKind::quartier_prioritaire && spec.by != "liste";
    spec.statut =
        section.choice("statut", {"officiel", "local"}).value_or(official ? "officiel" : "local") ==
                "officiel"
            ? Statut::officiel
            : Statut::local;
    spec.kind_field = section.text("champ_genre").value_or("");
    spec.drawn = beside(section, reader, "contours");
    if (spec.by == "fichier" && !spec.drawn)
        section.fail("contours", "rien", "les polygones que la liste nomme",
                     "contours = { fichier = \"dessins.gpkg\" }");
    spec.values = section.text_map("valeurs");
    spec.programmes = section.text_map("programmes");
}

void own_keys(Section& section, const LayerReader& reader, LineageSpec& spec) {
    if (const auto generation = generation_of(section)) spec.generation = *generation;
    spec.passage = beside(section, reader, "passage");
}

void own_keys(Section& section, const LayerReader&, CensusSpec& spec) {
    spec.vintage = year(section, "millesime", 1962);
    spec.scale = section.choice("echelle", {"iris", "commune", "epci", "qpv"}).value_or("iris");
    spec.long_form = section.choice("forme", {"large", "longue"}) == "longue";
    spec.indicators = section.text_map("correspondance");
    spec.territory = section.text("territoire").value_or("");
    if (spec.long_form && spec.scale != "commune" && spec.scale != "epci")
        section.fail("forme", "\"longue\"", "echelle = \"commune\" ou \"epci\"");
    if (!spec.long_form && spec.scale == "epci")
        section.fail("echelle", "\"epci\"", "une table de forme = \"longue\"",
                     "les autres valeurs d'un EPCI sont la somme de ses communes");
    using census::ApportionMethod;
    const auto method = section.choice("methode", {"auto", "surface", "carreaux", "batiments"});
    for (const ApportionMethod known :
         {ApportionMethod::surface, ApportionMethod::carreaux, ApportionMethod::batiments})
        if (method == to_text(known)) spec.method = known;
}

void own_keys(Section& section, const LayerReader&, GridSpec& spec) {
    if (section.choice("type", {"carreaux", "points"}) == "points")
        spec.kind = GridSpec::Kind::points;
    spec.calibration = section.text("calage").value_or("");
}

void own_keys(Section& section, const LayerReader&, StreetSpec& spec) {
    if (section.choice("type", {"osm", "lignes"}) == "lignes") spec.kind = StreetSpec::Kind::lignes;
    spec.speed_kmh = section.number("vitesse_kmh", 0.5, 10).value_or(0);
}

void own_keys(Section& section, const LayerReader&, BarrierSpec& spec) {
    spec.kind = section.choice("type", {"osm", "vecteur"}) == "osm" ? BarrierSpec::Kind::osm
                                                                    : BarrierSpec::Kind::vecteur;
    spec.type = section
                    .choice("nature", {"voie_ferree", "autoroute", "voie_rapide", "cours_eau",
                                       "emprise_fermee", "autre"})
                    .value_or("");
}

void own_keys(Section& section, const LayerReader&, StopSpec& spec) {
    const std::vector<std::string> modes{"tram", "metro", "train",        "bhns",
                                         "bus",  "ferry", "telepherique", "autre"};
    spec.mode = section.choice("mode", modes).value_or("");
    spec.values = section.text_map("valeurs");
    for (const auto& [word, mode] : spec.values)
        if (mode != "ignorer" && std::find(modes.begin(), modes.end(), mode) == modes.end())
            section.fail("valeurs", fmt::format("{} = \"{}\"", word, mode),
                         fmt::format("un mode ({}), ou \"ignorer\"", fmt::join(modes, ", ")));
}

void own_keys(Section& section, const LayerReader&, FacilitySpec& spec) {
    const auto type = section.choice("type", {"bpe", "points", "osm"});
    if (type == "points") spec.kind = FacilitySpec::Kind::points;
    if (type == "osm") spec.kind = FacilitySpec::Kind::osm;
    spec.category = section.text("categorie").value_or("");
    spec.bpe_vintage = year(section, "millesime", 1990);
    spec.public_register = section.flag("registre_public").value_or(false);
    if (spec.public_register && spec.kind == FacilitySpec::Kind::osm)
        section.fail("registre_public", "true pour OpenStreetMap",
                     "un registre public d'établissements (BPE, FINESS)",
                     "les noms de personnes d'OpenStreetMap ne sont pas publiés");
}

void opportunities(Section& root, const LayerReader& reader, RunConfig& config) {
    std::set<std::string> ids;
    for (Section& section : root.tables("opportunites")) {
        OpportunitySpec spec;
        spec.category = section.text("categorie").value_or("");
        if (spec.category.empty()) {
            reader.common_keys(section, spec);
            if (const auto field = section.text("champ")) spec.fields["nombre"] = *field;
        } else {
            spec.key = section.path();
        }
        spec.id = section.identifier("id", "emplois");
        if (!ids.insert(spec.id).second)
            section.fail("id", fmt::format("deux fois \"{}\"", spec.id),
                         "un identifiant par opportunité");
        spec.label = section.text("libelle").value_or(spec.id);
        spec.goal = section.number("objectif", 0, 1e9).value_or(0);
        section.finish();
        config.opportunities.push_back(std::move(spec));
    }
}

/// Every [[key]] table of one kind of layer, refused keys and all.
template <class Spec>
void layers(Section& root, const std::string& key, const LayerReader& reader,
            std::vector<Spec>& specs) {
    for (Section& section : root.tables(key)) {
        Spec spec;
        reader.common_keys(section, spec);
        own_keys(section, reader, spec);
        section.finish();
        specs.push_back(std::move(spec));
    }
}

}  // namespace

fs::path LayerReader::existing_file(const Section& section, const std::string& key,
                                    const std::string& written) const {
    std::string text = written;
    const std::string marker = "$" + std::string(real_data_variable);
    if (text.starts_with(marker)) {
        const char* folder = std::getenv(real_data_variable.data());
        if (folder == nullptr)
            section.fail(key, fmt::format("{} sans valeur dans l'environnement", marker),
                         "le dossier des données réelles",
                         fmt::format("{}=/chemin/vers/les/donnees lisiere …", real_data_variable));
        text = folder + text.substr(marker.size());
    }
    const fs::path path(text);
    fs::path file =
        (path.is_absolute() ? path : config_file.parent_path() / path).lexically_normal();
    if (remote == nullptr && !fs::exists(file))
        throw InputError({fmt::format("{}, clé {}.{}", config_file.string(), section.path(), key),
                          fmt::format("\"{}\", qui n'existe pas", file.string()),
                          "un fichier existant", "le chemin part du dossier de la configuration"});
    return file;
}

void LayerReader::remote_file(Section& section, LayerSpec& spec,
                              const RemoteSpec& remote_spec) const {
    spec.file_as_written = section.text("fichier").value_or("");
    if (remote != nullptr) {
        if (spec.file_as_written.empty()) spec.file_as_written = remote_spec.url;
        (*remote)[spec.key] = remote_spec;
        return;
    }
    if (spec.file_as_written.empty())
        section.fail("fichier", "rien, seulement url", "le chemin d'un fichier",
                     "lisiere refresh va chercher url ; pour les autres commandes, ajouter "
                     "fichier = \"...\"");
    spec.file = existing_file(section, "fichier", spec.file_as_written);
}

void LayerReader::common_keys(Section& section, LayerSpec& spec) const {
    spec.key = section.path();
    if (const auto fetched = read_remote(section)) {
        remote_file(section, spec, *fetched);
    } else {
        spec.file_as_written = section.required_text("fichier", "le chemin d'un fichier");
        spec.file = existing_file(section, "fichier", spec.file_as_written);
    }
    spec.layer = section.text("couche").value_or("");
    spec.source = section.text("source").value_or("");
    if (!spec.source.empty() && !sources.contains(spec.source))
        section.fail("source", fmt::format("\"{}\"", spec.source), "une source déclarée",
                     fmt::format("ajouter une table [sources.{}]", spec.source));
    spec.crs = static_cast<int>(section.integer("crs", 1024, 32767).value_or(0));
    spec.fields = section.text_map("champs");
    if (auto filter = section.table("filtre")) {
        spec.filter_field = filter->required_text("champ", "le champ à filtrer");
        spec.filter_values = filter->texts("valeurs");
        if (spec.filter_values.empty())
            filter->fail("valeurs", "rien", "au moins une valeur : [\"QP059074\"]");
        filter->finish();
    }
}

void read_layers(Section& root, const LayerReader& reader, RunConfig& config) {
    layers(root, "perimetres", reader, config.perimeters);
    layers(root, "filiation", reader, config.lineage);
    layers(root, "communes", reader, config.communes);
    layers(root, "iris", reader, config.iris);
    layers(root, "epci", reader, config.epci);
    layers(root, "recensement", reader, config.census);
    layers(root, "population", reader, config.grids);
    layers(root, "batiments", reader, config.buildings);
    layers(root, "rues", reader, config.streets);
    layers(root, "relief", reader, config.reliefs);
    layers(root, "coupures", reader, config.barriers);
    layers(root, "horaires", reader, config.timetables);
    layers(root, "arrets", reader, config.stops);
    layers(root, "equipements", reader, config.facilities);
    opportunities(root, reader, config);
    layers(root, "adresses", reader, config.addresses);
    layers(root, "listes_locales", reader, config.local_lists);
    config.contexts = read_context(root, reader);
}

}  // namespace lisiere::io
