// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_population.hpp"

#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/projector.hpp"
#include "io/layers/inspire_grid.hpp"
#include "io/layers/place_rows.hpp"
#include "io/layers/variable_name.hpp"

namespace lisiere::io {
namespace {

/// Draws squares from their ids, one projector and one window a system of the ids.
class SquareDrawer {
  public:
    explicit SquareDrawer(const ReadContext& context) : context_(context) {}

    /// False when the square misses the window.
    bool draw(const GridSquare& square, RawRow& row) {
        const System& system = of(square.epsg);
        if (system.window && !system.window->intersects(square.box())) return false;
        const geo::Box box = square.box();
        // Corners counter-clockwise, then the middle.
        std::vector<geo::Point> points{
            {box.min_x, box.min_y}, {box.max_x, box.min_y},
            {box.max_x, box.max_y}, {box.min_x, box.max_y},
            {box.min_x, box.min_y}, {box.min_x + square.size / 2, box.min_y + square.size / 2}};
        system.projector(std::span<const geo::Point>(points), points);
        row.points = {points.back()};
        points.pop_back();
        if (context_.window && !context_.window->intersects(geo::bounds(points))) return false;
        row.polygons = {{std::move(points), {}}};
        return true;
    }

  private:
    struct System {
        Projector projector;
        std::optional<geo::Box>
            window;  // in the ids' system: most squares are turned away without projecting
    };
    const System& of(int epsg) {
        const auto found = systems_.find(epsg);
        if (found != systems_.end()) return found->second;
        const std::string crs = fmt::format("EPSG:{}", epsg);
        std::optional<geo::Box> window;
        if (context_.window) window = box_in(crs, *context_.window, context_.crs);
        return systems_.emplace(epsg, System{Projector(crs, context_.crs), window}).first->second;
    }

    const ReadContext& context_;
    std::map<int, System> systems_;
};

void require_some(const RawLayer& layer, const char* what) {
    if (!layer.rows.empty()) return;
    throw InputError({layer.where,
                      fmt::format("aucun des {} {} n'est dans la zone d'étude", layer.read, what),
                      "une population autour des périmètres",
                      "vérifier que c'est le bon fichier, et son système de coordonnées (crs)"});
}

/// People of a row; nullopt where the file has none or says an impossible number.
std::optional<double> people_of(const std::string& text, const std::string& label,
                                const std::string& where, Notices& notices) {
    const auto people = number_of(text);
    if (people && *people < 0) {
        notices.add(Severity::avertissement, "population_negative", where,
                    {{"carreau", label}, {"texte", text}});
        return std::nullopt;
    }
    return people;
}

/// The counts of the rows that were kept.
std::vector<census::CountColumn> counts_of(const RawLayer& layer,
                                           const std::vector<std::size_t>& kept,
                                           const std::string& source) {
    std::vector<census::CountColumn> counts;
    for (const NumberColumn& column : layer.numbers) {
        census::CountColumn& count = counts.emplace_back();
        count.variable = parse_variable(column.name, 0, source);
        count.values.reserve(kept.size());
        for (const std::size_t i : kept) count.values.push_back(column.values[i]);
    }
    return counts;
}

RawLayer read_squares(const GridSpec& spec, const Schema& schema, const ReadContext& context,
                      Notices& notices) {
    const std::size_t id = schema.at("id");
    if (!is_table(spec)) {
        RawLayer layer = read_layer(spec, {schema, context, {}, true, {}}, notices);
        require_some(layer, "carreaux");
        repair_shapes(
            layer, context.repair_tolerance, [id](const RawRow& row) { return row.text[id]; },
            Refusal::ligne, notices);
        for (RawRow& row : layer.rows) row.points = {geo::centroid(row.polygons)};
        return layer;
    }
    SquareDrawer drawer(context);
    std::optional<RawRow> wrong;
    LayerRequest request{schema, context, {}, true, {}};
    request.keep = [&](RawRow& row) {
        const auto square = parse_grid_id(row.text[id]);
        if (!square) {
            if (!wrong) wrong = row;
            return false;
        }
        return drawer.draw(*square, row);
    };
    RawLayer layer = read_table(spec, request, notices);
    if (wrong)
        throw InputError(
            {fmt::format("{}, ligne {}, champ id", layer.where, wrong->number),
             fmt::format("« {} »", wrong->text[id]),
             "un identifiant INSPIRE comme CRS3035RES200mN2029800E4252400",
             "nommer la bonne colonne : champs = { id = \"...\" }, ou déclarer type = \"points\""});
    require_some(layer, "carreaux");
    return layer;
}

}  // namespace

census::Population read_grid(const GridSpec& spec, const ReadContext& context, Notices& notices) {
    const Schema schema = read_schema("carreaux");
    const std::size_t id = schema.at("id");
    RawLayer layer = read_squares(spec, schema, context, notices);
    require_unique(layer, id, "identifiants");

    census::Population population;
    population.origin = census::CellOrigin::carreau;
    population.source = spec.source;
    std::vector<std::size_t> kept;
    std::size_t imputed = 0;
    std::size_t empty = 0;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        RawRow& row = layer.rows[i];
        const auto people =
            people_of(row.text[schema.at("population")], row.text[id], layer.where, notices);
        if (!people || *people <= 0) {
            ++empty;
            continue;
        }
        census::Cell cell;
        cell.id = row.text[id];
        cell.centre = row.points.front();
        cell.shape = std::move(row.polygons);
        cell.people = *people;
        cell.imputed = says_yes(row.text[schema.at("impute")]);
        // lcog_geo sticks the codes of several communes together; the first holds most of the
        // square.
        constexpr std::size_t code_width = 5;
        cell.commune = row.text[schema.at("commune")].substr(0, code_width);
        imputed += cell.imputed ? 1 : 0;
        population.cells.push_back(std::move(cell));
        kept.push_back(i);
    }
    if (empty > 0) notices.add(Severity::info, "carreau_vide", layer.where, {}, empty);
    if (imputed > 0) notices.add(Severity::info, "carreau_impute", layer.where, {}, imputed);
    if (population.cells.empty())
        throw InputError({layer.where, "aucun carreau habité",
                          "des habitants dans la colonne de population",
                          "nommer la bonne colonne : champs = { population = \"...\" }"});
    population.counts = counts_of(layer, kept, spec.source);
    return population;
}

PopulationPoints read_population_points(const GridSpec& spec, const ReadContext& context,
                                        Notices& notices) {
    const Schema schema = read_schema("points");
    const std::size_t id = schema.at("id");
    const RawLayer layer = read_places(spec, schema, context, true, notices);
    require_some(layer, "points");
    require_unique(layer, id, "identifiants");
    PopulationPoints population;
    population.source = spec.source;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        const RawRow& row = layer.rows[i];
        const std::string label =
            row.text[id].empty() ? fmt::format("{}", row.number) : row.text[id];
        const auto people =
            people_of(row.text[schema.at("population")], label, layer.where, notices);
        population.points.push_back(
            {label, row.points.front(),
             people ? Maybe<double>(*people) : Maybe<double>(Absence::non_disponible)});
        population.communes.push_back(row.text[schema.at("commune")]);
        kept.push_back(i);
    }
    population.counts = counts_of(layer, kept, spec.source);
    return population;
}

}  // namespace lisiere::io
