// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/reduced_vat.hpp"

#include <algorithm>

namespace lisiere::vecu {
namespace {

bool has(std::span<const std::string> programmes, const std::string& programme) {
    return std::find(programmes.begin(), programmes.end(), programme) != programmes.end();
}

}  // namespace

const ReducedVat* reduced_vat(std::span<const ReducedVat> rules, double distance_m,
                              std::span<const std::string> programmes) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const ReducedVat& rule) {
        return rule.distance_m == distance_m &&
               (rule.programme.empty() || has(programmes, rule.programme));
    });
    return found == rules.end() ? nullptr : &*found;
}

bool under_renewal(std::span<const ReducedVat> rules, std::span<const std::string> programmes) {
    return std::any_of(rules.begin(), rules.end(), [&](const ReducedVat& rule) {
        return !rule.programme.empty() && has(programmes, rule.programme);
    });
}

}  // namespace lisiere::vecu
