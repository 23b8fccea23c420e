// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "io/fetch/fetch_error.hpp"
#include "io/fetch/http.hpp"

/// What went wrong, in the words of the user. Private to io/fetch.
namespace lisiere::io {

/// An exchange that did not come to its end. `where` names the source and its address.
FetchError trouble_of(const http::Result& result, const std::string& where, const http::Call& call);

/// A status that is no success.
FetchError trouble_of_status(const http::Head& head, const std::string& where,
                             bool with_credentials);

/// How long an answer asks to wait: `Retry-After`, in seconds or as a date, the latter counted from
/// the answer's own `Date`: the clock of this machine has no part in it.
std::optional<std::chrono::seconds> retry_after(const http::Head& head);

}  // namespace lisiere::io
