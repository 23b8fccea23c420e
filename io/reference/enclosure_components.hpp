// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::io {

/// One component of the index of enclosure, in one language.
struct EnclosureComponent {
    std::string id;       ///< "coupures"; the column `comp_coupures`, the key in `poids`
    std::string label;    ///< of a bar or a column: "Coupures"
    std::string without;  ///< after "sans": "les coupures"
    std::string phrase;   ///< in a sentence: "coupures"
    double weight = 1;    ///< in the index, unless `poids` says otherwise
};

/// geodata/reference/composantes.csv, in the order of the file, then the components that only the
/// measures of enclavement.csv name, in theirs: these weigh 1 and are called by their id.
/// `language`: "fr" or "en". InputError with file and line when a text is missing, a weight is no
/// number or negative, an id comes twice, or a measure names a component that is not listed and
/// looks like one that is: the nearest is named.
std::vector<EnclosureComponent> read_enclosure_components(const std::filesystem::path& folder,
                                                          const std::string& language = "fr");

}  // namespace lisiere::io
