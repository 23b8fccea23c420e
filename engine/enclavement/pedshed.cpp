// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/pedshed.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/geo/measure.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::enclavement {

namespace {

/// Squares around a centre; the four squares at the centre meet there, so that a quarter turn of
/// the town is a quarter turn of the grid.
class Raster {
  public:
    Raster(double radius, double side)
        : side_(side),
          half_(static_cast<int>(std::ceil(radius / side))),
          radius_(radius),
          marks_(static_cast<std::size_t>(4) * half_ * half_, 0) {
        for (int row = 0; row < 2 * half_; ++row)
            for (int column = 0; column < 2 * half_; ++column)
                if (in_disc(column, row)) ++disc_;
    }
    void clear() { std::fill(marks_.begin(), marks_.end(), char{0}); }

    /// Marks the squares of the disc whose centre is within `width` of ab; a and b relative to the
    /// centre.
    void mark(const geo::Point& a, const geo::Point& b, double width) {
        const auto [left, right] = columns(std::min(a.x, b.x) - width, std::max(a.x, b.x) + width);
        const auto [bottom, top] = columns(std::min(a.y, b.y) - width, std::max(a.y, b.y) + width);
        for (int row = bottom; row <= top; ++row)
            for (int column = left; column <= right; ++column) {
                char& mark = marks_[static_cast<std::size_t>(row) * 2 * half_ + column];
                if (mark == 0 && geo::project(middle(column, row), a, b).distance <= width)
                    mark = 1;
            }
    }
    /// Share of the squares of the disc that are marked.
    double share() const {
        std::size_t marked = 0;
        for (int row = 0; row < 2 * half_; ++row)
            for (int column = 0; column < 2 * half_; ++column)
                if (marks_[static_cast<std::size_t>(row) * 2 * half_ + column] != 0 &&
                    in_disc(column, row))
                    ++marked;
        return static_cast<double>(marked) / static_cast<double>(disc_);
    }

  private:
    geo::Point middle(int column, int row) const {
        return {(column - half_ + 0.5) * side_, (row - half_ + 0.5) * side_};
    }
    bool in_disc(int column, int row) const {
        const geo::Point p = middle(column, row);
        return p.x * p.x + p.y * p.y <= radius_ * radius_;
    }
    std::pair<int, int> columns(double from, double to) const {
        const int last = 2 * half_ - 1;
        // Clamped as doubles first: far stretches would overflow an int.
        const double low = std::clamp(std::ceil(from / side_ - 0.5), -1.0 * half_, 1.0 * half_);
        const double high =
            std::clamp(std::floor(to / side_ - 0.5), -1.0 * half_ - 1, 1.0 * half_ - 1);
        return {std::max(0, static_cast<int>(low) + half_),
                std::min(last, static_cast<int>(high) + half_)};
    }

    double side_;
    int half_;
    double radius_;
    std::vector<char> marks_;
    std::size_t disc_ = 0;
};

}  // namespace

CellMeasure pedshed(const street::StreetGraph& graph,
                    std::span<const std::optional<street::Snap>> places,
                    const PedshedOptions& options, Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(options.grid.value() > 0 && options.reference_kmh > 0);
    const double radius = options.limit.count() / 60 * options.reference_kmh * 1000;
    const auto limit = static_cast<street::Cost>(std::llround(options.limit.count() * 60000));
    CellMeasure measure{"pedshed_15",
                        std::vector<Maybe<double>>(places.size(), Absence::non_rattache)};
    struct Worker {
        street::Reach reach;
        Raster raster;
    };
    std::vector<std::unique_ptr<Worker>> workers(threads.count);
    for_each_chunk(
        places.size(), 64, threads,
        [&](std::size_t begin, std::size_t end, unsigned number) {
            if (!workers[number])
                workers[number] = std::make_unique<Worker>(
                    Worker{street::Reach(graph), Raster(radius, options.grid.value())});
            Worker& worker = *workers[number];
            for (std::size_t i = begin; i < end; ++i) {
                if (!places[i]) continue;
                const geo::Point& centre = places[i]->at;
                worker.raster.clear();
                worker.reach.run(*places[i], limit);
                for (const street::ReachedStretch& stretch :
                     street::reached_stretches(worker.reach, limit)) {
                    const geo::LineString line = street::stretch_line(graph, stretch);
                    for (std::size_t k = 0; k + 1 < line.size(); ++k)
                        worker.raster.mark({line[k].x - centre.x, line[k].y - centre.y},
                                           {line[k + 1].x - centre.x, line[k + 1].y - centre.y},
                                           options.width.value());
                }
                measure.values[i] = worker.raster.share();
            }
        },
        [&](double done) { report(progress, "enclavement: aires de marche", done); });
    return measure;
}

}  // namespace lisiere::enclavement
