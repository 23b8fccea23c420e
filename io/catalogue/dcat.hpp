// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/catalogue/record.hpp"

namespace lisiere::io {

/// The record as DCAT-AP 3 in JSON-LD, its context inside (nothing is fetched to read it): a
/// dcat:Catalog when a publisher is declared, which the profile asks of one, its dcat:Dataset, a
/// dcat:Distribution a product, every source once with its licence, the licences. Sources are of
/// the Dublin Core type Dataset and not dcat:Dataset: harvesters take each of those for a data set
/// of this publisher. Years in the vintages of the sources make the period. The same record gives
/// the same bytes.
std::string dcat_json(const CatalogueRecord& record);

}  // namespace lisiere::io
