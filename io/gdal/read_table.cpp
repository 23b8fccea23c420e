// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/core/ascii.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/gdal/row_builder.hpp"
#include "io/gdal/table_file.hpp"

namespace lisiere::io {
bool is_table(const LayerSpec& spec) {
    std::string extension = spec.file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension == ".csv" || extension == ".txt" || extension == ".tsv" ||
           extension == ".xlsx" || extension == ".ods" || extension == ".xls";
}

RawLayer read_table(const LayerSpec& spec, const LayerRequest& request, Notices& notices) {
    const std::string where =
        spec.file_as_written.empty() ? spec.file.filename().string() : spec.file_as_written;
    const TableFile file(spec, request.schema, where);
    std::optional<RowBuilder> builder;
    read_csv(
        file.text(), where, {},
        [&](std::span<const std::string_view> names) {
            builder.emplace(spec, request, where,
                            std::vector<std::string>(names.begin(), names.end()), notices);
        },
        [&](std::span<const std::string_view> fields, std::size_t line) {
            const auto value = [&](std::size_t column) {
                return column < fields.size() ? trimmed(fields[column]) : std::string_view();
            };
            const auto filter = builder->filter_column();
            if (!builder->passes(filter ? value(*filter) : std::string_view())) return;
            RawRow row;
            row.number = line;
            row.text.resize(builder->layer().fields.size());
            for (std::size_t i = 0; i < row.text.size(); ++i)
                if (const auto column = builder->layer().fields[i])
                    row.text[i] = builder->text(i, value(*column));
            if (request.keep && !request.keep(row)) return;
            for (const auto& [column, into] : builder->numbers())
                builder->add_number(into, value(column), line);
            builder->layer().rows.push_back(std::move(row));
        });
    if (!builder)
        throw InputError(
            {where, "fichier vide", "une ligne de titres et des données", "refaire l'export"});
    RawLayer layer = builder->finish();
    if (ReadLog* log = request.context.log) log->layers[spec.key] = {layer.read, layer.rows.size()};
    return layer;
}

}  // namespace lisiere::io
