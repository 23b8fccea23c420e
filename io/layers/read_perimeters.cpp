// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_perimeters.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/row_coordinates.hpp"
#include "io/layers/join_list.hpp"
#include "io/layers/perimeter_codes.hpp"
#include "io/layers/perimeter_rows.hpp"

namespace lisiere::io {
namespace {

/// Perimeters of a file that has their outlines.
std::vector<Perimeter> read_shapes(const PerimeterRows& rows, const ReadContext& context,
                                   Notices& notices) {
    const PerimeterSpec& spec = rows.spec();
    const PerimeterColumns& columns = rows.columns();
    LayerRequest request = rows.request(context);
    const bool coded =
        spec.kind == PerimeterKind::quartier_prioritaire && !spec.fields.contains("genre");
    request.also_required = {coded ? "code" : "nom"};
    RawLayer layer = read_layer(spec, request, notices);
    require_unique(layer, columns.code, "codes");
    require_local_shapes(layer);
    repair_shapes(
        layer, context.repair_tolerance, [&](const RawRow& row) { return row.text[columns.code]; },
        Refusal::couche, notices);
    std::vector<Perimeter> perimeters;
    for (RawRow& row : layer.rows) {
        perimeters.push_back(rows.perimeter_of(row, layer.where, notices));
        perimeters.back().shape = std::move(row.polygons);
    }
    return perimeters;
}

void require_unique_ids(const std::vector<Perimeter>& perimeters,
                        const std::vector<std::string>& files) {
    std::map<std::string, std::size_t> first;
    for (std::size_t at = 0; at < perimeters.size(); ++at) {
        const Perimeter& perimeter = perimeters[at];
        const auto [found, fresh] = first.emplace(perimeter.id, at);
        if (fresh) continue;
        const Perimeter& other = perimeters[found->second];
        throw InputError(
            {fmt::format("{} et {}", files[found->second], files[at]),
             fmt::format("codes en double : {} (« {} » et « {} »)", perimeter.id, other.name,
                         perimeter.name),
             "un code par périmètre dans tout le territoire",
             "retirer l'un des deux, ou donner un code aux périmètres qui n'en ont pas"});
    }
}

/// One declared file, added to those before it.
void read_one(const PerimeterSpec& spec, const ReadContext& context, const DesignatedAreas& areas,
              std::vector<Perimeter>& all, Notices& notices) {
    const PerimeterRows rows(spec);
    if (!is_table(spec)) {
        for (Perimeter& perimeter : read_shapes(rows, context, notices))
            all.push_back(std::move(perimeter));
        return;
    }
    if (spec.by.empty())
        throw InputError({spec.file_as_written, "un CSV : il n'a pas de contours",
                          "une couche de polygones, ou une liste de zones ou de quartiers",
                          "déclarer par = \"iris\", \"commune\", \"fichier\" ou \"liste\""});
    PerimeterList list = read_list(rows, context, areas, notices);
    if (spec.by == "liste") {
        join_list(std::move(list), CommuneNames(areas.communes), all, notices);
        return;
    }
    for (ListedQuarter& quarter : list.quarters) {
        if (!quarter.perimeter.shape)
            notices.add(Severity::info, "perimetre_sans_contour", list.where, quarter.perimeter.id);
        all.push_back(std::move(quarter.perimeter));
    }
}

}  // namespace

IndexedVector<PerimeterIdx, Perimeter> read_perimeters(const std::vector<PerimeterSpec>& specs,
                                                       const ReadContext& context,
                                                       const DesignatedAreas& areas,
                                                       Notices& notices) {
    std::vector<Perimeter> all;
    std::vector<std::string> files;
    // Lists that join come last: they complete what the other files hold.
    for (const bool joining : {false, true})
        for (const PerimeterSpec& spec : specs) {
            if ((spec.by == "liste") != joining) continue;
            read_one(spec, context, areas, all, notices);
            files.resize(all.size(), spec.file_as_written);
        }
    require_unique_ids(all, files);
    std::vector<const Perimeter*> everyone;
    for (const Perimeter& perimeter : all) everyone.push_back(&perimeter);
    note_mixed_generations(everyone, "perimetres", notices);
    IndexedVector<PerimeterIdx, Perimeter> result(std::move(all));
    note_overlaps(result, notices);
    return result;
}

}  // namespace lisiere::io
