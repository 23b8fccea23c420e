// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_opportunities.hpp"

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
        if (!count)
            notices.add(Severity::avertissement, "opportunite_illisible", layer.where,
                        {{"ligne", row.number}});
        else if (*count < 0)
            notices.add(Severity::avertissement, "opportunite_negative", layer.where,
                        {{"ligne", row.number}});
        else if (*count > 0)
            places.push_back({row.points.front(), *count});
    }
    if (places.empty())
        notices.add(Severity::avertissement, "opportunites_absentes", layer.where, spec.id);
    return places;
}

}  // namespace lisiere::io
