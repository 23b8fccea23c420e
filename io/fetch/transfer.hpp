// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "io/fetch/arrival.hpp"
#include "io/fetch/http.hpp"
#include "io/fetch/partial.hpp"

namespace lisiere::io {

/// One attempt to bring a remote source, through its redirections. Private to io/fetch.
class Transfer {
  public:
    Transfer(const Job& job, Partial& partial);
    /// FetchError; what came so far stays in the partial file when it can be resumed.
    Fetched attempt();

  private:
    struct Asked;  ///< what one request asked for
    void prepare(const Url& url, Asked& asked) const;
    bool begin(const http::Head& head, const Asked& asked);
    void require_same_version(const http::Head& head, const std::string& where);
    void receive(std::span<const char> bytes, const std::string& where);
    Url redirected(const Url& from, const http::Head& head, unsigned hops) const;
    Fetched unchanged() const;
    Fetched arrived(const Url& url, const std::string& key, const http::Head& head);

    const Job& job_;
    Partial& partial_;
    Url home_;
    std::optional<StoreRecord> record_;  ///< when its file is still there
};

}  // namespace lisiere::io
