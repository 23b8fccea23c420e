// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/transit/desserte.hpp"

namespace lisiere::io {

/// One line of geodata/reference/periodes.csv: id;type_jour;debut;fin;libelle_fr;libelle_en;source.
/// Hours may pass 24:00; `type_jour` is ouvrable, ouvrable_vacances, samedi or dimanche.
struct LabelledPeriod {
    transit::Period period;
    std::string label_fr;
    std::string label_en;
    std::string source;
};

/// In file order. InputError for an unknown day type, an unreadable hour, an end not after its
/// start, a repeated id.
std::vector<LabelledPeriod> read_periods(const std::filesystem::path& file);
/// The same from data_folder().
std::vector<LabelledPeriod> read_periods();
std::vector<transit::Period> periods_of(const std::vector<LabelledPeriod>& labelled);

}  // namespace lisiere::io
