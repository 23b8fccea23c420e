// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/profile.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/geo/measure.hpp"
#include "engine/transit/service_day.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/gdal/inspect.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/inspect.hpp"
#include "io/osm/inspect.hpp"

namespace lisiere::io {
namespace {

bool is_osm(const LayerSpec& layer) {
    std::string name = layer.file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array endings{".pbf", ".osm", ".osm.gz", ".osm.bz2"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return name.ends_with(ending); });
}

void describe_table(const LayerSpec& layer, FileProfile& profile) {
    const FileInfo info = inspect(layer.file);
    for (const LayerInfo& one : info.layers) {
        if (!layer.layer.empty() && one.name != layer.layer) continue;
        profile.rows = static_cast<double>(one.features);
        for (const ColumnInfo& column : one.columns) profile.columns.push_back(column.name);
        profile.degrees = one.extent_degrees;
        break;
    }
    std::sort(profile.columns.begin(), profile.columns.end());
}

double departures_on(const transit::Timetable& timetable, std::optional<transit::Day> day) {
    if (!day) return 0;
    const transit::DayTimetable on(timetable, *day);
    double departures = 0;
    for (std::size_t i = 0; i < timetable.patterns().size(); ++i) {
        const transit::PatternIdx pattern(i);
        departures += static_cast<double>(on.trips(pattern).size()) *
                      (timetable.patterns()[pattern].stops - 1.0);
    }
    return departures;
}

void measure_timetable(const transit::Timetable& timetable, const RunDays& days, Profile& profile) {
    auto& measures = profile.measures["horaires"];
    std::set<transit::StopIdx> served;
    for (std::size_t i = 0; i < timetable.patterns().size(); ++i)
        for (const transit::StopIdx stop : timetable.stops_of(transit::PatternIdx(i)))
            served.insert(stop);
    for (const transit::StopIdx stop : indices<transit::StopIdx>(timetable.stops().size()))
        if (!timetable.untimed_lines(stop).empty()) served.insert(stop);
    measures["arrets"] = static_cast<double>(served.size());
    measures["lignes"] = static_cast<double>(timetable.lines().size());
    if (!timetable.timed()) return;
    measures["departs_ouvrable"] = departures_on(timetable, days.service.ouvrable);
    measures["departs_samedi"] = departures_on(timetable, days.service.samedi);
    measures["departs_dimanche"] = departures_on(timetable, days.service.dimanche);

    std::map<std::uint32_t, transit::Day> last;
    for (std::size_t i = 0; i < timetable.services().size(); ++i) {
        const transit::ServiceIdx service(i);
        const auto& dates = timetable.services()[service];
        if (dates.empty()) continue;
        const std::uint32_t feed = timetable.feed_of(service);
        const auto known = last.try_emplace(feed, dates.back()).first;
        known->second = std::max(known->second, dates.back());
    }
    for (const auto& [feed, day] : last) {
        const std::string date = transit::iso_date(day);
        if (!profile.end_of_service.empty() && date >= profile.end_of_service) continue;
        profile.end_of_service = date;
        profile.first_to_end = feed < timetable.feeds().size() ? timetable.feeds()[feed] : "";
    }
}

nlohmann::ordered_json to_json(const FileProfile& file) {
    nlohmann::ordered_json json{
        {"couche", file.kind}, {"cle", file.key}, {"fichier", file.file}, {"sha256", file.sha256}};
    if (file.rows) json["lignes"] = *file.rows;
    if (!file.columns.empty()) json["colonnes"] = file.columns;
    if (file.degrees)
        json["emprise"] = {file.degrees->min_x, file.degrees->min_y, file.degrees->max_x,
                           file.degrees->max_y};
    return json;
}

FileProfile file_profile_of(const nlohmann::ordered_json& json) {
    FileProfile file;
    file.kind = json.value("couche", "");
    file.key = json.value("cle", "");
    file.file = json.value("fichier", "");
    file.sha256 = json.value("sha256", "");
    if (json.contains("lignes")) file.rows = json["lignes"].get<double>();
    file.columns = json.value("colonnes", std::vector<std::string>{});
    if (const auto box = json.value("emprise", std::vector<double>{}); box.size() == 4)
        file.degrees = geo::Box{box[0], box[1], box[2], box[3]};
    return file;
}

}  // namespace

std::string kind_of_layer(const std::string& key) {
    return key.substr(0, key.find('['));
}

FileProfile profile_file(const LayerSpec& layer, const std::string& sha256) {
    FileProfile profile;
    profile.kind = kind_of_layer(layer.key);
    profile.key = layer.key;
    profile.file = layer.file_as_written;
    profile.sha256 = sha256;
    if (profile.kind == "horaires") {
        const FeedSummary feed = inspect_feed(FeedFiles::open(layer.file));
        profile.rows = static_cast<double>(feed.stop_time_rows);
    } else if (is_osm(layer)) {
        const OsmInfo osm = inspect_osm(layer.file);
        profile.rows = static_cast<double>(osm.ways);
        if (!osm.degrees.empty()) profile.degrees = osm.degrees;
    } else if (profile.kind != "relief") {  // a raster has no rows: its reader says what it is
        describe_table(layer, profile);
    }
    return profile;
}

std::vector<FileProfile> profile_files(const RunConfig& config, const Fingerprint& files,
                                       const std::vector<FileProfile>& known) {
    std::vector<FileProfile> profiles;
    for (const LayerSpec* layer : layers_of(config)) {
        const std::string written = std::filesystem::path(layer->file_as_written).generic_string();
        std::string sha256;
        for (const HashedFile& file : files.inputs)
            if (file.path == written) sha256 = file.sha256;
        const auto seen = std::find_if(known.begin(), known.end(), [&](const FileProfile& profile) {
            return !sha256.empty() && profile.sha256 == sha256 && profile.key == layer->key &&
                   profile.file == layer->file_as_written;
        });
        profiles.push_back(seen != known.end() ? *seen : profile_file(*layer, sha256));
    }
    return profiles;
}

void measure_inputs(const ReadOutcome& read, Profile& profile) {
    const Inputs& in = read.inputs;
    profile.measures["perimetres"]["nombre"] = static_cast<double>(in.territory.perimeters.size());
    for (const Perimeter& perimeter : in.territory.perimeters) {
        PerimeterProfile& one = profile.perimeters[perimeter.id];
        one.name = perimeter.name;
        if (!perimeter.shape) continue;
        one.centre = geo::centroid(*perimeter.shape);
        one.area_m2 = geo::area(*perimeter.shape).value();
    }
    profile.measures["communes"]["nombre"] = static_cast<double>(in.territory.communes.size());
    if (in.population) {
        double people = 0;
        for (const census::Cell& cell : in.population->cells) people += cell.people;
        profile.measures["population"]["habitants"] = people;
        profile.measures["population"]["carreaux"] =
            static_cast<double>(in.population->cells.size());
    }
    if (in.streets) {
        double metres = 0;
        for (std::size_t edge = 0; edge < in.streets->edge_count(); ++edge)
            metres += in.streets->edge(street::EdgeIdx(edge)).length_mm / 1000.0;
        profile.measures["rues"]["longueur_km"] = metres / 1000.0;
    }
    if (in.barriers)
        profile.measures["coupures"]["troncons"] = static_cast<double>(in.barriers->size());
    std::set<access::CategoryIdx> categories;
    for (const access::Facility& facility : in.facilities) categories.insert(facility.category);
    profile.measures["equipements"]["lieux"] = static_cast<double>(in.facilities.size());
    profile.measures["equipements"]["categories"] = static_cast<double>(categories.size());
    if (in.timetable) measure_timetable(*in.timetable, read.days, profile);
}

nlohmann::ordered_json to_json(const Profile& profile) {
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
    for (const FileProfile& file : profile.files) files.push_back(to_json(file));
    nlohmann::ordered_json perimeters = nlohmann::ordered_json::object();
    for (const auto& [code, perimeter] : profile.perimeters) {
        nlohmann::ordered_json one{{"nom", perimeter.name}};
        if (perimeter.centre) {
            one["x"] = perimeter.centre->x;
            one["y"] = perimeter.centre->y;
            one["surface_m2"] = perimeter.area_m2;
        }
        perimeters[code] = std::move(one);
    }
    return {{"fichiers", std::move(files)},
            {"mesures", profile.measures},
            {"perimetres", std::move(perimeters)},
            {"fin_horaires", profile.end_of_service},
            {"premier_a_finir", profile.first_to_end}};
}

Profile profile_of(const nlohmann::ordered_json& json) {
    Profile profile;
    for (const auto& file : json.value("fichiers", nlohmann::ordered_json::array()))
        profile.files.push_back(file_profile_of(file));
    for (const auto& [kind, measures] : json.at("mesures").items())
        for (const auto& [name, value] : measures.items())
            profile.measures[kind][name] = value.get<double>();
    for (const auto& [code, one] : json.at("perimetres").items()) {
        PerimeterProfile& perimeter = profile.perimeters[code];
        perimeter.name = one.value("nom", "");
        if (!one.contains("x")) continue;
        perimeter.centre = geo::Point{one["x"].get<double>(), one["y"].get<double>()};
        perimeter.area_m2 = one.value("surface_m2", 0.0);
    }
    profile.end_of_service = json.value("fin_horaires", "");
    profile.first_to_end = json.value("premier_a_finir", "");
    return profile;
}

}  // namespace lisiere::io
