// SPDX-License-Identifier: Apache-2.0
#include "io/report/manifest.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

Json to_json(const std::vector<HashedFile>& files) {
    Json list = Json::array();
    for (const HashedFile& file : files) {
        list.push_back({{"fichier", file.path}, {"octets", file.bytes}, {"sha256", file.sha256}});
        if (!file.content.empty()) list.back()["contenu"] = file.content;
    }
    return list;
}

constexpr const char* kind_of_edition = "edition";
constexpr const char* kind_of_scenario = "scenario";
constexpr const char* kind_of_comparison = "comparaison";

bool is_text(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) && object[key].is_string();
}

bool is_hash(const Json& object, const char* key) {
    return is_text(object, key) && object[key].get_ref<const std::string&>().size() == 64;
}

bool is_list(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) && object[key].is_array();
}

/// Below its folder, and written in one way only.
bool stays_inside(const fs::path& path) {
    return !path.empty() && path.is_relative() && path == path.lexically_normal() &&
           *path.begin() != ".." && *path.begin() != "." && path.has_filename();
}

std::optional<HashedFile> written_file(const Json& item) {
    if (!is_text(item, "fichier") || !is_hash(item, "sha256") || !item.contains("octets") ||
        !item["octets"].is_number_unsigned())
        return std::nullopt;
    HashedFile file{item["fichier"], item["sha256"], item["octets"], {}};
    if (is_text(item, "contenu")) file.content = item["contenu"];
    if (!stays_inside(file.path)) return std::nullopt;
    return file;
}

std::optional<EditionKind> kind_of(const Json& root) {
    if (root.contains("genre")) {
        if (root["genre"] == kind_of_edition) return EditionKind::edition;
        if (root["genre"] == kind_of_scenario) return EditionKind::scenario;
        if (root["genre"] == kind_of_comparison) return EditionKind::comparison;
        return std::nullopt;
    }
    const Json& layers = root["couches"];
    const bool scenario = std::all_of(layers.begin(), layers.end(), [](const Json& layer) {
        return is_text(layer, "couche") &&
               layer["couche"].get_ref<const std::string&>().starts_with("scenario_");
    });
    return scenario && !layers.empty() ? EditionKind::scenario : EditionKind::edition;
}

}  // namespace

void write_manifest(const Manifest& manifest, const fs::path& file) {
    Json root;
    root["lisiere"] = manifest.version;
    root["genre"] = manifest.kind == EditionKind::scenario ? kind_of_scenario : kind_of_edition;
    root["territoire"] = manifest.territory;
    root["empreinte"] = manifest.fingerprint;
    root["entrees"] = to_json(manifest.inputs);
    root["references"] = to_json(manifest.reference);
    Json layers = Json::array();
    for (const HashedLayer& layer : manifest.layers)
        layers.push_back(
            {{"couche", layer.name}, {"lignes", layer.rows}, {"sha256_contenu", layer.sha256}});
    root["couches"] = layers;
    root["sorties"] = to_json(manifest.outputs);
    const NoticeWords words = read_notice_words(manifest.language);
    Json notices = Json::array();
    for (const Notice& notice : manifest.notices.items())
        notices.push_back({{"code", notice.code},
                           {"gravite", std::string(to_text(notice.severity))},
                           {"couche", notice.layer},
                           {"nombre", notice.count},
                           {"message", words.message(notice)},
                           {"exemples", words.samples(notice)}});
    root["constats"] = notices;
    root["configuration"] = manifest.config;

    std::ofstream out(file, std::ios::binary);
    // Names from the inputs may hold bytes that are not UTF-8; they must not stop the run.
    out << root.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    out.flush();
    if (!out)
        throw OutputError({file.string(), "écriture impossible",
                           "de la place et des droits d'écriture", "vérifier le disque"});
}

std::optional<EarlierEdition> read_earlier_edition(const fs::path& folder) {
    const fs::path path = folder / manifest_name;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return std::nullopt;  // a pipe would keep us waiting
    std::ifstream in(path, std::ios::binary);
    const Json root = Json::parse(in, nullptr, false);
    if (!is_text(root, "lisiere") || !is_hash(root, "empreinte") || !is_list(root, "sorties") ||
        !is_list(root, "couches"))
        return std::nullopt;
    const auto kind = kind_of(root);
    if (!kind) return std::nullopt;
    EarlierEdition earlier{*kind, root["empreinte"], {}};
    for (const Json& item : root["sorties"]) {
        auto file = written_file(item);
        if (!file) return std::nullopt;
        earlier.outputs.push_back(std::move(*file));
    }
    return earlier;
}

}  // namespace lisiere::io
