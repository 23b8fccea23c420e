// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <numeric>
#include <optional>
#include <vector>

namespace lisiere::test {

/// Somebody who reads published sums and tries to compute what is withheld: plain elimination in
/// fractions, which knows nothing of how the engine chooses.
class Attacker {
  public:
    /// Learns Σ of the pieces (each counted once).
    void learn(const std::vector<std::size_t>& pieces, double value) {
        Row row = row_of(pieces, value);
        reduce(row);
        if (row.parts.empty()) return;
        const std::size_t pivot = row.parts.begin()->first;
        const Fraction lead = row.parts.begin()->second;
        for (auto& [piece, part] : row.parts) part = part / lead;
        row.value /= lead.real();
        for (auto& [at, other] : rows_)
            if (const auto held = other.parts.find(pivot); held != other.parts.end())
                take(other, held->second, row);
        rows_.emplace(pivot, std::move(row));
    }

    /// The sum of the pieces, when the sums learnt tell it.
    std::optional<double> solve(const std::vector<std::size_t>& pieces) const {
        Row row = row_of(pieces, 0);
        reduce(row);
        if (!row.parts.empty()) return std::nullopt;
        return -row.value;
    }

    /// The elementary groups that the sums learnt tell, each a list of pieces.
    std::vector<std::vector<std::size_t>> groups() const {
        std::vector<std::vector<std::size_t>> found;
        for (const auto& [pivot, row] : rows_) {
            std::vector<std::size_t> pieces;
            bool group = true;
            for (const auto& [piece, part] : row.parts) {
                group = group && part.above == part.below;
                pieces.push_back(piece);
            }
            if (group) found.push_back(pieces);
        }
        return found;
    }

  private:
    struct Fraction {
        std::int64_t above = 0;
        std::int64_t below = 1;
        double real() const { return static_cast<double>(above) / static_cast<double>(below); }
        static Fraction made(std::int64_t above, std::int64_t below) {
            const std::int64_t common = std::gcd(above, below) * (below < 0 ? -1 : 1);
            return {above / common, below / common};
        }
        friend Fraction operator*(Fraction a, Fraction b) {
            return made(a.above * b.above, a.below * b.below);
        }
        friend Fraction operator/(Fraction a, Fraction b) {
            return made(a.above * b.below, a.below * b.above);
        }
        friend Fraction operator-(Fraction a, Fraction b) {
            return made(a.above * b.below - b.above * a.below, a.below * b.below);
        }
    };
    struct Row {
        std::map<std::size_t, Fraction> parts;
        double value = 0;
    };

    static Row row_of(const std::vector<std::size_t>& pieces, double value) {
        Row row;
        for (const std::size_t piece : pieces) row.parts[piece] = {1, 1};
        row.value = value;
        return row;
    }
    static void take(Row& from, Fraction times, const Row& row) {
        for (const auto& [piece, part] : row.parts) {
            Fraction& own = from.parts[piece];
            own = own - times * part;
            if (own.above == 0) from.parts.erase(piece);
        }
        from.value -= times.real() * row.value;
    }
    void reduce(Row& row) const {
        for (const auto& [pivot, known] : rows_)
            if (const auto held = row.parts.find(pivot); held != row.parts.end())
                take(row, held->second, known);
    }

    std::map<std::size_t, Row> rows_;  ///< by pivot, each without the pivots of the others
};

}  // namespace lisiere::test
