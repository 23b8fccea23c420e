// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"

namespace lisiere::io {

/// A code as its generation writes it: code_text, in capitals. "qp 059 020" → "QP059020".
std::string tidy_code(std::string_view written);

/// Sets `id`, `code` and `generation` from the code a file gives; `declared`: the generation the
/// configuration says, or `sans`. A code of another form is kept as `id` only. Notices, by code:
/// - `code_repare` (info): case or spaces put right;
/// - `code_invalide`: a quartier prioritaire whose code has neither official form;
/// - `generation_contraire`: a code of 2015 in a layer declared 2024, or the other way round.
/// The last two are of severity erreur when the perimeter's statut is officiel: the run is refused.
void set_code(Perimeter& perimeter, Generation declared, std::string_view written,
              const std::string& where, Notices& notices);

/// Notice `generations_melangees` that names the codes of each generation when quartiers
/// prioritaires of 2015 and of 2024 stand together.
void note_mixed_generations(const std::vector<const Perimeter*>& perimeters,
                            const std::string& where, Notices& notices);

}  // namespace lisiere::io
