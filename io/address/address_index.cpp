// SPDX-License-Identifier: Apache-2.0
#include "io/address/address_index.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "io/base/files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t addresses_a_file = 400;
constexpr double degrees_unit = 1e5;  ///< whole units a degree: a metre

/// Texts by their number, in the order in which they were first asked for.
class Names {
  public:
    int of(std::string_view text) {
        const auto [found, fresh] =
            numbers_.emplace(std::string(text), static_cast<int>(list_.size()));
        if (fresh) list_.push_back(found->first);
        return found->second;
    }
    const Json& list() const { return list_; }

  private:
    std::map<std::string, int> numbers_;
    Json list_ = Json::array();
};

/// Tenths of a metre, rounded as `locate` writes them.
long long tenths(Metres distance) {
    std::string text = fmt::format(FMT_STRING("{:.1f}"), distance.value());
    text.erase(text.size() - 2, 1);
    return std::stoll(text);
}

long long whole_units(double degrees) {
    return std::llround(degrees * degrees_unit);
}

class Writer {
  public:
    Writer(const AddressPlaces& places, fs::path folder)
        : places_(places), folder_(std::move(folder)), words_(places.base.words()) {
        fs::create_directories(folder_ / "mots");
        fs::create_directories(folder_ / "rues");
    }

    AddressIndex write() {
        for (std::size_t i = 0; i < places_.base.streets(); ++i) street(places_.base.listed(i));
        close_file();
        for (const auto& [prefix, streets] : prefixes_)
            write_text(folder_ / "mots" / (prefix + ".json"), streets.dump() + "\n");
        index();
        return outcome_;
    }

  private:
    /// Where a point lies, as a row of `lieux`: [perimeters, band, IRIS, commune, nearest].
    int place(const Location& at) {
        Json within = Json::array();
        for (const PerimeterIdx one : at.within)
            within.push_back(perimeters_.of(places_.territory.perimeters[one].id));
        const Json row{
            within, at.band ? Json(at.band->value()) : Json(),
            at.iris ? Json(iris_.of(places_.iris[*at.iris].code)) : Json(),
            at.commune.valid() ? Json(homes_.of(places_.territory.communes[at.commune].code))
                               : Json(),
            at.nearest.valid() ? Json(perimeters_.of(places_.territory.perimeters[at.nearest].id))
                               : Json()};
        const auto [found, fresh] =
            place_numbers_.emplace(row.dump(), static_cast<int>(place_numbers_.size()));
        if (fresh) file_places_.push_back(row);
        return found->second;
    }

    void street(const Gazetteer::Listed& street) {
        Json numbers = Json::array();
        std::optional<std::pair<long long, long long>> origin;
        for (const Gazetteer::ListedNumber& one : street.numbers) {
            if (!places_.territory.study_area.contains(one.at)) {
                ++outcome_.outside;
                continue;
            }
            const Location at = places_.locator.locate(one.at, scratch_);
            const geo::LonLat degrees = places_.projector.inverse(one.at);
            const long long lon = whole_units(degrees.lon);
            const long long lat = whole_units(degrees.lat);
            if (!origin) origin = {lon, lat};
            numbers.push_back({one.number, one.suffix, lon - origin->first, lat - origin->second,
                               place(at), at.nearest.valid() ? Json(tenths(at.distance)) : Json()});
        }
        if (!origin) return;
        outcome_.addresses += numbers.size();
        ++outcome_.streets;
        const Json entry{street.name, street.key, street.commune, file_, file_streets_.size()};
        for (const std::string& prefix : prefixes_of(street.key))
            prefixes_.try_emplace(prefix, Json::array()).first->second.push_back(entry);
        file_size_ += numbers.size();
        file_streets_.push_back({origin->first, origin->second, std::move(numbers)});
        if (file_size_ >= addresses_a_file) close_file();
    }

    /// The first two letters of each word that tells streets apart.
    std::set<std::string> prefixes_of(std::string_view key) const {
        std::set<std::string> found;
        std::string_view rest = words_.without_kind(key);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (end > 0) found.emplace(rest.substr(0, std::min<std::size_t>(end, 2)));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return found;
    }

    void close_file() {
        if (file_streets_.empty()) return;
        write_text(
            folder_ / "rues" / (std::to_string(file_) + ".json"),
            Json{{"rues", std::move(file_streets_)}, {"lieux", std::move(file_places_)}}.dump() +
                "\n");
        ++file_;
        file_size_ = 0;
        file_streets_ = Json::array();
        file_places_ = Json::array();
        place_numbers_.clear();
    }

    void index() {
        Json communes = Json::array();
        for (const Gazetteer::ListedCommune& one : places_.base.listed_communes())
            communes.push_back({one.code, one.name, one.key, one.postcodes});
        Json homes = Json::array();
        for (const Json& code : homes_.list()) {
            std::string name;
            for (const Commune& commune : places_.territory.communes)
                if (commune.code == code.get<std::string>()) name = commune.name;
            homes.push_back({code, name});
        }
        Json prefixes = Json::array();
        for (const auto& [prefix, streets] : prefixes_) prefixes.push_back(prefix);
        write_text(folder_ / "index.json", Json{{"adresses", outcome_.addresses},
                                                {"rues", outcome_.streets},
                                                {"unite", degrees_unit},
                                                {"communes_de_la_base", std::move(communes)},
                                                {"communes", std::move(homes)},
                                                {"iris", iris_.list()},
                                                {"perimetres", perimeters_.list()},
                                                {"mots",
                                                 {{"debut", words_.first()},
                                                  {"partout", words_.anywhere()},
                                                  {"liaisons", words_.links()},
                                                  {"types", words_.kinds()}}},
                                                {"prefixes", std::move(prefixes)}}
                                                   .dump() +
                                               "\n");
    }

    const AddressPlaces& places_;
    fs::path folder_;
    const AddressWords& words_;
    AddressIndex outcome_;
    Locator::Scratch scratch_;
    std::map<std::string, Json> prefixes_;
    Names perimeters_, iris_, homes_;
    // The file that is being filled.
    std::size_t file_ = 0;
    std::size_t file_size_ = 0;
    Json file_streets_ = Json::array();
    Json file_places_ = Json::array();
    std::map<std::string, int> place_numbers_;
};

}  // namespace

AddressIndex write_address_index(const AddressPlaces& places, const fs::path& folder) {
    return Writer(places, folder).write();
}

}  // namespace lisiere::io
