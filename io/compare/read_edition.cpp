// SPDX-License-Identifier: Apache-2.0
#include "io/compare/read_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/error.hpp"
#include "io/compare/configuration_facts.hpp"
#include "io/gdal/read_geopackage.hpp"
#include "io/reference/distribution_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using Json = nlohmann::json;
namespace {

constexpr const char* expected = "le dossier d'une édition, que lisiere run a écrit";

[[noreturn]] void refuse(const fs::path& where, const std::string& found) {
    throw InputError({where.string(), found, expected, "vérifier le chemin"});
}

Json read_manifest(const fs::path& folder) {
    if (!fs::is_directory(folder))
        refuse(folder, fs::exists(folder) ? "un fichier" : "aucun dossier de ce nom");
    const fs::path file = folder / "manifeste.json";
    std::ifstream in(file, std::ios::binary);
    if (!in) refuse(folder, "un dossier sans manifeste.json");
    Json root = Json::parse(in, nullptr, false);
    if (!root.is_object() || !root.contains("empreinte") || !root.contains("configuration"))
        refuse(file, "un manifeste qui n'est pas celui d'une édition");
    return root;
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

struct Hashed {
    std::string path;
    std::string sha256;
};

std::vector<Hashed> files_of(const Json& root, const char* key) {
    std::vector<Hashed> files;
    if (const auto list = root.find(key); list != root.end() && list->is_array())
        for (const Json& file : *list)
            if (file.is_object())
                files.push_back({text_of(file, "fichier"), text_of(file, "sha256")});
    return files;
}

/// Is `file` the declared one, or one of the files that make up a shapefile with it?
bool belongs(const std::string& file, const std::string& declared) {
    const fs::path a = fs::path(file).lexically_normal();
    const fs::path b = fs::path(declared).lexically_normal();
    if (a == b) return true;
    std::string extension = b.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".shp" && a.parent_path() == b.parent_path() && a.stem() == b.stem();
}

std::vector<compare::InputFile> inputs_of(const Json& root, const ConfigurationFacts& facts) {
    std::vector<compare::InputFile> out;
    for (const Hashed& file : files_of(root, "entrees")) {
        std::map<std::string, std::string> kinds;  // kind → vintage: one file may feed several
        for (const DeclaredFile& declared : facts.files)
            if (belongs(file.path, declared.path)) kinds.emplace(declared.kind, declared.vintage);
        if (kinds.empty()) kinds.emplace("autre", std::string());
        for (const auto& [kind, vintage] : kinds)
            out.push_back({kind, file.path, file.sha256, vintage});
    }
    return out;
}

/// What the engine looks at besides the columns of the rules.
std::vector<LayerToRead> layers_of(const compare::Rules& rules) {
    std::map<std::string, std::set<std::string>> columns{
        {"perimetres", {"code", "nom_qp", "genre", "communes", "generation", "motif"}},
        {"carreaux", {"population"}},
        {"equipements", {"nom", "categorie", "libelle"}},
        {"arrets", {"nom", "lignes"}},
        {"lignes",
         {"code", "periode", "ligne", "exploitant", "mode", "sens", "departs_h", "dernier"}},
        {"filiation",
         {"ancien_code", "nouveau_code", "classe", "lien", "part_surface_ancien",
          "part_surface_nouveau", "part_population_ancien", "part_population_nouveau"}}};
    for (const compare::MeasureRule& rule : rules.measures) {
        std::set<std::string>& of = columns[rule.table];
        of.insert({"code", "motif", rule.column, rule.label_column, rule.unit_column,
                   rule.error.standard_error, rule.error.low, rule.error.high,
                   rule.error.except_column});
        of.insert(rule.keys.begin(), rule.keys.end());
        for (const auto& [key, word] : rule.only) of.insert(key);
        if (!rule.raw.counts.empty())
            columns[rules.find(rule.raw.rule)->table].insert(rule.raw.counts);
    }
    std::vector<LayerToRead> layers;
    for (auto& [name, names] : columns) {
        names.erase("");
        layers.push_back({name, {names.begin(), names.end()}});
    }
    return layers;
}

/// What ranks are in, by its content: a file is what it holds, whatever it is called, and the own
/// distribution of one edition may be the file that another names.
void tell_distribution(const Json& root, compare::Edition& edition) {
    const auto hash_of = [&](const char* list, const std::string& path) {
        for (const Hashed& file : files_of(root, list))
            if (file.path == path) return file.sha256;
        return std::string();
    };
    std::vector<compare::Setting>& settings = edition.settings;
    auto at = std::find_if(settings.begin(), settings.end(), [](const compare::Setting& setting) {
        return setting.key == distribution_setting;
    });
    if (at == settings.end()) at = settings.insert(at, {distribution_setting, "zone"});
    if (at->value == "zone") {
        at->value = own_distribution + hash_of("sorties", std::string(distribution_name));
        return;
    }
    const std::string path = at->value;
    at->value = hash_of("entrees", path);
    std::erase_if(edition.inputs,
                  [&](const compare::InputFile& file) { return file.path == path; });
}

}  // namespace

compare::Edition read_edition(const fs::path& folder, const ComparisonRules& rules) {
    const Json root = read_manifest(folder);
    const ConfigurationFacts facts = read_configuration_facts(
        text_of(root, "configuration"), (folder / "manifeste.json").string(), rules);
    compare::Edition edition;
    edition.territory = text_of(root, "territoire");
    edition.language = facts.language;
    edition.version = text_of(root, "lisiere");
    edition.fingerprint = text_of(root, "empreinte");
    edition.inputs = inputs_of(root, facts);
    for (const Hashed& file : files_of(root, "references"))
        if (file.path.starts_with("geodata/"))
            edition.reference.push_back({file.path, file.path, file.sha256, {}});
    edition.settings = facts.settings;
    tell_distribution(root, edition);
    const fs::path geopackage = folder / "lisiere.gpkg";
    if (!fs::exists(geopackage)) refuse(folder, "un dossier sans lisiere.gpkg");
    edition.tables = read_geopackage(geopackage, layers_of(rules.rules));
    if (edition.find("perimetres") == nullptr)
        refuse(geopackage, "un GeoPackage sans la couche perimetres (celui d'un scénario ?)");
    return edition;
}

}  // namespace lisiere::io
