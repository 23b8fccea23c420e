// SPDX-License-Identifier: Apache-2.0
#include "engine/census/figures.hpp"

#include <algorithm>

#include "engine/core/ascii.hpp"

namespace lisiere::census {

const Figure::Version& Figure::version(std::string_view method) const {
    const auto found = std::find_if(versions.begin(), versions.end(), [&](const Version& version) {
        return version.method == method;
    });
    return found == versions.end() ? versions.front() : *found;
}

const Weights* LayerWeights::find(std::string_view method) const {
    for (const auto& [name, weights] : by_method)
        if (name == method) return weights;
    return nullptr;
}

bool names(std::string_view term, const Variable& variable) {
    if (term.size() > 2 && term[1] == ':') {
        if (!same_letters(term.substr(0, 1), variable.prefix)) return false;
        term.remove_prefix(2);
    }
    const std::string_view id = variable.id;
    if (same_letters(term, id) || same_letters(term, variable.column)) return true;
    return variable.prefix.empty() && id.size() == term.size() + 2 &&
           same_letters(term, id.substr(0, term.size())) && is_digit(id[id.size() - 1]) &&
           is_digit(id[id.size() - 2]);
}

const Figure* Figures::find(std::string_view variable, bool rate, std::optional<int> vintage,
                            std::size_t layer) const {
    const Figure* found = nullptr;
    for (const Figure& figure : items) {
        if (figure.rate != rate || !names(variable, figure.variable)) continue;
        const bool dated = figure.method() != "points" && vintage;
        if (dated && figure.variable.vintage != *vintage) continue;
        if (found == nullptr || (found->layer != layer && figure.layer == layer)) found = &figure;
    }
    return found;
}

}  // namespace lisiere::census
