// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

#include "engine/core/error.hpp"

namespace lisiere {

/// Durations and service-day times. A service-day time counts from noon minus 12 h (GTFS) and may
/// pass 24 h.
using Seconds = std::chrono::duration<std::int32_t>;
using Minutes = std::chrono::duration<double, std::ratio<60>>;

/// A number with its unit in its type: `Metres{12.5}`, `.value()`.
template <class Tag>
class Quantity {
  public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_(value) {}
    constexpr double value() const { return value_; }
    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity{a.value_ + b.value_};
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity{a.value_ - b.value_};
    }
    friend constexpr Quantity operator*(double k, Quantity a) { return Quantity{k * a.value_}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;

  private:
    double value_ = 0;
};

using Metres = Quantity<struct MetresTag>;
using SquareMetres = Quantity<struct SquareMetresTag>;

}  // namespace lisiere
