// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "examples/generateur/tessellation.hpp"

namespace lisiere::demo {

enum Sex { man, woman };
enum Household { alone, no_family, couple, couple_children, single_parent };
enum Tenure { owner, social_tenant, private_tenant, free_tenant };

/// Counts of the people and dwellings of a place. Everything published about the town is a sum of
/// these, so that census, grid and quarter tables tell of the same people.
struct Tally {
    std::array<std::array<int, 101>, 2> people{};  ///< by sex and age
    std::array<std::array<int, 3>, 2> employed{};  ///< by sex; 15-24, 25-54, 55-64
    std::array<std::array<int, 3>, 2> unemployed{};
    std::array<std::array<int, 3>, 2> students{};
    std::array<std::array<int, 3>, 2> retired{};
    std::array<int, 8> classes{};         ///< CS1..CS8, 15 and over
    std::array<int, 6> active_classes{};  ///< CS1..CS6, active 15-64
    std::array<int, 6> to_work{};         ///< none, foot, bicycle, motorcycle, car, transit
    std::array<int, 7> diplomas{};        ///< not in school, 15 and over
    std::array<int, 7> in_school{};       ///< 2-5, 6-10, 11-14, 15-17, 18-24, 25-29, 30+
    int foreign = 0, immigrant = 0;
    std::array<int, 5> households{};  ///< by kind
    std::array<int, 5> household_people{};
    std::array<int, 6> sizes{};                 ///< 1, 2, ... 6 and more persons
    std::array<int, 5> families_by_children{};  ///< children under 25: 0, 1, 2, 3, 4 and more
    std::array<int, 4> tenures{};
    std::array<int, 6> built{};     ///< before 1919, 1945, 1970, 1990, 2005, after
    std::array<int, 4> moved_in{};  ///< under 2 years, 2-4, 5-9, 10 and more
    int flats = 0, houses = 0, vacant = 0, second_homes = 0, other_flats = 0;
    int with_car = 0, poor = 0, social_flats = 0;
    long long surface = 0, income = 0;  ///< square metres; euros of standard of living, by person

    void add(const Tally& other);
    int men() const;  ///< households
    int total() const { return between(0, 100); }
    int between(int first, int last) const {
        return by_sex(man, first, last) + by_sex(woman, first, last);
    }
    int by_sex(Sex sex, int first, int last) const;
};

struct Building {
    Point at;
    double angle = 0, length = 0, width = 0;
    int block = 0;
    bool flats = false;
    int storeys = 1;
    Tally tally;
    std::vector<std::pair<int, int>> incomes;  ///< standard of living, persons
};

std::vector<Building> populate(const Plan& plan, const Tessellation& land, Random& random);

}  // namespace lisiere::demo
