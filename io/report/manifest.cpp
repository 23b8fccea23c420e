// SPDX-License-Identifier: Apache-2.0
#include "io/report/manifest.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

Json to_json(const std::vector<HashedFile>& files) {
    Json list = Json::array();
    for (const HashedFile& file : files)
        list.push_back({{"fichier", file.path}, {"octets", file.bytes}, {"sha256", file.sha256}});
    return list;
}

}  // namespace

void write_manifest(const Manifest& manifest, const fs::path& file) {
    Json root;
    root["lisiere"] = manifest.version;
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
    Json notices = Json::array();
    for (const Notice& notice : manifest.notices.items())
        notices.push_back({{"code", notice.code},
                           {"gravite", std::string(to_text(notice.severity))},
                           {"couche", notice.layer},
                           {"nombre", notice.count},
                           {"message", notice.message},
                           {"exemples", notice.samples}});
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
    std::ifstream in(folder / "manifeste.json", std::ios::binary);
    if (!in) return std::nullopt;
    const Json root = Json::parse(in, nullptr, false);
    if (!root.is_object() || !root.contains("empreinte") || !root.contains("sorties"))
        return std::nullopt;
    EarlierEdition earlier;
    earlier.fingerprint = root.value("empreinte", "");
    for (const Json& file : root["sorties"])
        earlier.outputs.push_back({file.value("fichier", ""), file.value("sha256", ""),
                                   file.value("octets", std::uintmax_t{0})});
    return earlier;
}

}  // namespace lisiere::io
