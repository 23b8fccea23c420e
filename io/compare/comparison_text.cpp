// SPDX-License-Identifier: Apache-2.0
#include "io/compare/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace lisiere::io {
namespace {

constexpr std::size_t most_told = 8;     ///< changes of one perimeter; the tables hold them all
constexpr std::size_t most_of_rule = 3;  ///< of them, of one measure

class Text {
  public:
    Text(const compare::Comparison& comparison, const ComparisonRules& rules,
         const std::string& language)
        : comparison_(comparison), say_(comparison, rules, language), english_(language == "en") {}

    std::string write(const std::pair<std::string, std::string>& names) {
        title(names);
        if (comparison_.unchanged() && comparison_.causes.empty()) {
            line(0, english_ ? "Nothing has changed." : "Rien n'a changé.");
            return std::move(out_);
        }
        causes();
        if (comparison_.unchanged())
            line(0, english_ ? "No published figure has changed."
                             : "Aucun chiffre publié n'a changé.");
        perimeters();
        places();
        absences();
        return std::move(out_);
    }

  private:
    void line(int depth, const std::string& text) {
        out_ += std::string(static_cast<std::size_t>(2 * depth), ' ') + text + "\n";
    }
    const char* either(const char* french, const char* english) const {
        return english_ ? english : french;
    }

    void title(const std::pair<std::string, std::string>& names) {
        const auto& [base, next] = std::pair(comparison_.base, comparison_.next);
        line(0, fmt::format("{} : {} → {}", next.territory, names.first, names.second));
        if (base.territory != next.territory)
            line(0, fmt::format("{} : {} → {}", either("Territoires différents", "Two territories"),
                                base.territory, next.territory));
        if (base.language != next.language)
            line(0, fmt::format("{} : {} → {}", either("Langues différentes", "Two languages"),
                                base.language, next.language));
    }

    void causes() {
        if (comparison_.causes.empty()) {
            line(0, either("Entrées, réglages et programme : les mêmes.",
                           "Inputs, settings and program: the same."));
            return;
        }
        line(0, either("Ce qui a changé en entrée :", "What changed in the inputs:"));
        for (const compare::Cause& cause : comparison_.causes) {
            std::string text = say_.cause(cause);
            if (cause.kind == compare::Cause::Kind::source)
                text += cause.base == cause.next
                            ? " : " + cause.next
                            : fmt::format(" : {} → {}", cause.base.empty() ? "–" : cause.base,
                                          cause.next.empty() ? "–" : cause.next);
            line(1, "· " + text);
        }
    }

    void perimeters() {
        std::map<std::size_t, std::vector<std::size_t>> leading;
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> of_rule;
        for (const std::size_t at : say_.leading()) {
            const compare::Change& change = comparison_.changes[at];
            if (++of_rule[{change.pair, change.rule}] <= most_of_rule)
                leading[change.pair].push_back(at);
        }
        struct Count {
            std::size_t others = 0;
            std::size_t by_rank = 0;
        };
        std::map<std::size_t, Count> counts;
        for (const compare::Change& change : comparison_.changes)
            ++(change.by_rank ? counts[change.pair].by_rank : counts[change.pair].others);
        for (std::size_t pair = 0; pair < comparison_.perimeters.size(); ++pair) {
            const compare::PerimeterPair& one = comparison_.perimeters[pair];
            const std::vector<std::string> about = say_.about(one);
            if (about.empty() && !counts.contains(pair)) continue;
            line(0, "");
            line(0, fmt::format("{} ({})", one.shown().name, one.shown().code));
            for (const std::string& phrase : about) line(1, "· " + phrase);
            const std::vector<std::size_t>& told = leading[pair];
            for (std::size_t i = 0; i < std::min(most_told, told.size()); ++i)
                line(1, "· " + say_.sentence(comparison_.changes[told[i]]));
            const Count& count = counts[pair];
            const std::size_t shown = std::min(most_told, told.size());
            if (const std::size_t rest = count.others - std::min(count.others, shown); rest == 1)
                line(1, std::string(either("et un autre chiffre (tous avec -o)",
                                           "and another figure (all with -o)")));
            else if (rest > 1)
                line(1, fmt::format(fmt::runtime(either("et {} autres chiffres (tous avec -o)",
                                                        "and {} other figures (all with -o)")),
                                    rest));
            if (count.by_rank > 0) by_rank(pair, count.by_rank);
        }
    }

    void by_rank(std::size_t pair, std::size_t count) {
        line(1,
             fmt::format(fmt::runtime(either("par le seul rang, {} : {}", "by rank alone, {}: {}")),
                         count, say_.word("par_rang")));
        std::vector<const compare::Change*> shown;
        for (const compare::Change& change : comparison_.changes)
            if (change.pair == pair && change.by_rank &&
                say_.value(change, change.base) != say_.value(change, change.next))
                shown.push_back(&change);
        std::stable_sort(shown.begin(), shown.end(), [](const auto* a, const auto* b) {
            return std::abs(*a->difference) > std::abs(*b->difference);
        });
        constexpr std::size_t most_by_rank = 2;
        for (std::size_t i = 0; i < std::min(most_by_rank, shown.size()); ++i)
            line(2, "· " + say_.phrase(*shown[i]));
    }

    void places() {
        if (comparison_.places.empty()) return;
        line(0, "");
        line(0, either("Équipements et arrêts :", "Facilities and stops:"));
        for (std::size_t i = 0; i < comparison_.places.size(); ++i) {
            if (i == 3 * most_told) {
                line(1, fmt::format(fmt::runtime(either("et {} autres", "and {} others")),
                                    comparison_.places.size() - i));
                break;
            }
            const compare::PlaceChange& place = comparison_.places[i];
            line(1,
                 "· " + say_.place(place) +
                     (place.label.empty() || place.name.empty() ? "" : " (" + place.label + ")"));
        }
    }

    void absences() {
        if (comparison_.absent.empty()) return;
        line(0, "");
        line(0, either("Non comparé :", "Not compared:"));
        for (const compare::Absent& absent : comparison_.absent)
            line(1,
                 fmt::format(
                     "· {}{} : {}", absent.table, absent.column.empty() ? "" : "." + absent.column,
                     absent.in_base
                         ? either("absent de la première édition", "not in the first edition")
                         : either("absent de la seconde", "not in the second")));
    }

    const compare::Comparison& comparison_;
    Sentences say_;
    bool english_;
    std::string out_;
};

}  // namespace

std::string to_text(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const std::string& language, const std::pair<std::string, std::string>& names) {
    return Text(comparison, rules, language).write(names);
}

}  // namespace lisiere::io
