// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lisiere::io {

/// `[[actualisation.seuils]]`: one threshold of geodata/reference/actualisation.csv, set otherwise.
/// What is not given stays as the table has it.
struct DriftOverride {
    std::string key;  ///< where the configuration says so ("actualisation.seuils[0]")
    std::string layer;
    std::string measure;
    std::optional<double> fall;
    std::optional<double> rise;
    std::optional<double> least;
    std::optional<double> most;
    std::string action;  ///< "refuser", "signaler", "ignorer"; empty: "refuser"
};

/// Where `lisiere refresh` fetches a layer. Layers without one are local files, read where they
/// stand.
struct RemoteSpec {
    std::string url;        ///< as written, with its {annee}...
    std::string member;     ///< `membre`: the file wanted inside the archive; empty: the only one
    std::string checksum;   ///< `somme`: SHA-256, 64 lower-case hexadecimal digits; empty: none
    std::string if_absent;  ///< `si_absent`: "garder", "refuser"; empty: as [actualisation]
};

/// `[actualisation]`: how `lisiere refresh` gets its sources and keeps its editions. Nothing here
/// bears on what an edition holds, so none of it is in the manifest.
struct RefreshConfig {
    std::map<std::string, RemoteSpec> remote;  ///< by LayerSpec::key ("horaires[0]")
    /// `dossier`, absolute. DEFAULT: actualisation/<territory> beside the configuration.
    std::filesystem::path folder;
    std::filesystem::path credentials;   ///< `identifiants`, absolute; empty: none
    std::filesystem::path certificates;  ///< `certificats`, absolute; empty: the system's
    std::size_t keep_editions = 13;  ///< `conserver`: the newest are kept. DEFAULT: a year and one
    unsigned keep_months = 0;  ///< `conserver_mois`: and those younger. DEFAULT: the number alone
    /// `si_absent = "garder"`: a source that cannot be had keeps its last good file. DEFAULT: the
    /// refresh is refused. A layer may say otherwise.
    bool keep_absent = false;
    std::vector<std::string> hook;        ///< `crochet`: a command and its arguments; empty: none
    std::chrono::seconds hook_limit{60};  ///< `crochet_delai_s`
    std::string address;     ///< `adresse`: where the web map is published; empty: unknown
    std::string department;  ///< `departement`: {departement} of the addresses: "59", "2A"
    unsigned years = 3;      ///< `annees`: how many {annee} are tried, this year's first

    // `[actualisation.limites]`, for each source
    std::uintmax_t most_bytes = std::uintmax_t{8} << 30;  ///< `octets`. DEFAULT: 8 GiB
    std::chrono::seconds most_time{3600};        ///< `duree_s`: all attempts. DEFAULT: an hour
    std::chrono::seconds connect_time{20};       ///< `connexion_s`
    std::chrono::seconds silence{60};            ///< `silence_s`: without a byte
    unsigned retries = 4;                        ///< `essais`: after the first
    std::chrono::milliseconds first_wait{1000};  ///< `attente_ms`: doubled at each attempt

    std::vector<DriftOverride> drift;
};

}  // namespace lisiere::io
