// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/local_list.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/geo/measure.hpp"
#include "engine/vecu/areas.hpp"

namespace lisiere::vecu {

namespace {

using access::Facility;
using access::FacilityIdx;
using Facilities = IndexedVector<FacilityIdx, Facility>;

std::string_view last_part(std::string_view id) {
    return id.substr(id.rfind('/') + 1);
}

class Matcher {
  public:
    Matcher(const Facilities& facilities,
            const IndexedVector<FacilityIdx, std::vector<std::string>>& keys,
            const ListMatchOptions& options)
        : facilities_(facilities), options_(options) {
        for (const FacilityIdx f : indices<FacilityIdx>(facilities.size())) {
            const auto file_id = [&](const std::string& id) {
                file(by_id_[id], f);
                file(by_last_part_[std::string(last_part(id))], f);
            };
            file_id(facilities[f].id);
            for (const access::GivenAs& row : facilities[f].also) file_id(row.id);
            for (const std::string& key : keys[f])
                if (!key.empty()) file(by_key_[key], f);
        }
    }

    void match(ListedPlace& place) const {
        for (const auto& [way, found] : {std::pair(ListMatch::identifiant, of_id(place)),
                                         std::pair(ListMatch::nom, of_name(place)),
                                         std::pair(ListMatch::adresse, of_address(place))})
            if (found.valid()) {
                place.facility = found;
                place.match = way;
                return;
            }
    }

  private:
    using Lists = std::map<std::string, std::vector<FacilityIdx>, std::less<>>;

    /// Facilities come one after the other: each is filed once under a word.
    static void file(std::vector<FacilityIdx>& list, FacilityIdx facility) {
        if (list.empty() || list.back() != facility) list.push_back(facility);
    }

    std::vector<FacilityIdx> agreeing(const Lists& lists, const std::string& word,
                                      const ListedPlace& place) const {
        std::vector<FacilityIdx> found;
        const auto list = lists.find(word);
        if (word.empty() || list == lists.end()) return found;
        for (const FacilityIdx f : list->second)
            if (agrees(f, place)) found.push_back(f);
        return found;
    }
    bool agrees(FacilityIdx f, const ListedPlace& place) const {
        return !place.category.valid() || facilities_[f].category == place.category;
    }
    static FacilityIdx only(const std::vector<FacilityIdx>& found) {
        return found.size() == 1 ? found.front() : FacilityIdx();
    }

    FacilityIdx of_id(const ListedPlace& place) const {
        const FacilityIdx whole = only(agreeing(by_id_, place.id, place));
        return whole.valid() ? whole : only(agreeing(by_last_part_, place.id, place));
    }
    FacilityIdx of_name(const ListedPlace& place) const {
        const auto named = agreeing(by_key_, place.key, place);
        return place.at ? nearest(named, *place.at, options_.same_name) : only(named);
    }
    FacilityIdx of_address(const ListedPlace& place) const {
        if (!place.at) return {};
        std::vector<FacilityIdx> there;
        for (const FacilityIdx f : indices<FacilityIdx>(facilities_.size()))
            if (agrees(f, place) &&
                geo::distance(facilities_[f].at, *place.at) <= options_.same_place.value())
                there.push_back(f);
        return place.category.valid() ? nearest(there, *place.at, options_.same_place)
                                      : only(there);
    }
    FacilityIdx nearest(const std::vector<FacilityIdx>& among, const geo::Point& at,
                        Metres limit) const {
        FacilityIdx found;
        double least = limit.value();
        for (const FacilityIdx f : among) {
            const double distance = geo::distance(facilities_[f].at, at);
            if (distance < least || (distance == least && !found.valid())) {
                least = distance;
                found = f;
            }
        }
        return found;
    }

    const Facilities& facilities_;
    const ListMatchOptions& options_;
    Lists by_id_;
    Lists by_last_part_;
    Lists by_key_;
};

/// The list of one quarter: its facilities once, and the categories it speaks of.
struct QuarterList {
    std::vector<std::size_t> places;  ///< the first line of each place
    std::set<FacilityIdx> facilities;
    std::set<access::CategoryIdx> categories;
};

std::map<std::size_t, QuarterList> by_quarter(std::span<const ListedPlace> places,
                                              const Facilities& facilities) {
    std::map<std::size_t, QuarterList> lists;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const ListedPlace& place = places[i];
        QuarterList& list = lists[place.group];
        if (place.facility.valid() && !list.facilities.insert(place.facility).second) continue;
        list.places.push_back(i);
        if (place.category.valid()) list.categories.insert(place.category);
        if (place.facility.valid()) list.categories.insert(facilities[place.facility].category);
    }
    return lists;
}

Maybe<double> visits_of(const Visits& visits, std::size_t group, FacilityIdx facility) {
    if (!facility.valid()) return Absence::hors_couverture;
    if (!visits.facilities[facility].per_week)
        return visits.facilities[facility].per_week.absence();
    for (const GroupVisits& to : visits.by_group[group])
        if (to.facility == facility) return to.per_week;
    return 0.0;
}

}  // namespace

std::string_view to_text(ListMatch match) {
    switch (match) {
        case ListMatch::aucun:
            return "aucun";
        case ListMatch::identifiant:
            return "identifiant";
        case ListMatch::nom:
            return "nom";
        case ListMatch::adresse:
            return "adresse";
    }
    return "";
}

std::string_view to_text(ListRow::Status status) {
    switch (status) {
        case ListRow::Status::trouve:
            return "trouvé";
        case ListRow::Status::manque:
            return "manqué";
        case ListRow::Status::en_plus:
            return "en plus";
    }
    return "";
}

void match_places(std::vector<ListedPlace>& places, const Facilities& facilities,
                  const IndexedVector<FacilityIdx, std::vector<std::string>>& keys,
                  const ListMatchOptions& options) {
    LISIERE_EXPECTS(keys.size() == facilities.size());
    const Matcher matcher(facilities, keys, options);
    for (ListedPlace& place : places) matcher.match(place);
}

ListComparison compare_lists(std::span<const ListedPlace> places, const Facilities& facilities,
                             std::span<const LivedArea> areas, const Visits& visits, double level) {
    ListComparison out;
    for (const auto& [group, list] : by_quarter(places, facilities))
        for (const LivedArea& area : areas) {
            if (area.group != group) continue;
            const bool told = area.level == level;
            ListScore score{group, area.level, list.places.size(), list.facilities.size(), 0, 0,
                            {},    {}};
            for (const std::size_t at : list.places) {
                const FacilityIdx facility = places[at].facility;
                const bool found =
                    facility.valid() &&
                    std::binary_search(area.facilities.begin(), area.facilities.end(), facility);
                if (found) ++score.found;
                if (told)
                    out.rows.push_back({group, at, facility,
                                        found ? ListRow::Status::trouve : ListRow::Status::manque,
                                        visits_of(visits, group, facility)});
            }
            for (const FacilityIdx facility : area.facilities) {
                if (list.facilities.contains(facility) ||
                    !list.categories.contains(facilities[facility].category))
                    continue;
                ++score.extra;
                if (told)
                    out.rows.push_back({group, std::nullopt, facility, ListRow::Status::en_plus,
                                        visits_of(visits, group, facility)});
            }
            const auto of = [&](std::size_t whole) {
                return whole > 0 ? Maybe<double>(static_cast<double>(score.found) /
                                                 static_cast<double>(whole))
                                 : Maybe<double>(Absence::sans_objet);
            };
            score.recall = of(score.listed);
            score.precision = of(score.found + score.extra);
            out.scores.push_back(score);
        }
    return out;
}

}  // namespace lisiere::vecu
