// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lisiere::io {

/// What opens one server or one source. Any of the four; several may stand together.
struct Secret {
    std::string user{}, password{};                   ///< HTTP Basic, when the user is not empty
    std::string token{};                              ///< Authorization: Bearer
    std::pair<std::string, std::string> header{};     ///< name, value
    std::pair<std::string, std::string> parameter{};  ///< of the query: name, value
    bool in_clear = false;  ///< DEFAULT: never over http, which anybody on the way can read
};

/// The credentials of private sources, kept out of the configuration and its copies.
/// - A secret of a source goes to the host of the source's own address only, one of a host to that
///   host only: a redirection elsewhere takes none along.
/// - A source's own comes before its host's.
class Credentials {
  public:
    Credentials() = default;
    Credentials(std::map<std::string, Secret, std::less<>> by_host,
                std::map<std::string, Secret, std::less<>> by_source)
        : by_host_(std::move(by_host)), by_source_(std::move(by_source)) {}

    /// For a request to `host`; `own`: scheme, host and port are those of the source's address.
    /// nullptr: none.
    const Secret* find(std::string_view source, std::string_view host, bool own) const;
    /// Every text that no log may hold.
    std::vector<std::string> secrets() const;

  private:
    std::map<std::string, Secret, std::less<>> by_host_;
    std::map<std::string, Secret, std::less<>> by_source_;
};

/// Reads a TOML file of credentials:
///
///     [hote."horaires.example.org"]
///     jeton = "…"                                    # Authorization: Bearer
///     [source.reseau_urbain]                         # by the source's identifier
///     utilisateur = "…"
///     mot_de_passe = "…"
///     entete = { nom = "X-Api-Key", valeur = "…" }
///     parametre = { nom = "apikey", valeur = "…" }
///     en_clair = true                                # also over http
///
/// ConfigError (without any value of the file): absent; not a regular file; readable or writable by
/// others than its owner (modes 0600, 0400 pass); owned by another than this user or root; an
/// unknown key; a value that no header can hold.
Credentials read_credentials(const std::filesystem::path& file);

}  // namespace lisiere::io
