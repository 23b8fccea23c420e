// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/url.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include "io/base/encoding.hpp"
#include "io/base/error.hpp"
#include "io/fetch/printable.hpp"

namespace lisiere::io {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return low;
}

[[noreturn]] void refuse(std::string_view address, const std::string& found,
                         const std::string& expected) {
    throw ConfigError({without_secrets(address), found, expected, "corriger l'adresse"});
}

/// "https://" of an address: its length and the scheme; 0 without "://".
std::size_t scheme_length(std::string_view address) {
    const std::size_t end = address.find("://");
    if (end == address.npos || end == 0) return 0;
    for (const char c : address.substr(0, end))
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '-' && c != '.')
            return 0;
    return end + 3;
}

std::string encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool lone_percent =
            byte == '%' &&
            (i + 2 >= text.size() || std::isxdigit(static_cast<unsigned char>(text[i + 1])) == 0 ||
             std::isxdigit(static_cast<unsigned char>(text[i + 2])) == 0);
        if (byte > 0x20U && byte < 0x7FU && !lone_percent &&
            std::string_view("\"<>\\^`{|}").find(text[i]) == std::string_view::npos) {
            out += text[i];
            continue;
        }
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

/// The bytes behind %41; a percent without two digits stays.
std::string decoded(std::string_view text) {
    std::string bytes;
    const auto hex = [&](std::size_t at) {
        return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && hex(i + 1) && hex(i + 2)) {
            bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

/// A server's name as it is sent: what is escaped in it first, as browsers do, then international
/// names in ASCII. ConfigError for what no name or number of a server holds.
std::string ascii_host(std::string_view written, std::string_view address) {
    if (written.starts_with('[')) {  // a number, which curl reads
        if (written.find(']') + 1 != written.size())
            refuse(address, fmt::format("« {} » pour un serveur", printable(std::string(written))),
                   "un nom de serveur");
        return lower(written);
    }
    const std::string host = decoded(written);
    if (is_ascii(host)) {
        for (const char c : host)
            if (std::isalnum(static_cast<unsigned char>(c)) == 0 &&
                std::string_view("-._~[]:").find(c) == std::string_view::npos)
                refuse(address,
                       fmt::format("« {} » dans un nom de serveur", printable(std::string(1, c))),
                       "un nom de serveur");
        return lower(host);
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &status), &uidna_close);
    std::array<char, 1024> ascii{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    std::int32_t length = 0;
    if (is_utf8(host) && U_SUCCESS(status))
        length = uidna_nameToASCII_UTF8(idna.get(), host.data(),
                                        static_cast<std::int32_t>(host.size()), ascii.data(),
                                        static_cast<std::int32_t>(ascii.size()), &info, &status);
    if (length <= 0 || U_FAILURE(status) || info.errors != 0)
        refuse(address, "un nom de serveur qu'aucun domaine international ne peut porter",
               "un nom de serveur");
    return ascii_host({ascii.data(), static_cast<std::size_t>(length)}, address);
}

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, FreeUrl>;

std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    std::string copy = text;
    curl_free(text);
    return copy;
}

/// The parts as the library that will send the request understands them.
Url taken_apart(CURLU* handle, std::string_view address) {
    Url url;
    url.scheme = part(handle, CURLUPART_SCHEME);
    url.host = lower(part(handle, CURLUPART_HOST));
    url.port = part(handle, CURLUPART_PORT);
    if ((url.scheme == "http" && url.port == "80") || (url.scheme == "https" && url.port == "443"))
        url.port.clear();
    url.target = part(handle, CURLUPART_PATH);
    if (url.target.empty()) url.target = "/";
    const std::string query = part(handle, CURLUPART_QUERY);
    if (!query.empty()) url.target += "?" + query;
    if (url.host.empty()) refuse(address, "aucun nom de serveur", "https://serveur/chemin");
    return url;
}

bool looks_secret(std::string_view name) {
    const std::string low = lower(name);
    for (const std::string_view word :
         {"key", "token", "secret", "pass", "pwd", "sig", "auth", "cred", "jeton", "mdp", "hmac"})
        if (low.find(word) != std::string::npos) return true;
    return low == "cle" || low == "code" || low == "sas" || low == "sid" || low == "session";
}

void replace_all(std::string& text, const std::string& what) {
    if (what.empty()) return;
    static constexpr std::string_view hidden = "…";
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += hidden.size())
        text.replace(at, what.size(), hidden);
}

}  // namespace

bool is_remote(std::string_view address) {
    const std::size_t length = scheme_length(address);
    return length != 0 && lower(address.substr(0, length)) != "file://";
}

std::string local_path(std::string_view address) {
    const std::size_t length = scheme_length(address);
    if (length == 0) return std::string(address);
    std::string_view rest = address.substr(length);
    if (lower(rest.substr(0, 10)) == "localhost/") rest.remove_prefix(9);
    if (!rest.starts_with('/'))
        refuse(address, "un fichier d'une autre machine", "file:///chemin/du/fichier");
    std::string path = decoded(rest);
    if (path.find('\0') != std::string::npos)
        refuse(address, "un octet nul dans le chemin", "file:///chemin/du/fichier");
    return path;
}

std::string Url::origin() const {
    return scheme + "://" + host + (port.empty() ? "" : ":" + port);
}

std::string Url::text() const {
    return origin() + target;
}

Url parse_url(std::string_view address) {
    const std::size_t begin = scheme_length(address);
    if (begin == 0) refuse(address, "une adresse sans « https:// »", "https://serveur/chemin");
    const std::size_t end = std::min(address.find_first_of("/?#\\", begin), address.size());
    std::string_view authority = address.substr(begin, end - begin);
    const std::size_t at = authority.rfind('@');
    if (at != authority.npos) authority.remove_prefix(at + 1);
    const std::size_t colon = authority.rfind(':');
    const bool has_port = colon != authority.npos && authority.find(']', colon) == authority.npos;
    const std::string_view host = has_port ? authority.substr(0, colon) : authority;
    if (host.empty()) refuse(address, "aucun nom de serveur", "https://serveur/chemin");
    std::string_view rest = address.substr(end);
    rest = rest.substr(0, rest.find('#'));
    // What follows the server is its path, whatever begins it: "\\user@autre" is no other server.
    const std::string clean = lower(address.substr(0, begin)) + ascii_host(host, address) +
                              std::string(has_port ? authority.substr(colon) : "") +
                              (rest.starts_with('\\') ? "/" : "") + encoded(rest);
    const Handle handle(curl_url());
    const CURLUcode code =
        curl_url_set(handle.get(), CURLUPART_URL, clean.c_str(), CURLU_NON_SUPPORT_SCHEME);
    if (code != CURLUE_OK)
        refuse(address, fmt::format("une adresse mal formée ({})", curl_url_strerror(code)),
               "https://serveur/chemin");
    Url url = taken_apart(handle.get(), address);
    url.has_password = at != std::string_view::npos;
    return url;
}

Url resolve(const Url& from, std::string_view location) {
    if (scheme_length(location) != 0) return parse_url(location);
    if (location.starts_with("//")) return parse_url(from.scheme + ":" + std::string(location));
    const Handle handle(curl_url());
    const std::string relative = encoded(location.substr(0, location.find('#')));
    CURLUcode code =
        curl_url_set(handle.get(), CURLUPART_URL, from.text().c_str(), CURLU_NON_SUPPORT_SCHEME);
    if (code == CURLUE_OK && !relative.empty())
        code =
            curl_url_set(handle.get(), CURLUPART_URL, relative.c_str(), CURLU_NON_SUPPORT_SCHEME);
    if (code != CURLUE_OK)
        refuse(location, fmt::format("une adresse mal formée ({})", curl_url_strerror(code)),
               "une adresse de redirection");
    // curl reads "ftp:/serveur" as an address of its own: its server is looked at like any other.
    return parse_url(taken_apart(handle.get(), location).text());
}

std::string without_secrets(std::string_view address, std::span<const std::string> secrets) {
    std::string text(address);
    const std::size_t begin = text.find("://") == std::string::npos ? 0 : text.find("://") + 3;
    if (begin != 0) {
        const std::size_t end = std::min(text.find_first_of("/?#", begin), text.size());
        const std::size_t at = text.rfind('@', end);
        if (at != std::string::npos && at >= begin && at < end) text.erase(begin, at + 1 - begin);
    }
    std::size_t from = text.find('?');
    while (from != std::string::npos) {
        ++from;
        const std::size_t end = std::min(text.find_first_of("&;#", from), text.size());
        const std::size_t equals = text.find('=', from);
        if (equals < end && looks_secret(std::string_view(text).substr(from, equals - from)))
            text.replace(equals + 1, end - equals - 1, "…");
        from = text.find_first_of("&;", from);
    }
    for (const std::string& secret : secrets) {
        replace_all(text, secret);
        replace_all(text, encoded(secret));
    }
    return printable(text);
}

}  // namespace lisiere::io
