// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <set>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/config/run_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view real_data_variable = "LISIERE_REAL_DATA";

class Reader {
  public:
    explicit Reader(fs::path file) : file_(fs::absolute(std::move(file)).lexically_normal()) {}

    RunConfig read() {
        toml::table table;
        try {
            table = toml::parse(read_file(), file_.string());
        } catch (const toml::parse_error& error) {
            throw ConfigError(
                {fmt::format("{}, ligne {}", file_.string(), error.source().begin.line),
                 std::string(error.description()), "du TOML valide",
                 "vérifier guillemets, crochets et virgules à cette ligne"});
        }
        Section root(table, "", file_.string());
        config_.file = file_;
        sources(root);
        territory(root);
        layers(root);
        computing(root);
        root.finish();
        check();
        return std::move(config_);
    }

  private:
    std::string read_file() const {
        try {
            return read_text(file_);
        } catch (const InputError& error) {
            throw ConfigError(error.trouble());  // the configuration itself: exit code 2
        }
    }

    void sources(Section& root) {
        for (auto& [id, section] : root.named_tables("sources")) {
            Source source;
            source.id = id;
            source.title = section.required_text("titre", "le titre de la source");
            source.producer = section.text("producteur").value_or("");
            source.licence = section.text("licence").value_or("");
            source.vintage = section.text("millesime").value_or("");
            source.url = section.text("url").value_or("");
            section.finish();
            source_ids_.insert(id);
            config_.sources.push_back(std::move(source));
        }
    }

    void territory(Section& root) {
        auto section = root.table("territoire");
        if (!section)
            root.fail("territoire", "rien", "une table [territoire] avec au moins nom = \"...\"");
        config_.name = section->required_text("nom", "le nom du territoire");
        config_.slug = section->text("dossier").value_or(slug(config_.name));
        config_.language = section->choice("langue", {"fr", "en"}).value_or("fr");
        config_.crs = static_cast<int>(section->integer("crs", 1024, 32767).value_or(0));
        config_.buffer_m = section->number("tampon_m", 0, 100000).value_or(config_.buffer_m);
        if (const auto box = section->numbers("emprise", -180, 180); !box.empty()) {
            if (box.size() != 4 || box[0] >= box[2] || box[1] >= box[3])
                section->fail("emprise", fmt::format("{} nombres", box.size()),
                              "ouest, sud, est, nord en degrés : [3.02, 50.62, 3.08, 50.66]");
            config_.extent_lonlat = geo::Box{box[0], box[1], box[2], box[3]};
        }
        const auto kinds = section->texts("geographie_prioritaire");
        for (const std::string& kind : kinds) {
            const auto parsed = parse_perimeter_kind(kind);
            if (!parsed)
                section->fail("geographie_prioritaire", fmt::format("\"{}\"", kind),
                              "quartier_prioritaire, veille_active, quartier_vecu ou comparaison");
            config_.priority_geography.push_back(*parsed);
        }
        // The State counts QPV only; Region and Department add veille active (design 4).
        if (kinds.empty()) config_.priority_geography = {PerimeterKind::quartier_prioritaire};
        section->finish();
    }

    static std::string slug(const std::string& name) {
        std::string out;
        for (const char c : name) {
            const auto u = static_cast<unsigned char>(c);
            if (std::isalnum(u) != 0 && u < 128)
                out += static_cast<char>(std::tolower(u));
            else if (!out.empty() && out.back() != '-')
                out += '-';
        }
        while (!out.empty() && out.back() == '-') out.pop_back();
        return out.empty() ? "territoire" : out;
    }

    fs::path resolve(Section& section, const std::string& written) {
        std::string text = written;
        const std::string marker = "$" + std::string(real_data_variable);
        if (text.starts_with(marker)) {
            const char* folder = std::getenv(real_data_variable.data());
            if (folder == nullptr)
                section.fail(
                    "fichier", fmt::format("{} sans valeur dans l'environnement", marker),
                    "le dossier des données réelles",
                    fmt::format("{}=/chemin/vers/les/donnees lisiere …", real_data_variable));
            text = folder + text.substr(marker.size());
        }
        const fs::path path(text);
        return (path.is_absolute() ? path : file_.parent_path() / path).lexically_normal();
    }

    void layer(Section& section, LayerSpec& spec) {
        spec.key = section.path();
        spec.file_as_written = section.required_text("fichier", "le chemin d'un fichier");
        spec.file = resolve(section, spec.file_as_written);
        if (!fs::exists(spec.file))
            throw InputError({fmt::format("{}, clé {}.fichier", file_.string(), spec.key),
                              fmt::format("\"{}\", qui n'existe pas", spec.file.string()),
                              "un fichier existant",
                              "le chemin part du dossier de la configuration"});
        spec.layer = section.text("couche").value_or("");
        spec.source = section.text("source").value_or("");
        if (!spec.source.empty() && !source_ids_.contains(spec.source))
            section.fail("source", fmt::format("\"{}\"", spec.source), "une source déclarée",
                         fmt::format("ajouter une table [sources.{}]", spec.source));
        spec.crs = static_cast<int>(section.integer("crs", 1024, 32767).value_or(0));
        spec.fields = section.text_map("champs");
        if (auto filter = section.table("filtre")) {
            spec.filter_field = filter->required_text("champ", "le champ à filtrer");
            spec.filter_values = filter->texts("valeurs");
            if (spec.filter_values.empty())
                filter->fail("valeurs", "rien", "au moins une valeur : [\"QP059074\"]");
            filter->finish();
        }
    }

    void layers(Section& root) {
        for (Section& section : root.tables("perimetres")) {
            PerimeterSpec spec;
            layer(section, spec);
            spec.kind =
                *parse_perimeter_kind(section
                                          .choice("genre", {"quartier_prioritaire", "veille_active",
                                                            "quartier_vecu", "comparaison"})
                                          .value_or("quartier_prioritaire"));
            const auto generation = section.integer("generation", 2015, 2024);
            if (generation && *generation != 2015 && *generation != 2024)
                section.fail("generation", std::to_string(*generation), "2015 ou 2024");
            if (generation)
                spec.generation = *generation == 2015 ? Generation::g2015 : Generation::g2024;
            const bool official = spec.kind == PerimeterKind::quartier_prioritaire;
            spec.statut = section.choice("statut", {"officiel", "local"})
                                      .value_or(official ? "officiel" : "local") == "officiel"
                              ? Statut::officiel
                              : Statut::local;
            spec.by = section.choice("par", {"iris", "commune"}).value_or("");
            spec.kind_field = section.text("champ_genre").value_or("");
            section.finish();
            config_.perimeters.push_back(std::move(spec));
        }
        plain(root, "communes", config_.communes);
        plain(root, "iris", config_.iris);
        for (Section& section : root.tables("recensement")) {
            CensusSpec spec;
            layer(section, spec);
            spec.vintage = static_cast<int>(section.integer("millesime", 1962, 2100).value_or(0));
            spec.scale = section.choice("echelle", {"iris", "commune", "qpv"}).value_or("iris");
            section.finish();
            config_.census.push_back(std::move(spec));
        }
        for (Section& section : root.tables("population")) {
            GridSpec spec;
            layer(section, spec);
            spec.kind =
                section.choice("type", {"carreaux", "points"}).value_or("carreaux") == "points"
                    ? GridSpec::Kind::points
                    : GridSpec::Kind::carreaux;
            section.finish();
            config_.grids.push_back(std::move(spec));
        }
        for (Section& section : root.tables("rues")) {
            StreetSpec spec;
            layer(section, spec);
            spec.kind = section.choice("type", {"osm", "lignes"}).value_or("osm") == "osm"
                            ? StreetSpec::Kind::osm
                            : StreetSpec::Kind::lignes;
            spec.speed_kmh = section.number("vitesse_kmh", 0.5, 10).value_or(0);
            section.finish();
            config_.streets.push_back(std::move(spec));
        }
        for (Section& section : root.tables("coupures")) {
            BarrierSpec spec;
            layer(section, spec);
            spec.kind = section.choice("type", {"osm", "vecteur"}).value_or("vecteur") == "osm"
                            ? BarrierSpec::Kind::osm
                            : BarrierSpec::Kind::vecteur;
            spec.type = section
                            .choice("nature", {"voie_ferree", "autoroute", "voie_rapide",
                                               "cours_eau", "emprise_fermee", "autre"})
                            .value_or("");
            section.finish();
            config_.barriers.push_back(std::move(spec));
        }
        plain(root, "horaires", config_.timetables);
        for (Section& section : root.tables("equipements")) {
            FacilitySpec spec;
            layer(section, spec);
            const std::string type =
                section.choice("type", {"bpe", "points", "osm"}).value_or("bpe");
            spec.kind = type == "bpe"   ? FacilitySpec::Kind::bpe
                        : type == "osm" ? FacilitySpec::Kind::osm
                                        : FacilitySpec::Kind::points;
            spec.category = section.text("categorie").value_or("");
            spec.bpe_vintage =
                static_cast<int>(section.integer("millesime", 1990, 2100).value_or(0));
            section.finish();
            config_.facilities.push_back(std::move(spec));
        }
        for (Section& section : root.tables("destinations")) {
            PlaceSpec place;
            place.id = section.required_text("id", "un identifiant : \"centre\"");
            place.label = section.text("nom").value_or(place.id);
            const auto lon = section.number("lon", -180, 180);
            const auto lat = section.number("lat", -90, 90);
            if (!lon || !lat)
                section.fail(lon ? "lat" : "lon", "rien", "des degrés : lon = 3.52, lat = 50.36");
            place.at = {*lon, *lat};
            section.finish();
            config_.destinations.push_back(std::move(place));
        }
    }

    void plain(Section& root, const std::string& key, std::vector<LayerSpec>& specs) {
        for (Section& section : root.tables(key)) {
            LayerSpec spec;
            layer(section, spec);
            section.finish();
            specs.push_back(std::move(spec));
        }
    }

    void computing(Section& root) {
        auto section = root.table("calcul");
        if (!section) return;
        if (const auto date = section->text("date")) config_.date = parse_date(*section, *date);
        const auto window = section->texts("fenetre");
        if (!window.empty()) {
            if (window.size() != 2)
                section->fail("fenetre", fmt::format("{} heures", window.size()),
                              "deux heures : [\"07:00\", \"09:00\"]");
            config_.access.window.start = parse_time(*section, window[0]);
            config_.access.window.end = parse_time(*section, window[1]);
            if (config_.access.window.end <= config_.access.window.start)
                section->fail("fenetre", fmt::format("{} à {}", window[0], window[1]),
                              "un début avant la fin");
        }
        if (const auto step = section->integer("pas_s", 30, 3600))
            config_.access.window.step = Seconds{static_cast<std::int32_t>(*step)};
        if (const auto thresholds = section->numbers("seuils_min", 1, 240); !thresholds.empty())
            config_.access.thresholds_min = thresholds;
        minutes(*section, "marche_max_min", config_.access.walk_limit);
        minutes(*section, "marche_arret_min", config_.access.stop_walk_limit);
        minutes(*section, "marche_correspondance_min", config_.access.transfer_walk_limit);
        if (const auto limit = section->number("trajet_max_min", 10, 360))
            config_.access.limits.max_time = Seconds{static_cast<std::int32_t>(*limit * 60)};
        if (const auto rides = section->integer("montees_max", 1, 8))
            config_.access.limits.max_rides = static_cast<unsigned>(*rides);
        if (const auto limit = section->number("rattachement_m", 10, 5000))
            config_.access.snap.limit = Metres{*limit};
        config_.centre = section->text("centre").value_or("");
        config_.threads = static_cast<unsigned>(section->integer("fils", 0, 256).value_or(0));
        config_.seed =
            static_cast<std::uint64_t>(section->integer("graine", 0, INT64_MAX)
                                           .value_or(static_cast<std::int64_t>(config_.seed)));
        config_.weights = section->number_map("poids", 0, 1000);
        static const std::set<std::string> components{"coupures", "permeabilite", "desserte",
                                                      "eloignement", "acces_routier"};
        for (const auto& [name, weight] : config_.weights)
            if (!components.contains(name))
                section->fail("poids", fmt::format("la composante \"{}\"", name),
                              "coupures, permeabilite, desserte, eloignement, acces_routier");
        if (const auto bands = section->numbers("bandes_m", 1, 10000); !bands.empty())
            config_.band_distances = bands;
        config_.heavy_disc_m = section->number("divat_m", 50, 5000).value_or(config_.heavy_disc_m);
        config_.repair_tolerance =
            section->number("tolerance_reparation", 0, 1).value_or(config_.repair_tolerance);
        section->finish();
    }

    static void minutes(Section& section, const std::string& key, Minutes& target) {
        if (const auto value = section.number(key, 1, 240)) target = Minutes{*value};
    }

    static Seconds parse_time(const Section& section, const std::string& text) {
        int hours = 0;
        int mins = 0;
        char rest = 0;
        if (std::sscanf(text.c_str(), "%2d:%2d%c", &hours, &mins, &rest) != 2 || hours < 0 ||
            hours > 30 || mins < 0 || mins > 59)
            section.fail("fenetre", fmt::format("\"{}\"", text), "une heure comme \"07:00\"");
        return Seconds{hours * 3600 + mins * 60};
    }

    static std::chrono::year_month_day parse_date(const Section& section, const std::string& text) {
        int year = 0;
        unsigned month = 0;
        unsigned day = 0;
        char rest = 0;
        if (std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3) {
            const std::chrono::year_month_day date{
                std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
            if (date.ok()) return date;
        }
        section.fail("date", fmt::format("\"{}\"", text), "une date comme \"2026-03-17\"");
    }

    void check() const {
        const std::string where = file_.string();
        if (config_.perimeters.empty())
            throw ConfigError({where, "aucun périmètre", "au moins une table [[perimetres]]",
                               "[[perimetres]] puis fichier = \"qpv.gpkg\""});
        std::set<std::string> ids;
        for (const PlaceSpec& place : config_.destinations)
            if (!ids.insert(place.id).second)
                throw ConfigError({where + ", clé destinations",
                                   fmt::format("deux fois \"{}\"", place.id),
                                   "un identifiant par destination", ""});
        if (!config_.centre.empty() && !ids.contains(config_.centre))
            throw ConfigError({where + ", clé calcul.centre", fmt::format("\"{}\"", config_.centre),
                               "l'identifiant d'une destination déclarée",
                               "ajouter une table [[destinations]]"});
    }

    fs::path file_;
    RunConfig config_;
    std::set<std::string> source_ids_;
};

}  // namespace

RunConfig read_config(const fs::path& file) {
    return Reader(file).read();
}

}  // namespace lisiere::io
