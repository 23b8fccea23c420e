// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/refresh_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/durable.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/edition/written_files.hpp"
#include "io/refresh/durable.hpp"
#include "io/refresh/moment.hpp"
#include "io/report/manifest.hpp"
#include "io/viewer/write_scenario_map.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr const char* marker = "actualisation.json";

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw OutputError({folder.string(),
                           fmt::format("écriture impossible ({})", error.message()),
                           "un dossier où l'on peut écrire",
                           "vérifier les droits, ou choisir un autre dossier avec -o"});
}

void remove_empty_folders(const fs::path& root) {
    std::error_code error;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator(root, error))
        if (entry.is_directory(error) && !entry.is_symlink(error)) folders.push_back(entry.path());
    // Deepest first: what stands in a folder goes before it.
    std::sort(folders.begin(), folders.end(), [](const fs::path& a, const fs::path& b) {
        return std::distance(a.begin(), a.end()) > std::distance(b.begin(), b.end());
    });
    for (const fs::path& folder : folders)
        if (fs::is_empty(folder, error)) fs::remove(folder, error);
}

}  // namespace

RefreshFolder::RefreshFolder(fs::path root, const std::string& territory,
                             std::chrono::sys_seconds now)
    : root_(fs::absolute(std::move(root)).lexically_normal()) {
    if (root_.filename().empty()) root_ = root_.parent_path();
    claim(territory);
    lock_ = std::make_unique<RefreshLock>(root_ / "verrou", now);
    make_folder(root_ / "editions");
    if (!fs::exists(root_ / marker))
        write_durably(
            root_ / marker,
            nlohmann::ordered_json{{"lisiere", "actualisation"}, {"territoire", territory}}.dump() +
                "\n");
    heal();
}

void RefreshFolder::claim(const std::string& territory) const {
    std::error_code error;
    const auto refuse = [&](const std::string& found) {
        throw ConfigError({root_.string(), found,
                           "un dossier absent, vide, ou d'une actualisation de ce territoire",
                           "changer actualisation.dossier, ou donner un autre dossier avec -o"});
    };
    if (fs::exists(root_, error) && !fs::is_directory(root_, error)) refuse("un fichier");
    if (fs::exists(root_ / marker, error)) {
        const auto said = nlohmann::json::parse(read_text(root_ / marker), nullptr, false);
        if (!said.is_object() || said.value("lisiere", "") != "actualisation")
            refuse(fmt::format("un {} qui n'est pas d'une actualisation", marker));
        if (said.value("territoire", "") != territory)
            refuse(fmt::format("l'actualisation de « {} », non de « {} »",
                               said.value("territoire", ""), territory));
        return;
    }
    // A first refresh that was killed before it could say whose folder this is left these at most.
    static const std::set<std::string> ours{"verrou", "editions", "lost+found",
                                            std::string(".") + marker + ".nouveau"};
    if (fs::is_directory(root_, error))
        for (const auto& entry : fs::directory_iterator(root_, error))
            if (!ours.contains(entry.path().filename().string()))
                refuse(fmt::format("un dossier qui contient autre chose ({})",
                                   entry.path().filename().string()));
    make_folder(root_);
}

fs::path RefreshFolder::card_file(const std::string& name) const {
    return root_ / "editions" / (name + ".json");
}

const EditionCard* RefreshFolder::current() const {
    std::error_code error;
    const fs::path target = fs::read_symlink(root_ / "courante", error);
    if (error) return nullptr;
    for (const EditionCard& card : cards_)
        if (fs::path("editions") / card.name == target) return &card;
    return nullptr;
}

const EditionCard* RefreshFolder::before_current() const {
    const EditionCard* now = current();
    const EditionCard* before = nullptr;
    if (now == nullptr) return nullptr;
    for (const EditionCard& card : cards_)
        if (card.number < now->number && card.put_aside.empty()) before = &card;
    return before;
}

void RefreshFolder::read_cards() {
    cards_.clear();
    for (const auto& entry : fs::directory_iterator(root_ / "editions"))
        if (entry.path().extension() == ".json" && entry.path().filename().string().front() != '.')
            if (auto card = read_card(entry.path()); card && card->name == entry.path().stem())
                cards_.push_back(std::move(*card));
    std::sort(cards_.begin(), cards_.end(),
              [](const EditionCard& a, const EditionCard& b) { return a.number < b.number; });
}

void RefreshFolder::heal() {
    std::error_code error;
    drop_candidate();
    for (const fs::path& folder : {root_, root_ / "editions"})
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(".") && name.ends_with(".nouveau")) fs::remove(entry, error);
        }
    read_cards();
    // Of an edition that was not moved to its place yet, or is gone from it.
    for (const EditionCard& card : cards_)
        if (!fs::is_directory(edition(card.name), error)) fs::remove(card_file(card.name), error);
    std::erase_if(cards_, [&](const EditionCard& card) {
        return !fs::is_directory(edition(card.name), error);
    });
    for (const EditionCard& card : std::vector<EditionCard>(cards_))
        if (card.leaving) {
            remove(card);
            healed_.push_back(
                fmt::format("le retrait de l'édition {}, interrompu, est fini", card.name));
        }
    const EditionCard* now = current();
    if (now != nullptr && !now->put_aside.empty()) {
        if (const EditionCard* before = before_current()) {
            healed_.push_back(
                fmt::format("le retour à l'édition {}, interrompu, est fini", before->name));
            point_link(root_ / "courante", fs::path("editions") / before->name);
            now = current();
        }
    }
    if (cards_.empty()) return;
    const EditionCard& newest = cards_.back();
    if (newest.put_aside.empty() && (now == nullptr || newest.number > now->number)) {
        healed_.push_back(
            fmt::format("la publication de l'édition {}, interrompue, est finie", newest.name));
        point_link(root_ / "courante", fs::path("editions") / newest.name);
    }
}

std::string RefreshFolder::new_name(std::chrono::sys_seconds now) const {
    std::string name = edition_name(now);
    while (fs::exists(edition(name)) || fs::exists(card_file(name)) ||
           fs::exists(refused() / name)) {
        now += std::chrono::seconds(1);
        name = edition_name(now);
    }
    return name;
}

std::uint64_t RefreshFolder::new_number() const {
    return cards_.empty() ? 1 : cards_.back().number + 1;
}

fs::path RefreshFolder::candidate(const std::string& name) {
    std::error_code error;
    fs::remove_all(root_ / ".candidat", error);
    make_folder(root_ / ".candidat");
    return candidate_of(name);
}

void RefreshFolder::drop_candidate() noexcept {
    std::error_code ignored;
    fs::remove_all(root_ / ".candidat", ignored);
    fs::remove_all(inputs(), ignored);
}

void RefreshFolder::publish(const EditionCard& card) {
    // What was added since the run (a user's things, the feed) outlasts a power cut before the
    // link leads there.
    sync_file_system(candidate_of(card.name));
    write_card(card, card_file(card.name));
    try {
        move_durably(candidate_of(card.name), edition(card.name));
    } catch (const OutputError&) {
        std::error_code ignored;
        fs::remove(card_file(card.name), ignored);
        throw;
    }
    cards_.push_back(card);
    point_link(root_ / "courante", fs::path("editions") / card.name);
    drop_candidate();
}

void RefreshFolder::point_at(const EditionCard& card, const std::string& previous_put_aside) {
    // The mark first: opening the folder finishes what it announces.
    const EditionCard* now = current();
    EditionCard target = card;
    if (now != nullptr && !previous_put_aside.empty()) {
        EditionCard left = *now;
        left.put_aside = previous_put_aside;
        write_card(left, card_file(left.name));
    }
    if (!target.put_aside.empty()) {
        target.put_aside.clear();
        write_card(target, card_file(target.name));
    }
    point_link(root_ / "courante", fs::path("editions") / target.name);
    read_cards();
}

std::vector<fs::path> RefreshFolder::remove(const EditionCard& card) {
    EditionCard leaving = card;
    leaving.leaving = true;
    if (!card.leaving) write_card(leaving, card_file(card.name));
    const fs::path folder = edition(card.name);
    std::error_code error;
    std::vector<fs::path> kept;
    // The maps of scenarios are ours and in no manifest: they come and go while the edition stays.
    std::vector<fs::path> maps;
    for (const auto& entry : fs::directory_iterator(folder / "carte" / "scenarios", error))
        if (is_scenario_map(folder, entry.path().lexically_relative(folder)))
            maps.push_back(entry.path());
    for (const fs::path& map : maps) fs::remove_all(map, error);
    if (const auto manifest = read_earlier_edition(folder)) {
        const WrittenFiles written(manifest);
        for (const HashedFile& file : manifest->outputs) {
            const WrittenFiles::State state = written.state(folder, file.path);
            if (state != WrittenFiles::State::foreign && state != WrittenFiles::State::altered)
                fs::remove(folder / file.path, error);
        }
        // Last: it says which of the others are ours.
        fs::remove(folder / "manifeste.json", error);
    }
    remove_empty_folders(folder);
    for (const auto& entry : fs::recursive_directory_iterator(folder, error))
        if (!entry.is_directory(error)) kept.push_back(entry.path());
    if (kept.empty()) fs::remove(folder, error);
    fs::remove(card_file(card.name), error);
    sync_entries(root_ / "editions");
    std::erase_if(cards_, [&](const EditionCard& one) { return one.name == card.name; });
    return kept;
}

}  // namespace lisiere::io
