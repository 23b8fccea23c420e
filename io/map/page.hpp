// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/map/base_map.hpp"
#include "io/map/canvas.hpp"
#include "io/map/charts.hpp"
#include "io/map/figures.hpp"
#include "io/map/lines.hpp"
#include "io/map/map_frame.hpp"
#include "io/map/placed_rows.hpp"
#include "io/map/print_atlas.hpp"

namespace lisiere::io {

/// Where the parts of a page stand.
struct PageLayout {
    Paper paper;
    double scale = 1;  ///< of letters and signs
    PageBox header;
    PageBox map;
    PageBox legend;
    std::vector<PageBox> columns;  ///< of figures: one beside the map, or two below
    PageBox footer;
    PageBox wide_map;  ///< of a page without figures
    PageBox wide_legend;
};
PageLayout page_layout(const PrintConfig& config, const PrintSettings& settings);

/// The lived area, in % of visits, that the column `resultat` of `listes_locales` speaks of.
inline constexpr double list_level = 80;

/// A numbered place on a map, told in the table beside it.
struct MapMark {
    geo::Point at;
    std::string number;
    Colour colour;
};

/// The style of that layer; null: none.
const LayerStyle* find_style(std::span<const LayerStyle> styles, const std::string& name);

/// Draws the pages of an atlas, one call a page; each returns how many entries its legends had to
/// leave out. What pages ask for many times is found once, when it is made. Pages may be drawn from
/// several threads, each on its own canvas.
class PagePainter {
  public:
    explicit PagePainter(const PrintJob& job);

    const PageLayout& layout() const { return layout_; }
    /// As the atlas tells them: those drawn first, by kind, then by name; numbered in that order.
    const std::vector<QuarterFigures>& quarters() const { return quarters_; }
    /// Which page of how many it is, in the corner of its foot.
    void number_page(Canvas& canvas, std::size_t number, std::size_t count) const;
    /// The name as tables and the contents write it: with its communes where another quarter has
    /// the same, with its part where it is cut.
    std::string name_of(const QuarterFigures& quarter) const;
    std::string number_of(const QuarterFigures& quarter) const;
    /// Nothing for a perimeter that nobody has drawn.
    const geo::MultiPolygon* shape_of(const QuarterFigures& quarter) const;

    /// Has the quarter rows of its own in what the plate needs, or some near it?
    bool has_plate(const Plate& plate, const QuarterFigures& quarter) const;
    std::size_t draw_quarter(Canvas& canvas, const Plate& plate,
                             const QuarterFigures& quarter) const;
    /// The whole territory, or one commune and the quarters it has.
    std::size_t draw_territory(Canvas& canvas, const Plate& plate,
                               const Commune* commune = nullptr) const;
    /// The maps of a scenario on one ground: before, after, what changes; and who gains.
    std::size_t draw_scenario(Canvas& canvas, const Plate& plate) const;
    /// The ground, head and foot of a page of contents, and what is left between them.
    void draw_contents_page(Canvas& canvas) const;
    PageBox contents_box() const;
    /// Those with a drawn quarter, by name.
    const std::vector<const Commune*>& communes() const { return communes_; }
    std::string commune_names(const QuarterFigures& quarter) const;
    FigureStyle figures() const {
        return {job_.settings.colours, job_.language, layout_.scale, job_.cartography.background};
    }
    /// `caution`: what the title is never printed without.
    void header(Canvas& canvas, const std::string& title, const std::string& line,
                const std::string& caution = {}) const;
    void footer(Canvas& canvas, const std::string& note) const;

  private:
    /// What a map is about: a quarter has an inset, a commune stands out from its neighbours.
    struct Subject {
        const QuarterFigures* quarter = nullptr;
        const Commune* commune = nullptr;
        std::vector<MapMark> marks = {};
        /// Told by number beside the map, in place of their names on it.
        std::vector<const QuarterFigures*> numbered = {};
    };
    std::size_t map(Canvas& canvas, const Plate& plate, const geo::Box& content, double margin_m,
                    const Subject& subject) const;
    /// The quarter's local list, for the legend.
    void add_list(std::vector<MapLayer>& layers, const QuarterFigures& quarter) const;
    std::size_t legend(Canvas& canvas, const PageBox& box, std::span<const MapLayer> layers) const;
    /// What a map draws, from the ground up; layers that the edition has not are left out.
    struct DrawnLayers {
        std::vector<Table> base;
        std::vector<LayerStyle> variants;
        std::vector<Table> joined = {};  ///< the ground that discs cover together
        std::vector<MapLayer> layers;    ///< they point at the others
    };
    DrawnLayers layers_of(std::span<const std::string> names,
                          std::span<const std::string> of_quarter, const MapView& view,
                          const QuarterFigures* quarter) const;
    void join_discs(DrawnLayers& drawn) const;
    void clear_outlines(DrawnLayers& drawn) const;
    Tile tile_of(const HeadFigure& head, const QuarterFigures& quarter,
                 const FigureStyle& style) const;
    Colour colour_of_kind(const QuarterFigures& quarter) const;
    void draw_frame(Canvas& canvas, const MapView& view, const DrawnLayers& drawn,
                    const std::optional<PageBox>& inset, const Subject& subject) const;
    void scenario_table(Canvas& canvas, std::span<const PageBox> columns) const;
    /// The quarter's list and what the model adds to it; returns those told, to be marked on the
    /// map. A place without coordinates has no number.
    std::vector<MapMark> local_list(Canvas& canvas, const QuarterFigures& quarter) const;
    std::string local_list_title(const QuarterFigures& quarter) const;
    /// "3. Square des Bornes · Parc ou jardin": the category where the name does not tell it and
    /// the line has room beside its `cells`.
    std::string place_words(Canvas& canvas, const MapMark* mark, const std::string& name,
                            const std::string& category, std::size_t cells) const;
    /// How the style of a layer fills a value.
    Colour colour_of(const char* layer, const Value& value) const;
    /// The facilities that its residents visit most; returns those told, to be marked on the map.
    std::vector<MapMark> facilities(Canvas& canvas, const QuarterFigures& quarter) const;
    void quarter_columns(Canvas& canvas, const QuarterFigures& quarter) const;
    PageLine line_of(const QuarterFigures& quarter) const;
    void quarter_table(Canvas& canvas, std::span<const QuarterFigures* const> quarters) const;
    /// The quarters of each sector under its name, with the residents of all of them.
    void sector_table(Canvas& canvas, std::span<const QuarterFigures* const> quarters) const;
    bool shows(const Plate& plate, const std::string& layer) const;
    /// Whose word the context layers are.
    std::string context_note() const;
    /// As far as the declared communes go.
    geo::Box bounds_of_sectors() const;
    /// Every quarter's value of an indicator beside its commune's and its agglomeration's, then how
    /// many areas have each class of the plate's choropleth, and the communes.
    void indicator_table(Canvas& canvas, std::span<const QuarterFigures* const> quarters,
                         const Plate& plate) const;
    std::vector<Bar> index_bars(std::span<const QuarterFigures* const> quarters) const;
    std::vector<Bar> class_bars(const Plate& plate) const;
    std::vector<PageLine> commune_lines(const std::string& indicator) const;
    std::string category_words(const std::string& category) const;
    std::string indicator_words(const std::string& indicator) const;
    /// Whose figures the map of an indicator shows, of which year, and what its holes are.
    std::string indicator_note(const Plate& plate) const;
    std::string outlines_note(std::span<const QuarterFigures* const> told) const;
    std::string rank_note(std::span<const QuarterFigures* const> told) const;
    bool lacks_priority() const;
    void heavy_stops(Canvas& canvas) const;
    double number_corner() const;
    void place_in_communes();
    bool lies_in(const QuarterFigures& quarter, const Commune& commune) const;
    /// What the layers of the quarter's own reach, on plates that show how far one gets.
    geo::Box bounds_of_own(const Plate& plate, const QuarterFigures& quarter) const;
    bool reaches_rim(const Plate& plate, const QuarterFigures& quarter) const;
    std::string kind_words(const QuarterFigures& quarter) const;

    const PrintJob& job_;
    PageLayout layout_;
    std::vector<QuarterFigures> quarters_;
    std::map<std::string, std::string> numbers_;        ///< by code
    std::map<std::string, std::string> names_;          ///< as tables write them, by code
    std::map<std::string, std::string> commune_names_;  ///< by code
    std::vector<const Commune*> communes_;              ///< those with a drawn quarter, by name
    std::set<std::pair<const Commune*, std::string>> members_;  ///< a commune and a code
    EditionRows rows_;
    KeyedRows places_;  ///< rows of `equipements` by id
    BaseMap base_;
};

}  // namespace lisiere::io
