// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/untimed.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/geo/measure.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::transit {
namespace {

constexpr double same_place_m = 1;

/// Puts the stops of layers beside those of the feeds.
class Joiner {
  public:
    Joiner(Timetable timetable, const UntimedSettings& settings)
        : settings_(settings), timed_(lines_with_hours(timetable)), places_(boxes_of(timetable)) {
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
        agreeing_.clear();
        for (const UntimedStop& stop : layer.stops)
            if (!stop.modes.empty() && !stop.lines.empty() &&
                names_without_hours(stop).size() < stop.lines.size())
                agreeing_.insert(stop.modes.front());
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
    using Lines = std::set<LineIdx>;

    /// Of the trips that call at each stop, whatever the day.
    static IndexedVector<StopIdx, Lines> lines_with_hours(const Timetable& timetable) {
        IndexedVector<StopIdx, Lines> lines(timetable.stops().size());
        for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
            for (const StopIdx stop : timetable.stops_of(pattern))
                lines[stop].insert(timetable.patterns()[pattern].line);
        return lines;
    }
    /// Of the stops of the feeds, by their position.
    static std::vector<geo::Box> boxes_of(const Timetable& timetable) {
        std::vector<geo::Box> boxes;
        for (const Stop& stop : timetable.stops())
            boxes.push_back({stop.at.x, stop.at.y, stop.at.x, stop.at.y});
        return boxes;
    }

    std::string comparable(const std::string& name) const {
        return settings_.comparable ? settings_.comparable(name) : name;
    }

    void add(const UntimedStop& stop) {
        const std::vector<StopIdx> same = same_station(stop);
        std::set<Mode> timed;
        for (const StopIdx there : same)
            for (const LineIdx line : timed_[there]) timed.insert(parts_.lines[line].mode);
        std::vector<LineIdx> lines;
        for (std::size_t i = 0; i < stop.modes.size(); ++i) {
            std::vector<std::string> names{""};
            if (i == 0 && !stop.lines.empty()) names = stop.lines;
            if (timed.contains(stop.modes[i]))
                names = i == 0 && agreeing_.contains(stop.modes[i]) ? names_without_hours(stop)
                                                                    : std::vector<std::string>{};
            for (const std::string& name : names) lines.push_back(line_of(stop.modes[i], name));
        }
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

    /// The lines that the row names, of its first mode, and that call nowhere around with hours.
    std::vector<std::string> names_without_hours(const UntimedStop& stop) {
        std::set<std::string> around;
        const double reach = settings_.same_station_m;
        places_.query({stop.at.x - reach, stop.at.y - reach, stop.at.x + reach, stop.at.y + reach},
                      found_);
        for (const std::uint32_t position : found_) {
            const StopIdx there{position};
            if (geo::distance(parts_.stops[there].at, stop.at) > reach) continue;
            for (const LineIdx line : timed_[there])
                if (parts_.lines[line].mode == stop.modes.front())
                    around.insert(comparable(parts_.lines[line].short_name));
        }
        std::vector<std::string> without;
        for (const std::string& name : stop.lines)
            if (!around.contains(comparable(name))) without.push_back(name);
        return without;
    }

    LineIdx line_of(Mode mode, const std::string& name) {
        LineIdx& line =
            name.empty()
                ? nameless_.try_emplace(mode, LineIdx::none()).first->second
                : lines_.try_emplace({mode, comparable(name)}, LineIdx::none()).first->second;
        if (!line.valid()) line = new_line(mode, name);
        return line;
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
    IndexedVector<StopIdx, Lines> timed_;
    geo::BoxIndex places_;
    std::vector<std::uint32_t> found_;
    /// Modes of which the layer names a line as the feeds do. Of the others nothing follows from a
    /// name that is not found: the two sources write them differently.
    std::set<Mode> agreeing_;
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
