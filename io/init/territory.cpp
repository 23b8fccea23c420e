// SPDX-License-Identifier: Apache-2.0
#include "io/init/territory.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/gdal/projector.hpp"
#include "io/init/places.hpp"
#include "io/init/toml_words.hpp"
#include "io/inputs/extent.hpp"

namespace lisiere::io::init {
namespace {

constexpr double neighbour_km = 50;  // what check refuses as "of another territory"
constexpr double cut_share = 0.05;   // of a perimeter beyond the streets, to declare an extent
constexpr double touched_m2 = 1;

geo::LonLat middle(const geo::Box& box) {
    return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

class Chooser {
  public:
    Chooser(Plan& plan, const Wanted& wanted) : plan_(plan), wanted_(wanted) {}

    void choose() {
        generations();
        const geo::Box ground = common_ground(plan_.items);
        geo::Box where = ground;
        if (where.empty())
            for (const Item& item : plan_.items)
                if (item.section == "perimetres" && item.taken()) where.extend(item.degrees);
        project_.emplace(where.empty() ? geo::Crs{2154} : choose_working_crs(middle(where)));
        for (Item& item : plan_.items)
            if (item.section == "perimetres" && item.taken()) keep_own(item, ground);
        bounds();
        far_layers();
        wide_extracts();
        extent();
    }

  private:
    /// 2024 makes the perimeters when both are there, 2015 their lineage.
    void generations() {
        const auto any = [&](int generation) {
            return std::any_of(plan_.items.begin(), plan_.items.end(), [&](const Item& item) {
                return item.taken() && item.is("qpv") && item.generation == generation;
            });
        };
        const bool both = any(2015) && any(2024);
        for (Item& item : plan_.items) {
            if (item.fate == Fate::left || !item.is("qpv")) continue;
            item.keys.emplace_back("generation", std::to_string(item.generation));
            if (!both || item.generation == 2024) continue;
            item.section = "filiation";
            item.remarks.push_back(
                "Les deux générations sont là : celle de 2024 fait les périmètres, celle-ci dit "
                "d'où ils viennent.");
        }
        for (Item& item : plan_.items)
            if (item.taken() && item.is("passage") && !both)
                item.fate = Fate::left,
                item.reason =
                    "sert à la filiation, qui demande les périmètres des deux générations";
    }

    bool wanted(const std::string& code) const {
        return wanted_.departements.empty() ||
               std::find(wanted_.departements.begin(), wanted_.departements.end(),
                         departement_of(code)) != wanted_.departements.end();
    }

    /// Of a layer that spreads beyond the others, the rows that are of this territory.
    void keep_own(Item& item, const geo::Box& ground) {
        std::vector<DrawnPerimeter> drawn = draw_perimeters(item, *project_);
        if (!item.taken() || drawn.empty()) return;
        if (!wanted_.epci.empty() && !item.column("epci").empty()) {
            keep_those_of_epci(item, drawn);
        } else {
            keep_those_here(item, ground, drawn);
            if (!item.taken()) return;
        }
        for (DrawnPerimeter& one : drawn) perimeters_.push_back(std::move(one));
    }

    void keep_those_of_epci(Item& item, std::vector<DrawnPerimeter>& drawn) const {
        filter(item, item.column("epci"), {toml_text(wanted_.epci)}, "de cet EPCI");
        const std::size_t column = item.fit->columns.at("epci");
        const std::size_t code = item.fit->columns.at("code");
        std::set<std::string> codes;
        for (const auto& row : item.layer.rows)
            if (row[column] == wanted_.epci) codes.insert(row[code]);
        std::erase_if(drawn, [&](const DrawnPerimeter& one) { return !codes.contains(one.code); });
    }

    /// Those of the départements that are asked for, else those that touch the ground of the other
    /// files.
    std::vector<DrawnPerimeter> those_here(const std::vector<DrawnPerimeter>& drawn,
                                           const geo::Box& ground) const {
        const geo::MultiPolygon here =
            ground.empty() ? geo::MultiPolygon() : extent_shape(ground, *project_);
        const geo::Box here_box = geo::bounds(here);
        const auto outside = [&](const DrawnPerimeter& one) {
            if (!wanted(one.code)) return true;
            if (here.empty() || !wanted_.departements.empty()) return false;
            return !here_box.intersects(geo::bounds(one.shape)) ||
                   geo::intersection_area(one.shape, here).value() <= touched_m2;
        };
        std::vector<DrawnPerimeter> own;
        for (const DrawnPerimeter& one : drawn)
            if (!outside(one)) own.push_back(one);
        return own;
    }

    void keep_those_here(Item& item, const geo::Box& ground,
                         std::vector<DrawnPerimeter>& drawn) const {
        const std::vector<DrawnPerimeter> own = those_here(drawn, ground);
        // A town's own layer keeps all of its perimeters; a layer of a country, or the long one
        // of a département, is cut down.
        constexpr double local_degrees = 4;
        constexpr std::size_t many = 30;
        const bool town = item.degrees.width() < local_degrees;
        // Streets or communes that miss all of a town's perimeters are what is wrong, not these.
        const bool others_are_wrong = wanted_.departements.empty() && town &&
                                      distance_km(item.degrees, ground) <= neighbour_km;
        if (own.empty() && !others_are_wrong) {
            item.fate = Fate::left;
            item.reason = "aucun de ses périmètres n'est là où sont les autres fichiers";
            return;
        }
        const bool cut = !wanted_.departements.empty() || !town ||
                         (2 * own.size() < drawn.size() && drawn.size() >= many);
        if (cut && !own.empty() && own.size() < drawn.size() && filter_to(item, own)) drawn = own;
    }

    /// By codes, where each has one; else the whole file is read.
    bool filter_to(Item& item, const std::vector<DrawnPerimeter>& own) const {
        std::vector<std::string> codes;
        for (const DrawnPerimeter& one : own)
            if (!one.code.empty()) codes.push_back(toml_text(one.code));
        std::sort(codes.begin(), codes.end());
        if (codes.size() != own.size() || item.column("code").empty()) return false;
        filter(item, item.column("code"), codes,
               wanted_.departements.empty() ? "là où sont les autres fichiers"
                                            : "des départements demandés");
        return true;
    }

    static void filter(Item& item, const std::string& column,
                       const std::vector<std::string>& values, const std::string& which) {
        item.keys.emplace_back("filtre", fmt::format("{{ champ = {}, valeurs = {} }}",
                                                     toml_text(column), toml_list(values)));
        item.remarks.push_back(fmt::format("Fichier de {} périmètres : seuls ceux {} sont pris.",
                                           item.layer.info.features, which));
    }

    void bounds() {
        std::set<std::string> departements;
        for (const DrawnPerimeter& one : perimeters_) {
            box_.extend(geo::bounds(one.shape));
            if (const std::string own = departement_of(one.code); !own.empty())
                departements.insert(own);
        }
        plan_.departements.assign(departements.begin(), departements.end());
        if (box_.empty()) return;
        for (const geo::Point corner : {geo::Point{box_.min_x, box_.min_y},
                                        {box_.max_x, box_.min_y},
                                        {box_.min_x, box_.max_y},
                                        {box_.max_x, box_.max_y}}) {
            const geo::LonLat at = project_->inverse(corner);
            degrees_.extend(geo::Point{at.lon, at.lat});
        }
    }

    void far_layers() {
        for (Item& item : plan_.items) {
            if (item.fate == Fate::left || item.section == "perimetres" || item.degrees.empty() ||
                degrees_.empty())
                continue;
            const double km = distance_km(item.degrees, degrees_);
            if (km <= neighbour_km) continue;
            item.fate = Fate::left;
            item.reason = fmt::format("à {:.0f} km des périmètres : d'un autre territoire", km);
        }
    }

    /// An OSM file is read whole: one of a region costs its whole length at each run.
    void wide_extracts() {
        constexpr double margin = 0.15;  // degrees, about 15 km: edge effects
        if (degrees_.empty()) return;
        const geo::Box enough = degrees_.grown(margin);
        for (Item& item : plan_.items)
            if (item.taken() && item.section == "rues" && item.form == Form::osm &&
                item.degrees.width() * item.degrees.height() > 4 * enough.width() * enough.height())
                item.remarks.push_back(fmt::format(
                    "Un extrait bien plus large que le territoire, lu en entier à chaque calcul. "
                    "Le "
                    "couper : osmium extract -b {:.2f},{:.2f},{:.2f},{:.2f} {} -o rues.osm.pbf",
                    enough.min_x, enough.min_y, enough.max_x, enough.max_y, item.written));
    }

    /// Streets of a part only: nothing is known beyond them, and perimeters are cut to them.
    void extent() {
        geo::Box streets;
        for (const Item& item : plan_.items)
            if (item.taken() && item.section == "rues") streets.extend(item.degrees);
        if (streets.empty() || perimeters_.empty()) return;
        const geo::MultiPolygon known = extent_shape(streets, *project_);
        std::size_t cut = 0;
        std::size_t beyond = 0;
        for (const DrawnPerimeter& one : perimeters_) {
            const double inside = geo::intersection_area(one.shape, known).value();
            const double all = geo::area(one.shape).value();
            if (inside <= touched_m2)
                ++beyond;
            else if (inside < (1 - cut_share) * all)
                ++cut;
        }
        if (beyond > 0) {
            plan_.remarks.push_back(fmt::format(
                "{} périmètre(s) sur {} sans aucune rue dans les fichiers : leurs temps de trajet "
                "seront NULL, avec ce motif. Prendre un extrait de rues plus large.",
                beyond, perimeters_.size()));
            return;
        }
        if (cut == 0) return;
        plan_.extent = streets;
        plan_.extent_reason = fmt::format(
            "Les rues ne couvrent qu'une partie de {} périmètre(s) : ils sont coupés à leur "
            "emprise "
            "et portent « bord ».",
            cut);
    }

    Plan& plan_;
    const Wanted& wanted_;
    std::optional<Projector> project_;
    std::vector<DrawnPerimeter> perimeters_;
    geo::Box box_;      // of the perimeters, working CRS
    geo::Box degrees_;  // the same
};

}  // namespace

void choose_territory(Plan& plan, const Wanted& wanted) {
    Chooser(plan, wanted).choose();
}

}  // namespace lisiere::io::init
