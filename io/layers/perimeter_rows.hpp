// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Where a row of the schema `perimetres` says what.
struct PerimeterColumns {
    explicit PerimeterColumns(const Schema& schema);
    std::size_t code, name, communes, aliases, programmes, kind, zone;
    std::size_t other_codes, level, parent, reference, remark;
    std::size_t zone_iris, zone_commune, zone_drawn;
    std::size_t first_flag;  ///< columns of `programmes`, in their order
};

/// What a row of a list is.
enum class RowLevel { perimetre, sous_secteur, ignorer };

/// Rows of one declared file of perimeters, read by one specification.
class PerimeterRows {
  public:
    explicit PerimeterRows(PerimeterSpec spec);

    const PerimeterSpec& spec() const { return spec_; }
    const PerimeterColumns& columns() const { return columns_; }
    const Schema& schema() const { return schema_; }
    /// What to read of the file: `champ_genre` and the flags of `programmes` included.
    LayerRequest request(const ReadContext& context) const;

    /// InputError: a level the schema does not know (`valeurs` translates the file's words).
    RowLevel level_of(const RawRow& row, const std::string& where) const;
    /// Everything the row says, no shape. InputError: an unknown kind; an official quartier
    /// prioritaire without code; neither code nor name. Notices: see set_code.
    Perimeter perimeter_of(const RawRow& row, const std::string& where, Notices& notices) const;

  private:
    std::string translated(const std::string& text) const;
    PerimeterKind kind_of(const RawRow& row, const std::string& where) const;

    PerimeterSpec spec_;
    Schema schema_;
    PerimeterColumns columns_;
};

/// `<prefix>-<commune or x>-<slug of the name>`, prefix VA (veille active), QP, QV or CO: the id of
/// a perimeter without code.
std::string id_without_code(PerimeterKind kind, const std::string& commune,
                            const std::string& name);

}  // namespace lisiere::io
