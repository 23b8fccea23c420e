// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/history.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/files.hpp"
#include "io/refresh/atom_feed.hpp"
#include "io/refresh/durable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

constexpr std::size_t most_shown = 60;

Json to_json(const PublishedEdition& edition) {
    return {{"numero", edition.number}, {"nom", edition.name},    {"moment", edition.moment},
            {"date", edition.date},     {"resume", edition.told}, {"mesures", edition.headline}};
}

PublishedEdition edition_of(const Json& json) {
    PublishedEdition edition{json.value("numero", std::uint64_t{0}),
                             json.at("nom").get<std::string>(),
                             json.value("moment", ""),
                             json.value("date", ""),
                             json.value("resume", ""),
                             {}};
    for (const auto& [code, measures] : json.at("mesures").items())
        for (const auto& [name, value] : measures.items())
            edition.headline[code][name] = value.get<double>();
    return edition;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<PublishedEdition> read_history(const fs::path& file) {
    std::vector<PublishedEdition> history;
    std::ifstream in(file, std::ios::binary);
    if (!in) return history;
    try {
        const Json all = Json::parse(in);
        for (const Json& edition : all.at("editions")) history.push_back(edition_of(edition));
    } catch (const Json::exception&) {
        history.clear();  // of the web map's past only: the editions are what counts
    }
    return history;
}

/// So that the web map asks for it: one that is not there would be an error in every browser.
void name_history(const fs::path& map) {
    const fs::path file = map / "donnees" / "territoire.json";
    Json territory = Json::parse(read_text(file));
    territory["historique"] = "historique.json";
    write_durably(file, text_of(territory));
}

void add_to_manifest(const fs::path& edition, const std::vector<std::string>& files) {
    const fs::path file = edition / "manifeste.json";
    Json manifest = Json::parse(read_text(file));
    std::vector<Json> outputs = manifest.at("sorties").get<std::vector<Json>>();
    std::erase_if(outputs, [&](const Json& output) {
        return std::find(files.begin(), files.end(), output["fichier"]) != files.end();
    });
    for (const std::string& name : files)
        outputs.push_back({{"fichier", name},
                           {"octets", fs::file_size(edition / name)},
                           {"sha256", sha256_of(edition / name)}});
    std::sort(outputs.begin(), outputs.end(), [](const Json& a, const Json& b) {
        return a["fichier"].get<std::string>() < b["fichier"].get<std::string>();
    });
    manifest["sorties"] = outputs;
    write_durably(file, manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace

std::vector<PublishedEdition> history_with(const RefreshFolder& folder,
                                           const PublishedEdition& entry) {
    const fs::path file = folder.root() / "historique.json";
    std::vector<PublishedEdition> history = read_history(file);
    std::set<std::string> left_out{entry.name};
    for (const EditionCard& card : folder.editions())
        if (!card.put_aside.empty()) left_out.insert(card.name);
    std::erase_if(history, [&](const PublishedEdition& edition) {
        return left_out.contains(edition.name) || edition.number >= entry.number;
    });
    history.push_back(entry);
    Json all = Json::array();
    for (const PublishedEdition& edition : history) all.push_back(to_json(edition));
    write_durably(file, text_of({{"editions", std::move(all)}}));
    return history;
}

std::string history_json(const std::vector<PublishedEdition>& history,
                         std::span<const FollowedMeasure> measures) {
    const std::size_t first = history.size() > most_shown ? history.size() - most_shown : 0;
    const auto shown = std::span(history).subspan(first);
    Json editions = Json::array();
    std::set<std::string> codes;
    for (const PublishedEdition& edition : shown) {
        editions.push_back({{"nom", edition.name}, {"date", edition.date}});
        for (const auto& [code, values] : edition.headline) codes.insert(code);
    }
    Json followed = Json::array();
    for (const FollowedMeasure& measure : measures)
        followed.push_back({{"colonne", measure.column},
                            {"unite", measure.unit},
                            {"libelle", {{"fr", measure.label_fr}, {"en", measure.label_en}}}});
    Json perimeters = Json::object();
    for (const std::string& code : codes)
        for (const FollowedMeasure& measure : measures) {
            Json values = Json::array();
            bool any = false;
            for (const PublishedEdition& edition : shown) {
                const auto quarter = edition.headline.find(code);
                Json value = nullptr;
                if (quarter != edition.headline.end())
                    if (const auto found = quarter->second.find(measure.column);
                        found != quarter->second.end())
                        value = found->second;
                any = any || !value.is_null();
                values.push_back(std::move(value));
            }
            if (any) perimeters[code][measure.column] = std::move(values);
        }
    return text_of({{"editions", std::move(editions)},
                    {"mesures", std::move(followed)},
                    {"perimetres", std::move(perimeters)}});
}

void seal(const fs::path& edition, const std::vector<PublishedEdition>& history,
          std::span<const FollowedMeasure> measures, const RefreshedTerritory& territory) {
    if (!fs::is_directory(edition / "carte")) return;
    write_durably(edition / "carte" / "historique.json", history_json(history, measures));
    write_durably(edition / "carte" / "flux.xml", atom_feed(history, territory));
    name_history(edition / "carte");
    add_to_manifest(edition,
                    {"carte/donnees/territoire.json", "carte/flux.xml", "carte/historique.json"});
}

}  // namespace lisiere::io
