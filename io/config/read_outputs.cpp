// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_outputs.hpp"

namespace lisiere::io {

OutputConfig read_outputs(Section& root) {
    OutputConfig outputs;
    auto section = root.table("sorties");
    if (!section) return outputs;
    outputs.workbook = section->flag("classeur").value_or(outputs.workbook);
    if (section->choice("csv", {"machine", "tableur"}).value_or("machine") == "tableur")
        outputs.csv = CsvReader::spreadsheet;
    section->finish();
    return outputs;
}

}  // namespace lisiere::io
