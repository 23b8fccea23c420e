// SPDX-License-Identifier: Apache-2.0
#include "io/layers/perimeter_codes.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/gdal/code_text.hpp"

namespace lisiere::io {

std::string tidy_code(std::string_view written) {
    std::string code = code_text(written);
    for (char& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return code;
}

void set_code(Perimeter& perimeter, Generation declared, std::string_view written,
              const std::string& where, Notices& notices) {
    perimeter.id = written;
    perimeter.generation = declared;
    const std::string tidy = tidy_code(written);
    perimeter.code = PerimeterCode::parse(tidy);
    const Severity refusal =
        perimeter.statut == Statut::officiel ? Severity::erreur : Severity::avertissement;
    if (perimeter.code) {
        perimeter.id = perimeter.code->text();
        if (tidy != written)
            notices.add(Severity::info, "code_repare", where, {{"lu", written}, {"code", tidy}});
        const Generation own = perimeter.code->generation();
        if (declared == Generation::sans) perimeter.generation = own;
        if (declared != Generation::sans && declared != own)
            notices.add(refusal, "generation_contraire", where,
                        {{"code", perimeter.id},
                         {"nom", perimeter.name},
                         {"generation", to_text(own)},
                         {"declaree", to_text(declared)}});
        return;
    }
    if (perimeter.kind != PerimeterKind::quartier_prioritaire || written.empty()) return;
    notices.add(refusal, "code_invalide", where, {{"code", written}, {"nom", perimeter.name}});
}

void note_mixed_generations(const std::vector<const Perimeter*>& perimeters,
                            const std::string& where, Notices& notices) {
    std::vector<std::string> of_2015;
    std::vector<std::string> of_2024;
    for (const Perimeter* perimeter : perimeters) {
        if (perimeter->kind != PerimeterKind::quartier_prioritaire) continue;
        if (perimeter->generation == Generation::g2015) of_2015.push_back(perimeter->id);
        if (perimeter->generation == Generation::g2024) of_2024.push_back(perimeter->id);
    }
    if (of_2015.empty() || of_2024.empty()) return;
    const auto few = [](const std::vector<std::string>& codes) {
        constexpr std::size_t most = 3;
        const auto count = static_cast<std::ptrdiff_t>(std::min(codes.size(), most));
        return fmt::format("{} ({}{})", codes.size(),
                           fmt::join(codes.begin(), codes.begin() + count, ", "),
                           codes.size() > most ? "…" : "");
    };
    notices.add(Severity::avertissement, "generations_melangees", where,
                {{"anciens", few(of_2015)}, {"nouveaux", few(of_2024)}});
}

}  // namespace lisiere::io
