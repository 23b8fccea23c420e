// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// Whether the address is fetched over HTTP; else it is a file of this machine (`file://` or a
/// path). Another scheme ("ftp://") is remote too, and refused when fetched.
bool is_remote(std::string_view address);

/// The path that a `file://` address or a plain path means. ConfigError for a `file://` of another
/// host.
std::string local_path(std::string_view address);

/// An address cut as HTTP needs it.
struct Url {
    std::string scheme;         ///< lower case
    std::string host;           ///< lower case, ASCII: international names in punycode (UTS 46)
    std::string port;           ///< as written; "" when it is the scheme's own
    std::string target;         ///< path and query, at least "/", percent-encoded
    bool has_password = false;  ///< somebody stands before the "@"; never kept

    std::string text() const;    ///< without user and fragment
    std::string origin() const;  ///< scheme, host, port
};

/// Reads an address. Spaces, accents (UTF-8 or not) and other bytes that a request line cannot hold
/// are percent-encoded as the bytes they are; "%41" stays, a lone "%" becomes "%25".
/// ConfigError: no scheme, no host, a port that is none, a name that no international domain has.
Url parse_url(std::string_view address);
/// What a `Location` header means on the page `from`.
Url resolve(const Url& from, std::string_view location);

/// The address as a log may show it: what stands before "@" gone; the values of query parameters
/// whose names look like a secret ("token", "cle", "signature"...), and every text of `secrets`,
/// replaced by "…"; control characters and bytes that are not UTF-8 percent-encoded, so that it is
/// one line of text. Never throws.
std::string without_secrets(std::string_view address, std::span<const std::string> secrets = {});

/// What fills a template of an address.
struct UrlFill {
    std::chrono::year_month_day date;  ///< the day of the run, from the caller: no clock here
    std::string department{};          ///< "59", "2A", "974"; "" when the run has none or several
    unsigned years = 3;  ///< DEFAULT: this year, then the two before; 1: this year only
};

/// An address of a template and the year that filled it (0: the template has none).
struct UrlCandidate {
    std::string url;
    int year = 0;
};

/// Fills `{annee}`, `{mois}` (two digits), `{departement}` ("59") and `{departement3}` ("059").
/// With `{annee}`: one candidate a year, newest first, since statistics of a year are published
/// during a later one; without: one candidate. "{{" and "}}" are braces.
/// ConfigError: an unknown word in braces (names the nearest), a brace left open, a département
/// that is not given.
std::vector<UrlCandidate> fill_url(std::string_view url_template, const UrlFill& fill);

}  // namespace lisiere::io
