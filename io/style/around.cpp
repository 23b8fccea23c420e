// SPDX-License-Identifier: Apache-2.0
#include "io/style/around.hpp"

namespace lisiere::io {

Around around_of(std::span<const AroundPlace> places, const TableRows& indicators,
                 std::size_t row) {
    for (const AroundPlace& place : places)
        if (const auto value = indicators.number(row, place.value))
            return {&place, value, indicators.number(row, place.gap)};
    return {};
}

}  // namespace lisiere::io
