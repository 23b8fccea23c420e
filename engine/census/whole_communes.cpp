// SPDX-License-Identifier: Apache-2.0
#include "engine/census/whole_communes.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/census/overlap.hpp"

namespace lisiere::census {
namespace {

/// A commune of which the IRIS cover more than this is cut, whatever codes they carry; less is
/// borders drawn twice.
constexpr double most_shared = 0.05;

bool is_by_commune(const AreaTable& table) {
    return !table.areas.empty() &&
           std::all_of(table.areas.begin(), table.areas.end(), [](const Area& area) {
               return !area.commune.empty() && area.id == area.commune;
           });
}

bool same_variable(const Variable& a, const Variable& b) {
    return a.id == b.id && a.prefix == b.prefix && a.vintage == b.vintage;
}

template <class Column>
bool share_a_variable(const std::vector<Column>& here, const std::vector<Column>& there) {
    return std::any_of(here.begin(), here.end(), [&](const Column& column) {
        return std::any_of(there.begin(), there.end(), [&](const Column& other) {
            return same_variable(column.variable, other.variable);
        });
    });
}

/// One more value a column: that of the other table's area, if it has the variable.
template <class Column>
void extend(std::vector<Column>& columns, const std::vector<Column>& from, std::size_t area) {
    for (Column& column : columns) {
        const auto found = std::find_if(from.begin(), from.end(), [&](const Column& other) {
            return same_variable(column.variable, other.variable);
        });
        column.values.push_back(found == from.end() ? Maybe<double>() : found->values[area]);
    }
}

}  // namespace

std::size_t add_whole_communes(std::vector<AreaTable>& tables) {
    std::size_t added = 0;
    for (AreaTable& iris : tables) {
        if (iris.areas.empty() || is_by_commune(iris)) continue;
        std::set<std::string> cut;
        std::vector<geo::MultiPolygon> drawn;
        for (const Area& area : iris.areas) {
            cut.insert(area.commune);
            drawn.push_back(area.shape);
        }
        for (const AreaTable& communes : tables) {
            if (!is_by_commune(communes) || (!share_a_variable(iris.counts, communes.counts) &&
                                             !share_a_variable(iris.rates, communes.rates)))
                continue;
            std::vector<geo::MultiPolygon> shapes;
            for (const Area& area : communes.areas) shapes.push_back(area.shape);
            const OverlapMatrix covered = overlap(drawn, shapes);
            for (std::size_t c = 0; c < communes.areas.size(); ++c) {
                Area area = communes.areas.items()[c];
                double shared = 0;
                for (const OverlapMatrix::Entry& entry : covered.row(c)) shared += entry.area;
                // Paris is one commune, its IRIS carry the codes of its arrondissements.
                if (cut.contains(area.commune) || shared > most_shared * covered.target_area[c])
                    continue;
                cut.insert(area.commune);
                area.id += "0000";
                area.type = "Z";
                iris.areas.push_back(std::move(area));
                extend(iris.counts, communes.counts, c);
                extend(iris.rates, communes.rates, c);
                ++added;
            }
        }
    }
    return added;
}

}  // namespace lisiere::census
