// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/orientation.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace lisiere::geo {
namespace {

/// A sum of doubles held without rounding: components that do not overlap, smallest first.
class ExactSum {
  public:
    void add(double value) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            const double sum = value + parts_[i];
            const double shadow = sum - value;
            const double rest = (value - (sum - shadow)) + (parts_[i] - shadow);
            if (rest != 0) parts_[kept++] = rest;
            value = sum;
        }
        if (value != 0) parts_[kept++] = value;
        size_ = kept;
    }
    void add_product(double a, double b) {
        const double product = a * b;
        add(std::fma(a, b, -product));
        add(product);
    }
    int sign() const {
        if (size_ == 0) return 0;
        return parts_[size_ - 1] > 0 ? 1 : -1;
    }

  private:
    std::array<double, 16> parts_{};  // two a product, six products
    std::size_t size_ = 0;
};

int exact_orientation(const Point& a, const Point& b, const Point& p) {
    // (a - p) × (b - p) = a × b - a × p - p × b
    ExactSum sum;
    sum.add_product(a.x, b.y);
    sum.add_product(-a.y, b.x);
    sum.add_product(-a.x, p.y);
    sum.add_product(a.y, p.x);
    sum.add_product(-p.x, b.y);
    sum.add_product(p.y, b.x);
    return sum.sign();
}

}  // namespace

int orientation(const Point& a, const Point& b, const Point& p) {
    constexpr double half_ulp = 1.1102230246251565e-16;  // 2^-53
    constexpr double bound = (3 + 16 * half_ulp) * half_ulp;
    const double left = (a.x - p.x) * (b.y - p.y);
    const double right = (a.y - p.y) * (b.x - p.x);
    const double value = left - right;
    if (std::abs(value) > bound * (std::abs(left) + std::abs(right))) return value > 0 ? 1 : -1;
    return exact_orientation(a, b, p);
}

bool on_segment(const Point& a, const Point& b, const Point& p) {
    return p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
           p.y <= std::max(a.y, b.y) && orientation(a, b, p) == 0;
}

}  // namespace lisiere::geo
