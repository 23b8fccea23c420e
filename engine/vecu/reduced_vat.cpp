// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/reduced_vat.hpp"

namespace lisiere::vecu {
namespace {

// The distances of the law, not those of the configuration.
constexpr double everywhere_m = 300;
constexpr double in_renewal_m = 500;

}  // namespace

std::string_view to_text(ReducedVat rule) {
    switch (rule) {
        case ReducedVat::wholly_within:
            return "entierement_a_moins_de_300_m";
        case ReducedVat::partly_within:
            return "en_partie_a_moins_de_300_m_et_entierement_a_moins_de_500_m";
    }
    return "";
}

std::optional<ReducedVat> reduced_vat(double distance_m, bool renewal) {
    if (distance_m == everywhere_m) return ReducedVat::wholly_within;
    if (distance_m == in_renewal_m && renewal) return ReducedVat::partly_within;
    return std::nullopt;
}

}  // namespace lisiere::vecu
