// SPDX-License-Identifier: Apache-2.0
#include "io/osm/way_profile.hpp"

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {

const WayRule* WayProfile::find(std::string_view schema, std::string_view kind) const {
    const auto at = rules_.find(std::pair(std::string(schema), std::string(kind)));
    return at == rules_.end() ? nullptr : &at->second;
}

WayProfile read_way_profile(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t schema = table.require("schema");
    const std::size_t kind = table.require("nature");
    const std::size_t walkable = table.require("marchable");
    const std::size_t walkers = table.require("pieton");
    const std::size_t speed = table.require("vitesse_kmh");
    WayProfile profile;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& row = table.rows[i];
        const auto refuse = [&](const std::string& field, const std::string& found,
                                const std::string& expected) {
            throw InputError(
                {table.file + ", ligne " + std::to_string(table.lines[i]) + ", champ " + field,
                 "« " + found + " »", expected, "corriger la ligne"});
        };
        WayRule rule;
        if (row[walkable] == "oui")
            rule.walkable = Walking::yes;
        else if (row[walkable] == "si_permis")
            rule.walkable = Walking::if_allowed;
        else if (row[walkable] == "non")
            rule.walkable = Walking::no;
        else
            refuse("marchable", row[walkable], "oui, si_permis ou non");
        if (row[walkers] != "oui" && row[walkers] != "non")
            refuse("pieton", row[walkers], "oui ou non");
        rule.walkers_only = row[walkers] == "oui";
        const auto value = parse_number(row[speed]);
        if (!value || !value->has_value() || !(**value > 0))
            refuse("vitesse_kmh", row[speed], "une vitesse en km/h, plus grande que 0");
        rule.speed_kmh = **value;
        if (!profile.rules_.emplace(std::pair(row[schema], row[kind]), rule).second)
            refuse("nature", row[kind], "une nature par ligne");
    }
    return profile;
}

WayProfile read_way_profile() {
    return read_way_profile(data_folder() / "geodata" / "reference" / "voirie.csv");
}

}  // namespace lisiere::io
