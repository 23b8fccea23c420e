// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count > 1 ? many : one);
}

}  // namespace

/// As its source names its communes; by place where the territory has none of that name: quarters
/// of Paris name their arrondissement.
bool PagePainter::lies_in(const QuarterFigures& quarter, const Commune& commune) const {
    const auto is_named = [&](const Commune& one) {
        return std::any_of(
            quarter.communes.begin(), quarter.communes.end(),
            [&](const std::string& name) { return name == one.code || name == one.name; });
    };
    const auto& all = job_.inputs.territory.communes;
    if (std::any_of(all.begin(), all.end(), is_named)) return is_named(commune);
    const geo::MultiPolygon* shape = shape_of(quarter);
    return shape != nullptr && geo::contains(commune.shape, geo::point_on_surface(*shape));
}

std::vector<const Commune*> PagePainter::communes() const {
    std::vector<const Commune*> out;
    for (const Commune& commune : job_.inputs.territory.communes)
        if (std::any_of(quarters_.begin(), quarters_.end(), [&](const QuarterFigures& quarter) {
                return shape_of(quarter) != nullptr && lies_in(quarter, commune);
            }))
            out.push_back(&commune);
    return out;
}

/// Which outlines are of record, by what each perimeter says of its own.
std::string PagePainter::outlines_note(std::span<const QuarterFigures* const> told) const {
    const FigureStyle style = figures();
    std::size_t official = 0;
    std::size_t local = 0;
    for (const QuarterFigures* quarter : told) {
        if (shape_of(*quarter) == nullptr) continue;
        ++(quarter->statut == "officiel" ? official : local);
    }
    const bool english = style.language == "en";
    std::string out = style.words("Contours : ", "Outlines: ");
    if (official > 0)
        out += counted(official, english ? "official" : "officiel",
                       english ? "official" : "officiels");
    if (official > 0 && local > 0) out += ", ";
    if (local > 0)
        out +=
            counted(local, english ? "supplied by local actors" : "fourni par les acteurs locaux",
                    english ? "supplied by local actors" : "fournis par les acteurs locaux");
    return official + local > 0 ? out + "." : std::string();
}

bool PagePainter::shows(const Plate& plate, const std::string& layer) const {
    return std::find(plate.layers.begin(), plate.layers.end(), layer) != plate.layers.end();
}

std::string PagePainter::context_note() const {
    return figures().words(
        "Projets, foncier, parcours et autres couches de contexte : fournis par les acteurs "
        "locaux, reportés tels quels.",
        "Projects, land, trails and other context layers: supplied by local actors, shown as they "
        "are.");
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
        }
        if (const geo::MultiPolygon* shape = shape_of(quarter)) content.extend(geo::bounds(*shape));
    }
    std::string line = commune == nullptr ? "" : plate.title.in(job_.language) + " · ";
    line += style.language == "en"
                ? counted(priority, "priority quarter", "priority quarters")
                : counted(priority, "quartier prioritaire", "quartiers prioritaires");
    if (watched > 0)
        line += ", " +
                (style.language == "en"
                     ? counted(watched, "watched quarter", "watched quarters")
                     : counted(watched, "quartier de veille active", "quartiers de veille active"));
    line += job_.with_watched
                ? style.words(" · définition de la Région", " · the Region's definition")
                : style.words(" · définition de l'État", " · the State's definition");
    if (known && people > 0)
        line += style.words(" : ", ": ") + number_text(people, 0, job_.language) +
                style.words(" habitants", " residents");
    header(canvas, commune == nullptr ? plate.title.in(job_.language) : commune->name, line);
    const std::size_t left_out =
        map(canvas, plate, content, 0.06 * std::max({content.width(), content.height(), 1000.0}),
            {nullptr, commune});
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
    footer(canvas, outlines_note(told));
    return left_out;
}

}  // namespace lisiere::io
