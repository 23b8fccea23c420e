// SPDX-License-Identifier: Apache-2.0
#include "io/cli/manual/troff.hpp"

namespace lisiere::cli {

std::string troff(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
        if (c == '\n') result += "\\&";
    }
    return result;
}

std::string troff_line(const std::string& text) {
    return "\\&" + troff(text);
}

}  // namespace lisiere::cli
