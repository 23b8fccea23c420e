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
            notices.add(Severity::info, "code_repare", where,
                        "des codes étaient en minuscules ou coupés par des espaces",
                        fmt::format("« {} » → {}", written, tidy));
        const Generation own = perimeter.code->generation();
        if (declared == Generation::sans) perimeter.generation = own;
        if (declared != Generation::sans && declared != own)
            notices.add(refusal, "generation_contraire", where,
                        "des codes d'une autre génération que celle que la configuration déclare",
                        fmt::format("{} ({}) : code de {}, couche déclarée {}", perimeter.id,
                                    perimeter.name, to_text(own), to_text(declared)));
        return;
    }
    if (perimeter.kind != PerimeterKind::quartier_prioritaire || written.empty()) return;
    notices.add(refusal, "code_invalide", where,
                "des codes de quartier prioritaire n'ont pas la forme officielle : QP, trois "
                "caractères de département, trois chiffres (2015 : QP059020) ; QN, département, "
                "deux chiffres, une lettre (2024 : QN05906M)",
                fmt::format("« {} » ({})", written, perimeter.name));
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
                "des quartiers prioritaires de 2015 et de 2024 ensemble : leurs totaux ne "
                "s'ajoutent pas ; l'ancienne génération se déclare dans [[filiation]]",
                fmt::format("2015 : {} ; 2024 : {}", few(of_2015), few(of_2024)));
}

}  // namespace lisiere::io
