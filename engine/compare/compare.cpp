// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/compare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "engine/compare/causes.hpp"
#include "engine/compare/figures.hpp"
#include "engine/compare/line_changes.hpp"
#include "engine/compare/pair_perimeters.hpp"
#include "engine/compare/places.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::compare {
namespace {

constexpr std::size_t most_reasons = 5;  ///< places, and lines, told beside one change

class Comparing {
  public:
    Comparing(const Edition& base, const Edition& next, const Rules& rules)
        : base_(base), next_(next), rules_(rules) {
        out_.base = {base.territory, base.language, base.version, base.fingerprint};
        out_.next = {next.territory, next.language, next.version, next.fingerprint};
        out_.causes = causes_between(base, next);
        out_.perimeters = pair_perimeters(base, next, rules.thresholds);
        out_.places = places_changed(base, next, rules.thresholds);
        out_.lines = lines_changed(base, next, out_.perimeters);
        for (const MeasureRule& rule : rules.measures)
            figures_.push_back({RuleFigures(base, rule), RuleFigures(next, rule)});
        for (const PlaceChange& place : out_.places) changed_categories_.insert(place.category);
        const Table* a = base.find("equipements");
        const Table* b = next.find("equipements");
        places_told_ = a != nullptr && b != nullptr && a->crs == b->crs;
    }

    Comparison run() {
        absences();
        const Attribution attribution(out_.causes, rules_.dependences, rules_.measures);
        for (std::size_t pair = 0; pair < out_.perimeters.size(); ++pair) {
            if (!out_.perimeters[pair].compared) continue;
            for (std::size_t rule = 0; rule < rules_.measures.size(); ++rule)
                if (figures_[rule].base.present() && figures_[rule].next.present())
                    compare_rule(pair, rule, attribution);
        }
        return std::move(out_);
    }

  private:
    void absences() {
        std::set<Absent> found;
        for (std::size_t rule = 0; rule < rules_.measures.size(); ++rule) {
            const auto& [base, next] = figures_[rule];
            if (base.present() == next.present()) continue;
            const RuleFigures& lacking = base.present() ? next : base;
            found.insert({rules_.measures[rule].table,
                          lacking.table() == nullptr ? std::string() : rules_.measures[rule].column,
                          !base.present()});
        }
        out_.absent.assign(found.begin(), found.end());
    }

    void compare_rule(std::size_t pair, std::size_t number, const Attribution& attribution) {
        const MeasureRule& rule = rules_.measures[number];
        const auto& [of_base, of_next] = figures_[number];
        const auto base = of_base.rows(out_.perimeters[pair].base->code);
        const auto next = of_next.rows(out_.perimeters[pair].next->code);
        std::set<TableIndex::Key> keys;
        for (const auto& [key, row] : base) keys.insert(key);
        for (const auto& [key, row] : next) keys.insert(key);
        for (const TableIndex::Key& key : keys) {
            ++out_.compared;
            const auto a = base.find(key);
            const auto b = next.find(key);
            const auto row = [&](const auto& found, const auto& rows) {
                return found == rows.end() ? std::optional<std::size_t>() : found->second;
            };
            Change change;
            change.base = of_base.at(row(a, base));
            change.next = of_next.at(row(b, next));
            if (change.base.value == change.next.value &&
                (change.base.value || change.base.reason == change.next.reason))
                continue;
            change.pair = pair;
            change.rule = number;
            change.keys = key;
            const RuleFigures& shown = b != next.end() ? of_next : of_base;
            const std::size_t shown_row = b != next.end() ? b->second : a->second;
            change.label = shown.text(shown_row, rule.label_column);
            change.unit = shown.text(shown_row, rule.unit_column);
            if (change.base.value && change.next.value)
                change.difference = *change.next.value - *change.base.value;
            change.verdict = verdict_on(change.base, change.next, rule.error,
                                        of_base.whole() && of_next.whole(), parts_of(rule, pair));
            explain(change, attribution);
            out_.changes.push_back(std::move(change));
        }
    }

    /// Differences of the measures that a rule is a mean of; those that weigh nothing left out.
    std::vector<std::optional<double>> parts_of(const MeasureRule& rule, std::size_t pair) const {
        std::vector<std::optional<double>> parts;
        for (const auto& [id, weight] : rule.error.parts) {
            if (weighs_nothing(base_, weight) && weighs_nothing(next_, weight)) continue;
            for (std::size_t other = 0; other < rules_.measures.size(); ++other) {
                if (rules_.measures[other].id != id) continue;
                const auto value = [&](const RuleFigures& figures, const std::string& code) {
                    const auto rows = figures.rows(code);
                    return rows.empty() ? std::optional<double>()
                                        : figures.at(rows.begin()->second).value;
                };
                const auto a = value(figures_[other].base, out_.perimeters[pair].base->code);
                const auto b = value(figures_[other].next, out_.perimeters[pair].next->code);
                if (!a && !b) continue;  // the index does without it, in both
                parts.push_back(a && b ? std::optional(*b - *a) : std::nullopt);
            }
        }
        return parts;
    }
    static bool weighs_nothing(const Edition& edition, const std::string& setting) {
        return !setting.empty() &&
               std::any_of(edition.settings.begin(), edition.settings.end(), [&](const auto& one) {
                   return one.key == setting && one.value.find_first_not_of("0.") == one.value.npos;
               });
    }

    void explain(Change& change, const Attribution& attribution) {
        const MeasureRule& rule = rules_.measures[change.rule];
        const PerimeterPair& pair = out_.perimeters[change.pair];
        change.by_rank = moved_by_rank(change);
        if (change.by_rank) {
            // Only what the places are counted in may have changed by itself.
            change.causes = attribution.of({"reference_des_rangs"});
            std::erase_if(change.causes, [&](const CauseOf& one) {
                return out_.causes[one.cause].kind == Cause::Kind::program;
            });
            return;
        }
        change.outline = pair.redrawn;
        const auto found = change.keys.empty() ? rule.inputs_by_key.end()
                                               : rule.inputs_by_key.find(change.keys.front());
        const auto& inputs = found == rule.inputs_by_key.end() ? rule.inputs : found->second;
        change.causes = attribution.of(inputs);
        // Other perimeters move ranks; a raw figure hangs on the outline of its own alone.
        if (!pair.redrawn && rule.raw.rule.empty())
            drop(change, [](const Cause& cause) {
                return cause.kind == Cause::Kind::source && cause.what == "perimetres";
            });
        const std::string category = key_of(rule, change, "service");
        if (places_told_ && !category.empty() && !changed_categories_.contains(category))
            drop(change, [](const Cause& cause) {
                return cause.kind == Cause::Kind::source && cause.what == "equipements";
            });
        if (blames(change, "equipements")) change.places = near(change, false, category);
        if (const std::string period = key_of(rule, change, "periode"); !period.empty()) {
            for (std::size_t line = 0; line < out_.lines.size(); ++line)
                if (out_.lines[line].pair == change.pair && out_.lines[line].period == period)
                    change.lines.push_back(line);
            std::stable_sort(change.lines.begin(), change.lines.end(),
                             [&](std::size_t a, std::size_t b) {
                                 const auto size = [&](const LineChange& line) {
                                     return std::abs(line.next - line.base);
                                 };
                                 return size(out_.lines[a]) > size(out_.lines[b]);
                             });
            if (change.lines.size() > most_reasons) change.lines.resize(most_reasons);
            if (blames(change, "horaires")) change.places = near(change, true, {});
        }
    }

    bool moved_by_rank(const Change& change) const {
        const MeasureRule& rule = rules_.measures[change.rule];
        if (rule.raw.rule.empty() || !change.difference) return false;
        for (std::size_t other = 0; other < rules_.measures.size(); ++other) {
            const MeasureRule& raw = rules_.measures[other];
            if (raw.id != rule.raw.rule) continue;
            std::map<std::string, std::string> own;
            for (std::size_t k = 0; k < rule.keys.size(); ++k) own[rule.keys[k]] = change.keys[k];
            return raw_figures_equal(figures_[other], rule.raw, out_.perimeters[change.pair],
                                     raw.keys, own);
        }
        return false;
    }

    static std::string key_of(const MeasureRule& rule, const Change& change,
                              std::string_view column) {
        for (std::size_t k = 0; k < rule.keys.size(); ++k)
            if (rule.keys[k] == column) return change.keys[k];
        const auto fixed = rule.only.find(std::string(column));
        return fixed == rule.only.end() ? std::string() : fixed->second;
    }

    template <class What>
    void drop(Change& change, What what) const {
        std::erase_if(change.causes,
                      [&](const CauseOf& one) { return what(out_.causes[one.cause]); });
    }
    bool blames(const Change& change, std::string_view kind) const {
        return std::any_of(change.causes.begin(), change.causes.end(), [&](const CauseOf& one) {
            return out_.causes[one.cause].kind == Cause::Kind::source &&
                   out_.causes[one.cause].what == kind;
        });
    }

    /// Places that may explain a change, the nearest to the perimeter first: closed ones where it
    /// is for the worse, opened ones where it is for the better.
    std::vector<std::size_t> near(const Change& change, bool stops, const std::string& category) {
        const Better better = rules_.measures[change.rule].better;
        const double gain = !change.difference       ? 0
                            : better == Better::more ? *change.difference
                            : better == Better::less ? -*change.difference
                                                     : 0;
        std::vector<std::size_t> out;
        for (const std::size_t i : places_near(change.pair)) {
            const PlaceChange& place = out_.places[i];
            if (place.stop != stops || (!category.empty() && place.category != category) ||
                (gain < 0 && place.kind == PlaceChange::Kind::opened) ||
                (gain > 0 && place.kind == PlaceChange::Kind::closed))
                continue;
            out.push_back(i);
            if (out.size() == most_reasons) break;
        }
        return out;
    }

    /// All within `near_m` of either outline, the nearest first; found once a perimeter.
    const std::vector<std::size_t>& places_near(std::size_t pair) {
        const auto [place, added] = near_.try_emplace(pair);
        if (!added) return place->second;
        std::vector<std::pair<double, std::size_t>> found;
        for (std::size_t i = 0; i < out_.places.size(); ++i) {
            const double metres = metres_from(out_.perimeters[pair], out_.places[i]);
            if (metres < rules_.thresholds.near_m) found.emplace_back(metres, i);
        }
        std::stable_sort(found.begin(), found.end());
        for (const auto& [metres, i] : found) place->second.push_back(i);
        return place->second;
    }

    /// From either outline to where the place is or was; infinite beyond `near_m`.
    double metres_from(const PerimeterPair& pair, const PlaceChange& place) const {
        double metres = std::numeric_limits<double>::infinity();
        for (const std::optional<PerimeterFacts>* facts : {&pair.base, &pair.next}) {
            if (!*facts || (*facts)->shape.empty()) continue;
            const geo::MultiPolygon& shape = (*facts)->shape;
            const geo::Box box = geo::bounds(shape).grown(rules_.thresholds.near_m);
            for (const geo::Point& at : {place.at, place.from.value_or(place.at)})
                if (box.contains(at))
                    metres = std::min(metres, geo::distance_to(shape, at).value());
        }
        return metres;
    }

    const Edition& base_;
    const Edition& next_;
    const Rules& rules_;
    std::vector<BothFigures> figures_;
    std::set<std::string> changed_categories_;
    bool places_told_ = false;                              ///< both editions list their facilities
    std::map<std::size_t, std::vector<std::size_t>> near_;  ///< places, by perimeter
    Comparison out_;
};

}  // namespace

std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::beyond:
            return "au-delà de l'erreur";
        case Verdict::same_sense:
            return "sens sûr";
        case Verdict::within:
            return "dans l'erreur";
        case Verdict::rounding:
            return "arrondi";
        case Verdict::exact:
            return "sans erreur publiée";
        case Verdict::untold:
            return "sans comparaison";
    }
    return "";
}

bool Comparison::unchanged() const {
    return changes.empty() && places.empty() && lines.empty() && absent.empty() &&
           std::all_of(perimeters.begin(), perimeters.end(), [](const PerimeterPair& pair) {
               return pair.tie == PerimeterPair::Tie::code && !pair.redrawn && !pair.renamed();
           });
}

Comparison compare(const Edition& base, const Edition& next, const Rules& rules) {
    return Comparing(base, next, rules).run();
}

}  // namespace lisiere::compare
