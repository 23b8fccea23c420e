// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/people.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::demo {

namespace {

template <class Array>
void sum_into(Array& into, const Array& from) {
    for (std::size_t i = 0; i < into.size(); ++i) {
        if constexpr (std::is_arithmetic_v<typename Array::value_type>)
            into[i] += from[i];
        else
            sum_into(into[i], from[i]);
    }
}

/// What the place says about those who live there.
struct Place {
    bool flats;
    double social, poverty;
    bool quarter;
    int period;
};

class Home {
  public:
    Home(const Place& place, Building& building, Random& random)
        : place_(place), building_(building), random_(random) {}

    void settle() {
        Tally& t = building_.tally;
        const Household kind = draw_kind();
        draw_people(kind);
        const int persons = static_cast<int>(ages_.size());
        ++t.households[kind];
        t.household_people[kind] += persons;
        ++t.sizes[static_cast<std::size_t>(std::min(persons, 6) - 1)];
        const double by_kind = kind == single_parent     ? 1.55
                               : kind == couple          ? 0.6
                               : kind == couple_children ? 0.9
                                                         : 1.1;
        const bool poor = random_.chance(std::min(0.85, place_.poverty * by_kind));
        dwelling(poor, persons);
        if (kind >= couple) {
            const auto children = std::count_if(
                ages_.begin(), ages_.end(), [](const auto& a) { return a.child && a.age < 25; });
            ++t.families_by_children[static_cast<std::size_t>(std::min<long>(children, 4))];
        }
        const double ease = (random_.unit() + random_.unit() + random_.unit()) / 3;
        const int level =
            poor ? static_cast<int>(random_.between(7200, 13000))
                 : static_cast<int>((place_.quarter ? 13100 : 13600) + (place_.quarter ? 11000
                                                                        : place_.flats ? 24000
                                                                                       : 27000) *
                                                                           ease * ease * 1.6);
        t.poor += poor ? 1 : 0;
        t.income += static_cast<long long>(level) * persons;
        building_.incomes.emplace_back(level, persons);
        for (const Person& person : ages_) count(person);
    }

  private:
    struct Person {
        Sex sex;
        int age;
        bool child;
    };

    Household draw_kind() {
        using Weights = std::array<double, 5>;
        const Weights weights = place_.quarter ? Weights{.34, .05, .15, .24, .22}
                                : place_.flats ? Weights{.46, .06, .24, .15, .09}
                                               : Weights{.22, .03, .35, .32, .08};
        return static_cast<Household>(random_.pick(weights));
    }
    int age_of(std::array<double, 4> weights) {
        constexpr std::array<std::pair<int, int>, 4> bands{
            {{18, 24}, {25, 39}, {40, 64}, {65, 95}}};
        const auto [low, high] = bands[static_cast<std::size_t>(random_.pick(weights))];
        // The oldest ages thin out.
        return low == 65 ? low + std::min(random_.below(31), random_.below(31))
                         : low + random_.below(high - low + 1);
    }
    void add(Sex sex, int age, bool child = false) {
        ages_.push_back({sex, std::clamp(age, 0, 100), child});
    }
    Sex either(double share_women) { return random_.chance(share_women) ? woman : man; }

    void draw_people(Household kind) {
        if (kind == alone) {
            const int age = age_of({place_.flats ? .12 : .01, .24, .32, .34});
            add(either(age > 64 ? .7 : .49), age);
        } else if (kind == no_family) {
            for (int k = 2 + random_.below(2); k > 0; --k)
                add(either(.5), age_of({.4, .35, .2, .05}));
        } else if (kind == couple) {
            const int age = age_of({.03, .2, .32, .45});
            add(man, age + random_.below(5));
            add(woman, age);
        } else {
            const int age = 24 + random_.below(17) + random_.below(16);
            add(kind == couple_children ? woman : either(.85), age);
            if (kind == couple_children) add(man, age + random_.below(6));
            const std::array<double, 4> one_to_four =
                place_.quarter ? std::array<double, 4>{.3, .32, .24, .14}
                               : std::array<double, 4>{.4, .42, .14, .04};
            for (int k = random_.pick(one_to_four); k >= 0; --k)
                add(either(.488), random_.below(std::clamp(age - 18, 3, 24)), true);
        }
    }

    void dwelling(bool poor, int persons) {
        Tally& t = building_.tally;
        ++(place_.flats ? t.flats : t.houses);
        const double social = std::min(0.97, place_.social * (poor ? 1.25 : 0.92));
        Tenure tenure = social_tenant;
        if (!random_.chance(social)) {
            const double draw = random_.unit();
            const double owned = place_.flats ? .36 : .8;
            tenure = draw < owned ? owner : draw < .97 ? private_tenant : free_tenant;
        }
        ++t.tenures[tenure];
        t.social_flats += tenure == social_tenant && place_.flats ? 1 : 0;
        t.surface += place_.flats ? 32 + 13 * std::min(persons, 5) + random_.below(16)
                                  : 62 + 13 * std::min(persons, 5) + random_.below(40);
        ++t.built[static_cast<std::size_t>(place_.period)];
        ++t.moved_in[static_cast<std::size_t>(
            random_.pick(std::array<double, 4>{.13, .18, .2, .49}))];
        t.with_car += random_.chance(place_.quarter ? .58 : place_.flats ? .68 : .94) ? 1 : 0;
        if (random_.chance(place_.flats ? .085 : .05)) {
            ++t.vacant;
            t.other_flats += place_.flats ? 1 : 0;
        }
        if (random_.chance(.014)) {
            ++t.second_homes;
            t.other_flats += place_.flats ? 1 : 0;
        }
    }

    void count(const Person& p) {
        Tally& t = building_.tally;
        ++t.people[p.sex][static_cast<std::size_t>(p.age)];
        const bool immigrant = random_.chance(place_.quarter ? .26 : .075);
        t.immigrant += immigrant ? 1 : 0;
        t.foreign += immigrant && random_.chance(.66) ? 1 : 0;
        const bool school =
            p.age >= 2 &&
            (p.age < 3
                 ? random_.chance(.4)
                 : p.age < 16 || (p.age < 18 && random_.chance(place_.quarter ? .92 : .965)) ||
                       (p.age >= 18 && p.age < 25 && random_.chance(place_.quarter ? .36 : .53)) ||
                       (p.age >= 25 && p.age < 30 && random_.chance(.06)) ||
                       (p.age >= 30 && random_.chance(.008)));
        constexpr std::array<int, 7> upper{5, 10, 14, 17, 24, 29, 100};
        if (school) {
            const auto band = std::lower_bound(upper.begin(), upper.end(), p.age) - upper.begin();
            ++t.in_school[static_cast<std::size_t>(band)];
        }
        if (p.age < 15) return;
        using Seven = std::array<double, 7>;
        const int diploma = random_.pick(place_.quarter ? Seven{.36, .08, .24, .16, .07, .05, .04}
                                         : place_.flats ? Seven{.18, .06, .22, .18, .12, .12, .12}
                                                        : Seven{.16, .06, .27, .18, .13, .11, .09});
        if (!school) ++t.diplomas[static_cast<std::size_t>(diploma)];
        activity(p, school, diploma);
    }

    void activity(const Person& p, bool school, int diploma) {
        Tally& t = building_.tally;
        const auto band = static_cast<std::size_t>(p.age < 25 ? 0 : p.age < 55 ? 1 : 2);
        // Classes 3 to 6: managers, intermediate, clerical, blue collar; the higher the diploma,
        // the likelier the first.
        const std::array<double, 6> weights{.01,
                                            .06,
                                            .04 + .075 * diploma,
                                            .16 + .03 * diploma,
                                            p.sex == woman ? .42 : .18,
                                            (p.sex == man ? .42 : .14) / (1 + .35 * diploma)};
        const int job = random_.pick(weights);
        if (p.age > 64) {
            ++t.classes[6];
            return;
        }
        const double active_share = band == 0   ? .82
                                    : band == 1 ? (p.sex == woman && place_.quarter ? .66
                                                   : place_.quarter                 ? .84
                                                                                    : .91)
                                                : .56;
        if (school && !random_.chance(.1)) {
            ++t.students[p.sex][band];
            ++t.classes[7];
        } else if (random_.chance(active_share)) {
            const double jobless = (place_.quarter ? .25 : .095) *
                                   (band == 0   ? 1.7
                                    : band == 1 ? 1
                                                : .8) *
                                   (diploma > 3 ? .7 : 1.1);
            ++t.classes[static_cast<std::size_t>(job)];
            ++t.active_classes[static_cast<std::size_t>(job)];
            if (random_.chance(jobless)) {
                ++t.unemployed[p.sex][band];
            } else {
                ++t.employed[p.sex][band];
                using Six = std::array<double, 6>;
                ++t.to_work[static_cast<std::size_t>(
                    random_.pick(place_.flats ? Six{.03, .12, .06, .02, .52, .25}
                                              : Six{.05, .04, .03, .02, .8, .06}))];
            }
        } else if (band == 2) {
            ++t.retired[p.sex][band];
            ++t.classes[6];
        } else {
            ++t.classes[7];
        }
    }

    const Place& place_;
    Building& building_;
    Random& random_;
    std::vector<Person> ages_;
};

struct Lot {
    Point at;
    double angle;
};

/// Places along the streets of a block, in rows from the street inwards.
std::vector<Lot> lots(const Tessellation& land, const Block& block, double pitch, double rows) {
    std::vector<Lot> found;
    Line ring;
    for (const int v : block.ring) ring.push_back(land.nodes[static_cast<std::size_t>(v)]);
    Line closed = ring;
    closed.push_back(ring[0]);
    for (double row = 15; row < 15 + 30 * rows; row += 30)
        for (std::size_t k = 0; k + 1 < closed.size(); ++k) {
            const Point& a = closed[k];
            const Point& b = closed[k + 1];
            const double d = distance(a, b);
            for (double along = row + pitch / 2; along < d - row - pitch / 3; along += pitch) {
                const Point on = lerp(a, b, along / d);
                const Point at =
                    rounded({on.x - (b.y - a.y) / d * row, on.y + (b.x - a.x) / d * row});
                if (inside(at, ring) && distance_to_line(at, closed) > row - 2)
                    found.push_back({at, std::atan2(b.y - a.y, b.x - a.x)});
            }
        }
    return found;
}

}  // namespace

void Tally::add(const Tally& o) {
    sum_into(people, o.people);
    sum_into(employed, o.employed);
    sum_into(unemployed, o.unemployed);
    sum_into(students, o.students);
    sum_into(retired, o.retired);
    sum_into(classes, o.classes);
    sum_into(active_classes, o.active_classes);
    sum_into(to_work, o.to_work);
    sum_into(diplomas, o.diplomas);
    sum_into(in_school, o.in_school);
    sum_into(households, o.households);
    sum_into(household_people, o.household_people);
    sum_into(sizes, o.sizes);
    sum_into(families_by_children, o.families_by_children);
    sum_into(tenures, o.tenures);
    sum_into(built, o.built);
    sum_into(moved_in, o.moved_in);
    foreign += o.foreign;
    immigrant += o.immigrant;
    flats += o.flats;
    houses += o.houses;
    vacant += o.vacant;
    second_homes += o.second_homes;
    other_flats += o.other_flats;
    with_car += o.with_car;
    poor += o.poor;
    social_flats += o.social_flats;
    surface += o.surface;
    income += o.income;
}

int Tally::men() const {
    int sum = 0;
    for (const int n : households) sum += n;
    return sum;
}

int Tally::by_sex(Sex sex, int first, int last) const {
    int sum = 0;
    for (int age = first; age <= last; ++age) sum += people[sex][static_cast<std::size_t>(age)];
    return sum;
}

std::vector<Building> populate(const Plan& plan, const Tessellation& land, Random& random) {
    std::vector<Building> buildings;
    for (std::size_t b = 0; b < land.blocks.size(); ++b) {
        const Block& block = land.blocks[b];
        const Zone& zone = plan.zones[static_cast<std::size_t>(block.zone)];
        if (block.commune < 0 || zone.homes_ha <= 0) continue;
        Line ring;
        for (const int v : block.ring) ring.push_back(land.nodes[static_cast<std::size_t>(v)]);
        const double wanted = area(ring) / 10000 * zone.homes_ha * random.between(.75, 1.25);
        int homes = static_cast<int>(wanted + random.unit());
        const bool estate = zone.social > .5;
        std::vector<Lot> places = lots(land, block,
                                       estate               ? 46
                                       : zone.homes_ha > 20 ? 30
                                                            : 22,
                                       zone.homes_ha > 8 ? 2 : 1);
        random.shuffle(places);
        for (std::size_t k = 0; k < places.size() && homes > 0; ++k) {
            Building building;
            building.at = places[k].at;
            building.angle = places[k].angle;
            building.block = static_cast<int>(b);
            building.flats = random.chance(zone.flats);
            const int lots_left = static_cast<int>(places.size() - k);
            const int least = (homes + lots_left - 1) / lots_left;
            const int usual = estate && building.flats ? 18 + random.below(22)
                              : building.flats         ? 5 + random.below(10)
                              : zone.homes_ha > 8      ? 1 + random.below(3)
                                                       : 1;
            const int here = std::min(homes, std::max(least, usual));
            homes -= here;
            building.flats = building.flats || here > 4;
            building.storeys = building.flats ? std::clamp(here / 4 + 2, 3, 10) : 2;
            building.length = estate && building.flats ? 38
                              : building.flats         ? 22
                                                       : 6.0 + 5 * std::min(here, 3);
            building.width = building.flats ? 12 : 9;
            Place place{building.flats, zone.social, zone.poverty, false,
                        random.pick(zone.homes_ha > 60
                                        ? std::array<double, 6>{.5, .2, .1, .1, .05, .05}
                                        : std::array<double, 6>{.08, .12, .2, .25, .2, .15})};
            for (const QuarterPlan& quarter : plan.qpv)
                if (inside(building.at, quarter.ring)) {
                    place.quarter = true;
                    place.poverty = quarter.poverty;
                    place.period = random.pick(std::array<double, 6>{.02, .05, .66, .2, .04, .03});
                }
            if (!plan.veille.empty())
                for (const QuarterPlan& quarter : plan.veille)
                    if (!quarter.ring.empty() && inside(building.at, quarter.ring))
                        place.poverty = quarter.poverty;
            for (int h = 0; h < here; ++h) Home(place, building, random).settle();
            buildings.push_back(std::move(building));
        }
    }
    return buildings;
}

}  // namespace lisiere::demo
