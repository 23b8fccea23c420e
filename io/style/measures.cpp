// SPDX-License-Identifier: Apache-2.0
#include "io/style/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace {

/// As many colours, spread over the whole suite, so that both ends are used.
std::vector<Colour> spread(const std::vector<Colour>& suite, std::size_t count) {
    std::vector<Colour> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(suite[count == 1 ? suite.size() / 2 : i * (suite.size() - 1) / (count - 1)]);
    return out;
}

/// The number with the fewest digits in [low, high).
double roundest(double low, double high) {
    const double size = std::max(std::abs(low), std::abs(high));
    for (int power = static_cast<int>(std::floor(std::log10(size))) + 1; power > -12; --power)
        for (const int part : {10, 5, 2}) {
            // Steps as quotients of integers: 3 × 0.1 is not 0.3.
            const double ten = std::pow(10.0, std::abs(power - 1));
            const auto times = [&](double n) {
                return power >= 1 ? n * part * ten : n * part / ten;
            };
            const double n = std::ceil(power >= 1 ? low / (part * ten) : low * ten / part);
            for (const double tried : {n, n + 1})
                if (times(tried) >= low && times(tried) < high) return times(tried);
        }
    return low;
}

}  // namespace

std::vector<Colour> MeasureRule::colours_of(std::size_t classes) const {
    return spread(colours, classes);
}

bool fits(std::string_view pattern, std::string_view name) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == name;
    const std::string_view rest = pattern.substr(star + 1);
    return name.size() >= star + rest.size() && name.starts_with(pattern.substr(0, star)) &&
           name.ends_with(rest);
}

std::vector<double> class_bounds(std::vector<double> values, std::size_t classes) {
    std::sort(values.begin(), values.end());
    std::vector<double> bounds;
    for (std::size_t k = 1; k < classes && !values.empty(); ++k) {
        const std::size_t at = k * values.size() / classes;
        if (at == 0) continue;
        // Equal values stay together: the cut moves up to the end of their run.
        const auto next = std::upper_bound(values.begin(), values.end(), values[at - 1]);
        if (next == values.end()) break;
        const double bound = roundest(values[at - 1], *next);
        if (bounds.empty() || bound > bounds.back()) bounds.push_back(bound);
    }
    return bounds;
}

std::vector<MeasureRule> read_measures(const std::filesystem::path& folder) {
    const Palette palette = read_palette(folder / "palette.toml");
    const std::filesystem::path path = folder / "mesures.toml";
    const toml::table file = parse_style(path);
    StyleReader root(file, path.string());
    std::vector<MeasureRule> rules;
    for (StyleReader& reader : root.tables("mesure")) {
        MeasureRule& rule = rules.emplace_back();
        rule.layer = reader.text("couche");
        rule.column = reader.text_or("colonne", "");
        rule.indicator = reader.text_or("indicateur", "");
        if (rule.column.empty() == rule.indicator.empty())
            reader.fail("colonne", "ni colonne ni indicateur, ou les deux",
                        "l'une des deux clés colonne et indicateur");
        StyleReader group = reader.table("groupe");
        rule.group = group.words();
        group.finish();
        rule.minimum = reader.number_or("minimum", 0);
        const std::string name = reader.text("suite");
        const auto ramp = palette.ramps.find(name);
        if (ramp == palette.ramps.end())
            reader.fail("suite", "« " + name + " »", "une suite de palette.toml");
        rule.colours = ramp->second;
        if (reader.flag("inverse")) std::reverse(rule.colours.begin(), rule.colours.end());
        if (reader.has("bornes")) rule.bounds = reader.numbers("bornes");
        double last = rule.minimum;
        for (const double bound : rule.bounds) {
            if (bound <= last)
                reader.fail("bornes", fmt::format("{}", bound),
                            "des bornes qui croissent, au-dessus du minimum");
            last = bound;
        }
        if (rule.bounds.size() + 1 > rule.colours.size())
            reader.fail("bornes", fmt::format("{} classes", rule.bounds.size() + 1),
                        fmt::format("{} classes au plus", rule.colours.size()));
        reader.finish();
    }
    root.finish();
    return rules;
}

}  // namespace lisiere::io
