// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_opportunities.hpp"

#include <fmt/format.h>

#include "io/layers/place_rows.hpp"

namespace lisiere::io {

std::vector<access::Opportunity::Place> read_opportunity_places(const OpportunitySpec& spec,
                                                                const ReadContext& context,
                                                                Notices& notices) {
    const Schema schema = read_schema("opportunites");
    const RawLayer layer = read_places(spec, schema, context, false, notices);
    std::vector<access::Opportunity::Place> places;
    for (const RawRow& row : layer.rows) {
        const auto count = number_of(row.text[schema.at("nombre")]);
        const std::string line = fmt::format("ligne {}", row.number);
        if (!count)
            notices.add(Severity::avertissement, "opportunite_illisible", layer.where,
                        "lignes sans nombre lisible : rien n'y est compté", line);
        else if (*count < 0)
            notices.add(Severity::avertissement, "opportunite_negative", layer.where,
                        "nombres négatifs : rien n'y est compté", line);
        else if (*count > 0)
            places.push_back({row.points.front(), *count});
    }
    if (places.empty())
        notices.add(Severity::avertissement, "opportunites_absentes", layer.where,
                    "aucune opportunité dans la zone d'étude : ses mesures sont NULL", spec.id);
    return places;
}

}  // namespace lisiere::io
