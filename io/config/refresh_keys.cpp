// SPDX-License-Identifier: Apache-2.0
#include "io/config/refresh_keys.hpp"

#include <fmt/format.h>

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// A file or a folder that need not be there yet.
Key<RefreshConfig> path(const std::string& name, fs::path RefreshConfig::*member,
                        const std::string& refused = {}) {
    return {{fact(name, KeyType::file)},
            [=](Section& section, const ConfigFiles& files, RefreshConfig& config) {
                const auto written = section.text(name);
                if (!written) return;
                if (written->empty() && !refused.empty())
                    section.fail(name, "un texte vide", refused);
                config.*member = files.beside(*written);
            },
            [](const RefreshConfig&, toml::table&) {}};
}

Key<RefreshConfig> hook() {
    return texts("crochet", &RefreshConfig::hook)
        .checked([](const Section& section, RefreshConfig& config) {
            if (section.has("crochet") && (config.hook.empty() || config.hook.front().empty()))
                section.fail("crochet", "aucune commande", "une commande et ses arguments",
                             "crochet = [\"/usr/local/bin/prevenir\", \"--courriel\"]");
        })
        .of_own_form();
}

Key<RefreshConfig> address() {
    return text("adresse", &RefreshConfig::address)
        .of_own_form()
        .checked([](const Section& section, RefreshConfig& config) {
            if (config.address.empty()) return;
            if (!config.address.starts_with("http://") && !config.address.starts_with("https://"))
                section.fail("adresse", fmt::format("\"{}\"", config.address),
                             "l'adresse publique de la carte : \"https://...\"");
            if (config.address.back() != '/') config.address += '/';
        });
}

Key<RefreshConfig> limits() {
    return table<RefreshConfig>(
        "limites",
        keys_of<RefreshConfig>(
            integer("octets", &RefreshConfig::most_bytes, 1, std::int64_t{1} << 50).in("octets"),
            integer("duree_s", &RefreshConfig::most_time, 1, 7 * 86400).in("s"),
            integer("connexion_s", &RefreshConfig::connect_time, 1, 3600).in("s"),
            integer("silence_s", &RefreshConfig::silence, 1, 3600).in("s"),
            integer("essais", &RefreshConfig::retries, 0, 100),
            integer("attente_ms", &RefreshConfig::first_wait, 0, 3'600'000).in("ms")));
}

Key<RefreshConfig> thresholds() {
    constexpr double any = 1e15;
    return tables("seuils", &RefreshConfig::drift,
                  keys_of<DriftOverride>(
                      noted_path(&DriftOverride::key),
                      required_text("couche", &DriftOverride::layer, "une couche : \"horaires\""),
                      required_text("mesure", &DriftOverride::measure, "une mesure : \"arrets\""),
                      number("baisse", &DriftOverride::fall, 0, any),
                      number("hausse", &DriftOverride::rise, 0, any),
                      number("au_moins", &DriftOverride::least, -any, any),
                      number("au_plus", &DriftOverride::most, -any, any),
                      choice("suite", &DriftOverride::action, {"refuser", "signaler", "ignorer"})
                          .absent([](DriftOverride& row) { row.action = "refuser"; })));
}

Keys<RefreshConfig> refresh_keys() {
    return keys_of<RefreshConfig>(
        path("dossier", &RefreshConfig::folder, "le chemin d'un dossier"),
        path("identifiants", &RefreshConfig::credentials),
        path("certificats", &RefreshConfig::certificates),
        integer("conserver", &RefreshConfig::keep_editions, 2, 100000),
        integer("conserver_mois", &RefreshConfig::keep_months, 0, 1200).in("mois"),
        word<RefreshConfig, bool>("si_absent", &RefreshConfig::keep_absent,
                                  {{"garder", true}, {"refuser", false}}),
        hook(), integer("crochet_delai_s", &RefreshConfig::hook_limit, 1, 86400).in("s"), address(),
        text("departement", &RefreshConfig::department),
        integer("annees", &RefreshConfig::years, 1, 50), limits(), thresholds());
}

}  // namespace

Key<RefreshedTerritory> refresh_table() {
    return table("actualisation", within(&RefreshedTerritory::refresh, refresh_keys())).aside();
}

}  // namespace lisiere::io
