// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace lisiere {
namespace detail {

struct AnyField {
    template <class T>
    operator T() const;  // never defined: asked for by the compiler alone
};

template <class T, std::size_t... I>
consteval bool takes_fields(std::index_sequence<I...>) {
    return requires {
        T{((void)I, AnyField{})...};
    };
}

template <class T, std::size_t N = 0, std::size_t Found = 0>
consteval std::size_t count_fields() {
    constexpr std::size_t most = 24;
    if constexpr (N > most)
        return Found;
    else
        return count_fields < T, N + 1,
               takes_fields<T>(std::make_index_sequence<N>{}) ? N : Found > ();
}

}  // namespace detail

/// How many members an aggregate without bases has; at most 20 are counted right.
template <class T>
inline constexpr std::size_t field_count = detail::count_fields<std::remove_cv_t<T>>();

/// Calls `use(member...)` with every member of an aggregate, in the order they are declared: what
/// is written, read or hashed member by member then cannot leave out one that is added later.
template <class T, class Use>
constexpr decltype(auto) with_fields(T& value, Use&& use) {
    constexpr std::size_t n = field_count<T>;
    static_assert(n >= 1 && n <= 20, "an aggregate of 1 to 20 members");
    if constexpr (n == 1) {
        auto& [a] = value;
        return use(a);
    } else if constexpr (n == 2) {
        auto& [a, b] = value;
        return use(a, b);
    } else if constexpr (n == 3) {
        auto& [a, b, c] = value;
        return use(a, b, c);
    } else if constexpr (n == 4) {
        auto& [a, b, c, d] = value;
        return use(a, b, c, d);
    } else if constexpr (n == 5) {
        auto& [a, b, c, d, e] = value;
        return use(a, b, c, d, e);
    } else if constexpr (n == 6) {
        auto& [a, b, c, d, e, f] = value;
        return use(a, b, c, d, e, f);
    } else if constexpr (n == 7) {
        auto& [a, b, c, d, e, f, g] = value;
        return use(a, b, c, d, e, f, g);
    } else if constexpr (n == 8) {
        auto& [a, b, c, d, e, f, g, h] = value;
        return use(a, b, c, d, e, f, g, h);
    } else if constexpr (n == 9) {
        auto& [a, b, c, d, e, f, g, h, i] = value;
        return use(a, b, c, d, e, f, g, h, i);
    } else if constexpr (n == 10) {
        auto& [a, b, c, d, e, f, g, h, i, j] = value;
        return use(a, b, c, d, e, f, g, h, i, j);
    } else if constexpr (n == 11) {
        auto& [a, b, c, d, e, f, g, h, i, j, k] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k);
    } else if constexpr (n == 12) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l);
    } else if constexpr (n == 13) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m);
    } else if constexpr (n == 14) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o);
    } else if constexpr (n == 15) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p);
    } else if constexpr (n == 16) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q);
    } else if constexpr (n == 17) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r);
    } else if constexpr (n == 18) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s);
    } else if constexpr (n == 19) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t);
    } else {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u] = value;
        return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u);
    }
}

}  // namespace lisiere
