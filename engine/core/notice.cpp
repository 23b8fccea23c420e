// SPDX-License-Identifier: Apache-2.0
#include "engine/core/notice.hpp"

#include <algorithm>

namespace lisiere {

void Notices::add(Severity severity, std::string_view code, std::string_view layer,
                  std::string_view message, std::string_view sample, std::size_t count) {
    auto found = std::find_if(items_.begin(), items_.end(), [&](const Notice& notice) {
        return notice.code == code && notice.layer == layer;
    });
    if (found == items_.end()) {
        items_.push_back(
            {std::string(code), severity, std::string(layer), std::string(message), 0, {}});
        found = items_.end() - 1;
    }
    found->count += count;
    if (!sample.empty() && found->samples.size() < max_samples) found->samples.emplace_back(sample);
}

void Notices::add(const Notices& others) {
    for (const Notice& notice : others.items_) {
        add(notice.severity, notice.code, notice.layer, notice.message, {}, notice.count);
        for (const std::string& sample : notice.samples)
            add(notice.severity, notice.code, notice.layer, notice.message, sample, 0);
    }
}

std::size_t Notices::count(std::string_view code) const {
    std::size_t total = 0;
    for (const Notice& notice : items_)
        if (notice.code == code) total += notice.count;
    return total;
}

bool Notices::has_errors() const {
    return std::any_of(items_.begin(), items_.end(),
                       [](const Notice& notice) { return notice.severity == Severity::erreur; });
}

}  // namespace lisiere
