// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/travel_times.hpp"
#include "engine/census/residences.hpp"
#include "engine/core/provenance.hpp"
#include "engine/territory/lineage.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/layer_spec.hpp"
#include "io/config/output_config.hpp"
#include "io/config/print_config.hpp"
#include "io/config/scenario_spec.hpp"

namespace lisiere::io {

struct PerimeterSpec : LayerSpec {
    PerimeterKind kind = PerimeterKind::quartier_prioritaire;
    Generation generation = Generation::sans;  ///< sans: told by the codes
    Statut statut = Statut::officiel;
    /// What the rows of a CSV designate. "iris", "commune", "fichier": an area by its code, or a
    /// polygon of `drawn`; "liste": quarters, by any of these or by nothing, joined with the
    /// perimeters of the other files. Empty: the file has shapes of its own.
    std::string by;
    std::string kind_field;          ///< `champ_genre`: field holding the kind, row by row
    std::optional<LayerSpec> drawn;  ///< `contours`: the polygons a list names
    std::map<std::string, std::string> values;  ///< `valeurs`: the file's words → ours
    std::map<std::string, std::string>
        programmes;  ///< `programmes`: programme → the column that flags it
};

/// `[[filiation]]`: perimeters of the generation before, never mixed with the current ones.
struct LineageSpec : LayerSpec {
    Generation generation = Generation::g2015;
    std::optional<LayerSpec> passage;  ///< `passage`: the published table of which became which
};

struct CensusSpec : LayerSpec {
    int vintage = 0;
    std::string scale = "iris";  ///< "iris", "commune", "epci", "qpv" (official values by QPV)
    /// `forme = "longue"`: one row per territory and indicator (local documents).
    bool long_form = false;
    /// Long form: indicators as the file names them → ids of the kit.
    std::map<std::string, std::string> indicators;
    std::string territory;  ///< long form: code of the one territory that all rows are about
    /// `methode`: how its counts are divided inside an area; unset: "auto", the finest at hand.
    std::optional<census::ApportionMethod> method;
};

struct GridSpec : LayerSpec {
    enum class Kind { carreaux, points } kind = Kind::carreaux;
    std::string calibration;  ///< `calage`: variable or source whose totals the cells are fitted to
};

struct StreetSpec : LayerSpec {
    enum class Kind { osm, lignes } kind = Kind::osm;
    double speed_kmh = 0;  ///< lines: walking speed when no class says; 0: profile default
};

struct BarrierSpec : LayerSpec {
    enum class Kind { osm, vecteur } kind = Kind::osm;
    std::string type;  ///< vecteur: kind of every feature, unless fields["type"]
};

struct FacilitySpec : LayerSpec {
    enum class Kind { bpe, points, osm } kind = Kind::bpe;
    std::string category;  ///< points: category of every row, unless fields["categorie"]
    int bpe_vintage = 0;   ///< which nomenclature; 0: told by the codes
    /// `registre_public`: a public register of establishments, whose names of persons are shown.
    bool public_register = false;
};

/// `[[arrets]]`: stops of which nobody has told the hours.
struct StopSpec : LayerSpec {
    std::string mode;                           ///< of every row; empty: the field that gives it
    std::map<std::string, std::string> values;  ///< `valeurs`: the file's words → modes
};

/// Something to count in reach: a file of places with a number, or the facilities of a category.
struct OpportunitySpec : LayerSpec {  ///< without a file when `category` is set
    std::string id;
    std::string label;
    std::string category;
    double goal = 0;  ///< of the dual measure; 0: a tenth of all
};

/// `[[contexte]]`: a layer that is carried through to every product as its file has it.
struct ContextSpec : LayerSpec {
    std::string id;  ///< the layer is called contexte_<id>
    std::string title;
    std::string title_en;
    std::vector<std::string> columns;  ///< `colonnes`: of the file, carried on beside `fields`
    std::map<std::string, std::string> values;  ///< `valeurs`: the file's words → the drawing's
    std::string style;                 ///< a drawing of styles/contexte, or a TOML file, as written
    std::filesystem::path style_file;  ///< of such a file, absolute; empty: a drawing by its name
    std::string group = "contexte";    ///< of styles/groupes.toml
    bool visible = true;
    bool reference = false;  ///< its areas are what perimeters are grouped by and compared with

    std::string table() const { return "contexte_" + id; }
};

/// A named destination, in degrees until projected.
struct PlaceSpec {
    std::string id;
    std::string label;
    geo::LonLat at;
};

struct RunConfig {
    std::filesystem::path file;  ///< absolute path of the TOML
    std::string name;            ///< [territoire] nom
    std::string slug;            ///< folder name of the outputs
    std::string language = "fr";
    int crs = 0;  ///< 0: by position
    double buffer_m = 5000;
    /// `emprise`: lon/lat box the data covers; perimeters are cut to it and carry `bord`, census
    /// areas and barriers are cut to it too.
    std::optional<geo::Box> extent_lonlat;
    std::vector<PerimeterKind> priority_geography;  ///< whose residents count as "priority"
    std::vector<Source> sources;
    std::vector<PerimeterSpec> perimeters;
    std::vector<LineageSpec> lineage;
    std::vector<LayerSpec> communes;
    std::vector<LayerSpec> iris;
    std::vector<LayerSpec> epci;  ///< tables commune → EPCI
    std::vector<CensusSpec> census;
    std::vector<GridSpec> grids;
    std::vector<LayerSpec> buildings;
    std::vector<StreetSpec> streets;
    std::vector<LayerSpec> reliefs;  ///< one raster of heights at most
    std::vector<BarrierSpec> barriers;
    std::vector<LayerSpec> timetables;
    std::vector<StopSpec> stops;  ///< `[[arrets]]`: stops without a timetable
    std::vector<FacilitySpec> facilities;
    std::vector<LayerSpec> addresses;    ///< bases of addresses, for `lisiere locate` only
    std::vector<LayerSpec> local_lists;  ///< `[[listes_locales]]`: lived quarters of local actors
    std::vector<ContextSpec> contexts;
    std::vector<PlaceSpec> destinations;
    std::vector<OpportunitySpec> opportunities;
    std::vector<ScenarioSpec> scenarios;
    std::string centre;  ///< id of the destination that is the agglomeration's centre

    std::optional<std::chrono::year_month_day> date;  ///< unset: a typical day is chosen
    /// `date_edition`: the day it is, by which timetables that are over are told; unset: `date`.
    std::optional<std::chrono::year_month_day> edition_date;
    std::string school_zone;                 ///< `zone_scolaire`: "A", "B", "C"; empty: not known
    std::string public_holidays = "france";  ///< `jours_feries`
    access::AccessSettings access;
    unsigned threads = 0;                   ///< 0: as many as cores
    std::uint64_t seed = 20240101;          ///< of random weights
    std::map<std::string, double> weights;  ///< component → weight
    /// `distribution`: what ranks are in, as written; "zone": the residents of the study area.
    /// Empty: nothing is said, the same for all verbs but a refresh.
    std::string distribution_as_written;
    std::filesystem::path distribution;                 ///< absolute; empty: no file
    std::vector<double> isochrone_minutes{5, 10, 15};   ///< empty: none is drawn
    std::vector<double> transit_isochrone_minutes{30};  ///< empty: none is drawn
    std::vector<double> band_distances{300, 500};
    double heavy_disc_m = 500;
    LineageSettings lineage_settings;
    PrintConfig print;
    OutputConfig outputs;
    CatalogueConfig catalogue;
    double repair_tolerance = 0.01;  ///< share of area a repair may change before it is refused
};

/// Reads and checks a configuration. ConfigError with file, line, key, and the nearest known key.
RunConfig read_config(const std::filesystem::path& file);
/// The configuration in full, every default written: goes into the manifest.
std::string to_toml(const RunConfig& config);

}  // namespace lisiere::io
