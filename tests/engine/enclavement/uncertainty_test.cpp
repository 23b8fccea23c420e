// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/enclavement/scaling.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

MeasureDefinition definition(std::string id, std::string component, double weight = 1) {
    MeasureDefinition d;
    d.id = std::move(id);
    d.component = std::move(component);
    d.weight = weight;
    return d;
}

/// A town whose every choice may be drawn.
struct Town {
    std::vector<MeasureDefinition> definitions{
        definition("a", "coupures"), definition("b", "permeabilite"),
        definition("b2", "permeabilite"), definition("c", "desserte"),
        definition("c_autre", "desserte", 0)};
    std::vector<CellMeasure> values;
    std::vector<Variant> variants;
    std::vector<double> people;
    std::vector<access::CellGroup> groups;
    IndexSettings settings;
    std::vector<Choice> choices{
        {"omission", "écartée", ChoiceKind::omit, "", "", 0, 0},
        {"mesures", "autre", ChoiceKind::other_measure, "c", "c_autre", 0, 0},
        {"seuils", "seuil", ChoiceKind::other_threshold, "b", "10", 10, 0},
        {"normalisation", "échelle", ChoiceKind::percentile, "", "", 0, 0},
        {"normalisation", "échelle", ChoiceKind::z_score, "", "", 0, 0},
        {"normalisation", "échelle", ChoiceKind::range, "", "", 0, 0.01},
        {"poids", "poids", ChoiceKind::weights, "", "", 0, 0}};

    explicit Town(unsigned seed, std::size_t cells = 120, bool holes = true) {
        std::mt19937 random(seed);
        std::lognormal_distribution<double> at(0, 1);
        const auto column = [&](bool some_unknown) {
            std::vector<Maybe<double>> result;
            for (std::size_t c = 0; c < cells; ++c)
                result.push_back(
                    some_unknown && random() % 9 == 0    ? Maybe<double>(Absence::non_rattache)
                    : some_unknown && random() % 19 == 0 ? Maybe<double>(Absence::au_dela)
                                                         : Maybe<double>(at(random)));
            return result;
        };
        for (const MeasureDefinition& d : definitions) values.push_back({d.id, column(holes)});
        variants.push_back({definition(variant_id("b", "10"), "permeabilite", 0), column(holes)});
        for (std::size_t c = 0; c < cells; ++c)
            people.push_back(1 + static_cast<double>(random() % 90));
        for (std::size_t g = 0; g < 6; ++g) {
            groups.push_back({std::to_string(g), {}});
            for (std::size_t c = g * 15; c < g * 15 + 20; ++c)
                groups.back().cells.push_back({census::CellIdx{c}, people[c] * 0.7});
        }
        settings.draws = 512;
    }

    Distribution distribution() const {
        std::vector<MeasureDefinition> all = definitions;
        std::vector<CellMeasure> with = values;
        for (const Variant& variant : variants) {
            all.push_back(variant.definition);
            with.push_back({variant.definition.id, variant.values});
        }
        return distribution_of(all, with, people);
    }
    struct Result {
        Index index;
        Uncertainty found;
    };
    Result result(Threads threads = {}) const {
        const Distribution ranked_in = distribution();
        Result r;
        r.index = enclosure_index(definitions, values, people, groups, settings, {{}, &ranked_in});
        r.found =
            uncertainty(r.index, {ranked_in, variants, people, groups, choices}, settings, threads);
        return r;
    }
};

/// The scores of a measure in one choice of scaling, from the definitions alone.
std::vector<Maybe<double>> plain_scores(const std::vector<Maybe<double>>& values,
                                        const std::vector<double>& people, ChoiceKind kind) {
    double most = 0;
    for (const auto& value : values) most = std::max(most, value.value_or(0));
    std::vector<std::pair<double, double>> known;
    for (std::size_t c = 0; c < values.size(); ++c)
        if (values[c] || values[c].absence() == Absence::au_dela)
            known.emplace_back(values[c].value_or(most), people[c]);
    double all = 0;
    double mean = 0;
    for (const auto& [value, here] : known) all += here;
    for (const auto& [value, here] : known) mean += here / all * value;
    double variance = 0;
    for (const auto& [value, here] : known)
        variance += here / all * (value - mean) * (value - mean);
    std::sort(known.begin(), known.end());
    const auto quantile = [&](double q) {
        double below = 0;
        for (const auto& [value, here] : known)
            if ((below += here) >= q * all - 1e-9) return value;
        return known.back().first;
    };
    std::vector<Maybe<double>> scores;
    for (const auto& value : values) {
        if (!value && value.absence() != Absence::au_dela) {
            scores.emplace_back(value.absence());
            continue;
        }
        const double off = value.value_or(most) - mean;
        scores.emplace_back(std::clamp(kind == ChoiceKind::z_score
                                           ? 50 + 100 / std::sqrt(12) * off / std::sqrt(variance)
                                           : 50 + 100 * off / (quantile(0.99) - quantile(0.01)),
                                       0.0, 100.0));
    }
    return scores;
}

}  // namespace

TEST_CASE("scores by mean and deviation, and by range, are those of their definitions",
          "[enclavement][uncertainty]") {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        const Town town(seed);
        const Distribution distribution = town.distribution();
        for (std::size_t m = 0; m < town.values.size(); ++m) {
            const Scaling by(*distribution.find(town.values[m].id), 0.01);
            const auto z = plain_scores(town.values[m].values, town.people, ChoiceKind::z_score);
            const auto range = plain_scores(town.values[m].values, town.people, ChoiceKind::range);
            for (std::size_t c = 0; c < town.people.size(); ++c) {
                const auto key = rank_key(town.values[m].values[c], town.definitions[m]);
                if (!key) continue;
                CHECK(by.z_score(*key) == Approx(*z[c]).margin(1e-3));
                CHECK(by.range(*key) == Approx(*range[c]).margin(1e-3));
            }
        }
    }
}

TEST_CASE("with nothing to draw, the range is the index", "[enclavement][uncertainty]") {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        Town town(seed);
        town.choices = {{"normalisation", "échelle", ChoiceKind::percentile, "", "", 0, 0}};
        const Town::Result r = town.result();
        CHECK(r.found.factors.empty());
        for (const GroupIndex& group : r.index.groups) {
            // Sums over residents who know the same are the sums over residents.
            CHECK(*group.low == Approx(*group.index).margin(1e-9));
            CHECK(*group.high == Approx(*group.index).margin(1e-9));
            CHECK(group.rank_low == group.rank);
        }
        CHECK(r.found.shift.mean == 0);
    }
}

TEST_CASE("each draw is the index of a town where it was chosen so", "[enclavement][uncertainty]") {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        Town town(seed);
        // One thing at a time, from outside: another measure, another threshold, one left out.
        const auto indices = [](const Town& one) {
            std::vector<double> values;
            for (const GroupIndex& group : one.result().index.groups)
                values.push_back(*group.index);
            return values;
        };
        const std::vector<double> published = indices(town);
        Town other = town;
        other.definitions[3].weight = 0;
        other.definitions[4].weight = 1;
        Town threshold = town;
        threshold.values[1].values = town.variants[0].values;
        std::vector<std::vector<double>> left_out;
        for (const std::size_t m : {0U, 1U, 2U, 3U}) {
            Town without = town;
            without.definitions[m].weight = 0;
            if (m == 0 || m == 3) without.settings.weights[without.definitions[m].component] = 0;
            left_out.push_back(indices(without));
        }
        const auto drawn = [&](const char* factor) {
            Town one = town;
            std::erase_if(one.choices,
                          [&](const Choice& choice) { return choice.factor != factor; });
            return one.result();
        };
        const auto all_among = [&](const Town::Result& r,
                                   const std::vector<std::vector<double>>& expected) {
            REQUIRE(r.found.factors.size() == 1);
            std::vector<std::size_t> met(expected.size(), 0);
            for (std::size_t d = 0; d < r.found.draws; ++d) {
                std::size_t which = 0;
                for (; which < expected.size(); ++which) {
                    bool same = true;
                    for (std::size_t g = 0; g < published.size(); ++g)
                        same = same &&
                               std::abs(r.found.indices[g].values[d] - expected[which][g]) < 1e-9;
                    if (same) break;
                }
                REQUIRE(which < expected.size());
                ++met[which];
            }
            for (const std::size_t times : met) CHECK(times > r.found.draws / expected.size() / 2);
        };
        all_among(drawn("mesures"), {published, indices(other)});
        all_among(drawn("seuils"), {published, indices(threshold)});
        left_out.push_back(published);
        all_among(drawn("omission"), left_out);
    }
}

TEST_CASE(
    "ranges hold the published index, ranks their bounds; shares lie in [0, 1], first ones "
    "sum below 1, to their errors",
    "[enclavement][uncertainty][property]") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const Town::Result r = Town(seed).result();
        REQUIRE(r.found.factors.size() == 5);
        CHECK(r.found.factors.front().id == "omission");
        for (const GroupIndex& group : r.index.groups) {
            CHECK(*group.low <= *group.high);
            CHECK(*group.rank_low <= *group.rank_high);
            CHECK(*group.rank_low >= 1);
            CHECK(*group.rank_high <= 6);
            CHECK(*group.most_enclosed >= 0);
            CHECK(*group.most_enclosed <= 1);
        }
        const auto check = [](const OutputSensitivity& output) {
            double sum = 0;
            double error = 0;
            for (const FactorIndices& f : output.factors) {
                CHECK(f.first >= -4 * f.first_error - 1e-12);
                CHECK(f.total >= 0);
                CHECK(f.total <= 1 + 4 * f.total_error);
                sum += f.first;
                error = std::hypot(error, f.first_error);
            }
            CHECK(sum <= 1 + 4 * error);
        };
        for (const OutputSensitivity& output : r.found.indices) check(output);
        for (const OutputSensitivity& output : r.found.ranks) check(output);
        check(r.found.shift);
        CHECK(r.found.shift.mean > 0);
    }
}

TEST_CASE("a choice that changes nothing has no share, one that nobody has is not drawn",
          "[enclavement][uncertainty]") {
    Town town(4);
    town.variants[0].values = town.values[1].values;  // the same by another threshold
    const Town::Result same = town.result();
    const auto factor = [](const Uncertainty& found, const char* id) {
        return static_cast<std::size_t>(std::find_if(found.factors.begin(), found.factors.end(),
                                                     [&](const auto& f) { return f.id == id; }) -
                                        found.factors.begin());
    };
    for (const OutputSensitivity& output : same.found.indices) {
        CHECK(output.factors[factor(same.found, "seuils")].first == 0);
        CHECK(output.factors[factor(same.found, "seuils")].total == 0);
        CHECK(output.factors[factor(same.found, "poids")].total > 0);
    }
    town.variants.clear();
    CHECK(town.result().found.factors.size() == 4);
}

TEST_CASE("uncertainty is the same with 1, 2 and 7 threads; another seed moves it",
          "[enclavement][uncertainty]") {
    Town town(8);
    const Town::Result one = town.result();
    for (const unsigned threads : {2U, 7U}) {
        const Town::Result many = town.result({threads});
        for (std::size_t g = 0; g < one.index.groups.size(); ++g) {
            CHECK(one.index.groups[g].low == many.index.groups[g].low);
            CHECK(one.index.groups[g].most_enclosed == many.index.groups[g].most_enclosed);
            for (std::size_t f = 0; f < 5; ++f)
                CHECK(one.found.ranks[g].factors[f].total == many.found.ranks[g].factors[f].total);
        }
    }
    town.settings.seed = 5;
    CHECK_FALSE(one.index.groups[0].low == town.result().index.groups[0].low);
}

TEST_CASE("equal components leave no range to their weights", "[enclavement][uncertainty]") {
    Town town(3, 120, false);
    for (CellMeasure& measure : town.values) measure.values = town.values[0].values;
    town.choices = {{"poids", "poids", ChoiceKind::weights, "", "", 0, 0}};
    const Town::Result r = town.result();
    for (const GroupIndex& group : r.index.groups)
        CHECK(*group.high - *group.low == Approx(0).margin(1e-9));
}

}  // namespace lisiere::enclavement
