// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/report_settings.hpp"

namespace lisiere::io {

/// What rapport.html is made from. Views: they must outlive the call.
struct ReportEdition {
    std::string territory;
    std::string version;   ///< of the program
    std::string language;  ///< "fr" or "en"
    std::span<const Table> tables;
    const ColumnTexts& texts;
    const ReportSettings& settings;
    const std::map<std::string, std::string>& communes;  ///< code → name
};

/// The report of an edition: overview to sort, a portrait of each perimeter, quality of the data,
/// methods. One HTML file that asks for nothing outside itself; without a script it still reads,
/// unsorted. Figures are those of the tables, rounded for reading (the tables hold them whole); a
/// missing one shows its reason. Deterministic: the same tables give the same bytes.
std::string html_report(const ReportEdition& edition);

/// Above so many perimeters the portraits of a report are files of their own: browsers hold one
/// page of a country, not all of them at once.
inline constexpr std::size_t most_portraits = 150;

/// A file of the report, by its path below the edition.
struct ReportFile {
    std::string path;
    std::string html;
};
/// rapport.html, with all portraits in it, or rapport/<name>.html for each where there are more
/// than `most_portraits`; names as `FileNames` writes the codes.
std::vector<ReportFile> report_files(const ReportEdition& edition);

}  // namespace lisiere::io
