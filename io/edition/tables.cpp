// SPDX-License-Identifier: Apache-2.0
#include "io/report/tables.hpp"

#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/reference/distribution_file.hpp"
#include "io/workbook/make_sheets.hpp"

namespace lisiere::io::products {

void tables(const Material& material, const Target& target) {
    report(target.progress, "tables", 0);
    write_csv_tables(material.tables, dictionary_table(material.tables, material.texts),
                     target.folder / "tables", material.config.outputs.csv);
    report(target.progress, "tables", 1);
}

void distribution(const enclavement::Distribution& own, const Target& target) {
    if (!own.measures.empty()) write_text(target.folder / distribution_name, to_text(own));
}

}  // namespace lisiere::io::products
