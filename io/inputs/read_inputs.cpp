// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>

#include "engine/atlas/calibrate.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/geo/measure.hpp"
#include "engine/territory/sectors.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/config/read_publication.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_context.hpp"
#include "io/gtfs/holidays.hpp"
#include "io/gtfs/service.hpp"
#include "io/inputs/cut_columns.hpp"
#include "io/inputs/extent.hpp"
#include "io/inputs/input_summary.hpp"
#include "io/inputs/read_local_lists.hpp"
#include "io/inputs/read_networks.hpp"
#include "io/inputs/read_scenario.hpp"
#include "io/inputs/run_styles.hpp"
#include "io/inputs/settle_territory.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_census.hpp"
#include "io/layers/read_epci.hpp"
#include "io/layers/read_lineage.hpp"
#include "io/layers/read_local.hpp"
#include "io/layers/read_perimeters.hpp"
#include "io/layers/working_crs.hpp"
#include "io/reference/access_reference.hpp"
#include "io/reference/categories.hpp"
#include "io/reference/distribution_file.hpp"
#include "io/reference/periods.hpp"
#include "io/reference/person_names.hpp"
#include "io/reference/read_indicators.hpp"
#include "io/reference/read_supply_index.hpp"
#include "io/reference/reduced_vat_reference.hpp"
#include "io/reference/reference.hpp"

namespace lisiere::io {
namespace {

/// What to do with an InputError of one layer: throw it at once (run), or keep it and go on
/// (check).
using OnError = std::function<void(const InputError&)>;

class InputsReader {
  public:
    InputsReader(const RunConfig& config, Threads threads, const Progress& progress,
                 OnError on_error)
        : config_(config),
          threads_(threads),
          progress_(progress),
          on_error_(std::move(on_error)),
          categories_(read_categories(data_folder() / "geodata" / "reference", config.language)),
          persons_(read_person_names(data_folder() / "geodata" / "reference", categories_.list(),
                                     config.language)),
          styles_(run_styles(config)) {}

    ReadOutcome read() {
        references();
        // A check goes on after perimeters that cannot be read: any system in metres will do to
        // look at the rest.
        if (attempt([&] { working_system(); }))
            attempt([&] { territory(); });
        else
            use_system({3857});
        census();
        const NetworkContext networks{config_,     context(), *projector_,
                                      categories_, threads_,  progress_};
        attempt([&] { in().population = read_all_population(networks, notices()); });
        require_calibration();
        attempt([&] { in().buildings = read_all_buildings(networks, notices()); });
        attempt([&] {
            Streets streets = read_all_streets(networks, notices());
            in().streets = std::move(streets.walking);
            in().cycling = std::move(streets.cycling);
            in().driving = std::move(streets.driving);
        });
        attempt([&] { in().barriers = read_all_barriers(networks, notices()); });
        if (!config_.distribution.empty())
            attempt([&] { in().distribution = read_distribution(config_.distribution); });
        attempt([&] { in().timetable = read_all_timetables(networks, notices()); });
        attempt([&] {
            in().facilities = read_all_facilities(networks, iris_layer(),
                                                  in().territory.communes.items(), notices());
        });
        attempt([&] {
            in().opportunities = read_all_opportunities(networks, in().facilities, notices());
        });
        attempt([&] {
            in().local_lists =
                read_local_lists(config_, in(), categories_, persons_, *projector_, notices());
        });
        take_person_names_away(in().facilities, persons_);
        for (const ContextSpec& spec : config_.contexts)
            attempt([&] {
                in().context.push_back(
                    read_context(spec, *styles_.find(spec.table()), context(), notices()));
                if (spec.reference)
                    assign_sectors(sectors_of(in().context.back(), notices()), in().territory,
                                   notices());
            });
        if (in().timetable) attempt([&] { days(); });
        // After the days, which are chosen among those of the trips alone.
        attempt([&] { add_all_stops(networks, in().timetable, notices()); });
        destinations();
        return std::move(outcome_);
    }

    ReadOutcome read_territory() {
        working_system();
        territory();
        return std::move(outcome_);
    }

  private:
    Inputs& in() { return outcome_.inputs; }
    Notices& notices() { return outcome_.notices; }
    ReadContext context() { return {crs_, config_.repair_tolerance, window_, &outcome_.read}; }

    bool attempt(const std::function<void()>& work) {
        try {
            work();
            return true;
        } catch (const InputError& error) {
            on_error_(error);
            return false;
        }
    }

    void references() {
        in().categories = categories_.list();
        for (const std::string& service : config_.access.services)
            categories_.require(service, config_.file.string() + ", clé calcul.services");
        in().visit_rates = read_visit_rates();
        join_visit_rates(in().categories, in().visit_rates);
        const std::filesystem::path reference = data_folder() / "geodata" / "reference";
        in().indicators = read_indicators(reference / "indicateurs.csv", config_.language);
        in().secrecy = read_secrecy(reference / "secret.csv");
        in().identities = read_identities(reference / "identites.csv");
        in().few_units = read_few_units(reference / "effectifs_faibles.csv");
        in().interval_references = read_interval_references(reference / "intervalles.csv");
        in().adjustments = parse_adjustments(read_text(reference / "recalage.csv"), "recalage.csv");
        in().roundings = parse_roundings(read_text(reference / "arrondis.csv"), "arrondis.csv");
        in().reserves =
            parse_reserves(read_text(reference / "reserves.csv"), "reserves.csv", config_.language);
        in().reduced_vat =
            parse_reduced_vat(read_text(reference / "tva_reduite.csv"), "tva_reduite.csv");
        in().periods = periods_of(read_periods());
        in().supply_index = read_supply_index(reference / "indice_offre.csv");
        in().measures = read_enclosure_measures(reference, config_.language);
        in().motorways = read_motorway_kinds(reference);
        in().choices = read_choices(reference, in().measures, config_.language);
        in().wording = read_wording(reference, config_.language);
        AccessReference access = read_access_reference(reference, config_.language);
        in().opportunity_measures = std::move(access.measures);
        in().floating_rules = std::move(access.floating);
        in().poverty_lines = std::move(access.poverty);
    }

    void working_system() {
        report(progress_, "lecture des périmètres", 0);
        use_system(working_crs(config_));
    }

    void use_system(geo::Crs crs) {
        crs_ = crs;
        projector_ = std::make_unique<Projector>(crs_);
    }

    void territory() {
        Territory& territory = in().territory;
        territory.name = config_.name;
        territory.crs = crs_;

        // Lists that designate perimeters by IRIS or commune need those layers whole, before any
        // window is known.
        const bool by_list =
            std::any_of(config_.perimeters.begin(), config_.perimeters.end(),
                        [](const PerimeterSpec& spec) { return !spec.by.empty(); });
        std::vector<Commune> communes;
        if (by_list) {
            read_communes_now(communes);
            read_iris_now();
        }
        territory.perimeters = read_perimeters(
            config_.perimeters, context(),
            {in().areas.empty() ? nullptr : &in().areas.front(), communes}, notices());
        leave_out_far_perimeters(territory.perimeters, *projector_, notices());
        cut_to_extent();
        geo::Box box;
        for (const Perimeter& perimeter : territory.perimeters)
            if (perimeter.shape) box.extend(geo::bounds(*perimeter.shape));
        window_ = box.grown(config_.buffer_m);
        if (!by_list) {
            attempt([&] { read_communes_now(communes); });
            attempt([&] { read_iris_now(); });
        }
        for (census::AreaTable& areas : in().areas) settle_communes(areas, communes, notices());
        for (Commune& commune : communes) territory.communes.push_back(std::move(commune));
        // Quarters that nobody has drawn say nothing of where the territory is.
        if (box.empty())
            for (const Commune& commune : territory.communes)
                box.extend(geo::bounds(commune.shape));
        if (box.empty())
            throw InputError({config_.file.string() + ", clé perimetres",
                              "aucun périmètre n'a de contour, et aucune commune n'est déclarée",
                              "de quoi savoir où est le territoire",
                              "déclarer une couche de périmètres, ou [[communes]]"});
        study_area(box);
        attempt([&] { in().former = read_former(config_.lineage, context(), notices()); });
        attempt([&] { in().passages = read_passages(config_.lineage, notices()); });
        report(progress_, "lecture des périmètres", 1);
    }

    void read_communes_now(std::vector<Commune>& communes) {
        for (const LayerSpec& spec : config_.communes)
            for (Commune& commune : read_communes(spec, context(), notices()))
                communes.push_back(std::move(commune));
        EpciSizes& sizes = in().territory.epci_communes;
        for (const LayerSpec& spec : config_.epci)
            for (const auto& [epci, count] : join_epci(spec, communes, notices()))
                sizes[epci] += count;
        if (config_.epci.empty()) sizes = epci_in_contours(config_.communes, communes);
        settle_epci(communes, sizes, notices());
    }
    void read_iris_now() {
        for (const LayerSpec& spec : config_.iris) {
            in().areas.push_back(read_iris(spec, context(), notices()));
            if (may_be_shapefile(spec.file))
                drop_cut_columns(in().areas.back(), spec.source, in().indicators, notices());
        }
    }

    /// The declared communes and the perimeters, with the buffer: what every later layer is loaded
    /// up to.
    void study_area(geo::Box box) {
        for (const Commune& commune : in().territory.communes) {
            const geo::Box own = geo::bounds(commune.shape);
            if (own.intersects(box)) box.extend(own);
        }
        in().territory.study_area = box.grown(config_.buffer_m);
        window_ = in().territory.study_area;
    }

    void cut_to_extent() {
        if (!config_.extent_lonlat) return;
        in().extent = extent_shape(*config_.extent_lonlat, *projector_);
        cut_perimeters(in().territory.perimeters, in().extent, config_, in().kept_share, notices());
    }

    void census() {
        report(progress_, "lecture du recensement", 0);
        for (const CensusSpec& spec : config_.census)
            attempt([&] {
                if (spec.scale == "qpv") {
                    std::vector<census::OfficialValue> values = read_official(spec, notices());
                    note_strangers(spec, values);
                    for (census::OfficialValue& value : values)
                        in().official.push_back(std::move(value));
                } else if (spec.long_form) {
                    for (census::LocalValue& value : read_local(
                             spec, in().territory.communes.items(), in().indicators, notices()))
                        in().local.push_back(std::move(value));
                } else if (spec.scale == "commune") {
                    join_census(spec, commune_table(), notices());
                } else if (config_.iris.empty() && !in().territory.communes.empty()) {
                    join_census_by_commune(spec, commune_table(), notices());
                } else if (iris_layer() == nullptr) {
                    throw InputError({fmt::format("{}, clé {}", config_.file.string(), spec.key),
                                      "une table par IRIS sans contours d'IRIS ni de communes",
                                      "une table [[iris]], ou [[communes]] pour des sommes",
                                      "ajouter [[iris]] fichier = \"contours-iris.gpkg\""});
                } else {
                    join_census(spec, in().areas.front(), notices(),
                                year_of(in().areas.front().source));
                }
                if (spec.method) in().methods[spec.source] = *spec.method;
            });
        for (const CensusSpec& spec : config_.census)
            if (may_be_shapefile(spec.file))
                for (census::AreaTable& areas : in().areas)
                    drop_cut_columns(areas, spec.source, in().indicators, notices());
        check_plausibility();
        if (!in().extent.empty()) cut_areas(in().areas, in().extent, notices());
        report(progress_, "lecture du recensement", 1);
    }

    /// Quarters of an official table that are none of the run's: told, and a warning when they are
    /// all of them.
    void note_strangers(const CensusSpec& spec, const std::vector<census::OfficialValue>& values) {
        std::set<std::string> quarters;
        for (const census::OfficialValue& value : values) quarters.insert(value.perimeter);
        std::set<std::string> known;
        for (const Perimeter& perimeter : in().territory.perimeters) known.insert(perimeter.id);
        for (const Perimeter& perimeter : in().former) known.insert(perimeter.id);
        std::vector<std::string> strangers;
        std::set_difference(quarters.begin(), quarters.end(), known.begin(), known.end(),
                            std::back_inserter(strangers));
        if (strangers.empty()) return;
        const bool all = strangers.size() == quarters.size();
        notices().add(
            all ? Severity::avertissement : Severity::info,
            {"officiel_sans_quartier", {{"tous", all ? "oui" : "non"}}}, spec.file_as_written,
            {{"ici", strangers.front()}, {"la", known.empty() ? "aucun" : *known.begin()}},
            strangers.size());
    }

    void check_plausibility() {
        const auto rules = read_checks(data_folder() / "geodata" / "reference" / "controles.csv");
        for (const census::AreaTable& areas : in().areas)
            census::check_values(census::value_table(areas), rules, notices());
        const auto tables = census::value_tables(in().official);
        for (const census::ValueTable& table : tables)
            census::check_values(table, rules, notices());
        census::check_editions(tables, rules, notices());
    }

    /// The year that the source of a layer is declared with; empty if it is not.
    std::string year_of(const std::string& source) const {
        for (const Source& one : config_.sources)
            if (one.id == source) return one.vintage;
        return {};
    }

    /// The IRIS, which come before any table of whole communes; null without them.
    const census::AreaTable* iris_layer() const {
        const auto& areas = outcome_.inputs.areas;
        return areas.empty() || areas.front().references_only ? nullptr : &areas.front();
    }

    /// The communes as areas of their own, one layer a file: a column is of one vintage and source.
    census::AreaTable& commune_table() {
        census::AreaTable table = areas_of(in().territory.communes.items());
        table.references_only = true;
        in().areas.push_back(std::move(table));
        return in().areas.back();
    }

    /// What the cells are to be fitted to must be there.
    void require_calibration() const {
        for (const GridSpec& grid : config_.grids) {
            if (grid.calibration.empty() ||
                !calibration_totals(outcome_.inputs.areas, grid.calibration).empty())
                continue;
            throw ConfigError({fmt::format("{}, clé {}.calage", config_.file.string(), grid.key),
                               fmt::format("\"{}\", qu'aucune table ne porte", grid.calibration),
                               "un effectif par IRIS ou par commune, ou la source d'une table de "
                               "population : \"POP\"",
                               "déclarer la table dans [[recensement]]"});
        }
    }

    void days() {
        const transit::Timetable& timetable = *in().timetable;
        const Exchange exchange = [this](const geo::Point& at) {
            const geo::LonLat place = projector_->inverse(at);
            // A latitude of more than 90 degrees is nowhere.
            if (std::abs(place.lon) > 90) return geo::Point{NAN, NAN};
            return (*projector_)(geo::LonLat{place.lat, place.lon});
        };
        // Timetables of elsewhere say nothing about the service here: that is not a service of 0.
        if (near_feeds(timetable, in().territory.study_area, exchange, notices()) == 0) {
            in().timetable.reset();
            return;
        }
        std::optional<transit::Day> wanted;
        if (config_.date) wanted = transit::Day(*config_.date);
        const transit::Holidays holidays =
            read_holidays({config_.school_zone, config_.public_holidays}, timetable, notices(),
                          data_folder() / "geodata" / "reference");
        outcome_.days = run_days(timetable, wanted, holidays, notices());
        if (const auto declared = config_.edition_date ? config_.edition_date : config_.date)
            warn_about_past_feeds(timetable, transit::Day(*declared), notices());
        warn_about_periods(timetable, outcome_.days.service, in().periods, notices());
        warn_about_window(transit::DayTimetable(timetable, outcome_.days.day),
                          config_.access.window, notices());
    }

    void destinations() {
        for (const PlaceSpec& place : config_.destinations)
            in().destinations.push_back({place.id, place.label, (*projector_)(place.at)});
    }

    const RunConfig& config_;
    Threads threads_;
    const Progress& progress_;
    OnError on_error_;
    Categories categories_;
    PersonNames persons_;
    Styles styles_;
    ReadOutcome outcome_;
    geo::Crs crs_;
    std::optional<geo::Box> window_;
    std::unique_ptr<Projector> projector_;
};

std::string plural(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count > 1 ? many : one);
}

std::string summary_of(const Inputs& in) {
    std::string text;
    const auto line = [&text](const std::string& words) { text += "  " + words + "\n"; };
    line(plural(in.territory.perimeters.size(), "périmètre", "périmètres"));
    if (!in.territory.communes.empty())
        line(plural(in.territory.communes.size(), "commune", "communes"));
    for (const census::AreaTable& table : in.areas)
        line(fmt::format("{}, {}",
                         plural(table.areas.size(), "zone de recensement", "zones de recensement"),
                         plural(table.counts.size() + table.rates.size(), "colonne", "colonnes")));
    if (in.population)
        line(plural(in.population->cells.size(), "carreau peuplé", "carreaux peuplés"));
    if (!in.official.empty())
        line(plural(in.official.size(), "valeur officielle", "valeurs officielles"));
    for (const Table& table : in.context)
        line(fmt::format("{} : {}", table.name, plural(table.rows.size(), "objet", "objets")));
    if (!in.local.empty()) line(plural(in.local.size(), "valeur locale", "valeurs locales"));
    const auto streets = [&line](const std::optional<street::StreetGraph>& graph,
                                 const char* suffix) {
        if (!graph) return;
        line(fmt::format("{}, {}{}", plural(graph->node_count(), "carrefour", "carrefours"),
                         plural(graph->edge_count(), "tronçon de rue", "tronçons de rue"), suffix));
    };
    streets(in.streets, "");
    streets(in.cycling, " à vélo");
    streets(in.driving, " en voiture");
    if (in.barriers) line(plural(in.barriers->size(), "tronçon de coupure", "tronçons de coupure"));
    if (in.timetable && !in.timetable->timed())
        line(plural(in.timetable->stops().size(), "arrêt sans horaires", "arrêts sans horaires"));
    else if (in.timetable)
        line(fmt::format("{}, {}, {}", plural(in.timetable->stops().size(), "arrêt", "arrêts"),
                         plural(in.timetable->trips().size(), "course", "courses"),
                         plural(in.timetable->stop_time_count(), "horaire", "horaires")));
    if (!in.facilities.empty()) line(plural(in.facilities.size(), "équipement", "équipements"));
    return text;
}

void stop_at_once(const InputError& error) {
    throw InputError(error.trouble());
}

}  // namespace

ReadOutcome read_inputs(const RunConfig& config, const Fingerprint& files, Threads threads,
                        const Progress& progress) {
    ReadOutcome outcome = InputsReader(config, threads, progress, stop_at_once).read();
    outcome.inputs.sources = sources_of(config, files);
    return outcome;
}

ReadOutcome read_territory(const RunConfig& config, const Progress& progress) {
    return InputsReader(config, Threads{1}, progress, stop_at_once).read_territory();
}

CheckReport check_inputs(const RunConfig& config, const Progress& progress) {
    CheckReport report;
    ReadOutcome outcome = InputsReader(config, Threads{1}, progress, [&](const InputError& error) {
                              report.errors.emplace_back(error.what());
                          }).read();
    report.notices = std::move(outcome.notices);
    report.summary = summary_of(outcome.inputs);
    const ReadLog read = std::move(outcome.read);
    if (report.errors.empty())
        for (const ScenarioSpec& spec : config.scenarios) {
            try {
                const scenario::Scenario scenario =
                    read_scenario(spec, config, outcome.inputs, report.notices);
                with_scenario(outcome.inputs, scenario, config.access.snap, report.notices);
            } catch (const InputError& error) {
                report.errors.emplace_back(error.what());
            }
        }
    report.inputs = std::move(outcome.inputs);
    report.by_input = input_summary(config, report.inputs, read, report.notices, report.errors);
    return report;
}

}  // namespace lisiere::io
