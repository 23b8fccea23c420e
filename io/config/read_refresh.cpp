// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_refresh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

fs::path beside(const fs::path& config_file, const std::string& written) {
    const fs::path path(written);
    return (path.is_absolute() ? path : config_file.parent_path() / path).lexically_normal();
}

void read_limits(Section& parent, RefreshConfig& config) {
    auto section = parent.table("limites");
    if (!section) return;
    if (const auto bytes = section->integer("octets", 1, std::int64_t{1} << 50))
        config.most_bytes = static_cast<std::uintmax_t>(*bytes);
    if (const auto time = section->integer("duree_s", 1, 7 * 86400))
        config.most_time = std::chrono::seconds(*time);
    if (const auto time = section->integer("connexion_s", 1, 3600))
        config.connect_time = std::chrono::seconds(*time);
    if (const auto time = section->integer("silence_s", 1, 3600))
        config.silence = std::chrono::seconds(*time);
    if (const auto retries = section->integer("essais", 0, 100))
        config.retries = static_cast<unsigned>(*retries);
    if (const auto wait = section->integer("attente_ms", 0, 3'600'000))
        config.first_wait = std::chrono::milliseconds(*wait);
    section->finish();
}

void read_drift(Section& parent, RefreshConfig& config) {
    constexpr double any = 1e15;
    for (Section& section : parent.tables("seuils")) {
        DriftOverride row;
        row.key = section.path();
        row.layer = section.required_text("couche", "une couche : \"horaires\"");
        row.measure = section.required_text("mesure", "une mesure : \"arrets\"");
        row.fall = section.number("baisse", 0, any);
        row.rise = section.number("hausse", 0, any);
        row.least = section.number("au_moins", -any, any);
        row.most = section.number("au_plus", -any, any);
        row.action =
            section.choice("suite", {"refuser", "signaler", "ignorer"}).value_or("refuser");
        section.finish();
        config.drift.push_back(std::move(row));
    }
}

}  // namespace

RefreshConfig read_refresh(Section& root, const fs::path& config_file, const std::string& slug) {
    RefreshConfig config;
    config.folder = config_file.parent_path() / "actualisation" / slug;
    auto section = root.table("actualisation");
    if (!section) return config;
    if (const auto folder = section->text("dossier")) {
        if (folder->empty()) section->fail("dossier", "un texte vide", "le chemin d'un dossier");
        config.folder = beside(config_file, *folder);
    }
    if (const auto file = section->text("identifiants"))
        config.credentials = beside(config_file, *file);
    if (const auto file = section->text("certificats"))
        config.certificates = beside(config_file, *file);
    if (const auto count = section->integer("conserver", 2, 100000))
        config.keep_editions = static_cast<std::size_t>(*count);
    if (const auto months = section->integer("conserver_mois", 0, 1200))
        config.keep_months = static_cast<unsigned>(*months);
    config.keep_absent = section->choice("si_absent", {"garder", "refuser"}) == "garder";
    config.hook = section->texts("crochet");
    if (section->has("crochet") && (config.hook.empty() || config.hook.front().empty()))
        section->fail("crochet", "aucune commande", "une commande et ses arguments",
                      "crochet = [\"/usr/local/bin/prevenir\", \"--courriel\"]");
    if (const auto limit = section->integer("crochet_delai_s", 1, 86400))
        config.hook_limit = std::chrono::seconds(*limit);
    config.address = section->text("adresse").value_or("");
    if (!config.address.empty() && !config.address.starts_with("http://") &&
        !config.address.starts_with("https://"))
        section->fail("adresse", fmt::format("\"{}\"", config.address),
                      "l'adresse publique de la carte : \"https://...\"");
    if (!config.address.empty() && config.address.back() != '/') config.address += '/';
    config.department = section->text("departement").value_or("");
    if (const auto years = section->integer("annees", 1, 50))
        config.years = static_cast<unsigned>(*years);
    read_limits(*section, config);
    read_drift(*section, config);
    section->finish();
    return config;
}

std::optional<RemoteSpec> read_remote(Section& section) {
    RemoteSpec spec;
    const auto url = section.text("url");
    if (url && url->empty()) section.fail("url", "un texte vide", "une adresse ou un chemin");
    spec.url = url.value_or("");
    spec.member = section.text("membre").value_or("");
    const std::string checksum = section.text("somme").value_or("");
    spec.if_absent = section.choice("si_absent", {"garder", "refuser"}).value_or("");
    if (section.has("somme")) {
        spec.checksum = checksum.starts_with("sha256:") ? checksum.substr(7) : std::string();
        const auto digit = [](unsigned char c) {
            return std::isdigit(c) != 0 || (c >= 'a' && c <= 'f');
        };
        if (spec.checksum.size() != 64 ||
            !std::all_of(spec.checksum.begin(), spec.checksum.end(), digit))
            section.fail("somme", fmt::format("\"{}\"", checksum),
                         "\"sha256:\" et 64 chiffres hexadécimaux en minuscules",
                         "sha256sum FICHIER les donne");
    }
    if (url) return spec;
    for (const char* key : {"membre", "somme", "si_absent"})
        if (section.has(key))
            section.fail(key, "une couche sans url", "url = \"...\" à côté",
                         "ces clés disent comment lisiere refresh va chercher un fichier");
    return std::nullopt;
}

}  // namespace lisiere::io
