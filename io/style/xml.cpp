// SPDX-License-Identifier: Apache-2.0
#include "io/style/xml.hpp"

namespace lisiere::io {

std::string escaped_xml(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    return out;
}

}  // namespace lisiere::io
