// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/moment.hpp"

#include <fmt/format.h>

#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

struct Parts {
    std::chrono::year_month_day day;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
};

Parts parts_of(std::chrono::sys_seconds moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    return {std::chrono::year_month_day(day),
            std::chrono::hh_mm_ss<std::chrono::seconds>(moment - day)};
}

}  // namespace

std::string moment_text(std::chrono::sys_seconds moment) {
    const auto [day, time] = parts_of(moment);
    return fmt::format("{}T{:02}:{:02}:{:02}Z", date_text(day), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

std::string edition_name(std::chrono::sys_seconds moment) {
    const auto [day, time] = parts_of(moment);
    return fmt::format("{}T{:02}{:02}{:02}Z", date_text(day), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

std::string date_in_words(std::chrono::year_month_day day, const std::string& language) {
    const auto number = static_cast<unsigned>(day.day());
    return say("commun.date", language,
               {{"jour", number},
                {"mois", fmt::format("m{}", static_cast<unsigned>(day.month()))},
                {"annee", static_cast<int>(day.year())}});
}

}  // namespace lisiere::io
