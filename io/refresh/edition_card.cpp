// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/edition_card.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/refresh/durable.hpp"

namespace lisiere::io {
using Json = nlohmann::ordered_json;
namespace {

EditionCard card_of(const Json& json) {
    EditionCard card;
    card.number = json.at("numero").get<std::uint64_t>();
    card.name = json.at("nom").get<std::string>();
    card.date = json.at("date").get<std::string>();
    card.fingerprint = json.at("empreinte").get<std::string>();
    card.accepted = json.value("acceptee", "");
    card.put_aside = json.value("ecartee", "");
    card.leaving = json.value("retrait", false);
    for (const Json& source : json.at("sources"))
        card.sources.push_back({source.value("cle", ""), source.value("fichier", ""),
                                source.value("url", ""), source.value("sha256", ""),
                                source.value("objet", ""),
                                source.value("octets", std::uintmax_t{0}),
                                source.value("depuis", ""), source.value("garde", "")});
    card.profile = profile_of(json.at("profil"));
    card.findings = json.value("constats", std::vector<std::string>{});
    for (const auto& [code, measures] : json.at("mesures").items())
        for (const auto& [name, value] : measures.items())
            card.headline[code][name] = value.get<double>();
    return card;
}

}  // namespace

std::optional<EditionCard> read_card(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    try {
        return card_of(Json::parse(in));
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

void write_card(const EditionCard& card, const std::filesystem::path& file) {
    Json sources = Json::array();
    for (const CardSource& source : card.sources)
        sources.push_back({{"cle", source.key},
                           {"fichier", source.file},
                           {"url", source.url},
                           {"sha256", source.sha256},
                           {"objet", source.object},
                           {"octets", source.bytes},
                           {"depuis", source.since},
                           {"garde", source.kept}});
    const Json json{{"numero", card.number},
                    {"nom", card.name},
                    {"date", card.date},
                    {"empreinte", card.fingerprint},
                    {"acceptee", card.accepted},
                    {"ecartee", card.put_aside},
                    {"retrait", card.leaving},
                    {"sources", std::move(sources)},
                    {"profil", to_json(card.profile)},
                    {"constats", card.findings},
                    {"mesures", card.headline}};
    write_durably(file, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace lisiere::io
