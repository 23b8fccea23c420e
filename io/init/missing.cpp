// SPDX-License-Identifier: Apache-2.0
#include "io/init/missing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lisiere::io::init {

std::vector<const CatalogueEntry*> missing_sources(const Plan& plan,
                                                   const std::vector<CatalogueEntry>& catalogue) {
    std::vector<const CatalogueEntry*> missing;
    const auto has = [&](const auto& test) {
        return std::any_of(plan.items.begin(), plan.items.end(),
                           [&](const Item& item) { return item.taken() && test(item); });
    };
    for (const CatalogueEntry& entry : catalogue) {
        constexpr int local = 4;
        if (entry.rank >= local) continue;
        if (has([&](const Item& item) { return item.entry == &entry; })) continue;
        // Another source does: one population, one relief, streets of another producer...
        const bool many = entry.section == "recensement" || entry.section == "equipements";
        if (!many && has([&](const Item& item) { return item.section == entry.section; })) continue;
        // Perimeters of 2015 are not missed where there are no others to follow them.
        if (entry.section == "filiation" &&
            !has([](const Item& item) { return item.generation == 2024; }))
            continue;
        if (entry.schema == "epci" &&
            has([](const Item& item) { return !item.column("epci").empty(); }))
            continue;
        missing.push_back(&entry);
    }
    std::stable_sort(missing.begin(), missing.end(),
                     [](const auto* a, const auto* b) { return a->rank < b->rank; });
    return missing;
}

std::string why_left(const Item& item) {
    if (!item.reason.empty()) return fmt::format("{} : {}", item.name(), item.reason);
    if (!item.fit) return fmt::format("{} : aucune colonne connue d'aucun schéma", item.name());
    return fmt::format("{} : non reconnu ; le plus proche est « {} » (schéma {}), il y manque {}",
                       item.name(), item.fit->signature->title, item.fit->signature->schema,
                       fmt::join(item.fit->missing, " ; "));
}

}  // namespace lisiere::io::init
