// SPDX-License-Identifier: Apache-2.0
#include "engine/access/decay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/error.hpp"

namespace lisiere::access {

double Decay::operator()(double t) const {
    LISIERE_EXPECTS(t >= 0);
    LISIERE_EXPECTS(minutes > 0);
    switch (kind) {
        case Kind::step:
            return t <= minutes ? 1 : 0;
        case Kind::linear:
            LISIERE_EXPECTS(width > 0 && width <= 2 * minutes);
            return std::clamp((minutes + width / 2 - t) / width, 0.0, 1.0);
        case Kind::logistic: {
            LISIERE_EXPECTS(width > 0);
            const double slope = std::numbers::pi / (width * std::numbers::sqrt3);
            return (1 + std::exp(-minutes * slope)) / (1 + std::exp((t - minutes) * slope));
        }
        case Kind::exponential:
            return std::exp2(-t / minutes);
        case Kind::fixed_exponential:
            return std::exp(-t / minutes);
    }
    return 0;
}

}  // namespace lisiere::access
