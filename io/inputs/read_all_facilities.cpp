// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>

#include "engine/access/counted_supply.hpp"
#include "engine/access/same_facility.hpp"
#include "engine/geo/shape_locator.hpp"
#include "io/base/names.hpp"
#include "io/inputs/read_networks.hpp"
#include "io/layers/read_facilities.hpp"
#include "io/layers/read_opportunities.hpp"
#include "io/osm/read_pois.hpp"
#include "io/reference/reference_row.hpp"
#include "io/reference/same_facility_reference.hpp"

namespace lisiere::io {
namespace {

/// Which IRIS holds a point.
class IrisAt {
  public:
    /// `iris`: null without any.
    explicit IrisAt(const census::AreaTable* iris) {
        std::vector<geo::MultiPolygon> shapes;
        if (iris != nullptr)
            for (const census::Area& area : iris->areas) shapes.push_back(area.shape);
        locator_.emplace(shapes);
    }
    /// Of several that share the point the first; `no_iris` outside all of them.
    std::uint32_t at(const geo::Point& point) const {
        std::vector<std::uint32_t> found;
        locator_->holding(point, found);
        return found.empty() ? access::GivenFacilities::no_iris : found.front();
    }

  private:
    std::optional<geo::ShapeLocator> locator_;
};

/// Words that say that a town hall is an annex (geodata/reference/mairies.csv).
class AnnexWords {
  public:
    AnnexWords() {
        const CsvTable table = read_csv_table((reference_folder() / "mairies.csv").string());
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            words_.insert(ReferenceRow(table, i).required("mot"));
    }
    bool says_annex(std::string_view name) const {
        std::istringstream words(folded(name));
        for (std::string word; words >> word;)
            if (words_.contains(word)) return true;
        return false;
    }

  private:
    std::set<std::string> words_;
};

}  // namespace

IndexedVector<access::FacilityIdx, access::Facility> read_all_facilities(
    const NetworkContext& context, const census::AreaTable* iris, std::span<const Commune> communes,
    Notices& notices) {
    if (context.config.facilities.empty()) return {};
    report(context.progress, "lecture des équipements", 0);
    const SameFacilityReference same =
        read_same_facility(reference_folder(), context.categories.list());
    const IrisAt areas(iris);
    const AnnexWords annexes;
    access::GivenFacilities given;
    std::map<std::tuple<std::filesystem::path, std::string, std::string>, std::uint32_t> files;
    for (const FacilitySpec& spec : context.config.facilities) {
        // A file declared twice, with other filters, is one file.
        const auto file = static_cast<std::uint32_t>(files.size());
        const std::uint32_t number =
            files.emplace(std::tuple(spec.file, spec.layer, spec.source), file).first->second;
        const bool osm = spec.kind == FacilitySpec::Kind::osm;
        std::vector<access::Facility> own =
            osm ? read_osm_facilities(spec.file, context.categories,
                                      projection_of(context.project, spec), notices)
                : read_facilities(spec, context.categories, {iris, communes}, context.read,
                                  notices);
        for (access::Facility& facility : own) {
            if (osm) facility.source = spec.source;
            facility.register_name = spec.public_register;
            facility.annex = context.categories.list()[facility.category].id == "mairie" &&
                             annexes.says_annex(facility.name);
            given.file.push_back(number);
            // Of INSEE's base, a file of points and OSM: as much as each is a register.
            given.preference.push_back(static_cast<int>(spec.kind));
            given.words.push_back(same.words(facility.name, facility.category));
            given.iris.push_back(areas.at(facility.at));
            given.rows.push_back(std::move(facility));
        }
    }
    report(context.progress, "lecture des équipements", 1);
    return access::each_once(std::move(given), same.rules(), context.categories.list(), notices);
}

std::vector<access::Opportunity> read_all_opportunities(
    const NetworkContext& context, const IndexedVector<access::FacilityIdx, access::Facility>& all,
    Notices& notices) {
    std::vector<access::Opportunity> opportunities;
    for (const OpportunitySpec& spec : context.config.opportunities) {
        access::Opportunity opportunity{spec.id, spec.label, spec.source, spec.goal, {}};
        if (spec.category.empty()) {
            opportunity.places = read_opportunity_places(spec, context.read, notices);
        } else {
            const access::CategoryIdx category =
                context.categories.require(spec.category, spec.key + ".categorie");
            const access::CountedSupply supply = access::counted_supply(all, category);
            access::note_part_of_capacities(supply, "opportunites", spec.category, notices);
            for (const access::FacilityIdx f : indices<access::FacilityIdx>(all.size())) {
                if (all[f].category != category) continue;
                opportunity.places.push_back({all[f].at, supply.of[f]});
                opportunity.source = all[f].source;
            }
            if (opportunity.places.empty())
                notices.add(Severity::avertissement, "opportunites_absentes", spec.category,
                            spec.id);
        }
        if (opportunity.goal <= 0) opportunity.goal = opportunity.total() / 10;
        opportunities.push_back(std::move(opportunity));
    }
    return opportunities;
}

}  // namespace lisiere::io
