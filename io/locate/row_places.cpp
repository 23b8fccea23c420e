// SPDX-License-Identifier: Apache-2.0
#include "io/locate/row_places.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/schema.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {
namespace {

constexpr std::string_view no_coordinates = "sans coordonnées";
constexpr std::string_view unreadable = "coordonnées illisibles";
constexpr std::string_view swapped =
    "coordonnées sans doute inversées (longitude et latitude, x et y)";
constexpr std::string_view outside = "hors du territoire d'étude";
constexpr std::string_view unknown_system =
    "coordonnées dans un système inconnu : --crs le déclare";

/// Whole field as a plain number, the way most files write it; else as French files may.
std::optional<double> coordinate(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size())
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    return number_of(text);
}

bool is_lambert93(double x, double y) {
    return x >= 0 && x <= 1.4e6 && y >= 5.9e6 && y <= 7.3e6;
}

geo::Box degrees_of(const Projector& projector, const geo::Box& area) {
    constexpr int steps = 16;  // sides bend in degrees
    geo::Box degrees;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const geo::LonLat at = projector.inverse(geo::Point{
                area.min_x + area.width() * i / steps, area.min_y + area.height() * j / steps});
            degrees.extend(geo::Point{at.lon, at.lat});
        }
    return degrees.grown(0.1);
}

}  // namespace

PlaceColumns place_columns(std::span<const std::string> names,
                           const std::map<std::string, std::string>& given, bool base,
                           const std::string& where) {
    const Schema schema = read_schema("localiser");
    LayerSpec spec;
    spec.key = "locate";
    FieldMap map(schema.fields().size());
    for (std::size_t i = 0; i < map.size(); ++i) {
        const SchemaField& field = schema.fields()[i];
        if (const auto named = given.find(field.name); named != given.end())
            map[i] = require_column(
                names, named->second,
                fmt::format("{}, option --{}", where,
                            field.name == "code_postal" ? "code-postal" : field.name),
                "le nom d'une colonne du fichier");
    }
    const FieldMap found = match_fields(schema, names, spec, where);
    const auto column = [&](std::string_view name) {
        const std::size_t at = schema.at(name);
        return map[at] ? map[at] : found[at];
    };
    PlaceColumns columns;
    columns.address = column("adresse");
    columns.number = column("numero");
    columns.commune = column("commune");
    columns.postcode = column("code_postal");
    // Named by the user first, then degrees, then metres.
    const bool metres_named = given.contains("x") && given.contains("y");
    if (!metres_named && column("lon") && column("lat")) {
        columns.x = column("lon");
        columns.y = column("lat");
        columns.degrees = true;
    } else if (column("x") && column("y")) {
        columns.x = column("x");
        columns.y = column("y");
    }
    if (columns.x || (base && columns.address)) return columns;
    std::string near;
    for (const std::string wanted : {"longitude", "latitude", "lon", "lat", "adresse"})
        if (near.empty()) near = nearest_name(wanted, names);
    std::string present;
    for (const std::string& name : names) present += (present.empty() ? "" : ", ") + name;
    throw InputError(
        {where,
         fmt::format("{} ; colonnes présentes : {}",
                     columns.address ? "des adresses, mais aucune base d'adresses"
                                     : "aucune colonne de coordonnées ni d'adresse",
                     present),
         columns.address ? "des coordonnées, ou une base d'adresses locale"
                         : "lon et lat, x et y, ou adresse",
         columns.address
             ? "--base adresses-59.csv, ou [[adresses]] fichier = \"adresses-59.csv\" dans la "
               "configuration"
             : fmt::format("nommer les colonnes : --lon {0} --lat ..., --x ... --y ..., ou "
                           "--adresse ...{1}",
                           near.empty() ? "..." : near,
                           near.empty() ? "" : fmt::format(" (« {} » ?)", near))});
}

RowPlaces::RowPlaces(const Territory& territory, const PlaceColumns& columns, int crs,
                     const Gazetteer* addresses)
    : columns_(columns),
      addresses_(addresses),
      study_area_(territory.study_area),
      working_(territory.crs.epsg),
      from_degrees_(territory.crs) {
    degrees_ = degrees_of(from_degrees_, study_area_);
    if (crs != 0 && crs != 4326) from_declared_.emplace(fmt::format("EPSG:{}", crs), territory.crs);
}

RowPlace RowPlaces::from_coordinates(std::string_view text_x, std::string_view text_y) const {
    const auto x = coordinate(text_x);
    const auto y = coordinate(text_y);
    if (!x || !y) return {{}, {}, unreadable};
    geo::Point at{*x, *y};
    if (from_declared_) {
        if (!from_declared_->identity()) try {
                const geo::Point from = at;
                (*from_declared_)(std::span(&from, 1), std::span(&at, 1));
            } catch (const InputError&) {
                return {{}, {}, outside};
            }
        if (study_area_.contains(at)) return {at, {}, {}};
        return {{}, {}, outside};
    }
    if (std::abs(*x) <= 180 && std::abs(*y) <= 180) {
        if (!degrees_.contains(at))
            return {{}, {}, degrees_.contains({*y, *x}) ? swapped : outside};
        at = from_degrees_(geo::LonLat{*x, *y});
        if (study_area_.contains(at)) return {at, {}, {}};
        return {{}, {}, outside};
    }
    if (study_area_.contains(at)) return {at, {}, {}};
    if (study_area_.contains({*y, *x})) return {{}, {}, swapped};
    return {{}, {}, is_lambert93(*x, *y) || working_ == 2154 ? outside : unknown_system};
}

RowPlace RowPlaces::from_address(std::span<const std::string_view> fields) const {
    const auto value = [&](std::optional<std::size_t> column) {
        return column && *column < fields.size() ? fields[*column] : std::string_view();
    };
    AddressParts parts = parse_address(value(columns_.address));
    if (!parts.number) parts.number = parse_house_number(value(columns_.number));
    RowPlace place;
    place.address = addresses_->find(parts, value(columns_.commune), value(columns_.postcode));
    place.reason = place.address->reason;
    if (place.address->at && study_area_.contains(*place.address->at))
        place.at = place.address->at;
    else if (place.address->at)
        place.reason = outside;
    return place;
}

RowPlace RowPlaces::operator()(std::span<const std::string_view> fields) const {
    const bool by_address = addresses_ != nullptr && columns_.address;
    if (columns_.x) {
        const std::string_view x = fields[*columns_.x];
        const std::string_view y = fields[*columns_.y];
        const bool blank = x.find_first_not_of(' ') == x.npos && y.find_first_not_of(' ') == y.npos;
        if (!blank) return from_coordinates(x, y);
        if (!by_address) return {{}, {}, no_coordinates};
    }
    return from_address(fields);
}

}  // namespace lisiere::io
