// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/untimed.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/geo/measure.hpp"

namespace lisiere::transit {
namespace {

constexpr double same_place_m = 1;

/// Puts the stops of layers beside those of the feeds.
class Joiner {
  public:
    Joiner(Timetable timetable, const UntimedSettings& settings)
        : settings_(settings), timed_(modes_with_hours(timetable)) {
        parts_ = std::move(timetable).into_parts();
        parts_.untimed_lines.resize(parts_.stops.size());
        // Stops of a timetable that names no feed are of the first.
        if (parts_.feeds.empty() && !parts_.stops.empty()) parts_.feeds.emplace_back();
        for (const LineIdx line : indices<LineIdx>(parts_.lines.size())) {
            const Line& own = parts_.lines[line];
            if (!own.short_name.empty())
                lines_.try_emplace({own.mode, comparable(own.short_name)}, line);
        }
        for (const StopIdx stop : indices<StopIdx>(parts_.stops.size())) {
            if (!parts_.stops[stop].boardable || timed_[stop].empty()) continue;
            by_name_[comparable(parts_.stops[stop].name)].push_back(stop);
            // Platforms may bear a name of their own: the station has the one people know.
            const StopIdx station = parts_.stops[stop].parent;
            if (station.valid() && parts_.stops[station].name != parts_.stops[stop].name)
                by_name_[comparable(parts_.stops[station].name)].push_back(stop);
        }
    }

    void add(const UntimedLayer& layer) {
        layer_ = static_cast<std::uint32_t>(parts_.feeds.size());
        parts_.feeds.push_back(layer.name);
        for (const UntimedStop& stop : layer.stops) add(stop);
    }

    WithUntimed made() {
        result_.completed = completed_.size();
        for (std::vector<LineIdx>& lines : parts_.untimed_lines) {
            std::sort(lines.begin(), lines.end());
            // What calls without a name may well be one of the lines that have one.
            std::set<Mode> named;
            for (const LineIdx line : lines)
                if (!parts_.lines[line].short_name.empty()) named.insert(parts_.lines[line].mode);
            std::erase_if(lines, [&](LineIdx line) {
                return parts_.lines[line].short_name.empty() &&
                       named.contains(parts_.lines[line].mode);
            });
        }
        result_.timetable = Timetable(std::move(parts_));
        return std::move(result_);
    }

  private:
    using Modes = std::set<Mode>;

    /// Of the trips that call at each stop, whatever the day.
    static IndexedVector<StopIdx, Modes> modes_with_hours(const Timetable& timetable) {
        IndexedVector<StopIdx, Modes> modes(timetable.stops().size());
        for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
            for (const StopIdx stop : timetable.stops_of(pattern))
                modes[stop].insert(timetable.lines()[timetable.patterns()[pattern].line].mode);
        return modes;
    }

    std::string comparable(const std::string& name) const {
        return settings_.comparable ? settings_.comparable(name) : name;
    }

    void add(const UntimedStop& stop) {
        const std::vector<StopIdx> same = same_station(stop);
        Modes timed;
        for (const StopIdx there : same) timed.insert(timed_[there].begin(), timed_[there].end());
        std::vector<LineIdx> lines;
        for (std::size_t i = 0; i < stop.modes.size(); ++i)
            if (!timed.contains(stop.modes[i]))
                for (const LineIdx line : lines_of(stop, i)) lines.push_back(line);
        if (lines.empty()) {
            ++result_.known;
            return;
        }
        const StopIdx at = same.empty() ? added(stop) : same.front();
        std::vector<LineIdx>& own = parts_.untimed_lines[at];
        bool news = false;
        for (const LineIdx line : lines) {
            if (std::find(own.begin(), own.end(), line) != own.end()) continue;
            own.push_back(line);
            news = true;
        }
        if (same.empty()) return;
        if (!news)
            ++result_.known;
        else if (parts_.stops[at].feed != layer_)
            completed_.insert(at);
    }

    /// Stops that the row speaks of again, the nearest first.
    std::vector<StopIdx> same_station(const UntimedStop& stop) const {
        const std::string name = comparable(stop.name);
        const auto found = by_name_.find(name);
        if (found == by_name_.end()) return {};
        std::vector<std::pair<double, StopIdx>> near;
        for (const StopIdx there : found->second) {
            const double metres = geo::distance(parts_.stops[there].at, stop.at);
            const bool at_one_place = name.empty() || parts_.stops[there].feed == layer_;
            if (metres <= (at_one_place ? same_place_m : settings_.same_station_m))
                near.emplace_back(metres, there);
        }
        std::sort(near.begin(), near.end());
        std::vector<StopIdx> stops;
        for (const auto& [metres, there] : near) stops.push_back(there);
        return stops;
    }

    std::vector<LineIdx> lines_of(const UntimedStop& stop, std::size_t mode) {
        if (mode > 0 || stop.lines.empty()) {
            const auto [line, fresh] = nameless_.try_emplace(stop.modes[mode], LineIdx::none());
            if (fresh) line->second = new_line(stop.modes[mode], {});
            return {line->second};
        }
        std::vector<LineIdx> lines;
        for (const std::string& name : stop.lines) {
            const auto [line, fresh] =
                lines_.try_emplace({stop.modes[mode], comparable(name)}, LineIdx::none());
            if (fresh) line->second = new_line(stop.modes[mode], name);
            lines.push_back(line->second);
        }
        return lines;
    }

    LineIdx new_line(Mode mode, const std::string& name) {
        return parts_.lines.push_back(
            {fmt::format("{}:{}", layer_, name.empty() ? std::string(to_text(mode)) : name),
             name,
             {},
             {},
             mode});
    }

    StopIdx added(const UntimedStop& stop) {
        Stop own;
        own.id = fmt::format("{}:{}", layer_, stop.id);
        own.name = stop.name;
        own.at = stop.at;
        own.feed = layer_;
        const StopIdx at = parts_.stops.push_back(std::move(own));
        parts_.untimed_lines.push_back({});
        timed_.push_back({});
        by_name_[comparable(stop.name)].push_back(at);
        ++result_.added;
        return at;
    }

    const UntimedSettings& settings_;
    IndexedVector<StopIdx, Modes> timed_;
    Timetable::Parts parts_;
    std::map<std::string, std::vector<StopIdx>> by_name_;
    std::map<std::pair<Mode, std::string>, LineIdx> lines_;
    std::map<Mode, LineIdx> nameless_;
    std::set<StopIdx> completed_;
    std::uint32_t layer_ = 0;
    WithUntimed result_;
};

}  // namespace

WithUntimed with_untimed(Timetable timetable, std::span<const UntimedLayer> layers,
                         const UntimedSettings& settings) {
    Joiner joiner(std::move(timetable), settings);
    for (const UntimedLayer& layer : layers) joiner.add(layer);
    return joiner.made();
}

}  // namespace lisiere::transit
