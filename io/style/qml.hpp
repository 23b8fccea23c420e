// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

/// A column and its heading in QGIS's forms and tables.
struct FieldAlias {
    std::string column;
    std::string alias;
};

/// The QGIS layer style (QML, as QGIS 3.22 writes and later ones read): renderer, labels, scale
/// range, map tip, aliases. A value on a bound belongs to the class below it, as in the other
/// products; values that are missing are not drawn.
std::string qml(const LayerStyle& style, std::span<const FieldAlias> fields,
                const std::string& language);
/// For a table without geometry or without style: aliases only.
std::string qml(std::span<const FieldAlias> fields);

}  // namespace lisiere::io
