// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/table/table_rows.hpp"
#include "io/base/names.hpp"
#include "io/base/numbers.hpp"
#include "io/map/page.hpp"
#include "io/style/covered.hpp"

namespace lisiere::io {
/// A quarter lies where its source says, by code or name; by place where the territory has none of
/// those communes: quarters of Paris name their arrondissement.
void PagePainter::place_in_communes() {
    const auto& all = job_.inputs.territory.communes;
    std::multimap<std::string, const Commune*> named;
    std::vector<geo::Box> boxes;
    for (const Commune& commune : all) {
        named.emplace(commune.code, &commune);
        if (commune.name != commune.code) named.emplace(commune.name, &commune);
        boxes.push_back(geo::bounds(commune.shape));
    }
    const geo::BoxIndex places(boxes);
    std::set<const Commune*> drawn;
    for (const QuarterFigures& quarter : quarters_) {
        const geo::MultiPolygon* shape = shape_of(quarter);
        std::vector<const Commune*> own;
        for (const std::string& name : quarter.communes) {
            const auto [first, last] = named.equal_range(name);
            for (auto it = first; it != last; ++it) own.push_back(it->second);
        }
        if (own.empty() && shape != nullptr) {
            const geo::Point inside = geo::point_on_surface(*shape);
            std::vector<std::uint32_t> near;
            places.query({inside.x, inside.y, inside.x, inside.y}, near);
            for (const std::uint32_t at : near)
                if (const Commune& one = all[CommuneIdx{at}]; geo::contains(one.shape, inside))
                    own.push_back(&one);
        }
        for (const Commune* commune : own) {
            members_.emplace(commune, quarter.code);
            if (shape != nullptr) drawn.insert(commune);
        }
    }
    for (const Commune& commune : all)
        if (drawn.contains(&commune)) communes_.push_back(&commune);
    std::stable_sort(communes_.begin(), communes_.end(), [](const Commune* a, const Commune* b) {
        return folded(a->name) < folded(b->name);
    });
}

bool PagePainter::lies_in(const QuarterFigures& quarter, const Commune& commune) const {
    return members_.contains({&commune, quarter.code});
}

/// Which outlines are of record, by what each perimeter says of its own.
std::string PagePainter::outlines_note(std::span<const QuarterFigures* const> told) const {
    const FigureStyle style = figures();
    std::size_t official = 0;
    std::size_t local = 0;
    std::size_t cut = 0;
    for (const QuarterFigures* quarter : told) {
        if (shape_of(*quarter) == nullptr) continue;
        ++(quarter->statut == "officiel" ? official : local);
        cut += is_cut(quarter->covered) ? 1 : 0;
    }
    if (told.empty()) return {};
    std::string kinds;
    const auto add = [&](const char* key, std::size_t count) {
        if (count > 0) kinds += (kinds.empty() ? "" : ", ") + style.say(key, {{"n", count}});
    };
    add("page.contours_officiels", official);
    add("page.contours_locaux", local);
    add("page.contours_absents", told.size() - official - local);
    return style.say("page.contours", {{"genres", kinds}}) +
           (cut > 0 ? " " + style.say("page.chiffres_de_la_partie") : "");
}

/// What a rank is worth that is measured to a part of a quarter: the star of its column.
std::string PagePainter::rank_note(std::span<const QuarterFigures* const> told) const {
    const auto ranked = std::find_if(told.begin(), told.end(), [](const QuarterFigures* one) {
        return one->rank && one->ranked_cut > 0;
    });
    if (ranked == told.end()) return {};
    return " " + figures().say("page.rang_note",
                               {{"coupes", (*ranked)->ranked_cut}, {"classes", (*ranked)->ranked}});
}

/// Do visitors from the priority geography count in part only, since a quarter of it is cut or has
/// no outline?
bool PagePainter::lacks_priority() const {
    return std::any_of(quarters_.begin(), quarters_.end(), [&](const QuarterFigures& one) {
        const bool priority = one.kind == "quartier_prioritaire" ||
                              (one.kind == "veille_active" && job_.with_watched);
        return priority && (is_cut(one.covered) || shape_of(one) == nullptr);
    });
}

bool PagePainter::shows(const Plate& plate, const std::string& layer) const {
    return std::find(plate.layers.begin(), plate.layers.end(), layer) != plate.layers.end();
}

std::string PagePainter::context_note() const {
    return figures().say("page.note_contexte");
}

geo::Box PagePainter::bounds_of_sectors() const {
    geo::Box communes;
    for (const Commune& commune : job_.inputs.territory.communes)
        if (!commune.sector.empty()) communes.extend(geo::bounds(commune.shape));
    return communes;
}

std::size_t PagePainter::draw_territory(Canvas& canvas, const Plate& plate,
                                        const Commune* commune) const {
    const FigureStyle style = figures();
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    std::size_t priority = 0;
    std::size_t watched = 0;
    double people = 0;
    bool known = true;
    bool cut = false;
    std::size_t across = 0;  // of a commune's quarters, those that reach into others
    geo::Box content;
    if (commune != nullptr) content = geo::bounds(commune->shape);
    // A choropleth shows whole communes: what lies around the quarters is what it compares, and
    // projects lie there too.
    if (!plate.indicator.empty() || !plate.needs_one.empty())
        for (const Commune* one : communes()) content.extend(geo::bounds(one->shape));
    const bool by_sector = shows(plate, job_.cartography.reference);
    if (by_sector) content.extend(bounds_of_sectors());
    std::vector<const QuarterFigures*> told;
    for (const QuarterFigures& quarter : quarters_) {
        if (commune != nullptr && !lies_in(quarter, *commune)) continue;
        told.push_back(&quarter);
        const bool is_watched = quarter.kind == "veille_active";
        if (quarter.kind == "quartier_prioritaire") ++priority;
        if (is_watched) ++watched;
        if (quarter.kind == "quartier_prioritaire" || (is_watched && job_.with_watched)) {
            known = known && quarter.population.has_value();
            people += quarter.population.value_or(0);
            cut = cut || is_cut(quarter.covered);
            if (commune != nullptr && quarter.communes.size() > 1) ++across;
        }
        if (const geo::MultiPolygon* shape = shape_of(quarter)) content.extend(geo::bounds(*shape));
    }
    std::string line = commune == nullptr ? "" : plate.title.in(job_.language) + " · ";
    line += style.say("page.quartiers_prioritaires", {{"n", priority}});
    if (watched > 0) line += ", " + style.say("page.quartiers_de_veille", {{"n", watched}});
    if (known && people > 0)
        line += " · " +
                style.say("page.habitants_prioritaires", {{"n", people},
                                                          {"veille", truth(job_.with_watched)},
                                                          {"decoupes", truth(cut)}}) +
                // Nobody says how many of them live in this commune.
                (across > 0 ? ", " + style.say("page.intercommunaux", {{"n", across}}) : "");
    header(canvas, commune == nullptr ? plate.title.in(job_.language) : commune->name, line);
    Subject subject{nullptr, commune};
    // Beyond, numbers would hide the map.
    constexpr std::size_t most_numbers = 150;
    if (plate.figures && told.size() <= most_numbers) subject.numbered = told;
    const std::size_t left_out =
        map(canvas, plate, content, 0.06 * std::max({content.width(), content.height(), 1000.0}),
            subject);
    const bool heavy =
        std::any_of(plate.layers.begin(), plate.layers.end(),
                    [](const std::string& name) { return split_variant(name).first == "divat"; });
    if (plate.figures && heavy)
        heavy_stops(canvas);
    else if (plate.figures && !plate.indicator.empty())
        indicator_table(canvas, told, plate);
    else if (plate.figures && by_sector)
        sector_table(canvas, told);
    else if (plate.figures)
        quarter_table(canvas, told);
    if (!plate.indicator.empty()) {
        footer(canvas, indicator_note(plate));
        return left_out;
    }
    if (!plate.needs_one.empty()) {
        footer(canvas, context_note());
        return left_out;
    }
    if (heavy) {
        footer(canvas, style.say("page.note_arrets_lourds"));
        return left_out;
    }
    footer(canvas, outlines_note(told) + (plate.figures && !by_sector ? rank_note(told) : ""));
    return left_out;
}

}  // namespace lisiere::io
