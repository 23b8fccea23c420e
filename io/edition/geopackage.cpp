// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string_view>

#include "io/edition/products.hpp"
#include "io/gdal/write_geopackage.hpp"

namespace lisiere::io::products {

void geopackage(const Material& material, const Target& target) {
    constexpr std::string_view step = "GeoPackage";
    report(target.progress, step, 0);
    GeopackageOptions options;
    options.column = [&](std::string_view table,
                         std::string_view column) -> std::optional<ColumnText> {
        const auto meaning = material.texts.find(table, column);
        if (!meaning) return std::nullopt;
        return ColumnText{heading(*meaning), meaning->unit.empty() ? meaning->description
                                                                   : meaning->description + " (" +
                                                                         meaning->unit + ")"};
    };
    options.layer = [&](const Table& table) { return layer_text(material, table); };
    options.progress = [&](double done) { report(target.progress, step, std::min(done, 0.99)); };
    write_geopackage(material.tables, target.folder / "lisiere.gpkg", options, target.notices);
    report(target.progress, step, 1);
}

}  // namespace lisiere::io::products
