// SPDX-License-Identifier: Apache-2.0
#include "io/config/time_keys.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace lisiere::io {

Seconds parse_clock(const Section& section, const std::string& key, const std::string& text) {
    int hours = 0;
    int mins = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%2d:%2d%c", &hours, &mins, &rest) != 2 || hours < 0 ||
        hours > 30 || mins < 0 || mins > 59)
        section.fail(key, fmt::format("\"{}\"", text), "une heure comme \"07:00\"");
    return Seconds{hours * 3600 + mins * 60};
}

std::string clock(Seconds time) {
    return fmt::format("{:02}:{:02}", time.count() / 3600, time.count() / 60 % 60);
}

}  // namespace lisiere::io
