// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "io/config/layer_spec.hpp"
#include "io/gdal/schema.hpp"

namespace lisiere::io {

/// The delimited text of a table, whatever holds it:
/// - a text file, seen as bytes without being loaded: pages come and go as they are read;
/// - the one CSV of a zip (`couche` names it where there are several; INSEE's `meta_*` are none);
/// - a sheet of a workbook (XLSX, ODS, XLS through GDAL; `couche` names it, else the first one with
///   a column of the schema), from the row that holds the names of the columns on: INSEE puts
///   titles above. Loaded whole.
/// InputError: no such file, an archive without a table, a format that nothing here reads (Parquet)
/// with the way to another.
class TableFile {
  public:
    TableFile(const LayerSpec& spec, const Schema& schema, const std::string& where);
    ~TableFile();
    TableFile(const TableFile&) = delete;
    TableFile& operator=(const TableFile&) = delete;
    std::string_view text() const;

  private:
    class Mapped;
    std::unique_ptr<Mapped> mapped_;
    std::string loaded_;
};

}  // namespace lisiere::io
