// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/places.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "engine/compare/table_index.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::compare {
namespace {

struct Place {
    std::string category;
    std::string name;
    std::string label;
    std::string lines;
    geo::Point at;

    /// What makes two places one without a doubt: to the millimetre.
    auto spot() const {
        return std::tuple(category, name, std::llround(at.x * 1000), std::llround(at.y * 1000));
    }
};

std::vector<Place> places_of(const Table* table, bool stops) {
    std::vector<Place> out;
    if (table == nullptr) return out;
    for (std::size_t row = 0; row < table->geometries.size(); ++row) {
        const auto* at = std::get_if<geo::Point>(&table->geometries[row]);
        if (at == nullptr) continue;
        out.push_back({stops ? std::string() : text_at(*table, row, "categorie"),
                       text_at(*table, row, "nom"),
                       stops ? std::string() : text_at(*table, row, "libelle"),
                       stops ? text_at(*table, row, "lignes") : std::string(), *at});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Place& a, const Place& b) { return a.spot() < b.spot(); });
    return out;
}

/// Takes out of both what stands in both at the same spot, as often as it does.
void drop_common(std::vector<Place>& base, std::vector<Place>& next) {
    std::vector<Place> only_base;
    std::vector<Place> only_next;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < base.size() || j < next.size()) {
        if (j == next.size() || (i < base.size() && base[i].spot() < next[j].spot()))
            only_base.push_back(std::move(base[i++]));
        else if (i == base.size() || next[j].spot() < base[i].spot())
            only_next.push_back(std::move(next[j++]));
        else
            ++i, ++j;
    }
    base = std::move(only_base);
    next = std::move(only_next);
}

/// Takes out of both what is one place by step 2.
void drop_near(std::vector<Place>& base, std::vector<Place>& next, const Thresholds& thresholds) {
    struct Candidate {
        bool other_name;
        double metres;
        std::size_t i;
        std::size_t j;
    };
    std::multimap<std::string, std::size_t> by_category;
    for (std::size_t j = 0; j < next.size(); ++j) by_category.emplace(next[j].category, j);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < base.size(); ++i) {
        const auto [first, last] = by_category.equal_range(base[i].category);
        for (auto at = first; at != last; ++at) {
            const Place& other = next[at->second];
            const double metres = geo::distance(base[i].at, other.at);
            const bool other_name = base[i].name != other.name;
            if (metres <= (other_name ? thresholds.same_place_m : thresholds.same_name_m))
                candidates.push_back({other_name, metres, i, at->second});
        }
    }
    std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
        const auto rank = [&](const Candidate& one) {
            // Ties read the same whichever edition comes first.
            return std::tuple(one.other_name, one.metres,
                              std::min(base[one.i].spot(), next[one.j].spot()),
                              std::max(base[one.i].spot(), next[one.j].spot()));
        };
        return rank(a) < rank(b);
    });
    std::vector<bool> gone_base(base.size());
    std::vector<bool> gone_next(next.size());
    for (const Candidate& one : candidates) {
        if (gone_base[one.i] || gone_next[one.j]) continue;
        gone_base[one.i] = true;
        gone_next[one.j] = true;
    }
    const auto keep = [](std::vector<Place>& places, const std::vector<bool>& gone) {
        std::vector<Place> kept;
        for (std::size_t k = 0; k < places.size(); ++k)
            if (!gone[k]) kept.push_back(std::move(places[k]));
        places = std::move(kept);
    };
    keep(base, gone_base);
    keep(next, gone_next);
}

PlaceChange change_of(PlaceChange::Kind kind, bool stop, const Place& place) {
    PlaceChange change;
    change.kind = kind;
    change.stop = stop;
    change.category = place.category;
    change.name = place.name;
    change.label = place.label;
    change.lines = place.lines;
    change.at = place.at;
    return change;
}

void add_changes(std::vector<PlaceChange>& out, bool stop, const std::vector<Place>& base,
                 const std::vector<Place>& next, const Thresholds& thresholds) {
    using Name = std::pair<std::string, std::string>;
    std::map<Name, std::vector<const Place*>> of_base;
    std::map<Name, std::vector<const Place*>> of_next;
    for (const Place& place : base) of_base[{place.category, place.name}].push_back(&place);
    for (const Place& place : next) of_next[{place.category, place.name}].push_back(&place);
    for (const auto& [name, former] : of_base) {
        const auto found = of_next.find(name);
        if (!name.second.empty() && found != of_next.end() && former.size() == 1 &&
            found->second.size() == 1 &&
            geo::distance(former.front()->at, found->second.front()->at) <= thresholds.moved_m) {
            PlaceChange moved = change_of(PlaceChange::Kind::moved, stop, *found->second.front());
            moved.from = former.front()->at;
            out.push_back(std::move(moved));
            of_next.erase(found);
            continue;
        }
        for (const Place* place : former)
            out.push_back(change_of(PlaceChange::Kind::closed, stop, *place));
    }
    for (const auto& [name, opened] : of_next)
        for (const Place* place : opened)
            out.push_back(change_of(PlaceChange::Kind::opened, stop, *place));
}

}  // namespace

std::vector<PlaceChange> places_changed(const Edition& base, const Edition& next,
                                        const Thresholds& thresholds) {
    std::vector<PlaceChange> out;
    for (const auto& [layer, stops] :
         {std::pair{"equipements", false}, std::pair{"arrets", true}}) {
        const Table* a = base.find(layer);
        const Table* b = next.find(layer);
        // A layer that one has not closes nothing.
        if (a == nullptr || b == nullptr || a->crs != b->crs) continue;
        std::vector<Place> of_base = places_of(a, stops);
        std::vector<Place> of_next = places_of(b, stops);
        drop_common(of_base, of_next);
        drop_near(of_base, of_next, thresholds);
        add_changes(out, stops, of_base, of_next, thresholds);
    }
    std::stable_sort(out.begin(), out.end(), [](const PlaceChange& a, const PlaceChange& b) {
        return std::tie(a.stop, a.category, a.name, a.at.x, a.at.y) <
               std::tie(b.stop, b.category, b.name, b.at.x, b.at.y);
    });
    return out;
}

}  // namespace lisiere::compare
