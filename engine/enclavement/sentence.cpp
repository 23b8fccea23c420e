// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sentence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lisiere::enclavement {

namespace {

/// The phrase, each `{}` replaced by the next of `said`. A phrase nobody gave is its id.
std::string say(const Wording& wording, std::string_view id,
                std::initializer_list<std::string> said = {}) {
    const auto found = wording.phrases.find(std::string(id));
    std::string text = found == wording.phrases.end() ? std::string(id) : found->second;
    std::size_t from = 0;
    for (const std::string& one : said) {
        const std::size_t at = text.find("{}", from);
        if (at == std::string::npos) break;
        text.replace(at, 2, one);
        from = at + one.size();
    }
    return text;
}

std::string fixed(double value, int decimals, const Wording& wording) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, decimals);
    std::string result(text.data(), end.ptr);
    const std::size_t dot = result.find('.');
    // Thousands are set apart, in the whole part only.
    const std::size_t whole = dot == std::string::npos ? result.size() : dot;
    std::string fraction;
    if (dot != std::string::npos) {
        fraction = result.substr(dot + 1);
        while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    }
    result.resize(whole);
    const std::size_t first = result.front() == '-' ? 1 : 0;
    const std::string thousands = say(wording, "separateur_milliers");
    for (std::size_t i = whole; i > first + 3; i -= 3) result.insert(i - 3, thousands);
    return fraction.empty() ? result : result + say(wording, "separateur_decimal") + fraction;
}

std::string level(double index, const Wording& wording) {
    for (const Wording::Level& one : wording.levels)
        if (index >= one.from) return one.text;
    return say(wording, "niveau_inconnu");
}

/// Kind and name of a barrier: "voie ferrée « Ligne de Lisse »".
std::string in_full(const Barrier& barrier, const Wording& wording) {
    const std::string kind = say(wording, to_text(barrier.kind));
    return barrier.name.empty() ? say(wording, "coupure", {kind})
                                : say(wording, "coupure_nommee", {kind, barrier.name});
}

std::string named_component(const Wording& wording, const std::string& id) {
    const auto found = wording.components.find(id);
    return found == wording.components.end() ? id : found->second;
}

/// The two measures that push the index most to one side of 50, the one that pushes most first.
std::vector<const GroupMeasure*> weighing(const GroupIndex& group, bool encloses) {
    std::vector<std::pair<double, const GroupMeasure*>> pushes;
    for (const GroupMeasure& measure : group.measures) {
        if (!measure.percentile) continue;
        const double push = measure.weight * (*measure.percentile - 50) * (encloses ? 1 : -1);
        if (push > 0) pushes.emplace_back(push, &measure);
    }
    std::stable_sort(pushes.begin(), pushes.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const GroupMeasure*> measures;
    for (const auto& [push, measure] : pushes)
        if (measures.size() < 2) measures.push_back(measure);
    return measures;
}

/// The component that weighs and lies farthest on the other side of 50; none lies there.
std::optional<std::size_t> most_against(const Index& index, const GroupIndex& group,
                                        bool encloses) {
    std::optional<std::size_t> most;
    const auto off = [&](std::size_t k) {
        return (*group.components[k] - 50) * (encloses ? -1 : 1);
    };
    for (std::size_t k = 0; k < group.components.size(); ++k)
        if (group.components[k] && index.components[k].weight > 0 && off(k) > 0 &&
            (!most || off(k) > off(*most)))
            most = k;
    return most;
}

}  // namespace

std::string number_in_words(double value, const std::string& unit, const Wording& wording) {
    if (unit == "part")
        return say(wording, "pourcentage", {fixed(std::round(value * 100), 0, wording)});
    const int decimals = std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : 2;
    const std::string text = fixed(value, decimals, wording);
    const std::string in_words = fmt::format("unite_{}", unit);
    if (wording.phrases.contains(in_words)) return say(wording, in_words, {text});
    return unit.empty() ? text : fmt::format("{} {}", text, unit);
}

std::string named(const Barrier& barrier, const Wording& wording) {
    return barrier.name.empty() ? say(wording, to_text(barrier.kind)) : barrier.name;
}

std::string at_least(const std::string& label, const Wording& wording) {
    return say(wording, "au_moins", {label});
}

std::string services_known(std::size_t known, std::size_t all, const Wording& wording) {
    return say(wording, "services_connus", {std::to_string(known), std::to_string(all)});
}

std::string in_words(const Distribution& distribution, bool named, const Wording& wording) {
    const auto count = [&](double people) { return fixed(std::round(people), 0, wording); };
    if (named)
        return say(wording, "distribution_nommee",
                   {distribution.title, distribution.area, count(distribution.residents)});
    std::optional<std::pair<double, double>> ranked;  // fewest and most people of a measure
    for (const MeasureDistribution& measure : distribution.measures) {
        const double people = static_cast<double>(measure.quantiles.all) / 1e6;
        if (people <= 0) continue;
        if (!ranked) ranked = {people, people};
        ranked = {std::min(ranked->first, people), std::max(ranked->second, people)};
    }
    if (!ranked) return say(wording, "distribution_vide", {distribution.area});
    const std::string fewest = count(ranked->first);
    const std::string most = count(ranked->second);
    return fewest == most
               ? say(wording, "distribution_zone", {distribution.area, most})
               : say(wording, "distribution_zone_mesures", {distribution.area, fewest, most});
}

std::string sentence(const Index& index, const GroupIndex& group, const WorstBarrier& worst,
                     const std::string& among, const Wording& wording) {
    if (!group.index)
        return say(wording, "indice_absent", {std::string(to_text(group.index.absence()))});
    const bool encloses = *group.index >= 50;
    std::string text = level(*group.index, wording) + " ";
    const std::string of_index = fixed(*group.index, 0, wording);
    text +=
        group.low && group.high
            ? say(wording, "indice_intervalle",
                  {of_index, fixed(*group.low, 0, wording), fixed(*group.high, 0, wording), among})
            : say(wording, "indice", {of_index, among});
    std::size_t told = 0;
    for (const GroupMeasure* measure : weighing(group, encloses)) {
        const MeasureDefinition& definition = index.measures[measure->measure].definition;
        const std::string value = measure->value
                                      ? number_in_words(*measure->value, definition.unit, wording)
                                      : std::string(to_text(measure->value.absence()));
        text += say(wording,
                    told++ > 0 ? "autre_mesure"
                    : encloses ? "enclave"
                               : "ouvre",
                    {fmt::format("{}, {}", definition.label, value)});
    }
    text += ".";
    constexpr double least_told = 0.005;
    if (worst.barrier != nullptr && worst.share >= least_told)
        text += " " + say(wording, "coupure_pire",
                          {in_full(*worst.barrier, wording),
                           number_in_words(worst.share, "part", wording),
                           number_in_words(worst.limit.count(), "min", wording)});
    if (const auto against = most_against(index, group, encloses))
        text += " " + say(wording, encloses ? "composante_basse" : "composante_haute",
                          {named_component(wording, index.components[*against].id)});
    return text;
}

std::string typology(const GroupIndex& group, const Wording& wording) {
    if (!group.exogene || !group.endogene) return "";
    for (const Wording::Type& one : wording.types)
        if (*group.exogene >= one.exogene_from && *group.endogene >= one.endogene_from)
            return one.text;
    return "";
}

}  // namespace lisiere::enclavement
