// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/routes.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {
using transit::LineIdx;

/// How riders tell a line: its name, its operator, its mode; empty when it has no name.
std::string public_name(const transit::Line& line) {
    const std::string& name = line.short_name.empty() ? line.long_name : line.short_name;
    if (name.empty()) return {};
    return fmt::format("{}\n{}\n{}", name, line.agency, to_text(line.mode));
}

}  // namespace

Routes read_routes(const FeedFiles& files, const std::vector<ModeRange>& modes, Notices& notices) {
    Routes read;
    std::unordered_map<std::string, std::string> agencies;
    read_gtfs_table(files, "agency.txt", {{"agency_id"}, {"agency_name"}}, [&](const GtfsRow& row) {
        agencies.insert_or_assign(std::string(row[0]), row[1]);
        read.agencies.emplace_back(row[1]);
    });
    std::unordered_map<std::string, LineIdx> by_name;
    const auto add = [&](transit::Line line) {
        const std::string name = public_name(line);
        const LineIdx next{read.lines.size()};
        const LineIdx known = name.empty() ? next : by_name.try_emplace(name, next).first->second;
        read.line_of_route.push_back(known);
        if (known == next)
            read.lines.push_back(std::move(line));
        else
            notices.add(Severity::info, "lignes_reunies", files.name(),
                        {{"ligne", line.id}, {"nom", line.short_name}});
    };
    read_gtfs_table(
        files, "routes.txt",
        {{"route_id", true},
         {"agency_id"},
         {"route_short_name"},
         {"route_long_name"},
         {"route_type", true}},
        [&](const GtfsRow& row) {
            if (read.ids.find(row[0]) != IdTable::none)
                return notices.add(Severity::avertissement,
                                   {"ligne_en_double", {{"objet", "transport"}}}, files.name(),
                                   row[0]);
            read.ids.insert(row[0]);
            transit::Line line{std::string(row[0]),
                               std::string(row[2]),
                               std::string(row[3]),
                               {},
                               transit::Mode::autre};
            if (agencies.size() == 1)
                line.agency = agencies.begin()->second;
            else if (const auto at = agencies.find(std::string(row[1])); at != agencies.end())
                line.agency = at->second;
            const auto type = parse_whole(row[4]);
            const auto mode = type ? mode_of(modes, *type) : std::nullopt;
            if (!mode) notices.add(Severity::avertissement, "mode_inconnu", files.name(), row[4]);
            line.mode = mode.value_or(transit::Mode::autre);
            add(std::move(line));
        });
    return read;
}

}  // namespace lisiere::io
