// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/refusal.hpp"

#include <algorithm>

#include "io/base/error.hpp"
#include "io/refresh/durable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_kept = 24;
constexpr const char* report_file = "rapport.md";
constexpr const char* card_file = "fiche.json";

std::vector<fs::path> folders_of(const RefreshFolder& folder) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder.refused(), error))
        if (entry.is_directory(error)) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end(), std::greater<>());
    return folders;
}

}  // namespace

void write_refusal(const RefreshFolder& folder, const EditionCard& card,
                   const RefreshOutcome& outcome) {
    const fs::path into = folder.refused() / card.name;
    std::error_code error;
    fs::create_directories(into, error);
    if (error)
        throw OutputError({into.string(), "écriture impossible (" + error.message() + ")",
                           "de la place et des droits d'écriture", "vérifier le disque"});
    write_durably(into / report_file, "# " + summary_text(outcome));
    write_card(card, into / card_file);
    const std::vector<fs::path> all = folders_of(folder);
    for (std::size_t i = most_kept; i < all.size(); ++i) {
        fs::remove(all[i] / report_file, error);
        fs::remove(all[i] / card_file, error);
        fs::remove(all[i], error);  // unless somebody put something there
    }
}

std::vector<EditionCard> refusals(const RefreshFolder& folder) {
    std::vector<EditionCard> cards;
    for (const fs::path& path : folders_of(folder))
        if (auto card = read_card(path / card_file)) cards.push_back(std::move(*card));
    return cards;
}

}  // namespace lisiere::io
