// SPDX-License-Identifier: Apache-2.0
#include "engine/core/notice.hpp"

#include <algorithm>

namespace lisiere {

Notice& Notices::kept(Severity severity, std::string_view code, std::string_view layer,
                      const NamedValues& values) {
    const auto found = std::find_if(items_.begin(), items_.end(), [&](const Notice& notice) {
        return notice.code == code && notice.layer == layer;
    });
    if (found != items_.end()) return *found;
    return items_.emplace_back(
        Notice{std::string(code), severity, std::string(layer), values, 0, {}});
}

void Notices::add(Severity severity, const Finding& finding, std::string_view layer,
                  const Sample& sample, std::size_t count) {
    Notice& notice = kept(severity, finding.code, layer, finding.values);
    notice.count += count;
    if (!sample.empty() && notice.samples.size() < max_samples) notice.samples.push_back(sample);
}

void Notices::add(const Notices& others) {
    for (const Notice& other : others.items_) {
        Notice& notice = kept(other.severity, other.code, other.layer, other.values);
        notice.count += other.count;
        for (const Sample& sample : other.samples)
            if (notice.samples.size() < max_samples) notice.samples.push_back(sample);
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
