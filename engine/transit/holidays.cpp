// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/holidays.hpp"

#include <algorithm>
#include <chrono>

namespace lisiere::transit {

std::string_view to_text(DayType type) {
    switch (type) {
        case DayType::ouvrable:
            return "ouvrable";
        case DayType::ouvrable_vacances:
            return "ouvrable_vacances";
        case DayType::samedi:
            return "samedi";
        case DayType::dimanche:
            return "dimanche";
    }
    return "";
}

std::optional<DayType> parse_day_type(std::string_view text) {
    for (const DayType type : all_day_types)
        if (to_text(type) == text) return type;
    return std::nullopt;
}

DayType day_type(Day day, const Holidays& holidays) {
    const std::chrono::weekday weekday{day};
    if (weekday == std::chrono::Sunday ||
        std::binary_search(holidays.public_days.begin(), holidays.public_days.end(), day))
        return DayType::dimanche;
    if (weekday == std::chrono::Saturday) return DayType::samedi;
    if (!holidays.school) return DayType::ouvrable;
    const bool off = std::any_of(
        holidays.school->begin(), holidays.school->end(),
        [&](const Holidays::Range& range) { return range.first <= day && day <= range.last; });
    return off ? DayType::ouvrable_vacances : DayType::ouvrable;
}

Day easter_sunday(int year) {
    LISIERE_EXPECTS(year >= 1583);
    const int golden = year % 19;
    const int century = year / 100;
    const int in_century = year % 100;
    const int sun = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - sun + 15) % 30;
    const int weekday =
        (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    const int late = (golden + 11 * epact + 22 * weekday) / 451;
    const int sum = epact + weekday - 7 * late + 114;
    return Day(std::chrono::year(year) / (sum / 31) / (sum % 31 + 1));
}

}  // namespace lisiere::transit
