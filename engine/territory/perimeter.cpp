// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/perimeter.hpp"

#include <cctype>

#include "engine/core/ascii.hpp"

namespace lisiere {

std::string_view to_text(PerimeterKind kind) {
    switch (kind) {
        case PerimeterKind::quartier_prioritaire:
            return "quartier_prioritaire";
        case PerimeterKind::veille_active:
            return "veille_active";
        case PerimeterKind::quartier_vecu:
            return "quartier_vecu";
        case PerimeterKind::comparaison:
            return "comparaison";
    }
    return "";
}

std::string_view to_text(Statut statut) {
    switch (statut) {
        case Statut::officiel:
            return "officiel";
        case Statut::local:
            return "local";
        case Statut::modelise:
            return "modélisé";
    }
    return "";
}

std::string_view to_text(Generation generation) {
    switch (generation) {
        case Generation::sans:
            return "";
        case Generation::g2015:
            return "2015";
        case Generation::g2024:
            return "2024";
    }
    return "";
}

std::optional<PerimeterKind> parse_perimeter_kind(std::string_view text) {
    for (const PerimeterKind kind :
         {PerimeterKind::quartier_prioritaire, PerimeterKind::veille_active,
          PerimeterKind::quartier_vecu, PerimeterKind::comparaison})
        if (to_text(kind) == text) return kind;
    return std::nullopt;
}

std::optional<PerimeterCode> PerimeterCode::parse(std::string_view text) {
    const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    if (text.size() != 8) return std::nullopt;

    PerimeterCode code;
    for (const char c : text)
        code.text_ += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const std::string& t = code.text_;
    const auto digit = [&](std::size_t at) { return is_digit(t[at]); };
    // Départements are three characters: 059, 02A, 974; overseas collectivities use digits too.
    const bool corsica = t[2] == '0' && t[3] == '2' && (t[4] == 'A' || t[4] == 'B');
    const bool departement = corsica || (digit(2) && digit(3) && digit(4));
    if (t[0] != 'Q' || !departement || !digit(5) || !digit(6)) return std::nullopt;
    if (t[1] == 'P' && digit(7)) {
        code.generation_ = Generation::g2015;
        return code;
    }
    if ((t[1] == 'N' || t[1] == 'M' || t[1] == 'I') && t[7] >= 'A' && t[7] <= 'Z') {
        code.generation_ = Generation::g2024;
        return code;
    }
    return std::nullopt;
}

}  // namespace lisiere
