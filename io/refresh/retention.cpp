// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/retention.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/error.hpp"
#include "io/edition/carrier.hpp"
#include "io/edition/written_files.hpp"
#include "io/refresh/moment.hpp"
#include "io/report/manifest.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

std::vector<EditionCard> to_let_go(const std::vector<EditionCard>& editions,
                                   const EditionCard* current, const EditionCard* before,
                                   const RefreshConfig& config, std::chrono::year_month_day today) {
    std::vector<EditionCard> gone;
    for (std::size_t i = 0; i + config.keep_editions < editions.size(); ++i) {
        const EditionCard& card = editions[i];
        if (current != nullptr && card.name == current->name) continue;
        if (before != nullptr && card.name == before->name) continue;
        const auto date = parse_date(card.date);
        if (config.keep_months > 0 && date) {
            const auto old_at = *date + std::chrono::months(config.keep_months);
            const auto last =
                old_at.ok()
                    ? std::chrono::sys_days(old_at)
                    : std::chrono::sys_days(old_at.year() / old_at.month() / std::chrono::last);
            if (std::chrono::sys_days(today) < last) continue;
        }
        gone.push_back(card);
    }
    return gone;
}

void retain(RefreshFolder& folder, const RefreshConfig& config, std::chrono::year_month_day today,
            std::vector<std::string>& remarks) {
    for (const EditionCard& card :
         to_let_go(folder.editions(), folder.current(), folder.before_current(), config, today)) {
        try {
            const auto kept = folder.remove(card);
            remarks.push_back(
                kept.empty()
                    ? fmt::format("l'édition {} est retirée", card.name)
                    : fmt::format("l'édition {} est retirée, sauf {} fichiers à vous, dans {}",
                                  card.name, kept.size(), folder.edition(card.name).string()));
        } catch (const OutputError& error) {
            remarks.push_back(fmt::format("l'édition {} n'a pas pu être retirée : {}", card.name,
                                          error.trouble().found));
        }
    }
}

void carry_on(const fs::path& from, const fs::path& to, std::vector<std::string>& remarks) {
    Carrier carrier(WrittenFiles(read_earlier_edition(from)), is_scenario_map);
    carrier.link(from, to);
    const Carried& carried = carrier.carried();
    if (!carried.as_they_were.empty())
        remarks.push_back(fmt::format("repris de l'édition d'avant, parce que c'est à vous : {}",
                                      fmt::join(carried.as_they_were, ", ")));
    for (const auto& [what, name] : carried.aside)
        remarks.push_back(
            fmt::format("{}, que vous avez changé, s'appelle désormais {}", what, name));
    for (const std::string& what : carried.left)
        remarks.push_back(
            fmt::format("{} reste dans {} : il n'a pas pu être repris", what, from.string()));
}

}  // namespace lisiere::io
