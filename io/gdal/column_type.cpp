// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/column_type.hpp"

#include <ogr_feature.h>

namespace lisiere::io {

ColumnType column_type_of(const OGRFieldDefn& field) {
    if (field.GetSubType() == OFSTBoolean) return ColumnType::boolean;
    switch (field.GetType()) {
        case OFTInteger:
        case OFTInteger64:
            return ColumnType::integer;
        case OFTReal:
            return ColumnType::real;
        default:
            return ColumnType::text;
    }
}

}  // namespace lisiere::io
