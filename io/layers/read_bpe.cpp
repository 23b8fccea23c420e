// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"
#include "io/base/placed.hpp"
#include "io/base/siret.hpp"
#include "io/gdal/projector.hpp"
#include "io/layers/place_rows.hpp"
#include "io/layers/read_facilities.hpp"

namespace lisiere::io {
namespace {

/// The system of LAMBERT_X and LAMBERT_Y where no EPSG column says it: by the département of the
/// commune.
int local_crs(std::string_view commune) {
    if (commune.starts_with("971") || commune.starts_with("972") || commune.starts_with("977") ||
        commune.starts_with("978"))
        return 5490;
    if (commune.starts_with("973")) return 2972;
    if (commune.starts_with("974")) return 2975;
    if (commune.starts_with("976")) return 4471;
    return 2154;
}

/// "75101_0101" and "751010101" are one IRIS; "59002" and "59002_0000" the whole commune.
std::string iris_code(std::string_view text) {
    std::string code;
    for (const char c : text)
        if (c != '_') code += c;
    return code;
}

/// Places for rows, made at their first use: projectors by system, points of areas by code.
class Placer {
  public:
    Placer(const FallbackPlaces& places, geo::Crs crs) : crs_(crs) {
        if (places.iris != nullptr)
            for (const census::Area& area : places.iris->areas) areas_[area.id] = {&area.shape, {}};
        for (const Commune& commune : places.communes)
            communes_[commune.code] = {&commune.shape, {}};
    }

    geo::Point project(double x, double y, int epsg) {
        auto found = projectors_.find(epsg);
        if (found == projectors_.end())
            found = projectors_.emplace(epsg, Projector(fmt::format("EPSG:{}", epsg), crs_)).first;
        geo::Point point{x, y};
        found->second(std::span<const geo::Point>(&point, 1), std::span(&point, 1));
        return point;
    }
    std::optional<geo::Point> in_iris(const std::string& code) { return on(areas_, code); }
    std::optional<geo::Point> in_commune(const std::string& code) { return on(communes_, code); }

  private:
    struct Area {
        const geo::MultiPolygon* shape = nullptr;
        std::optional<geo::Point> point;
    };
    using Areas = std::map<std::string, Area>;
    static std::optional<geo::Point> on(Areas& areas, const std::string& code) {
        const auto found = areas.find(code);
        if (found == areas.end()) return std::nullopt;
        if (!found->second.point) found->second.point = geo::point_on_surface(*found->second.shape);
        return found->second.point;
    }

    geo::Crs crs_;
    std::map<int, Projector> projectors_;
    Areas areas_;
    Areas communes_;
};

struct Fields {
    explicit Fields(const Schema& schema)
        : type(schema.at("type")),
          year(schema.at("annee")),
          name(schema.at("nom")),
          iris(schema.at("iris")),
          commune(schema.at("commune")),
          x(schema.at("x")),
          y(schema.at("y")),
          epsg(schema.at("epsg")),
          lon(schema.at("lon")),
          lat(schema.at("lat")),
          quality(schema.at("qualite")),
          number(schema.at("nombre")),
          capacity(schema.at("capacite")),
          id(schema.at("id")) {}
    std::size_t type, year, name, iris, commune, x, y, epsg, lon, lat, quality, number, capacity,
        id;
};

/// Where INSEE put the point: its quality code says when that is only the commune.
access::PlaceGrain grain_of(const std::string& quality) {
    const bool at_commune = quality.starts_with("33") || quality == "Mauvaise" || quality == "M";
    return at_commune ? access::PlaceGrain::commune : access::PlaceGrain::adresse;
}

}  // namespace

std::vector<access::Facility> read_bpe(const FacilitySpec& spec, const Categories& categories,
                                       const FallbackPlaces& places, const ReadContext& context,
                                       Notices& notices) {
    const Schema schema = read_schema("bpe");
    const Fields f(schema);
    Placer placer(places, context.crs);
    std::vector<access::Facility> facilities;
    std::size_t wanted = 0;
    std::map<std::string, std::size_t> unknown;
    std::size_t at_iris = 0;
    std::size_t at_commune = 0;
    std::size_t nowhere = 0;

    const auto place = [&](const RawRow& row,
                           access::PlaceGrain& grain) -> std::optional<geo::Point> {
        grain = grain_of(row.text[f.quality]);
        const auto lon = number_of(row.text[f.lon]);
        const auto lat = number_of(row.text[f.lat]);
        const auto project = [&](double east, double north, int epsg) {
            return placed(fmt::format("{}, ligne {}", spec.file_as_written, row.number),
                          [&] { return placer.project(east, north, epsg); });
        };
        // (0, 0) is how a join or a spreadsheet writes an unknown place, as a blank is.
        const auto is_place = [](const auto& a, const auto& b) {
            return a && b && (*a != 0 || *b != 0);
        };
        if (is_place(lon, lat)) return project(*lon, *lat, 4326);
        const auto x = number_of(row.text[f.x]);
        const auto y = number_of(row.text[f.y]);
        if (is_place(x, y)) {
            const auto epsg = number_of(row.text[f.epsg]);
            const int local = spec.crs > 0 ? spec.crs : local_crs(row.text[f.commune]);
            const bool declared = epsg && *epsg >= 1024 && *epsg <= 32767;
            return project(*x, *y, declared ? static_cast<int>(*epsg) : local);
        }
        grain = access::PlaceGrain::iris;
        const std::string iris = iris_code(row.text[f.iris]);
        if (const auto point = placer.in_iris(iris)) {
            ++at_iris;
            return point;
        }
        constexpr std::size_t commune_width = 5;
        const std::string commune =
            row.text[f.commune].empty() ? iris.substr(0, commune_width) : row.text[f.commune];
        // A commune that is not cut into IRIS is one IRIS of its own.
        if (const auto point = placer.in_iris(commune + "0000")) {
            ++at_iris;
            return point;
        }
        if (const auto point = placer.in_commune(commune)) {
            grain = access::PlaceGrain::commune;
            ++at_commune;
            return point;
        }
        ++nowhere;
        return std::nullopt;
    };

    LayerRequest request{schema, context, {}, false, {}};
    request.keep = [&](RawRow& row) {
        const std::string& code = row.text[f.type];
        const auto year = number_of(row.text[f.year]);
        int vintage = spec.bpe_vintage;
        if (vintage == 0 && year) vintage = static_cast<int>(*year);
        const BpeGeneration generation = bpe_generation(vintage);
        if (!categories.bpe_knows(code, generation)) {
            ++unknown[code];
            return false;
        }
        const auto serves = categories.of_bpe(code, generation);
        if (serves.empty()) return false;
        ++wanted;
        access::Facility facility;
        const auto point = place(row, facility.place);
        if (!point || (context.window && !context.window->contains(*point))) return false;
        facility.name = row.text[f.name];
        facility.at = *point;
        facility.source = spec.source;
        facility.type = code;
        facility.registry = siret_of(row.text[f.id]);
        if (const auto number = number_of(row.text[f.number]); number && *number > 1)
            facility.number = *number;
        const auto capacity = number_of(row.text[f.capacity]);
        if (capacity && *capacity > 0) {
            facility.capacity = *capacity;
            facility.capacity_known = true;
        }
        // SIRET is not unique: one establishment may hold several facilities of several types.
        for (const access::CategoryIdx category : serves) {
            facility.category = category;
            facility.id =
                fmt::format("{}/{}/{}", spec.source, categories.list()[category].id, row.number);
            facilities.push_back(facility);
        }
        return false;  // nothing of the row is needed any more
    };
    const RawLayer layer = read_table(spec, request, notices);

    const auto note = [&](Severity severity, const char* code, std::size_t count) {
        if (count > 0) notices.add(severity, code, layer.where, {}, count);
    };
    for (const auto& [code, count] : unknown)
        notices.add(Severity::avertissement, "code_bpe_inconnu", layer.where,
                    {{"code", code}, {"lignes", count}}, count);
    note(Severity::avertissement, "equipement_a_l_iris", at_iris);
    note(Severity::avertissement, "equipement_a_la_commune", at_commune);
    note(Severity::avertissement, "equipement_non_place", nowhere);
    if (wanted == 0)
        throw InputError({layer.where, "aucun équipement d'une catégorie connue",
                          "des codes TYPEQU de la BPE",
                          "vérifier le fichier et son millésime (AN)"});
    if (facilities.empty()) note(Severity::avertissement, "couche_hors_zone", 1);
    return facilities;
}

}  // namespace lisiere::io
