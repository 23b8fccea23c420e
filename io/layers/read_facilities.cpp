// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_facilities.hpp"

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/base/siret.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {

std::vector<access::Facility> read_facility_points(const FacilitySpec& spec,
                                                   const Categories& categories,
                                                   const ReadContext& context, Notices& notices) {
    const Schema schema = read_schema("equipements");
    const std::size_t category_field = schema.at("categorie");
    const access::CategoryIdx declared =
        spec.category.empty() ? access::CategoryIdx::none()
                              : categories.require(spec.category, spec.key + ".categorie");
    const RawLayer layer = read_places(spec, schema, context, false, notices);
    if (!declared.valid() && !layer.has(category_field))
        throw ConfigError({spec.key, "ni categorie, ni champ qui la donne",
                           "une catégorie d'équipement",
                           "categorie = \"pharmacie\", ou champs = { categorie = \"...\" }"});
    std::vector<access::Facility> facilities;
    for (const RawRow& row : layer.rows) {
        access::Facility facility;
        facility.category = declared.valid() ? declared : categories.find(row.text[category_field]);
        if (!facility.category.valid()) {
            notices.add(Severity::avertissement, "categorie_inconnue", layer.where,
                        row.text[category_field]);
            continue;
        }
        if (const auto capacity = number_of(row.text[schema.at("capacite")])) {
            if (*capacity <= 0) continue;
            facility.capacity = *capacity;
            facility.capacity_known = true;
        }
        const std::string& id = row.text[schema.at("id")];
        // Several layers may number their rows alike: the source and the category keep ids apart.
        facility.id = fmt::format("{}/{}/{}", spec.source, categories.list()[facility.category].id,
                                  id.empty() ? fmt::format("{}", row.number) : id);
        facility.name = row.text[schema.at("nom")];
        facility.at = row.points.front();
        facility.registry = siret_of(id);
        facility.main = says_yes(row.text[schema.at("principale")]);
        facility.source = spec.source;
        facilities.push_back(std::move(facility));
    }
    if (facilities.empty()) notices.add(Severity::avertissement, "couche_hors_zone", layer.where);
    return facilities;
}

std::vector<access::Facility> read_facilities(const FacilitySpec& spec,
                                              const Categories& categories,
                                              const FallbackPlaces& places,
                                              const ReadContext& context, Notices& notices) {
    LISIERE_EXPECTS(spec.kind != FacilitySpec::Kind::osm);
    if (spec.kind == FacilitySpec::Kind::bpe)
        return read_bpe(spec, categories, places, context, notices);
    return read_facility_points(spec, categories, context, notices);
}

}  // namespace lisiere::io
