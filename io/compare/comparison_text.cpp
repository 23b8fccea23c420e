// SPDX-License-Identifier: Apache-2.0
#include "io/compare/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t most_told = 8;     ///< changes of one perimeter; the tables hold them all
constexpr std::size_t most_of_rule = 3;  ///< of them, of one measure

class Text {
  public:
    Text(const compare::Comparison& comparison, const ComparisonRules& rules,
         const std::string& language)
        : comparison_(comparison), say_(comparison, rules, language) {}

    std::string write(const std::pair<std::string, std::string>& names) {
        title(names);
        if (comparison_.unchanged() && comparison_.causes.empty()) {
            line(0, words("rien_n_a"));
            return std::move(out_);
        }
        causes();
        if (comparison_.unchanged()) line(0, words("aucun_chiffre_publie"));
        perimeters();
        places();
        absences();
        return std::move(out_);
    }

  private:
    void line(int depth, const std::string& text) {
        out_ += std::string(static_cast<std::size_t>(2 * depth), ' ') + text + "\n";
    }
    std::string words(const std::string& key, const NamedValues& values = {}) const {
        return lisiere::io::say("comparaison." + key, say_.language(), values);
    }

    void title(const std::pair<std::string, std::string>& names) {
        const auto& [base, next] = std::pair(comparison_.base, comparison_.next);
        line(0, fmt::format("{} : {} → {}", next.territory, names.first, names.second));
        if (base.territory != next.territory)
            line(0, fmt::format("{} : {} → {}", words("territoires_differents"), base.territory,
                                next.territory));
        if (base.language != next.language)
            line(0, fmt::format("{} : {} → {}", words("langues_differentes"), base.language,
                                next.language));
    }

    void causes() {
        if (comparison_.causes.empty()) {
            line(0, words("entrees_reglages_et"));
            return;
        }
        line(0, words("ce_qui_a_liste"));
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
            if (const std::size_t rest = count.others - std::min(count.others, shown); rest > 0)
                line(1, words("autres_chiffres", {{"n", rest}}));
            if (count.by_rank > 0) by_rank(pair, count.by_rank);
        }
    }

    void by_rank(std::size_t pair, std::size_t count) {
        line(1, words("par_rang_seul", {{"n", count}, {"pourquoi", say_.word("par_rang")}}));
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
        line(0, words("equipements_et_arrets_liste"));
        for (std::size_t i = 0; i < comparison_.places.size(); ++i) {
            if (i == 3 * most_told) {
                line(1, words("autres_lieux", {{"n", comparison_.places.size() - i}}));
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
        line(0, words("non_compare_liste"));
        for (const compare::Absent& absent : comparison_.absent)
            line(1,
                 fmt::format(
                     "· {}{} : {}", absent.table, absent.column.empty() ? "" : "." + absent.column,
                     absent.in_base ? words("absent_de_la") : words("absent_de_la_seconde")));
    }

    const compare::Comparison& comparison_;
    Sentences say_;
    std::string out_;
};

}  // namespace

std::string to_text(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const std::string& language, const std::pair<std::string, std::string>& names) {
    return Text(comparison, rules, language).write(names);
}

}  // namespace lisiere::io
