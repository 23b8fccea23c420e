// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/line_changes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/compare/table_index.hpp"

namespace lisiere::compare {
namespace {

struct Service {
    double departures = 0;
    std::string last;
};
using Line = std::array<std::string, 4>;  // period, line, operator, mode
using Lines = std::map<std::string, std::map<Line, Service>>;

/// By perimeter. Departures are summed in the order of directions, which rows need not have.
Lines lines_of(const Table& table) {
    std::map<std::string, std::map<Line, std::multimap<std::string, std::size_t>>> rows;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        rows[text_at(table, row, "code")]
            [{text_at(table, row, "periode"), text_at(table, row, "ligne"),
              text_at(table, row, "exploitant"), text_at(table, row, "mode")}]
                .emplace(text_at(table, row, "sens"), row);
    const auto departures = column_of(&table, "departs_h");
    Lines out;
    for (const auto& [code, lines] : rows)
        for (const auto& [line, directions] : lines) {
            std::vector<double> values;
            Service service;
            for (const auto& [direction, row] : directions) {
                values.push_back(number_at(table, row, departures).value_or(0));
                service.last = std::max(service.last, text_at(table, row, "dernier"));
            }
            std::sort(values.begin(), values.end());
            for (const double value : values) service.departures += value;
            out[code][line] = service;
        }
    return out;
}

}  // namespace

std::vector<LineChange> lines_changed(const Edition& base, const Edition& next,
                                      const std::vector<PerimeterPair>& pairs) {
    std::vector<LineChange> out;
    const Table* a = base.find("lignes");
    const Table* b = next.find("lignes");
    if (a == nullptr || b == nullptr) return out;
    const Lines of_base = lines_of(*a);
    const Lines of_next = lines_of(*b);
    static const std::map<Line, Service> none;
    const auto at = [](const Lines& lines, const std::string& code) -> const auto& {
        const auto found = lines.find(code);
        return found == lines.end() ? none : found->second;
    };
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        if (!pairs[pair].compared) continue;
        const auto& former = at(of_base, pairs[pair].base->code);
        const auto& current = at(of_next, pairs[pair].next->code);
        std::set<Line> lines;
        for (const auto& [line, service] : former) lines.insert(line);
        for (const auto& [line, service] : current) lines.insert(line);
        for (const Line& line : lines) {
            const auto of = [&](const std::map<Line, Service>& all) {
                const auto found = all.find(line);
                return found == all.end() ? Service{} : found->second;
            };
            const Service before = of(former);
            const Service after = of(current);
            if (before.departures == after.departures && before.last == after.last) continue;
            out.push_back({pair, line[0], line[1], line[2], line[3], before.departures,
                           after.departures, before.last, after.last});
        }
    }
    return out;
}

}  // namespace lisiere::compare
