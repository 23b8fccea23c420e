// SPDX-License-Identifier: Apache-2.0
#include "io/init/duplicates.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "io/base/files.hpp"
#include "io/init/look.hpp"

namespace lisiere::io::init {
namespace fs = std::filesystem;
namespace {

/// The field that says what a row is about, for layers of which a row may come only once.
const char* key_of(const Item& item) {
    if (!item.fit || !item.fit->whole()) return nullptr;
    const std::string& section = item.section;
    if (section == "perimetres" && item.is("qpv")) return "code";
    if (section == "iris" || section == "communes") return "code";
    if (section == "recensement" && !item.is("chiffres_locaux")) return "code";
    if (section == "epci") return "commune";
    return nullptr;
}

bool share_a_code(const Item& a, const Item& b) {
    return std::any_of(a.codes.begin(), a.codes.end(),
                       [&](const std::string& code) { return b.codes.contains(code); });
}

/// Two tables say the same when they have a column of figures in common and are of one year.
bool same_figures(const Item& a, const Item& b) {
    if (a.section != "recensement") return true;
    if (a.fit->signature != b.fit->signature || a.year != b.year) return false;
    std::set<std::string> names;
    for (const ColumnInfo& column : a.layer.info.columns) names.insert(column.name);
    std::size_t common = 0;
    for (const ColumnInfo& column : b.layer.info.columns)
        if (!column.name.empty() && names.contains(column.name)) ++common;
    // What they are all about (codes, labels) is in any two of them.
    return 2 * common > std::min(a.layer.info.columns.size(), b.layer.info.columns.size());
}

int format_rank(const Item& item) {
    const std::string extension = item.file.extension().string();
    if (extension == ".gpkg" || extension == ".GPKG") return 0;
    if (extension == ".shp" || extension == ".SHP") return 1;
    return 2;
}

/// Which of two layers of one kind to keep: the one that has more rows; of perimeters' surroundings
/// (communes, IRIS), first the one that says more of them; then the better format, then the name.
bool better(const Item& a, const Item& b) {
    const auto said = [](const Item& item) {
        return item.section == "perimetres" || item.section == "recensement" ||
                       item.section == "epci"
                   ? std::size_t{0}
                   : item.fit->columns.size();
    };
    return std::tuple(said(b), b.codes.size(), format_rank(a), a.written) <
           std::tuple(said(a), a.codes.size(), format_rank(b), b.written);
}

void leave(Item& item, const Item& other, const std::string& why) {
    item.fate = Fate::left;
    item.reason = fmt::format("{} {}, qui est pris", why, other.name());
}

void same_bytes(std::vector<Item>& items) {
    std::map<std::uintmax_t, std::vector<Item*>> by_size;
    for (Item& item : items)
        if (item.fate != Fate::left && fs::is_regular_file(item.file))
            by_size[fs::file_size(item.file)].push_back(&item);
    for (auto& [size, same] : by_size) {
        std::set<fs::path> files;
        for (const Item* item : same) files.insert(item->file);
        if (files.size() < 2) continue;
        std::map<std::string, const Item*> first;
        for (Item* item : same) {
            const std::string content =
                fmt::format("{} {} {}", sha256_of(item->file), item->layer.couche, item->section);
            const auto [kept, fresh] = first.emplace(content, item);
            if (!fresh) leave(*item, *kept->second, "le même contenu, octet pour octet, que");
        }
    }
}

void same_rows(std::vector<Item>& items) {
    std::vector<Item*> keyed;
    for (Item& item : items) {
        const char* key = key_of(item);
        if (item.fate == Fate::left || key == nullptr) continue;
        if (item.codes.empty()) item.codes = codes_of(item, key);
        keyed.push_back(&item);
    }
    std::sort(keyed.begin(), keyed.end(),
              [](const Item* a, const Item* b) { return better(*a, *b); });
    for (std::size_t i = 0; i < keyed.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            Item& item = *keyed[i];
            const Item& kept = *keyed[j];
            if (item.fate == Fate::left || kept.fate == Fate::left) continue;
            if (item.section != kept.section || item.generation != kept.generation ||
                !same_figures(item, kept) || !share_a_code(item, kept))
                continue;
            leave(item, kept, "des lignes qui sont aussi dans");
        }
}

/// The first taken item of a section that may have one only, the largest first.
void only_one(std::vector<Item>& items, const std::string& section, const std::string& why) {
    Item* kept = nullptr;
    for (Item& item : items) {
        if (!item.taken() || item.section != section) continue;
        const auto weight = [](const Item& one) {
            return std::tuple(one.is("carreaux"), one.layer.info.features);
        };
        if (kept == nullptr) {
            kept = &item;
        } else if (weight(*kept) < weight(item)) {
            leave(*kept, item, why);
            kept = &item;
        } else {
            leave(item, *kept, why);
        }
    }
}

}  // namespace

void leave_duplicates(std::vector<Item>& items) {
    same_bytes(items);
    same_rows(items);
    only_one(items, "population", "une seule population par territoire : à côté de");
    only_one(items, "relief", "un seul relief par territoire : à côté de");
}

}  // namespace lisiere::io::init
