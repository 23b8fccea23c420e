// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "io/base/error.hpp"

namespace lisiere::io {

/// Why a source could not be fetched. The first row stays as it is until somebody acts; the second
/// may be over at the next attempt.
enum class FetchFailure {
    absent,      ///< 404, 410, a local file that is not there
    refused,     ///< 401, 403, 407: credentials missing or wrong
    rejected,    ///< another 4xx, 501, 505: the request itself
    wrong_type,  ///< a page or another format in place of the file
    too_large,
    checksum,
    redirect,  ///< too many, in a circle, to another protocol, from https to http
    tls,       ///< the certificate is not trusted
    address,   ///< an address that is none, or that carries a password

    unreachable,  ///< name not resolved, connection refused, proxy absent
    timeout,      ///< connection, silence or the whole took too long
    server,       ///< 5xx, 408, 425, 202, 204
    busy,         ///< 429, or a 403 that says when to come back
    cut,          ///< the body ended before its announced end
    changed       ///< the file changed while it was read
};

/// Whether another attempt may succeed without anybody acting.
constexpr bool passing(FetchFailure failure) {
    return failure >= FetchFailure::unreachable;
}

/// What the failure is called in logs and JSON: "absent", "delai", "serveur"...
std::string to_text(FetchFailure failure);

/// A source that could not be fetched: exit code 3. Its words hold no secret: passwords, tokens and
/// the values of query parameters that look like one are "…".
class FetchError : public InputError {
  public:
    FetchError(FetchFailure why, Trouble trouble, int http_status = 0)
        : InputError(std::move(trouble)), failure(why), status(http_status) {}

    FetchFailure failure;
    int status;                                 ///< of HTTP; 0: the failure came before any
    unsigned attempts = 1;                      ///< made in all
    std::optional<std::chrono::seconds> after;  ///< when the server asks to come back
};

}  // namespace lisiere::io
