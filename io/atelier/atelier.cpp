// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/atelier.hpp"

#include <fmt/format.h>

#include <charconv>
#include <random>
#include <utility>

#include "engine/core/error.hpp"
#include "io/atelier/kept_scenarios.hpp"
#include "io/atelier/lookups.hpp"
#include "io/atelier/workbench.hpp"

namespace lisiere::io {
namespace {

constexpr std::string_view lines_type = "application/x-ndjson; charset=utf-8";

std::string line_of(const Json& json) {
    return text_of(json) + "\n";
}

ServiceAnswer as_json(const Json& json, unsigned status = 200) {
    return {status, "application/json; charset=utf-8", line_of(json)};
}

ServiceAnswer refusal(unsigned status, const Trouble& trouble) {
    return as_json(error_json(trouble), status);
}

Json failure(const std::exception& error) {
    if (const auto* told = dynamic_cast<const Error*>(&error)) return error_json(told->trouble());
    return error_json({"atelier", fmt::format("erreur interne, à signaler : {}", error.what()),
                       "une réponse",
                       "le même dessin, et la configuration, à qui suit le programme"});
}

JobQueue::Words words() {
    return {[](std::size_t before) {
                return line_of({{"etape", "attente"}, {"avant", before}});
            },
            [](std::string_view step, double done) {
                return line_of({{"etape", "calcul"}, {"pas", step}, {"part", done}});
            },
            [](const std::exception& error) { return line_of(failure(error)); },
            line_of(error_json({"dessin", "un calcul trop long, arrêté", "un calcul plus court",
                                "moins de changements à la fois, ou lisiere scenario"}))};
}

/// A number of the address, between two bounds. ConfigError.
double argument(const ServiceRequest& request, const std::string& name, double least, double most) {
    const auto given = request.arguments.find(name);
    const std::string text = given == request.arguments.end() ? "" : given->second;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // Not `value < least || …`, which nan is not.
    if (error != std::errc{} || end != text.data() + text.size() ||
        !(value >= least && value <= most))
        throw ConfigError({fmt::format("{}?{}=", request.path, name), fmt::format("« {} »", text),
                           fmt::format("un nombre de {} à {}", least, most), ""});
    return value;
}

geo::LonLat place_of(const ServiceRequest& request) {
    return {argument(request, "lon", -180, 180), argument(request, "lat", -90, 90)};
}

std::string new_token() {
    std::random_device device;  // of the system
    std::string token;
    for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", device());
    return token;
}

}  // namespace

struct Atelier::Parts {
    AtelierOptions options;
    KeptScenarios kept;
    Workbench bench;
    std::string cells;
    std::string facilities;
    std::string stops;
    std::string token = new_token();
    Lookups at_once;  ///< from the server's thread
    Lookups looked;   ///< from that of `looks`
    JobQueue jobs;
    JobQueue looks;

    Parts(RunConfig config, const AtelierOptions& asked, const Progress& progress)
        : options(asked),
          kept(config.file, asked.edition),
          bench(std::move(config), asked.threads, progress),
          cells(line_of(bench.cells())),
          at_once(bench.base()),
          looked(bench.base()),
          jobs(asked.jobs, words()),
          looks(asked.jobs, words()) {
        facilities = line_of(at_once.facilities());
        stops = line_of(at_once.stops());
    }

    Json state() const {
        const Inputs& in = bench.base().inputs;
        Json categories = Json::array();
        for (const access::Category& category : in.categories)
            categories.push_back(
                {{"id", category.id}, {"libelle", category.label}, {"panier", category.basket}});
        return {{"version", LISIERE_VERSION},
                {"territoire", bench.config().name},
                {"edition", options.edition},
                {"horaires", in.timetable.has_value()},
                {"categories", categories},
                {"limites",
                 {{"octets", options.request.bytes},
                  {"changements", options.request.changes},
                  {"points", options.request.vertices}}}};
    }

    ServiceAnswer draw(const ServiceRequest& request) {
        ScenarioSpec spec = parse_request(request.body, options.request);
        const auto tables = request.arguments.find("tables");
        const Workbench::Asked asked{tables != request.arguments.end() &&
                                     tables->second == "toutes"};
        AnswerStream stream;
        const bool taken = jobs.add(stream, [this, spec = std::move(spec), asked](
                                                const AnswerStream& to, const Progress& progress) {
            bench.answer(
                spec, asked, [&](const Json& part) { to.write(line_of(part)); }, progress);
        });
        return taken ? ServiceAnswer{200, lines_type, stream} : busy();
    }

    ServiceAnswer walk(const ServiceRequest& request) {
        const geo::LonLat place = place_of(request);
        const Minutes limit{argument(request, "minutes", 1, 30)};
        AnswerStream stream;
        const bool taken =
            looks.add(stream, [this, place, limit](const AnswerStream& to, const Progress&) {
                to.write(line_of(looked.walk_from(place, limit)));
            });
        return taken ? ServiceAnswer{200, lines_type, stream} : busy();
    }

    ServiceAnswer cross(const ServiceRequest& request) {
        const auto given = request.arguments.find("quartier");
        std::string quarter = given == request.arguments.end() ? "" : given->second;
        AnswerStream stream;
        const bool taken =
            looks.add(stream, [this, quarter](const AnswerStream& to, const Progress& progress) {
                to.write(line_of(looked.best_crossings(quarter, progress)));
            });
        return taken ? ServiceAnswer{200, lines_type, stream} : busy();
    }

    ServiceAnswer keep(const ServiceRequest& request) {
        if (!holds(request.token))
            return refusal(403, {"Lisiere-Jeton", "un autre jeton, ou aucun", "celui de l'adresse",
                                 "ouvrir l'adresse que lisiere atelier a écrite"});
        const ScenarioSpec scenario = parse_request(request.body, options.request);
        const auto replaces = request.arguments.find("remplace");
        const KeptScenarios::Outcome outcome = kept.keep(
            scenario,
            replaces == request.arguments.end() ? std::nullopt : std::optional(replaces->second));
        if (outcome.kept) return as_json({{"garde", scenario.name}});
        Json answer = error_json({"nom", fmt::format("« {} », déjà pris", scenario.name),
                                  "un nom qu'aucun scénario ne porte",
                                  "changer de nom, ou remplacer celui qui est là"});
        answer["existe"] = outcome.existing;
        return as_json(answer, 409);
    }

    /// Every digit is looked at: the time that it takes tells nothing.
    bool holds(const std::optional<std::string_view>& shown) const {
        if (!shown || shown->size() != token.size()) return false;
        unsigned differs = 0;
        for (std::size_t i = 0; i < token.size(); ++i)
            differs |= static_cast<unsigned>((*shown)[i] ^ token[i]);
        return differs == 0;
    }

    static ServiceAnswer busy() {
        return refusal(503, {"atelier", "trop de calculs en attente", "une place",
                             "attendre un moment, et demander à nouveau"});
    }
};

Atelier::Atelier(RunConfig config, const AtelierOptions& options, const Progress& progress)
    : parts_(std::make_unique<Parts>(std::move(config), options, progress)) {}

Atelier::~Atelier() = default;

std::size_t Atelier::most_bytes() const {
    return parts_->options.request.bytes;
}

void Atelier::stop() {
    parts_->jobs.stop();
    parts_->looks.stop();
}

const std::string& Atelier::token() const {
    return parts_->token;
}

ServiceAnswer Atelier::answer(ServiceRequest request) {
    const std::string_view place = request.path.substr(path().size());
    const bool posts = request.method == "POST";
    try {
        if (!posts && (place.empty() || place == "/")) return as_json(parts_->state());
        if (!posts && place == "/carreaux")
            return {200, "application/geo+json; charset=utf-8", parts_->cells};
        if (!posts && place == "/equipements")
            return {200, "application/geo+json; charset=utf-8", parts_->facilities};
        if (!posts && place == "/arrets")
            return {200, "application/geo+json; charset=utf-8", parts_->stops};
        if (!posts && place == "/franchissements") return parts_->cross(request);
        if (!posts && place == "/rue") {
            constexpr double near_m = 60;
            return as_json(parts_->at_once.street_at(place_of(request), near_m));
        }
        if (!posts && place == "/isochrone") return parts_->walk(request);
        if (posts && place == "/scenario") return parts_->draw(request);
        if (place == "/scenarios")
            return posts ? parts_->keep(request) : as_json(parts_->kept.all());
    } catch (const OutputError& error) {
        return refusal(500, error.trouble());
    } catch (const Error& error) {
        return refusal(400, error.trouble());
    } catch (const std::exception& error) {
        return as_json(failure(error), 500);
    }
    return refusal(404, {std::string(request.path), "rien de ce nom",
                         "GET /atelier, /atelier/carreaux, /atelier/equipements, /atelier/arrets, "
                         "/atelier/rue, /atelier/isochrone, /atelier/franchissements, "
                         "/atelier/scenarios, POST /atelier/scenario, /atelier/scenarios",
                         ""});
}

}  // namespace lisiere::io
