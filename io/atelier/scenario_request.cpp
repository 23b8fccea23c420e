// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/scenario_request.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "io/atelier/json.hpp"
#include "io/base/error.hpp"
#include "io/config/scenario_text.hpp"

namespace lisiere::io {
namespace {

constexpr const char* drawn = "dessin";  ///< what messages call a request

[[noreturn]] void refuse(const std::string& key, const std::string& found,
                         const std::string& expected, const std::string& advice = {}) {
    throw ConfigError(
        {key.empty() ? drawn : fmt::format("{}, clé {}", drawn, key), found, expected, advice});
}

/// A JSON value as TOML has it. Null is a key that is not given.
class Translation {
  public:
    explicit Translation(const RequestLimits& limits) : limits_(limits) {}

    toml::table table(const Json& object, const std::string& path, int depth) const {
        toml::table result;
        for (const auto& [key, value] : object.items()) {
            const std::string own = path.empty() ? key : path + "." + key;
            if (key == "fichier")
                refuse(own, "un fichier", "un tracé",
                       "les fichiers sont ceux de la configuration : les y déclarer");
            if (key == "crs")
                refuse(own, "un système de coordonnées", "des degrés (longitude, latitude)");
            insert(result, key, value, own, depth);
        }
        return result;
    }

  private:
    /// Into a table under a key, or into an array after the others.
    template <class Place>
    static void put(Place& place, const std::string& key, auto&& value) {
        if constexpr (std::is_same_v<Place, toml::table>)
            place.insert_or_assign(key, std::forward<decltype(value)>(value));
        else
            place.push_back(std::forward<decltype(value)>(value));
    }

    template <class Place>
    void insert(Place& place, const std::string& key, const Json& value, const std::string& path,
                int depth) const {
        constexpr int deepest = 6;  // the values of a line's services are the fourth
        if (depth > deepest)
            refuse("", "des listes ou des objets trop imbriqués", "[[scenarios]] et ses tables");
        switch (value.type()) {
            case Json::value_t::null:
                return;
            case Json::value_t::boolean:
                return put(place, key, value.get<bool>());
            case Json::value_t::number_unsigned:
                if (value.get<std::uint64_t>() > std::uint64_t{1} << 62U)
                    refuse(path, value.dump(), "un nombre");
                [[fallthrough]];
            case Json::value_t::number_integer:
                return put(place, key, value.get<std::int64_t>());
            case Json::value_t::number_float:
                return put(place, key, value.get<double>());
            case Json::value_t::string:
                return put(place, key, text(value.get_ref<const std::string&>(), key, path));
            case Json::value_t::object:
                return put(place, key, table(value, path, depth + 1));
            case Json::value_t::array: {
                toml::array array;
                for (std::size_t i = 0; i < value.size(); ++i)
                    insert(array, key, value[i], fmt::format("{}[{}]", path, i), depth + 1);
                return put(place, key, std::move(array));
            }
            default:
                refuse(path, "une valeur d'une autre sorte", "du JSON");
        }
    }

    std::string text(const std::string& value, const std::string& key,
                     const std::string& path) const {
        if (key != "trace" && value.size() > limits_.texts)
            refuse(path, fmt::format("{} octets", value.size()),
                   fmt::format("{} au plus", limits_.texts));
        return value;
    }

    const RequestLimits& limits_;
};

Json parse(std::string_view body, const RequestLimits& limits) {
    if (body.size() > limits.bytes)
        refuse("", fmt::format("{} octets", body.size()), fmt::format("{} au plus", limits.bytes));
    Json json;
    try {
        json = Json::parse(body);
    } catch (const Json::exception& error) {
        refuse("", error.what(), "du JSON en UTF-8",
               "ni NaN, ni Infinity, ni nombre plus grand que 1e308 : JSON n'en a pas");
    }
    if (!json.is_object()) refuse("", "autre chose qu'un objet", "{\"nom\": …, \"voies\": […]}");
    return json;
}

/// Drawn points: each but the first of a line comes after a comma.
std::size_t vertices_of(const ScenarioSpec& scenario) {
    std::size_t count = 0;
    for (const ScenarioWaySpec& way : scenario.ways)
        count +=
            1 + static_cast<std::size_t>(std::count(way.drawing.begin(), way.drawing.end(), ','));
    for (const ScenarioLineSpec& line : scenario.lines) count += line.stops.size();
    return count + scenario.facilities.size();
}

}  // namespace

ScenarioSpec parse_request(std::string_view body, const RequestLimits& limits) {
    const Json json = parse(body, limits);
    // Counted before anything is made of them.
    std::size_t changes = 0;
    for (const char* key : {"voies", "equipements", "lignes"})
        if (const auto list = json.find(key); list != json.end()) {
            if (!list->is_array()) refuse(key, "autre chose qu'une liste", "une liste d'objets");
            changes += list->size();
        }
    if (changes > limits.changes)
        refuse("", fmt::format("{} changements", changes),
               fmt::format("{} au plus", limits.changes), "en faire plusieurs scénarios");
    toml::table scenario = Translation(limits).table(json, "", 0);
    if (!scenario.contains("nom")) scenario.insert("nom", "dessin");
    toml::array list;
    list.push_back(std::move(scenario));
    std::ostringstream text;
    text << toml::table{{"scenarios", std::move(list)}};
    ScenarioSpec spec = std::move(parse_scenarios(text.str(), drawn, {}).front());
    if (const std::size_t vertices = vertices_of(spec); vertices > limits.vertices)
        refuse("", fmt::format("{} points dessinés", vertices),
               fmt::format("{} au plus", limits.vertices), "simplifier le tracé");
    return spec;
}

}  // namespace lisiere::io
