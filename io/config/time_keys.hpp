// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/core/units.hpp"
#include "io/base/dates.hpp"
#include "io/config/keys.hpp"

/// Days and hours as a configuration writes them. Private to io/config.
namespace lisiere::io {

/// "06:30"; hours of the service day, to 30.
Seconds parse_clock(const Section& section, const std::string& key, const std::string& text);
std::string clock(Seconds time);

template <class Spec>
Key<Spec> date(const std::string& name, std::optional<std::chrono::year_month_day> Spec::*member) {
    return {{fact(name, KeyType::date)},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                const auto text = section.text(name);
                if (!text) return;
                spec.*member = parse_date(*text);
                if (!(spec.*member))
                    section.fail(name, "\"" + *text + "\"", "une date comme \"2026-03-17\"");
            },
            [=](const Spec& spec, toml::table& table) {
                if (spec.*member) table.insert(name, date_text(*(spec.*member)));
            }};
}

}  // namespace lisiere::io
