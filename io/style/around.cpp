// SPDX-License-Identifier: Apache-2.0
#include "io/style/around.hpp"

namespace lisiere::io {

Around around_of(const TableRows& indicators, std::size_t row) {
    struct Place {
        AroundKind kind;
        std::string_view value;
        std::string_view gap;
    };
    constexpr Place places[] = {{AroundKind::rest_of_epci, "valeur_epci_reste", "ecart_epci_reste"},
                                {AroundKind::epci, "valeur_epci", "ecart_epci"},
                                {AroundKind::zone, "valeur_zone", "ecart_zone"}};
    for (const Place& place : places)
        if (const auto value = indicators.number(row, place.value))
            return {place.kind, value, indicators.number(row, place.gap)};
    return {};
}

std::string_view mark_of(AroundKind kind) {
    return kind == AroundKind::epci ? "¹" : kind == AroundKind::zone ? "²" : "";
}

std::string_view words_of(AroundKind kind, std::string_view language) {
    const bool english = language == "en";
    switch (kind) {
        case AroundKind::epci:
            return english ? "the whole EPCI, quarters included" : "EPCI entier, quartiers compris";
        case AroundKind::zone:
            return english ? "the study area" : "zone d'étude";
        case AroundKind::rest_of_epci:
        case AroundKind::none:
            break;
    }
    return {};
}

std::string_view head_of_around(std::string_view language) {
    return language == "en" ? "EPCI without quarters" : "EPCI hors quartiers";
}

}  // namespace lisiere::io
