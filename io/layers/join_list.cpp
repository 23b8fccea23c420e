// SPDX-License-Identifier: Apache-2.0
#include "io/layers/join_list.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/base/names.hpp"

namespace lisiere::io {
namespace {

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

void add_new(std::vector<std::string>& all, const std::vector<std::string>& others) {
    for (const std::string& other : others)
        if (!holds(all, other)) all.push_back(other);
}

class Joiner {
  public:
    Joiner(PerimeterList list, const CommuneNames& communes, std::vector<Perimeter>& perimeters,
           Notices& notices)
        : list_(std::move(list)),
          communes_(communes),
          perimeters_(perimeters),
          known_(perimeters.size()),
          notices_(notices) {}

    void join() {
        note_ambiguous_aliases();
        std::size_t joined = 0;
        for (ListedQuarter& quarter : list_.quarters) {
            const std::vector<std::size_t> found = candidates(quarter.perimeter);
            const bool taken = found.size() == 1 && !joined_.insert(found.front()).second;
            if (found.size() == 1 && !taken) {
                enrich(perimeters_[found.front()], quarter.perimeter);
                ++joined;
                continue;
            }
            if (!found.empty()) note_ambiguous(quarter, found);
            perimeters_.push_back(std::move(quarter.perimeter));
        }
        if (joined > 0)
            notices_.add(Severity::info, "liste_jointe", list_.where,
                         {{"joints", joined}, {"tous", list_.quarters.size()}}, joined);
        for (const ListedSector& sector : list_.sectors) attach(sector);
        note_homonyms();
        for (std::size_t i = known_; i < perimeters_.size(); ++i)
            if (!perimeters_[i].shape)
                notices_.add(Severity::info, "perimetre_sans_contour", list_.where,
                             perimeters_[i].id);
    }

  private:
    /// An alias that names the same quarter in the list and in a layer is what joins them; one that
    /// is another quarter's name where it stands says nothing.
    void note_ambiguous_aliases() {
        std::vector<const Perimeter*> read;
        for (const Perimeter& perimeter : perimeters_) read.push_back(&perimeter);
        std::vector<const Perimeter*> listed;
        for (const ListedQuarter& quarter : list_.quarters) listed.push_back(&quarter.perimeter);
        for (const auto* all : {&read, &listed})
            for (const Perimeter* owner : *all)
                for (const std::string& alias : owner->aliases)
                    for (const Perimeter* other : *all) note_if_same(*owner, alias, *other);
    }

    void note_if_same(const Perimeter& owner, const std::string& alias, const Perimeter& other) {
        const std::string name = comparable_name(alias);
        if (&other == &owner || comparable_name(other.name) != name ||
            !communes_.share(owner.communes, other.communes))
            return;
        ambiguous_.insert({owner.id, name});
        notices_.add(Severity::avertissement, "alias_ambigu", list_.where,
                     {{"alias", alias}, {"quartier", owner.id}, {"autre", other.id}});
    }

    /// Every name a perimeter answers to, comparable.
    std::set<std::string> names_of(const Perimeter& perimeter) const {
        std::set<std::string> names{comparable_name(perimeter.name)};
        for (const std::string& alias : perimeter.aliases)
            if (const std::string name = comparable_name(alias);
                !ambiguous_.contains({perimeter.id, name}))
                names.insert(name);
        return names;
    }

    std::vector<std::size_t> candidates(const Perimeter& quarter) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < known_; ++i)
            if (perimeters_[i].id == quarter.id || holds(perimeters_[i].other_codes, quarter.id) ||
                holds(quarter.other_codes, perimeters_[i].id))
                found.push_back(i);
        if (!found.empty()) return found;
        const std::set<std::string> names = names_of(quarter);
        for (std::size_t i = 0; i < known_; ++i) {
            const Perimeter& other = perimeters_[i];
            // Two codes of one generation are two quarters, whatever they are called.
            const bool two = quarter.code && other.code && quarter.generation == other.generation;
            if (two || other.kind != quarter.kind ||
                !communes_.share(other.communes, quarter.communes))
                continue;
            const std::set<std::string> others = names_of(other);
            if (std::any_of(names.begin(), names.end(),
                            [&](const std::string& name) { return others.contains(name); }))
                found.push_back(i);
        }
        return found;
    }

    void note_ambiguous(const ListedQuarter& quarter, const std::vector<std::size_t>& found) {
        std::vector<std::string> ids;
        for (const std::size_t i : found)
            ids.push_back(fmt::format("{} « {} »", perimeters_[i].id, perimeters_[i].name));
        notices_.add(Severity::avertissement, "rapprochement_ambigu", list_.where,
                     {{"nom", quarter.perimeter.name},
                      {"ligne", quarter.line},
                      {"perimetres", fmt::format("{}", fmt::join(ids, ", "))}});
    }

    void enrich(Perimeter& own, const Perimeter& listed) {
        for (const std::string& commune : listed.communes)
            if (!communes_.share(own.communes, std::span(&commune, 1)))
                own.communes.push_back(commune);
        if (comparable_name(listed.name) != comparable_name(own.name) &&
            !holds(own.aliases, listed.name))
            own.aliases.push_back(listed.name);
        for (const std::string& alias : listed.aliases)
            if (alias != own.name) add_new(own.aliases, {alias});
        if (listed.code && listed.id != own.id) add_new(own.other_codes, {listed.id});
        add_new(own.other_codes, listed.other_codes);
        add_new(own.programmes, listed.programmes);
        if (own.reference.empty()) own.reference = listed.reference;
        if (own.remark.empty()) own.remark = listed.remark;
        if (own.shape && listed.shape)
            notices_.add(Severity::info, "zones_ignorees", list_.where, own.id);
        if (!own.shape) own.shape = listed.shape;
    }

    void attach(const ListedSector& sector) {
        std::vector<Perimeter*> parents;
        for (Perimeter& perimeter : perimeters_) {
            const bool by_code =
                !sector.code.empty() &&
                (perimeter.id == sector.code || holds(perimeter.other_codes, sector.code));
            const bool by_name = sector.code.empty() && !sector.parent.empty() &&
                                 communes_.share(perimeter.communes, sector.communes) &&
                                 names_of(perimeter).contains(comparable_name(sector.parent));
            if (by_code || by_name) parents.push_back(&perimeter);
        }
        if (parents.size() == 1) {
            add_new(parents.front()->sub_sectors, {sector.name});
            return;
        }
        notices_.add(Severity::avertissement, "sous_secteur_orphelin", list_.where,
                     {{"nom", sector.name},
                      {"communes", fmt::format("{}", fmt::join(sector.communes, ", "))},
                      {"ligne", sector.line},
                      {"quartier", sector.code.empty() ? "aucun" : sector.code}});
    }

    void note_homonyms() {
        std::map<std::string, std::vector<std::string>> holders;
        for (const Perimeter& perimeter : perimeters_) {
            const auto one = fmt::format("{} ({})", perimeter.id, to_text(perimeter.kind));
            std::set<std::string> names{comparable_name(perimeter.name)};
            for (const std::string& part : perimeter.sub_sectors)
                names.insert(comparable_name(part));
            for (const std::string& name : names) holders[name].push_back(one);
        }
        for (const auto& [name, all] : holders)
            if (all.size() > 1)
                notices_.add(
                    Severity::info, "noms_homonymes", list_.where,
                    {{"nom", name}, {"quartiers", fmt::format("{}", fmt::join(all, ", "))}});
    }

    PerimeterList list_;
    const CommuneNames& communes_;
    std::vector<Perimeter>& perimeters_;
    std::size_t known_;  // those that were there before the list
    Notices& notices_;
    std::set<std::size_t> joined_;
    std::set<std::pair<std::string, std::string>> ambiguous_;  // id, comparable alias
};

}  // namespace

void join_list(PerimeterList list, const CommuneNames& communes, std::vector<Perimeter>& perimeters,
               Notices& notices) {
    Joiner(std::move(list), communes, perimeters, notices).join();
}

}  // namespace lisiere::io
