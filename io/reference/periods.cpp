// SPDX-License-Identifier: Apache-2.0
#include "io/reference/periods.hpp"

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
std::vector<LabelledPeriod> read_periods(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t id = table.require("id");
    const std::size_t type = table.require("type_jour");
    const std::size_t start = table.require("debut");
    const std::size_t end = table.require("fin");
    const std::size_t label_fr = table.require("libelle_fr");
    const std::size_t label_en = table.require("libelle_en");
    const std::size_t source = table.require("source");
    std::vector<LabelledPeriod> periods;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<std::string>& fields = table.rows[row];
        const auto fail = [&](const std::string& found, const std::string& expected) {
            throw InputError({file.string() + ", ligne " + std::to_string(table.lines[row]), found,
                              expected, "corriger la ligne"});
        };
        const auto type_of_day = transit::parse_day_type(fields[type]);
        const auto from = parse_gtfs_time(fields[start]);
        const auto to = parse_gtfs_time(fields[end]);
        if (!type_of_day)
            fail("type_jour « " + fields[type] + " »",
                 "ouvrable, ouvrable_vacances, samedi ou dimanche");
        if (!from || !to || *to <= *from)
            fail("de « " + fields[start] + " » à « " + fields[end] + " »",
                 "deux heures HH:MM, la fin après le début");
        if (std::any_of(periods.begin(), periods.end(),
                        [&](const auto& p) { return p.period.id == fields[id]; }))
            fail("identifiant « " + fields[id] + " » déjà employé", "un identifiant par période");
        periods.push_back({{fields[id], *type_of_day, Seconds{*from}, Seconds{*to}},
                           fields[label_fr],
                           fields[label_en],
                           fields[source]});
    }
    return periods;
}

std::vector<LabelledPeriod> read_periods() {
    return read_periods(data_folder() / "geodata" / "reference" / "periodes.csv");
}

std::vector<transit::Period> periods_of(const std::vector<LabelledPeriod>& labelled) {
    std::vector<transit::Period> periods;
    for (const LabelledPeriod& period : labelled) periods.push_back(period.period);
    return periods;
}

}  // namespace lisiere::io
