// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/pair_perimeters.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "engine/compare/table_index.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::compare {
namespace {

const geo::MultiPolygon* polygon_of(const Table& table, std::size_t row) {
    if (row >= table.geometries.size()) return nullptr;
    return std::get_if<geo::MultiPolygon>(&table.geometries[row]);
}

std::vector<PerimeterFacts> perimeters_of(const Edition& edition) {
    std::vector<PerimeterFacts> out;
    const Table* table = edition.find("perimetres");
    if (table == nullptr) return out;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        PerimeterFacts facts{text_at(*table, row, "code"),       text_at(*table, row, "nom_qp"),
                             text_at(*table, row, "genre"),      text_at(*table, row, "communes"),
                             text_at(*table, row, "generation"), {}};
        if (const auto* shape = polygon_of(*table, row)) facts.shape = *shape;
        out.push_back(std::move(facts));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return std::tie(a.code, a.name) < std::tie(b.code, b.name);
    });
    return out;
}

/// People of an edition's cells inside a shape, by the share of each cell's area.
double people_in(const Edition& edition, const geo::MultiPolygon& shape) {
    const Table* cells = edition.find("carreaux");
    const auto people = column_of(cells, "population");
    if (!people) return 0;
    const geo::Box box = geo::bounds(shape);
    std::vector<double> parts;
    for (std::size_t row = 0; row < cells->rows.size(); ++row) {
        const geo::MultiPolygon* cell = polygon_of(*cells, row);
        if (cell == nullptr || !geo::bounds(*cell).intersects(box)) continue;
        const double area = geo::area(*cell).value();
        if (area > 0)
            parts.push_back(number_at(*cells, row, people).value_or(0) *
                            geo::intersection_area(*cell, shape).value() / area);
    }
    std::sort(parts.begin(), parts.end());  // the sum does not depend on the order of rows
    double sum = 0;
    for (const double part : parts) sum += part;
    return sum;
}

std::optional<double> share_of_people(const Edition& edition, const geo::MultiPolygon& common,
                                      const geo::MultiPolygon& whole) {
    const double all = people_in(edition, whole);
    if (!(all > 0)) return std::nullopt;
    return std::min(1.0, people_in(edition, common) / all);
}

bool one_crs(const Edition& base, const Edition& next) {
    const Table* a = base.find("perimetres");
    const Table* b = next.find("perimetres");
    return a != nullptr && b != nullptr && a->crs == b->crs;
}

class Pairing {
  public:
    Pairing(const Edition& base, const Edition& next, const Thresholds& thresholds)
        : base_(base),
          next_(next),
          thresholds_(thresholds),
          of_base_(perimeters_of(base)),
          of_next_(perimeters_of(next)),
          one_crs_(one_crs(base, next)) {}

    std::vector<PerimeterPair> pairs() {
        by_code();
        by_ground();
        by_lineage();
        for (std::size_t i = 0; i < of_base_.size(); ++i)
            if (!paired_base_.contains(i)) alone(&of_base_[i], nullptr);
        for (std::size_t j = 0; j < of_next_.size(); ++j)
            if (!paired_next_.contains(j)) alone(nullptr, &of_next_[j]);
        std::sort(pairs_.begin(), pairs_.end(),
                  [](const auto& a, const auto& b) { return codes(a) < codes(b); });
        return std::move(pairs_);
    }

  private:
    static std::array<std::string, 3> codes(const PerimeterPair& pair) {
        // The same order whichever edition comes first.
        const std::string& a = pair.base ? pair.base->code : pair.next->code;
        const std::string& b = pair.next ? pair.next->code : pair.base->code;
        return {std::min(a, b), std::max(a, b), pair.base ? "a" : "b"};
    }
    bool may_overlay(const PerimeterFacts& a, const PerimeterFacts& b) const {
        return one_crs_ && !a.shape.empty() && !b.shape.empty();
    }
    /// Shares of both that are common, area only; nothing when it cannot be told.
    std::optional<std::array<double, 2>> areas(const PerimeterFacts& a,
                                               const PerimeterFacts& b) const {
        if (!may_overlay(a, b)) return std::nullopt;
        if (a.shape == b.shape) return std::array{1.0, 1.0};
        const double common = geo::intersection_area(a.shape, b.shape).value();
        return std::array{std::min(1.0, common / geo::area(a.shape).value()),
                          std::min(1.0, common / geo::area(b.shape).value())};
    }
    void add(std::size_t i, std::size_t j, PerimeterPair::Tie tie,
             const std::optional<std::array<double, 2>>& shares) {
        PerimeterPair pair;
        pair.tie = tie;
        pair.base = of_base_[i];
        pair.next = of_next_[j];
        pair.compared = true;
        pair.redrawn = of_base_[i].shape.empty() != of_next_[j].shape.empty();
        if (shares) {
            const auto moved = [&](double share) { return share < 1 - thresholds_.redrawn; };
            pair.redrawn = moved((*shares)[0]) || moved((*shares)[1]);
            if (pair.redrawn) {
                pair.area_of_base = (*shares)[0];
                pair.area_of_next = (*shares)[1];
                const geo::MultiPolygon common =
                    geo::intersection(of_base_[i].shape, of_next_[j].shape);
                pair.people_of_base = share_of_people(base_, common, of_base_[i].shape);
                pair.people_of_next = share_of_people(next_, common, of_next_[j].shape);
            }
        }
        paired_base_.insert(i);
        paired_next_.insert(j);
        pairs_.push_back(std::move(pair));
    }
    void alone(const PerimeterFacts* base, const PerimeterFacts* next) {
        PerimeterPair pair;
        if (base != nullptr) pair.base = *base;
        if (next != nullptr) pair.next = *next;
        pair.homonym = homonyms_.contains(pair.shown().code);
        pairs_.push_back(std::move(pair));
    }

    void by_code() {
        std::map<std::string, std::size_t> codes;
        for (std::size_t j = of_next_.size(); j-- > 0;)
            if (!of_next_[j].code.empty()) codes[of_next_[j].code] = j;
        for (std::size_t i = 0; i < of_base_.size(); ++i) {
            const auto found = codes.find(of_base_[i].code);
            if (found == codes.end() || paired_next_.contains(found->second)) continue;
            const auto shares = areas(of_base_[i], of_next_[found->second]);
            if (shares && (*shares)[0] <= 0)
                homonyms_.insert(of_base_[i].code);
            else
                add(i, found->second, PerimeterPair::Tie::code, shares);
        }
    }

    void by_ground() {
        struct Candidate {
            double share;
            std::size_t i;
            std::size_t j;
        };
        std::vector<Candidate> found;
        for (std::size_t i = 0; i < of_base_.size(); ++i)
            for (std::size_t j = 0; j < of_next_.size(); ++j) {
                const PerimeterFacts& a = of_base_[i];
                const PerimeterFacts& b = of_next_[j];
                // Two kinds of perimeter, or two generations, are never one by their ground alone.
                if (paired_base_.contains(i) || paired_next_.contains(j) || a.genre != b.genre ||
                    a.generation != b.generation || !may_overlay(a, b) ||
                    !geo::bounds(a.shape).intersects(geo::bounds(b.shape)))
                    continue;
                const auto shares = areas(a, b);
                const double least = std::min((*shares)[0], (*shares)[1]);
                if (least >= thresholds_.same_ground) found.push_back({least, i, j});
            }
        std::sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
            const auto sorted = [&](const Candidate& one) {
                return std::minmax(of_base_[one.i].code, of_next_[one.j].code);
            };
            if (a.share != b.share) return a.share > b.share;
            return sorted(a) < sorted(b);
        });
        for (const Candidate& one : found)
            if (!paired_base_.contains(one.i) && !paired_next_.contains(one.j))
                add(one.i, one.j, PerimeterPair::Tie::ground,
                    areas(of_base_[one.i], of_next_[one.j]));
    }

    /// The ties of `filiation`: its former perimeters are those of one edition, its current ones
    /// those of the other.
    void by_lineage() {
        const std::set<std::size_t> before_base = paired_base_;
        const std::set<std::size_t> before_next = paired_next_;
        std::set<std::array<std::string, 2>> seen;
        for (const bool forward : {true, false})
            // Of two layers that tell one tie, that of the edition of the current perimeters.
            for (const Edition* edition : {forward ? &next_ : &base_, forward ? &base_ : &next_}) {
                const Table* table = edition->find("filiation");
                if (table == nullptr) continue;
                for (std::size_t row = 0; row < table->rows.size(); ++row) {
                    if (text_at(*table, row, "lien") != "true") continue;
                    const std::string former = text_at(*table, row, "ancien_code");
                    const std::string current = text_at(*table, row, "nouveau_code");
                    const auto i = position(of_base_, forward ? former : current, before_base);
                    const auto j = position(of_next_, forward ? current : former, before_next);
                    if (!i || !j || of_base_[*i].generation == of_next_[*j].generation ||
                        !seen.insert({of_base_[*i].code, of_next_[*j].code}).second)
                        continue;
                    add_lineage(*i, *j, *table, row, forward);
                }
            }
    }
    static std::optional<std::size_t> position(const std::vector<PerimeterFacts>& all,
                                               const std::string& code,
                                               const std::set<std::size_t>& taken) {
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!code.empty() && all[i].code == code && !taken.contains(i)) return i;
        return std::nullopt;
    }
    void add_lineage(std::size_t i, std::size_t j, const Table& table, std::size_t row,
                     bool forward) {
        PerimeterPair pair;
        pair.tie = PerimeterPair::Tie::lineage;
        pair.base = of_base_[i];
        pair.next = of_next_[j];
        pair.redrawn = text_at(table, row, "classe") != "identique";
        const auto share = [&](const char* what, bool of_base) {
            const std::string column =
                std::string(what) + (of_base == forward ? "_ancien" : "_nouveau");
            return number_at(table, row, column_of(&table, column));
        };
        pair.area_of_base = share("part_surface", true);
        pair.area_of_next = share("part_surface", false);
        pair.people_of_base = share("part_population", true);
        pair.people_of_next = share("part_population", false);
        const auto of = [](const std::optional<double>& people, const std::optional<double>& area) {
            return people ? *people : area.value_or(0);
        };
        pair.compared = of(pair.people_of_base, pair.area_of_base) >= thresholds_.heir &&
                        of(pair.people_of_next, pair.area_of_next) >= thresholds_.heir;
        paired_base_.insert(i);
        paired_next_.insert(j);
        pairs_.push_back(std::move(pair));
    }

    const Edition& base_;
    const Edition& next_;
    const Thresholds& thresholds_;
    std::vector<PerimeterFacts> of_base_;
    std::vector<PerimeterFacts> of_next_;
    bool one_crs_;
    std::set<std::size_t> paired_base_;
    std::set<std::size_t> paired_next_;
    std::set<std::string> homonyms_;
    std::vector<PerimeterPair> pairs_;
};

}  // namespace

std::vector<PerimeterPair> pair_perimeters(const Edition& base, const Edition& next,
                                           const Thresholds& thresholds) {
    return Pairing(base, next, thresholds).pairs();
}

}  // namespace lisiere::compare
