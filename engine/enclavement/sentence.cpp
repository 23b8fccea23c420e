// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sentence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace lisiere::enclavement {

namespace {

std::string fixed(double value, int decimals) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, decimals);
    std::string result(text.data(), end.ptr);
    const std::size_t dot = result.find('.');
    if (dot != std::string::npos) result[dot] = ',';
    // Thousands are set apart, in the whole part only.
    const std::size_t whole = dot == std::string::npos ? result.size() : dot;
    const std::size_t first = result.front() == '-' ? 1 : 0;
    for (std::size_t i = whole; i > first + 3; i -= 3) result.insert(i - 3, 1, ' ');
    return result;
}

std::string level(double index, const Wording& wording) {
    for (const Wording::Level& one : wording.levels)
        if (index >= one.from) return one.text_fr;
    return "Enclavement";
}

std::string_view component_name(const std::string& id) {
    if (id == "coupures") return "Coupures";
    if (id == "permeabilite") return "Perméabilité";
    if (id == "desserte") return "Desserte";
    if (id == "eloignement") return "Éloignement";
    if (id == "acces_routier") return "Accès routier";
    return id;
}

}  // namespace

std::string french_number(double value, const std::string& unit) {
    if (unit == "part") return fixed(std::round(value * 100), 0) + " %";
    const int decimals = std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : 2;
    std::string text = fixed(value, decimals);
    if (text.find(',') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == ',') text.pop_back();
    }
    return unit.empty() ? text : text + " " + unit;
}

std::string sentence(const Index& index, const GroupIndex& group, const Barriers& barriers,
                     BarrierIdx barrier, const Wording& wording) {
    if (!group.index)
        return std::string("Indice non calculé : ")
            .append(to_text(group.index.absence()))
            .append(".");
    std::string text = level(*group.index, wording);
    text.append(" (indice ").append(fixed(*group.index, 0));
    if (group.low && group.high)
        text.append(", de ")
            .append(fixed(*group.low, 0))
            .append(" à ")
            .append(fixed(*group.high, 0))
            .append(" selon les poids");
    text.append(")");

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
        text += i == 0 ? ", surtout : " : " ; ";
        text += definition.label_fr;
        text += ", ";
        text += measure.value ? french_number(*measure.value, definition.unit)
                              : std::string(to_text(measure.value.absence()));
        if (definition.component == "coupures" && barrier.valid() && !barrier_named) {
            const Barrier& named = barriers.barriers[barrier];
            text.append(" (").append(label_fr(named.kind));
            if (!named.name.empty()) text.append(" « ").append(named.name).append(" »");
            text.append(")");
            barrier_named = true;
        }
    }
    text += ".";

    std::size_t best = group.components.size();
    for (std::size_t k = 0; k < group.components.size(); ++k)
        if (group.components[k] && index.components[k].weight > 0 && *group.components[k] < 50 &&
            (best == group.components.size() || *group.components[k] < *group.components[best]))
            best = k;
    if (best < group.components.size()) {
        text.append(" ").append(component_name(index.components[best].id));
        text += *group.components[best] < 25 ? " : bon niveau." : " : correct.";
    }
    return text;
}

std::string typology(const GroupIndex& group, const Wording& wording) {
    if (!group.exogene || !group.endogene) return "";
    for (const Wording::Type& one : wording.types)
        if (*group.exogene >= one.exogene_from && *group.endogene >= one.endogene_from)
            return one.text_fr;
    return "";
}

}  // namespace lisiere::enclavement
