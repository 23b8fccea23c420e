// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_local_lists.hpp"

#include <optional>

#include "io/address/gazetteer.hpp"
#include "io/base/files.hpp"
#include "io/base/names.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/inputs/find_perimeter.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {
namespace {

/// Reads the lines of the lists, without saying yet which facilities they are.
class ListReader {
  public:
    ListReader(const Inputs& in, const Categories& categories, const PersonNames& persons,
               const Projector& project, const Gazetteer* addresses, Notices& notices)
        : in_(in),
          categories_(categories),
          persons_(persons),
          project_(project),
          addresses_(addresses),
          notices_(notices),
          schema_(read_schema("listes_locales")) {}

    void read(const LayerSpec& spec, std::vector<vecu::ListedPlace>& places) {
        ReadContext context;
        context.crs = in_.territory.crs;
        const RawLayer layer = read_table(spec, {schema_, context, {}, false, {}}, notices_);
        for (const RawRow& row : layer.rows) {
            const auto text = [&](std::string_view field) { return row.text[schema_.at(field)]; };
            const std::string shown =
                persons_.shown(text("nom"), categories_.find(text("categorie")));
            const auto quarters = perimeters_named(in_.territory, text("quartier"));
            if (quarters.size() != 1) {
                notices_.add(
                    Severity::avertissement, "liste_quartier_inconnu", layer.where,
                    {{"ligne", row.number}, {"nom", shown}, {"quartier", text("quartier")}});
                continue;
            }
            vecu::ListedPlace place;
            place.group = quarters.front().value();
            place.source = spec.source;
            place.id = text("id");
            place.name = text("nom");
            place.key = comparable_name(place.name);
            place.address = text("adresse");
            place.category = categories_.find(text("categorie"));
            if (!place.category.valid() && !text("categorie").empty())
                notices_.add(Severity::avertissement, "liste_categorie_inconnue", layer.where,
                             text("categorie"));
            place.at = where(text("lon"), text("lat"), text("adresse"), text("commune"),
                             text("code_postal"));
            if (!place.at)
                notices_.add(Severity::info, "liste_sans_lieu", layer.where,
                             {{"ligne", row.number}, {"nom", shown}});
            places.push_back(std::move(place));
        }
    }

  private:
    std::optional<geo::Point> where(const std::string& lon, const std::string& lat,
                                    const std::string& address, const std::string& commune,
                                    const std::string& postcode) const {
        const auto degrees_east = number_of(lon);
        const auto degrees_north = number_of(lat);
        if (degrees_east && degrees_north)
            return project_(geo::LonLat{*degrees_east, *degrees_north});
        if (addresses_ == nullptr || address.empty()) return std::nullopt;
        return addresses_->find(parse_address(address), commune, postcode).at;
    }

    const Inputs& in_;
    const Categories& categories_;
    const PersonNames& persons_;
    const Projector& project_;
    const Gazetteer* addresses_;
    Notices& notices_;
    Schema schema_;
};

}  // namespace

std::vector<vecu::ListedPlace> read_local_lists(const RunConfig& config, const Inputs& in,
                                                const Categories& categories,
                                                const PersonNames& persons,
                                                const Projector& project, Notices& notices) {
    std::vector<vecu::ListedPlace> places;
    if (config.local_lists.empty()) return places;
    std::optional<Gazetteer> addresses;
    if (!config.addresses.empty())
        addresses = read_gazetteer(
            config.addresses, in.territory.crs,
            read_address_words(data_folder() / "geodata" / "reference" / "abreviations_voies.csv"),
            notices);
    ListReader reader(in, categories, persons, project, addresses ? &*addresses : nullptr, notices);
    for (const LayerSpec& spec : config.local_lists) reader.read(spec, places);

    IndexedVector<access::FacilityIdx, std::vector<std::string>> keys;
    for (const access::Facility& facility : in.facilities) {
        std::vector<std::string> own{comparable_name(facility.name)};
        for (const access::GivenAs& row : facility.also) own.push_back(comparable_name(row.name));
        keys.push_back(std::move(own));
    }
    vecu::match_places(places, in.facilities, keys);
    for (vecu::ListedPlace& place : places) {
        // From here on a person's name has served.
        const access::CategoryIdx category =
            place.facility.valid() ? in.facilities[place.facility].category : place.category;
        place.name = persons.shown(place.name, category);
        if (!place.facility.valid())
            notices.add(Severity::avertissement, "liste_non_reconnue", place.source, place.name);
    }
    return places;
}

}  // namespace lisiere::io
