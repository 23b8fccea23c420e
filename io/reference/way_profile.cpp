// SPDX-License-Identifier: Apache-2.0
#include "io/reference/way_profile.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <sstream>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {
using street::Mode;

/// One table, its faults told with file, line and field.
class Table {
  public:
    explicit Table(const std::filesystem::path& file) : table_(read_csv_table(file.string())) {}

    void for_each_row(const std::function<void()>& work) {
        for (at_ = 0; at_ < table_.rows.size(); ++at_) work();
    }
    const std::string& text(const std::string& field) const {
        return ReferenceRow(table_, at_).text(field);
    }
    [[noreturn]] void refuse(const std::string& field, const std::string& expected) const {
        ReferenceRow(table_, at_).refuse(field, text(field), expected);
    }
    bool yes(const std::string& field) const {
        if (text(field) != "oui" && text(field) != "non") refuse(field, "oui ou non");
        return text(field) == "oui";
    }
    /// A number of at least `least`.
    double number(const std::string& field, double least, const std::string& expected) const {
        const auto value = parse_number(text(field));
        if (!value || !value->has_value() || !(**value >= least)) refuse(field, expected);
        return **value;
    }
    double speed(const std::string& field) const {
        return number(field, 0.1, "une vitesse en km/h, plus grande que 0");
    }

  private:
    CsvTable table_;
    std::size_t at_ = 0;
};

street::Cost milliseconds(double seconds) {
    return static_cast<street::Cost>(std::llround(seconds * 1000));
}

ModeRule rule_of(const Table& table, Mode mode) {
    const std::string name(to_text(mode));
    ModeRule rule;
    if (table.text(name) == "oui")
        rule.permit = Permit::yes;
    else if (table.text(name) == "si_permis")
        rule.permit = Permit::if_allowed;
    else if (table.text(name) != "non")
        table.refuse(name, "oui, si_permis ou non");
    if (rule.permit != Permit::no) rule.speed_kmh = table.speed(name + "_kmh");
    return rule;
}

Mode mode_of(const Table& table, const std::string& field) {
    for (const Mode mode : street::all_modes)
        if (to_text(mode) == table.text(field)) return mode;
    table.refuse(field, "marche, velo ou voiture");
}

void read_parameter(const Table& table, ModeTraits& traits) {
    const std::string& name = table.text("parametre");
    const auto value = [&] { return table.number("valeur", 0, "un nombre, 0 ou plus"); };
    if (name == "cles_acces") {
        std::istringstream words(table.text("valeur"));
        for (std::string word; words >> word;) traits.access_keys.push_back(word);
    } else if (name == "preuves") {
        std::istringstream words(table.text("valeur"));
        for (std::string word; words >> word;) {
            const std::size_t equals = word.find('=');
            if (equals == 0 || equals == word.npos)
                table.refuse("valeur", "des couples clé=valeur séparés par des espaces");
            traits.proofs.emplace_back(word.substr(0, equals), word.substr(equals + 1));
        }
    } else if (name == "part_limite") {
        traits.limit_share = value();
    } else if (name == "part_pousse") {
        traits.pushing_share = value();
    } else if (name == "feu_s") {
        traits.light = milliseconds(value());
    } else if (name == "pente_raideur") {
        traits.slope.steepness = value();
    } else if (name == "pente_optimale") {
        traits.slope.best = value();
    } else if (name == "pente_perdue") {
        traits.slope.lost_up = value();
    } else if (name == "pente_gagnee") {
        traits.slope.won_down = value();
    } else if (name == "pente_moins") {
        traits.slope.least = table.number("valeur", 0.01, "une part plus grande que 0");
    } else if (name == "pente_plus") {
        traits.slope.most = table.number("valeur", 1, "une part d'au moins 1");
    } else {
        table.refuse("parametre",
                     "cles_acces, preuves, part_limite, part_pousse, feu_s ou pente_*");
    }
}

}  // namespace

const WayRule* WayProfile::find(std::string_view schema, std::string_view kind) const {
    const auto at = rules_.find(std::pair(std::string(schema), std::string(kind)));
    return at == rules_.end() ? nullptr : &at->second;
}

std::vector<std::string> WayProfile::kinds(std::string_view schema) const {
    std::vector<std::string> kinds;
    for (const auto& [key, rule] : rules_)
        if (key.first == schema) kinds.push_back(key.second);
    return kinds;
}

std::optional<bool> WayProfile::allows(std::string_view word) const {
    const auto at = words_.find(word);
    return at == words_.end() ? std::nullopt : std::optional(at->second);
}

bool WayProfile::passes(std::string_view barrier, Mode mode) const {
    auto at = barriers_.find(barrier);
    if (at == barriers_.end()) at = barriers_.find("*");
    return at == barriers_.end() || at->second[street::index_of(mode)];
}

std::optional<double> WayProfile::speed_limit(std::string_view text) const {
    if (const auto at = limits_.find(text); at != limits_.end()) return at->second;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || !(value > 0)) return std::nullopt;
    constexpr double kmh_per_mph = 1.609344;
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    return unit.find("mph") == std::string_view::npos ? value : value * kmh_per_mph;
}

WayProfile read_way_profile(const std::filesystem::path& folder) {
    WayProfile profile;
    Table ways(folder / "voirie.csv");
    ways.for_each_row([&] {
        WayRule rule;
        for (const Mode mode : street::all_modes)
            rule.of[street::index_of(mode)] = rule_of(ways, mode);
        rule.walkers_only = ways.yes("pieton");
        if (!ways.text("voiture_carrefour_s").empty())
            rule.crossing =
                milliseconds(ways.number("voiture_carrefour_s", 0, "des secondes, 0 ou plus"));
        if (!profile.rules_.emplace(std::pair(ways.text("schema"), ways.text("nature")), rule)
                 .second)
            ways.refuse("nature", "une nature par ligne");
        const std::size_t equals = ways.text("nature").find('=');
        if (ways.text("schema") != "osm" || equals == std::string::npos) return;
        const std::string key = ways.text("nature").substr(0, equals);
        auto& keys = profile.other_keys_;
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    });
    Table words(folder / "voirie_acces.csv");
    words.for_each_row([&] {
        if (!profile.words_.emplace(words.text("mot"), words.yes("permis")).second)
            words.refuse("mot", "un mot par ligne");
    });
    Table barriers(folder / "voirie_barrieres.csv");
    barriers.for_each_row([&] {
        street::ByMode<bool> passes{};
        for (const Mode mode : street::all_modes)
            passes[street::index_of(mode)] = barriers.yes(std::string(to_text(mode)));
        if (!profile.barriers_.emplace(barriers.text("barriere"), passes).second)
            barriers.refuse("barriere", "une barrière par ligne");
    });
    Table limits(folder / "voirie_limites.csv");
    limits.for_each_row([&] {
        if (!profile.limits_.emplace(limits.text("mot"), limits.speed("vitesse_kmh")).second)
            limits.refuse("mot", "un mot par ligne");
    });
    Table modes(folder / "voirie_modes.csv");
    modes.for_each_row(
        [&] { read_parameter(modes, profile.traits_[street::index_of(mode_of(modes, "mode"))]); });
    return profile;
}

WayProfile read_way_profile() {
    return read_way_profile(data_folder() / "geodata" / "reference");
}

}  // namespace lisiere::io
