// SPDX-License-Identifier: Apache-2.0
#include "engine/census/suppression.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/core/error.hpp"

namespace lisiere::census {
namespace {

constexpr double nobody = 1e-6;
constexpr double nothing = 1e-9;  // coefficients are small fractions

using Sparse = std::map<std::uint32_t, double>;

/// A combination of published sums: what it says of the pieces, its size, and what it is made of.
struct Combination {
    Sparse pieces;
    Sparse sums;
    double size = 0;

    void add(double factor, const Combination& other) {
        const auto into = [factor](Sparse& own, const Sparse& more) {
            for (const auto& [at, value] : more) {
                double& coefficient = own[at];
                coefficient += factor * value;
                if (std::abs(coefficient) < nothing) own.erase(at);
            }
        };
        into(pieces, other.pieces);
        into(sums, other.sums);
        size += factor * other.size;
    }
};

/// The reduced echelon form of the published sums, by pivot piece.
class Basis {
  public:
    /// The sum that does not follow from those before becomes a row; the others say nothing new.
    void add(Combination row) {
        reduce(row);
        if (row.pieces.empty()) return;
        const std::uint32_t pivot = row.pieces.begin()->first;
        const double lead = row.pieces.begin()->second;
        Combination scaled;
        scaled.add(1 / lead, row);
        for (const std::uint32_t other : std::set<std::uint32_t>(users_[pivot])) {
            Combination& user = rows_.at(other);
            forget(other, user);
            user.add(-user.pieces.at(pivot), scaled);
            remember(other, user);
        }
        remember(pivot, scaled);
        rows_.emplace(pivot, std::move(scaled));
    }

    /// Takes off all that the rows tell; nothing is left of what can be computed.
    void reduce(Combination& sum) const {
        std::vector<std::uint32_t> pivots;
        for (const auto& [piece, coefficient] : sum.pieces)
            if (rows_.contains(piece)) pivots.push_back(piece);
        for (const std::uint32_t pivot : pivots) sum.add(-sum.pieces.at(pivot), rows_.at(pivot));
    }

    const std::map<std::uint32_t, Combination>& rows() const { return rows_; }
    const std::set<std::uint32_t>& users(std::uint32_t piece) const { return users_.at(piece); }

  private:
    void remember(std::uint32_t pivot, const Combination& row) {
        for (const auto& [piece, coefficient] : row.pieces) users_[piece].insert(pivot);
    }
    void forget(std::uint32_t pivot, const Combination& row) {
        for (const auto& [piece, coefficient] : row.pieces) users_[piece].erase(pivot);
    }

    std::map<std::uint32_t, Combination> rows_;
    std::map<std::uint32_t, std::set<std::uint32_t>> users_;  ///< rows that hold the piece
};

/// `backwards`: pieces in the opposite order, so that the echelon form has other pivots and other
/// elementary groups.
Combination combination_of(const PublishedSum& sum, std::uint32_t number, bool backwards) {
    Combination made;
    for (const std::uint32_t piece : sum.pieces)
        made.pieces[backwards ? 0xFFFFFFFFU - piece : piece] = 1;
    made.sums[number] = 1;
    made.size = sum.size;
    return made;
}

/// Whether every piece is counted once: a group of people, and not a balance of two.
bool is_group(const Combination& made) {
    return !made.pieces.empty() &&
           std::all_of(made.pieces.begin(), made.pieces.end(),
                       [](const auto& piece) { return std::abs(piece.second - 1) < nothing; });
}

bool is_small(double size, double minimum) {
    return size > nobody && size < minimum - nobody;
}

/// A small group that the published sums tell, and that withholding one of them would not tell;
/// nullopt: there is none.
std::optional<Combination> told(std::span<const PublishedSum> sums,
                                std::span<const std::uint32_t> order,
                                const std::vector<bool>& withheld, double minimum, bool backwards) {
    Basis basis;
    for (const std::uint32_t s : order)
        if (!withheld[s] && !sums[s].pieces.empty())
            basis.add(combination_of(sums[s], s, backwards));
    const auto curable = [&](const Combination& made) {
        return std::any_of(made.sums.begin(), made.sums.end(), [&](const auto& sum) {
            return !withheld[sum.first] && !sums[sum.first].locked;
        });
    };
    for (std::uint32_t s = 0; s < sums.size(); ++s) {
        if (!withheld[s] || sums[s].pieces.empty() || !is_small(sums[s].size, minimum)) continue;
        Combination rest = combination_of(sums[s], s, backwards);
        basis.reduce(rest);
        if (rest.pieces.empty() && curable(rest)) return rest;
    }
    for (const auto& [pivot, row] : basis.rows())
        if (is_group(row) && is_small(row.size, minimum) && curable(row)) return row;
    for (const auto& [pivot, row] : basis.rows()) {
        std::set<std::uint32_t> others;
        for (const auto& [piece, coefficient] : row.pieces)
            if (coefficient < 0 || !is_group(row))
                for (const std::uint32_t other : basis.users(piece))
                    if (other != pivot) others.insert(other);
        for (const std::uint32_t other : others)
            for (const double sign : {1.0, -1.0}) {
                Combination both = row;
                both.add(sign, basis.rows().at(other));
                if (is_group(both) && is_small(both.size, minimum) && curable(both)) return both;
            }
    }
    return std::nullopt;
}

}  // namespace

std::vector<bool> withheld_with_complements(std::span<const PublishedSum> sums,
                                            std::vector<bool> withheld, double minimum) {
    LISIERE_EXPECTS(withheld.size() == sums.size());
    std::vector<std::uint32_t> order;  // short sums first: rows stay short
    for (std::uint32_t s = 0; s < sums.size(); ++s) order.push_back(s);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return sums[a].pieces.size() < sums[b].pieces.size();
    });
    for (;;) {
        auto leak = told(sums, order, withheld, minimum, false);
        if (!leak) leak = told(sums, order, withheld, minimum, true);
        if (!leak) return withheld;
        std::optional<std::uint32_t> cheapest;
        const auto cost = [&](std::uint32_t s) { return std::pair(sums[s].loss, sums[s].size); };
        for (const auto& [s, coefficient] : leak->sums)
            if (!withheld[s] && !sums[s].locked && (!cheapest || cost(s) < cost(*cheapest)))
                cheapest = s;
        withheld[cheapest.value()] = true;
    }
}

}  // namespace lisiere::census
