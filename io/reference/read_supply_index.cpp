// SPDX-License-Identifier: Apache-2.0
#include "io/reference/read_supply_index.hpp"

#include <array>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

std::optional<transit::Mode> mode_named(const std::string& name) {
    using enum transit::Mode;
    for (const transit::Mode mode : {tram, metro, train, bus, bhns, ferry, telepherique, autre})
        if (to_text(mode) == name) return mode;
    return std::nullopt;
}

}  // namespace

access::SupplyIndexSettings read_supply_index(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t parameter = table.require("parametre");
    const std::size_t object = table.require("objet");
    const std::size_t value = table.require("valeur");
    access::SupplyIndexSettings settings;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<std::string>& fields = table.rows[row];
        const auto parsed = parse_number(fields[value]);
        const Maybe<double> number = parsed.value_or(Maybe<double>());
        const auto mode = mode_named(fields[object]);
        if (fields[parameter] == "attente" && number && *number > 0)
            settings.wait_share = *number;
        else if (fields[parameter] == "poids_autres" && number)
            settings.other_weight = *number;
        else if (fields[parameter] == "fiabilite_min" && number && mode)
            settings.reliability[*mode] = *number;
        else if (fields[parameter] == "classe" && number &&
                 (settings.classes.empty() || settings.classes.back().first < *number))
            settings.classes.emplace_back(*number, fields[object]);
        else if (fields[parameter] == "classe" && fields[value].empty())
            settings.last_class = fields[object];
        else
            throw InputError({table.file + ", ligne " + std::to_string(table.lines[row]),
                              fields[parameter] + ";" + fields[object] + ";" + fields[value],
                              "attente, poids_autres, fiabilite_min d'un mode, ou classe à borne "
                              "croissante, et un nombre",
                              "corriger la ligne"});
    }
    return settings;
}

}  // namespace lisiere::io
