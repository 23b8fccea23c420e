// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_lineage.hpp"

#include <algorithm>
#include <utility>

#include "engine/atlas/residents.hpp"
#include "engine/atlas/shapes.hpp"

namespace lisiere {
namespace {

/// Official people spread evenly over their perimeter: their share is that of the area.
void spread_official(const LineageInputs& in, std::vector<LineageRow>& rows) {
    for (LineageRow& row : rows) {
        if (!row.former || !row.current) continue;
        if (in.former.counted[*row.former]) row.people_of_former = row.area_of_former;
        if (in.current.counted[*row.current]) row.people_of_current = row.area_of_current;
    }
}

/// Pairs that the published table knows and the outlines do not, and the other way round.
void compare_with_published(const LineageInputs& in, Lineage& found) {
    const auto codes = [&](const LineageRow& row) {
        return std::pair{row.former ? in.former.ids[*row.former] : std::string(),
                         row.current ? in.current.ids[*row.current] : std::string()};
    };
    const auto known = [](const GenerationInputs& all, const std::string& code) {
        if (code.empty()) return true;
        for (std::size_t i = 0; i < all.ids.size(); ++i)
            if (all.ids[i] == code && all.drawn[i]) return true;
        return false;
    };
    for (const PublishedPassage& published : in.passages) {
        // The table is that of the whole country.
        if (!known(in.former, published.former_code) || !known(in.current, published.current_code))
            continue;
        const bool shown =
            std::any_of(found.rows.begin(), found.rows.end(), [&](const LineageRow& row) {
                return codes(row) == std::pair{published.former_code, published.current_code};
            });
        if (!shown)
            found.notices.add(
                Severity::avertissement, "passage_sans_contour_commun", "filiation",
                {{"avant", published.former_code.empty() ? "rien" : published.former_code},
                 {"apres", published.current_code.empty() ? "rien" : published.current_code}});
    }
}

}  // namespace

GenerationInputs generation(std::span<const Perimeter> perimeters,
                            std::span<const census::OfficialValue> official) {
    GenerationInputs all;
    all.shapes = perimeter_shapes(perimeters);
    for (const Perimeter& perimeter : perimeters) {
        all.ids.push_back(perimeter.id);
        all.drawn.push_back(perimeter.shape.has_value());
    }
    for (const Maybe<double>& people : official_populations(perimeters, official))
        all.counted.push_back(people.has_value());
    return all;
}

Lineage lineage_of_perimeters(const LineageInputs& in, const Progress&) {
    PeopleIn people;
    if (in.population)
        people = [&](std::span<const geo::MultiPolygon> shapes) {
            return people_in(*in.population, shapes, in.threads.value);
        };
    Lineage found;
    found.rows = lineage(in.former.shapes, in.current.shapes, people, in.settings);
    if (!in.population) spread_official(in, found.rows);
    compare_with_published(in, found);
    return found;
}

}  // namespace lisiere
