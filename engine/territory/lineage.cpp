// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/lineage.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere {
namespace {

/// Whether no disc of that width fits in.
bool narrow(const geo::MultiPolygon& shape, Metres width) {
    if (shape.empty()) return true;
    return geo::buffer(shape, Metres{-width.value() / 2}, 4).empty();
}

std::vector<geo::Box> boxes_of(std::span<const geo::MultiPolygon> shapes) {
    std::vector<geo::Box> boxes;
    for (const geo::MultiPolygon& shape : shapes) boxes.push_back(geo::bounds(shape));
    return boxes;
}

Maybe<double> share(double part, double whole) {
    if (whole <= 0) return Absence::sans_objet;
    return std::clamp(part / whole, 0.0, 1.0);
}

class Lineage {
  public:
    Lineage(std::span<const geo::MultiPolygon> former, std::span<const geo::MultiPolygon> current,
            const PeopleIn& people, const LineageSettings& settings)
        : former_(former), current_(current), settings_(settings) {
        find_pairs();
        count_people(people);
        tie();
    }

    std::vector<LineageRow> rows() {
        std::vector<LineageRow> all;
        std::size_t next = 0;
        for (std::size_t f = 0; f < former_.size(); ++f) {
            for (; next < pairs_.size() && *pairs_[next].former == f; ++next) {
                pairs_[next].lineage = class_of(pairs_[next]);
                all.push_back(std::move(pairs_[next]));
            }
            if (ties_of_former_[f] == 0 && !former_[f].empty())
                all.push_back(alone(f, std::nullopt, LineageClass::sorti, former_[f]));
        }
        for (std::size_t c = 0; c < current_.size(); ++c)
            if (ties_of_current_[c] == 0 && !current_[c].empty())
                all.push_back(alone(std::nullopt, c, LineageClass::nouveau, current_[c]));
        return all;
    }

  private:
    void find_pairs() {
        const std::vector<geo::Box> boxes = boxes_of(current_);
        const geo::BoxIndex index(boxes);
        std::vector<std::uint32_t> near;
        for (std::size_t f = 0; f < former_.size(); ++f) {
            if (former_[f].empty()) continue;
            index.query(geo::bounds(former_[f]), near);
            std::sort(near.begin(), near.end());
            for (const std::uint32_t c : near) {
                geo::MultiPolygon common = geo::intersection(former_[f], current_[c]);
                if (narrow(common, settings_.sliver)) continue;
                const double area = geo::area(common).value();
                LineageRow& pair = pairs_.emplace_back();
                pair.former = f;
                pair.current = c;
                pair.area_of_former = share(area, geo::area(former_[f]).value());
                pair.area_of_current = share(area, geo::area(current_[c]).value());
                pair.shape = std::move(common);
            }
        }
    }

    void count_people(const PeopleIn& people) {
        if (!people) return;
        std::vector<geo::MultiPolygon> commons;
        for (const LineageRow& pair : pairs_) commons.push_back(pair.shape);
        const std::vector<double> in_common = people(commons);
        const std::vector<double> in_former = people(former_);
        const std::vector<double> in_current = people(current_);
        for (std::size_t p = 0; p < pairs_.size(); ++p) {
            pairs_[p].people_of_former = share(in_common[p], in_former[*pairs_[p].former]);
            pairs_[p].people_of_current = share(in_common[p], in_current[*pairs_[p].current]);
        }
    }

    void tie() {
        ties_of_former_.assign(former_.size(), 0);
        ties_of_current_.assign(current_.size(), 0);
        for (LineageRow& pair : pairs_) {
            for (const Maybe<double>& part : {pair.area_of_former, pair.area_of_current,
                                              pair.people_of_former, pair.people_of_current})
                pair.tied = pair.tied || (part && *part >= settings_.least_share);
            if (!pair.tied) continue;
            ++ties_of_former_[*pair.former];
            ++ties_of_current_[*pair.current];
        }
    }

    LineageClass class_of(const LineageRow& pair) const {
        const int currents = ties_of_former_[*pair.former];
        const int formers = ties_of_current_[*pair.current];
        if (!pair.tied || (currents > 1 && formers > 1)) return LineageClass::modifie;
        if (currents > 1) return LineageClass::scinde;
        if (formers > 1) return LineageClass::fusionne;
        const geo::MultiPolygon& before = former_[*pair.former];
        const geo::MultiPolygon& after = current_[*pair.current];
        const bool same = narrow(geo::difference(before, after), settings_.sliver) &&
                          narrow(geo::difference(after, before), settings_.sliver);
        return same ? LineageClass::identique : LineageClass::modifie;
    }

    static LineageRow alone(std::optional<std::size_t> former, std::optional<std::size_t> current,
                            LineageClass lineage, const geo::MultiPolygon& shape) {
        constexpr Absence none = Absence::sans_objet;
        return {former, current, lineage, false, none, none, none, none, shape};
    }

    std::span<const geo::MultiPolygon> former_;
    std::span<const geo::MultiPolygon> current_;
    const LineageSettings& settings_;
    std::vector<LineageRow> pairs_;  // by former, then current
    std::vector<int> ties_of_former_;
    std::vector<int> ties_of_current_;
};

}  // namespace

std::string_view to_text(LineageClass lineage) {
    switch (lineage) {
        case LineageClass::identique:
            return "identique";
        case LineageClass::modifie:
            return "modifié";
        case LineageClass::scinde:
            return "scindé";
        case LineageClass::fusionne:
            return "fusionné";
        case LineageClass::nouveau:
            return "nouveau";
        case LineageClass::sorti:
            return "sorti";
    }
    return "";
}

std::optional<LineageClass> parse_lineage(std::string_view text) {
    for (const LineageClass one :
         {LineageClass::identique, LineageClass::modifie, LineageClass::scinde,
          LineageClass::fusionne, LineageClass::nouveau, LineageClass::sorti})
        if (to_text(one) == text) return one;
    return std::nullopt;
}

std::vector<LineageRow> lineage(std::span<const geo::MultiPolygon> former,
                                std::span<const geo::MultiPolygon> current, const PeopleIn& people,
                                const LineageSettings& settings) {
    return Lineage(former, current, people, settings).rows();
}

}  // namespace lisiere
