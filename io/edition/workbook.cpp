// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/style/workbook_settings.hpp"
#include "io/workbook/write_workbook.hpp"

namespace lisiere::io::products {

void workbook(const Material& material, const Target& target) {
    constexpr std::string_view step = "classeur";
    report(target.progress, step, 0);
    const RunConfig& config = material.config;
    const WorkbookSettings settings = read_workbook_settings(data_folder() / "styles");
    write_workbook({config.name, LISIERE_VERSION, config.print.date, config.language,
                    material.tables, &material.texts, &settings, material.communes},
                   target.folder / "tableaux.xlsx", target.notices);
    report(target.progress, step, 1);
}

}  // namespace lisiere::io::products
