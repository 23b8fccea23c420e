// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <optional>

#include "io/base/files.hpp"
#include "io/gtfs/holidays.hpp"
#include "io/gtfs/service.hpp"
#include "io/inputs/reading.hpp"

namespace lisiere::io {

void choose_days(Reading& reading) {
    const transit::Timetable& timetable = *reading.in().timetable;
    const Exchange exchange = [&reading](const geo::Point& at) {
        const geo::LonLat place = reading.projector->inverse(at);
        // A latitude of more than 90 degrees is nowhere.
        if (std::abs(place.lon) > 90) return geo::Point{NAN, NAN};
        return (*reading.projector)(geo::LonLat{place.lat, place.lon});
    };
    // Timetables of elsewhere say nothing about the service here: that is not a service of 0.
    if (near_feeds(timetable, reading.in().territory.study_area, exchange, reading.notices()) ==
        0) {
        reading.in().timetable.reset();
        return;
    }
    std::optional<transit::Day> wanted;
    if (reading.config.date) wanted = transit::Day(*reading.config.date);
    const transit::Holidays holidays =
        read_holidays({reading.config.school_zone, reading.config.public_holidays}, timetable,
                      reading.notices(), data_folder() / "geodata" / "reference");
    reading.outcome.days = run_days(timetable, wanted, holidays, reading.notices());
    if (const auto declared =
            reading.config.edition_date ? reading.config.edition_date : reading.config.date)
        warn_about_past_feeds(timetable, transit::Day(*declared), reading.notices());
    warn_about_periods(timetable, reading.outcome.days.service, reading.in().periods,
                       reading.notices());
    warn_about_window(transit::DayTimetable(timetable, reading.outcome.days.day),
                      reading.config.access.window, reading.notices());
}

}  // namespace lisiere::io
