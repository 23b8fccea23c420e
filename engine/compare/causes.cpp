// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/causes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace lisiere::compare {
namespace {

constexpr int far = 1000;  ///< deeper than any chain: what may touch every figure

/// Files whose content the others have not, in the order of their paths.
struct Files {
    std::string paths;
    std::set<std::string> vintages;
};

std::map<std::string, std::vector<InputFile>> by_kind(const std::vector<InputFile>& files) {
    std::map<std::string, std::vector<InputFile>> out;
    for (const InputFile& file : files) out[file.kind].push_back(file);
    for (auto& [kind, all] : out)
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return std::tie(a.sha256, a.path) < std::tie(b.sha256, b.path);
        });
    return out;
}

/// Those of `files` that `others` has not, by hash, as often as they stand there.
Files left_of(const std::vector<InputFile>& files, const std::vector<InputFile>& others) {
    std::multiset<std::string> known;
    for (const InputFile& file : others) known.insert(file.sha256);
    std::set<std::string> paths;
    Files out;
    for (const InputFile& file : files) {
        const auto found = known.find(file.sha256);
        if (found != known.end()) {
            known.erase(found);
            continue;
        }
        paths.insert(file.path);
        if (!file.vintage.empty()) out.vintages.insert(file.vintage);
    }
    for (const std::string& path : paths) out.paths += (out.paths.empty() ? "" : ", ") + path;
    return out;
}

std::string joined(const std::set<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

void add_files(std::vector<Cause>& causes, Cause::Kind kind, const std::vector<InputFile>& base,
               const std::vector<InputFile>& next) {
    const auto of_base = by_kind(base);
    const auto of_next = by_kind(next);
    static const std::vector<InputFile> none;
    std::set<std::string> kinds;
    for (const auto& [name, files] : of_base) kinds.insert(name);
    for (const auto& [name, files] : of_next) kinds.insert(name);
    for (const std::string& name : kinds) {
        const auto a = of_base.find(name);
        const auto b = of_next.find(name);
        const auto& before = a == of_base.end() ? none : a->second;
        const auto& after = b == of_next.end() ? none : b->second;
        const Files gone = left_of(before, after);
        const Files come = left_of(after, before);
        if (gone.paths.empty() && come.paths.empty()) continue;
        causes.push_back(
            {kind, name, gone.paths, come.paths, joined(gone.vintages), joined(come.vintages)});
    }
}

void add_settings(std::vector<Cause>& causes, const std::vector<Setting>& base,
                  const std::vector<Setting>& next) {
    std::map<std::string, std::pair<std::string, std::string>> values;
    for (const Setting& one : base) values[one.key].first = one.value;
    for (const Setting& one : next) values[one.key].second = one.value;
    for (const auto& [key, both] : values)
        if (both.first != both.second)
            causes.push_back({Cause::Kind::setting, key, both.first, both.second});
}

/// "calcul.poids" names "calcul.poids" and "calcul.poids.desserte"; "horaires" names what says how
/// a timetable is read, "horaires[0].champs.nom".
bool names(const std::string& name, const std::string& key) {
    return key.starts_with(name) &&
           (key.size() == name.size() || key[name.size()] == '.' || key[name.size()] == '[');
}

}  // namespace

std::vector<Cause> causes_between(const Edition& base, const Edition& next) {
    std::vector<Cause> causes;
    add_files(causes, Cause::Kind::source, base.inputs, next.inputs);
    add_files(causes, Cause::Kind::reference, base.reference, next.reference);
    add_settings(causes, base.settings, next.settings);
    if (base.version != next.version)
        causes.push_back({Cause::Kind::program, {}, base.version, next.version});
    return causes;
}

std::map<std::string, int> Dependences::reach(const std::vector<std::string>& direct) const {
    std::map<std::string, int> depth;
    std::vector<std::string> front = direct;
    for (int level = 0; !front.empty(); ++level) {
        std::vector<std::string> further;
        for (const std::string& name : front) {
            if (!depth.try_emplace(name, level).second) continue;
            if (const auto found = on.find(name); found != on.end())
                further.insert(further.end(), found->second.begin(), found->second.end());
        }
        front = std::move(further);
    }
    return depth;
}

Attribution::Attribution(const std::vector<Cause>& causes, const Dependences& dependences,
                         const std::vector<MeasureRule>& rules)
    : causes_(causes), dependences_(dependences) {
    std::set<std::string> named;
    for (const auto& [name, hangs] : dependences.on) {
        named.insert(name);
        named.insert(hangs.begin(), hangs.end());
    }
    for (const MeasureRule& rule : rules) {
        named.insert(rule.inputs.begin(), rule.inputs.end());
        for (const auto& [key, inputs] : rule.inputs_by_key)
            named.insert(inputs.begin(), inputs.end());
    }
    for (const Cause& cause : causes)
        general_.push_back(cause.kind == Cause::Kind::setting &&
                           std::none_of(named.begin(), named.end(), [&](const std::string& name) {
                               return names(name, cause.what);
                           }));
}

std::vector<CauseOf> Attribution::of(const std::vector<std::string>& inputs) const {
    const std::map<std::string, int> reach = dependences_.reach(inputs);
    std::vector<std::pair<int, CauseOf>> found;
    for (std::size_t i = 0; i < causes_.size(); ++i) {
        const Cause& cause = causes_[i];
        int depth = -1;
        if (cause.kind == Cause::Kind::program || general_[i]) depth = far;
        for (const auto& [name, level] : reach)
            if ((cause.kind == Cause::Kind::setting ? names(name, cause.what)
                                                    : name == cause.what) &&
                (depth < 0 || level < depth))
                depth = level;
        if (depth >= 0) found.push_back({depth, {i, depth == 0}});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<CauseOf> out;
    for (const auto& [depth, cause] : found) out.push_back(cause);
    return out;
}

}  // namespace lisiere::compare
