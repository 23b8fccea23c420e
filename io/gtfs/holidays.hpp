// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/transit/holidays.hpp"

namespace lisiere::io {

/// Whose holidays a run keeps apart.
struct HolidaySettings {
    std::string zone;               ///< "A", "B", "C"; empty: not known
    std::string regime = "france";  ///< DEFAULT: "france"; "alsace_moselle"; "aucun": none
};

/// Public and school holidays of the days the timetable covers, from
/// geodata/reference/jours_feries.csv (a rule a line: "05-01" or "paques+39"; `alsace_moselle` adds
/// to `france`) and vacances_scolaires.csv (zones;debut;fin, both days without school). Notices
/// `zone_scolaire_inconnue` without a zone, `vacances_non_couvertes` when the file does not reach
/// as far as the timetable. InputError for an unreadable line.
transit::Holidays read_holidays(const HolidaySettings& settings,
                                const transit::Timetable& timetable, Notices& notices,
                                const std::filesystem::path& reference_folder);

}  // namespace lisiere::io
