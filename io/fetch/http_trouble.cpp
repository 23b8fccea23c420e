// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/http_trouble.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lisiere::io {
namespace {

constexpr auto proxy_advice =
    "vérifier le réseau ; derrière le mandataire d'un bureau, donner son adresse par https_proxy";
constexpr auto authority_advice =
    "derrière un mandataire qui signe à nouveau les connexions (la règle dans les "
    "administrations), demander à la DSI le certificat de son autorité (PEM) et le désigner par "
    "SSL_CERT_FILE ou par la configuration ; vérifier aussi la date de la machine ; la "
    "vérification ne se coupe pas";

}  // namespace

FetchError trouble_of(const http::Result& result, const std::string& where,
                      const http::Call& call) {
    using Why = FetchFailure;
    const auto seconds = [](std::chrono::milliseconds time) {
        return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
    };
    const std::string reason = result.reason.empty() ? "" : fmt::format(" ({})", result.reason);
    switch (result.end) {
        case http::End::no_host:
            return {
                Why::unreachable,
                {where, "nom de serveur inconnu" + reason, "un serveur joignable", proxy_advice}};
        case http::End::no_proxy:
            return {Why::unreachable,
                    {where, "mandataire introuvable" + reason, "un mandataire joignable",
                     "vérifier https_proxy, http_proxy et no_proxy"}};
        case http::End::proxy_refuses: {
            const int status = result.head.status;
            return {
                status >= 500 ? Why::unreachable : Why::refused,
                {where, fmt::format("le mandataire refuse la connexion (réponse {})", status),
                 "un mandataire qui laisse passer cette adresse",
                 status == 407 ? "donner le nom et le mot de passe du mandataire dans https_proxy"
                               : "demander à la DSI d'ouvrir cette adresse"},
                status};
        }
        case http::End::no_connection:
            return {Why::unreachable,
                    {where, "connexion impossible" + reason, "un serveur joignable", proxy_advice}};
        case http::End::connect_timeout:
            return {Why::timeout,
                    {where, fmt::format("pas de connexion en {}", seconds(call.connect)),
                     "un serveur joignable", proxy_advice}};
        case http::End::stalled:
            return {Why::timeout,
                    {where, fmt::format("rien reçu pendant {}", seconds(call.stalled)),
                     "un envoi continu", "réessayer plus tard"}};
        case http::End::timeout:
            return {Why::timeout,
                    {where, fmt::format("pas fini en {}", seconds(call.total)),
                     "un téléchargement dans le temps donné",
                     "réessayer plus tard, ou donner plus de temps à cette source"}};
        case http::End::untrusted:
            return {Why::tls,
                    {where, "le certificat du serveur n'est pas reconnu" + reason,
                     "un certificat signé par une autorité connue", authority_advice}};
        case http::End::no_bundle:
            return {Why::tls,
                    {where, fmt::format("autorités illisibles : {}", result.bundle),
                     "un fichier PEM de certificats",
                     "corriger SSL_CERT_FILE, CURL_CA_BUNDLE ou la configuration"}};
        case http::End::cut:
            return {Why::cut,
                    {where, "réponse interrompue" + reason, "un fichier entier",
                     "réessayer plus tard"}};
        default:
            return {Why::unreachable,
                    {where, "échec de l'échange" + reason, "une réponse HTTP", proxy_advice}};
    }
}

FetchError trouble_of_status(const http::Head& head, const std::string& where,
                             bool with_credentials) {
    using Why = FetchFailure;
    const int status = head.status;
    const auto error = [&](Why why, const std::string& meaning, const std::string& advice) {
        return FetchError(why,
                          {where, fmt::format("réponse {} : {}", status, meaning),
                           "le fichier (réponse 200)", advice},
                          status);
    };
    if (status == 429 || (status == 403 && retry_after(head)))
        return error(Why::busy, "trop de demandes", "réessayer plus tard");
    if (status == 404 || status == 410)
        return error(
            Why::absent, "rien à cette adresse",
            "vérifier l'adresse sur le site de l'éditeur : elle change à chaque millésime");
    if (status == 407)
        return error(Why::refused, "le mandataire demande un nom et un mot de passe",
                     "les donner dans https_proxy");
    if (status == 401 || status == 403)
        return error(
            Why::refused, with_credentials ? "identifiants refusés" : "identifiants demandés",
            with_credentials ? "corriger le fichier d'identifiants"
                             : "donner les identifiants de cette source dans un fichier à part");
    if (status == 408 || status == 425 || status == 202 || status == 204 || status == 205 ||
        (status >= 500 && status != 501 && status != 505))
        return error(Why::server,
                     status < 300 ? "pas encore de fichier" : "le serveur est en difficulté",
                     "réessayer plus tard");
    return error(Why::rejected, "demande refusée", "vérifier l'adresse");
}

std::optional<std::chrono::seconds> retry_after(const http::Head& head) {
    const std::string text = head.header("retry-after");
    if (text.empty()) return {};
    unsigned seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && end == text.data() + text.size())
        return std::chrono::seconds(seconds);
    const std::time_t then = curl_getdate(text.c_str(), nullptr);
    const std::time_t now = curl_getdate(head.header("date").c_str(), nullptr);
    if (then < 0 || now < 0) return {};
    return std::chrono::seconds(std::max<std::time_t>(0, then - now));
}

}  // namespace lisiere::io
