// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sentence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>

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

}  // namespace

std::string number_in_words(double value, const std::string& unit, const Wording& wording) {
    if (unit == "part")
        return say(wording, "pourcentage", {fixed(std::round(value * 100), 0, wording)});
    const int decimals = std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : 2;
    const std::string text = fixed(value, decimals, wording);
    return unit.empty() ? text : text + " " + unit;
}

std::string named(const Barrier& barrier, const Wording& wording) {
    return barrier.name.empty() ? say(wording, to_text(barrier.kind)) : barrier.name;
}

std::string sentence(const Index& index, const GroupIndex& group, const Barriers& barriers,
                     BarrierIdx barrier, const Wording& wording) {
    if (!group.index)
        return say(wording, "indice_absent", {std::string(to_text(group.index.absence()))});
    std::string text = level(*group.index, wording) + " ";
    const std::string of_index = fixed(*group.index, 0, wording);
    text += group.low && group.high
                ? say(wording, "indice_intervalle",
                      {of_index, fixed(*group.low, 0, wording), fixed(*group.high, 0, wording)})
                : say(wording, "indice", {of_index});

    std::vector<std::pair<double, const GroupMeasure*>> weighing;
    for (const GroupMeasure& measure : group.measures)
        if (measure.percentile && measure.weight > 0 && *measure.percentile > 50)
            weighing.emplace_back(measure.weight * (*measure.percentile - 50), &measure);
    std::stable_sort(weighing.begin(), weighing.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (weighing.size() > 2) weighing.resize(2);
    bool barrier_named = false;
    for (std::size_t i = 0; i < weighing.size(); ++i) {
        const GroupMeasure& measure = *weighing[i].second;
        const MeasureDefinition& definition = index.measures[measure.measure].definition;
        std::string one = definition.label + ", ";
        one += measure.value ? number_in_words(*measure.value, definition.unit, wording)
                             : std::string(to_text(measure.value.absence()));
        if (definition.component == "coupures" && barrier.valid() && !barrier_named) {
            const Barrier& blamed = barriers.barriers[barrier];
            const std::string kind = say(wording, to_text(blamed.kind));
            one += " ";
            one += blamed.name.empty() ? say(wording, "coupure", {kind})
                                       : say(wording, "coupure_nommee", {kind, blamed.name});
            barrier_named = true;
        }
        text += say(wording, i == 0 ? "premiere_mesure" : "autre_mesure", {one});
    }
    text += ".";

    std::size_t best = group.components.size();
    for (std::size_t k = 0; k < group.components.size(); ++k)
        if (group.components[k] && index.components[k].weight > 0 && *group.components[k] < 50 &&
            (best == group.components.size() || *group.components[k] < *group.components[best]))
            best = k;
    if (best < group.components.size())
        text += " " + say(wording,
                          *group.components[best] < 25 ? "composante_bonne" : "composante_correcte",
                          {say(wording, index.components[best].id)});
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
