// SPDX-License-Identifier: Apache-2.0
#include "io/style/xml.hpp"

#include "io/base/encoding.hpp"

namespace lisiere::io {

std::string escaped_xml(std::string_view text) {
    std::string out;
    for (const char c : without_controls(text)) switch (c) {
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

std::string without_expressions(std::string_view text) {
    std::string out = without_controls(text);  // none may stand between the two signs
    for (std::size_t at = 0; (at = out.find("[%", at)) != out.npos;) out.insert(at + 1, " ");
    return out;
}

std::string escaped_qgis(std::string_view text) {
    return escaped_xml(without_expressions(text));
}

}  // namespace lisiere::io
