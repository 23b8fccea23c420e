// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/error.hpp"

namespace lisiere {

/// Why a value is missing. Written beside every NULL; a missing value is never 0.
enum class Absence : std::uint8_t {
    secret,           ///< under a secrecy threshold
    hors_couverture,  ///< the source does not cover the place
    non_disponible,   ///< the source is not in this run, or holds no value here
    non_desservi,     ///< no path at all leads there
    au_dela,          ///< a path may exist, beyond the limit of the search
    non_rattache,     ///< the point could not be tied to the network
    sans_objet,       ///< the measure has no meaning here (no residents, no barrier)
};

/// The stable word written in outputs: "secret", "hors couverture", "non disponible", "non
/// desservi", "au-delà de la limite", "non rattaché", "sans objet".
constexpr std::string_view to_text(Absence absence) {
    switch (absence) {
        case Absence::secret:
            return "secret";
        case Absence::hors_couverture:
            return "hors couverture";
        case Absence::non_disponible:
            return "non disponible";
        case Absence::non_desservi:
            return "non desservi";
        case Absence::au_dela:
            return "au-delà de la limite";
        case Absence::non_rattache:
            return "non rattaché";
        case Absence::sans_objet:
            return "sans objet";
    }
    return "";
}

/// A value, or the reason why there is none. Default: missing, `non_disponible`.
template <class T>
class Maybe {
  public:
    constexpr Maybe() = default;
    constexpr Maybe(T value) : value_(value), present_(true) {}  // NOLINT: a value is a Maybe
    constexpr Maybe(Absence absence) : absence_(absence) {}      // NOLINT: so is a reason

    constexpr bool has_value() const { return present_; }
    constexpr explicit operator bool() const { return present_; }
    constexpr const T& value() const {
        LISIERE_EXPECTS(present_);
        return value_;
    }
    constexpr const T& operator*() const { return value(); }
    constexpr T value_or(T other) const { return present_ ? value_ : other; }
    /// The reason; only meaningful when there is no value.
    constexpr Absence absence() const { return absence_; }

    friend constexpr bool operator==(const Maybe& a, const Maybe& b) {
        if (a.present_ != b.present_) return false;
        return a.present_ ? a.value_ == b.value_ : a.absence_ == b.absence_;
    }

  private:
    T value_{};
    Absence absence_ = Absence::non_disponible;
    bool present_ = false;
};

}  // namespace lisiere
