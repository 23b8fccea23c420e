// SPDX-License-Identifier: Apache-2.0
#include <zip.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stdexcept>

#include "examples/generateur/projection.hpp"
#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

std::string clock(int seconds) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
    return text;
}

std::string degrees(double value) {
    char text[24];
    std::snprintf(text, sizeof text, "%.6f", value);
    return text;
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"") == std::string::npos) return text;
    std::string out(1, '"');
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out.append(1, '"');
}

struct Feed {
    std::string stops =
        "stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station\n";
    // One file has a byte order mark, one ends its lines with CRLF: both are common in published
    // feeds.
    std::string routes =
        "\xEF\xBB\xBFroute_id,agency_id,route_short_name,route_long_name,route_type,route_color\n";
    std::string trips = "route_id,service_id,trip_id,trip_headsign,direction_id,shape_id\r\n";
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    std::string frequencies = "trip_id,start_time,end_time,headway_secs,exact_times\n";
    std::string transfers = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n";
    std::string shapes = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n";
};

class Writer {
  public:
    Writer(const Town& town, Feed& feed) : town_(town), feed_(feed) {}

    void stops(const Tile& tile, const Projection& to_degrees) {
        const Transit& transit = town_.transit;
        std::vector<Point> at;
        for (const Stop& stop : transit.stations) at.push_back(tile.moved(stop.at));
        for (const Stop& stop : transit.stops) at.push_back(tile.moved(stop.at));
        const std::vector<Point> places = to_degrees(at);
        for (std::size_t k = 0; k < transit.stations.size(); ++k)
            feed_.stops += id(tile, "S", k) + ",," + quoted(transit.stations[k].name) + "," +
                           degrees(places[k].y) + "," + degrees(places[k].x) + ",1,\n";
        for (std::size_t k = 0; k < transit.stops.size(); ++k) {
            const Point& p = places[transit.stations.size() + k];
            const int station = transit.stops[k].station;
            // A name with a comma and quotes, as some agencies write them.
            const std::string name =
                k == 7 ? "Place \"des Halles\", quai A" : transit.stops[k].name;
            feed_.stops +=
                id(tile, "A", k) + "," + std::to_string(1000 + k) + "," + quoted(name) + "," +
                degrees(p.y) + "," + degrees(p.x) + ",0," +
                (station < 0 ? std::string() : id(tile, "S", static_cast<std::size_t>(station))) +
                "\n";
        }
        for (std::size_t a = 0; a < transit.stops.size(); ++a)
            for (std::size_t b = 0; b < transit.stops.size(); ++b)
                if (a != b && transit.stops[a].station >= 0 &&
                    transit.stops[a].station == transit.stops[b].station)
                    feed_.transfers +=
                        id(tile, "A", a) + "," + id(tile, "A", b) + ",2," +
                        std::to_string(60 + static_cast<int>(distance(transit.stops[a].at,
                                                                      transit.stops[b].at))) +
                        "\n";
        if (tile.number ==
            0)  // a transfer to a stop that no longer exists: readers must say so and go on
            feed_.transfers += id(tile, "A", 0) + ",A999,2,120\n";
    }

    void line(const Tile& tile, const BusLine& line, const Projection& to_degrees) {
        const std::string route = line.id + suffix(tile);
        feed_.routes += route + ",VDL," + line.id + "," + quoted(line.name) + "," +
                        (line.tram ? "0," : "3,") + line.colour + "\n";
        std::vector<Point> track;
        for (const Point& p : line.track) track.push_back(tile.moved(p));
        int sequence = 0;
        for (const Point& p : to_degrees(track))
            feed_.shapes += route + "," + degrees(p.y) + "," + degrees(p.x) + "," +
                            std::to_string(++sequence) + "\n";
        const std::pair<const char*, const std::vector<Headway>*> services[] = {
            {"SEM", &line.weekday}, {"SAM", &line.saturday}, {"DIM", &line.sunday}};
        for (const auto& [service, headways] : services) {
            for (int direction = 0; direction < 2; ++direction) {
                if (line.frequency && direction == 1) continue;  // a loop
                int serial = 0;
                int next = 0;
                for (const Headway& headway : *headways) {
                    if (line.frequency) {
                        const std::string trip = trip_of(tile, line, service, direction, serial++);
                        add_trip(trip, route, service, line, direction);
                        add_times(tile, trip, line, direction, headway.from * 60);
                        feed_.frequencies += trip + "," + clock(headway.from * 60) + "," +
                                             clock(headway.to * 60) + "," +
                                             std::to_string(headway.every * 60) + ",0\n";
                        continue;
                    }
                    // The other direction leaves half a headway later.
                    int at = std::max(next, headway.from * 60 + direction * headway.every * 30);
                    for (; at < headway.to * 60; at += headway.every * 60) {
                        const std::string trip = trip_of(tile, line, service, direction, serial++);
                        add_trip(trip, route, service, line, direction);
                        add_times(tile, trip, line, direction, at);
                    }
                    next = at;
                }
            }
        }
        if (line.id == "L4") {  // a school trip, whose days are listed one by one
            const std::string trip = "L4-SCO" + suffix(tile);
            add_trip(trip, route, "SCO", line, 1);
            add_times(tile, trip, line, 1, (7 * 60 + 25) * 60);
        }
    }

  private:
    static std::string suffix(const Tile& tile) {
        return tile.number == 0 ? std::string()
                                : std::string("_").append(std::to_string(tile.number));
    }
    static std::string id(const Tile& tile, const char* letter, std::size_t k) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%03zu", letter, k);
        return text + suffix(tile);
    }
    static std::string trip_of(const Tile& tile, const BusLine& line, const char* service,
                               int direction, int serial) {
        return line.id + "-" + service + "-" + std::to_string(direction) + "-" +
               std::to_string(serial) + suffix(tile);
    }
    void add_trip(const std::string& trip, const std::string& route, const char* service,
                  const BusLine& line, int direction) {
        const int last = direction == 0 ? line.stops.back() : line.stops.front();
        feed_.trips += route + "," + service + "," + trip + "," +
                       quoted(town_.transit.stops[static_cast<std::size_t>(last)].name) + "," +
                       std::to_string(direction) + "," + (direction == 0 ? route : std::string()) +
                       "\r\n";
    }
    void add_times(const Tile& tile, const std::string& trip, const BusLine& line, int direction,
                   int start) {
        const std::size_t n = line.stops.size();
        for (std::size_t k = 0; k < n; ++k) {
            const std::size_t at = direction == 0 ? k : n - 1 - k;
            const int seconds =
                direction == 0 ? line.seconds[at] : line.seconds.back() - line.seconds[at];
            const bool blank = line.blanks && k > 0 && k + 1 < n && k % 4 != 0;
            const std::string time = blank ? "" : clock(start + seconds);
            feed_.times += trip + "," + time + "," + time + "," +
                           id(tile, "A", static_cast<std::size_t>(line.stops[at])) + "," +
                           std::to_string(k + 1) + "\n";
        }
    }

    const Town& town_;
    Feed& feed_;
};

/// Day of the week of a date of 2026, Monday 0; 2026-01-01 is a Thursday.
int weekday(int month, int day) {
    constexpr int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return (before[month - 1] + day - 1 + 3) % 7;
}

std::string exceptions() {
    std::string text = "service_id,date,exception_type\n";
    // Public holidays on a working day of 2026: Sunday service.
    for (const char* day :
         {"20260406", "20260501", "20260508", "20260514", "20260525", "20260714", "20261111"})
        text += std::string("SEM,") + day + ",2\nDIM," + day + ",1\n";
    // School days by list only, outside the holidays.
    constexpr int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month)
        for (int day = 1; day <= length[month - 1]; ++day) {
            const int date = month * 100 + day;
            const bool open = (date >= 105 && date <= 206) || (date >= 223 && date <= 403) ||
                              (date >= 420 && date <= 703 && date != 501 && date != 508 &&
                               date != 514 && date != 515 && date != 525) ||
                              (date >= 901 && date <= 1016) ||
                              (date >= 1102 && date <= 1218 && date != 1111);
            if (!open || weekday(month, day) > 4) continue;
            char text_of_day[32];
            std::snprintf(text_of_day, sizeof text_of_day, "SCO,2026%04d,1\n", date);
            text += text_of_day;
        }
    return text;
}

}  // namespace

void write_gtfs(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    Feed feed;
    Writer writer(town, feed);
    const Projection to_degrees(4326);
    for (const Tile& tile : tiles) {
        writer.stops(tile, to_degrees);
        for (const BusLine& line : town.transit.lines) writer.line(tile, line, to_degrees);
    }
    const std::vector<std::pair<std::string, std::string>> files = {
        {"agency.txt",
         "agency_id,agency_name,agency_url,agency_timezone,agency_lang\nVDL,Transports du "
         "Val-de-Lisse (fictif),https://example.org,Europe/Paris,fr\n"},
        {"stops.txt", feed.stops},
        {"routes.txt", feed.routes},
        {"trips.txt", feed.trips},
        {"stop_times.txt", feed.times},
        {"calendar.txt",
         "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
         "SEM,1,1,1,1,1,0,0,20260105,20261220\nSAM,0,0,0,0,0,1,0,20260105,20261220\nDIM,0,0,0,0,0,"
         "0,1,20260105,20261220\n"},
        {"calendar_dates.txt", exceptions()},
        {"frequencies.txt", feed.frequencies},
        {"transfers.txt", feed.transfers},
        {"shapes.txt", feed.shapes},
        {"feed_info.txt",
         "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date\nDonnées "
         "fictives,https://example.org,fr,20260105,20261220\n"}};

    const Folder path = out / "gtfs.zip";
    std::filesystem::remove(path);
    int error = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("écriture impossible : " + path.string());
    for (const auto& [name, text] : files) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const zip_int64_t entry = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (entry < 0)
            throw std::runtime_error("écriture impossible : " + path.string() + " (" + name + ")");
        // A fixed date: the same town gives the same bytes. 1980-01-01 is the format's own first
        // day.
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(entry), 0, 0x21, 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(entry), ZIP_CM_DEFLATE, 9);
    }
    if (zip_close(archive) != 0) throw std::runtime_error("écriture impossible : " + path.string());
}

}  // namespace lisiere::demo
