// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/io/serve/http_client.hpp"

namespace lisiere::tests {

/// What a page of the atelier sends.
inline HttpAnswer post(std::uint16_t port, const std::string& path, const std::string& body,
                       const std::string& headers = {}) {
    // HTTP/1.0: an answer that comes part by part is then its parts, without their lengths.
    return http(port, "POST " + path + " HTTP/1.0\r\nHost: localhost:" + std::to_string(port) +
                          "\r\nContent-Type: application/json\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\n" +
                          (headers.empty() ? "" : headers + "\r\n") + "\r\n" + body);
}

/// The lines of an answer that comes part by part.
inline std::vector<nlohmann::ordered_json> lines(const std::string& body) {
    std::vector<nlohmann::ordered_json> all;
    std::size_t at = 0;
    for (std::size_t end = 0; (end = body.find('\n', at)) != std::string::npos; at = end + 1)
        all.push_back(nlohmann::ordered_json::parse(body.substr(at, end - at)));
    return all;
}

/// The part of that stage; null when there is none.
inline nlohmann::ordered_json part(const std::vector<nlohmann::ordered_json>& all,
                                   const std::string& stage) {
    for (const auto& one : all)
        if (one.value("etape", "") == stage) return one;
    return nullptr;
}

}  // namespace lisiere::tests
