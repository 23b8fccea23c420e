// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/refresh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/compare/compare_editions.hpp"
#include "io/edition/up_to_date.hpp"
#include "io/pipeline/base_publication.hpp"
#include "io/pipeline/run.hpp"
#include "io/reference/distribution_file.hpp"
#include "io/refresh/get_sources.hpp"
#include "io/refresh/headline.hpp"
#include "io/refresh/history.hpp"
#include "io/refresh/kept_distribution.hpp"
#include "io/refresh/moment.hpp"
#include "io/refresh/one_line.hpp"
#include "io/refresh/record.hpp"
#include "io/refresh/refresh_folder.hpp"
#include "io/refresh/refusal.hpp"
#include "io/refresh/retention.hpp"
#include "io/refresh/steady_files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// What the gate throws from within a run: nothing is computed after it.
struct GateClosed {};

fs::path reference(const char* name) {
    return data_folder() / "geodata" / "reference" / name;
}

RefreshOutcome blank(const RefreshedTerritory& territory, const RefreshOptions& options,
                     const RefreshFolder& folder) {
    RefreshOutcome outcome;
    outcome.dry = options.dry;
    outcome.territory = territory.run.name;
    outcome.language = territory.run.language;
    outcome.moment = moment_text(options.now);
    outcome.date = date_text(options.today);
    if (const EditionCard* current = folder.current())
        outcome.edition = outcome.previous = current->name;
    for (const std::string& done : folder.healed()) outcome.remarks.push_back(done);
    return outcome;
}

/// One refresh, from its sources to the link.
class Refresh {
  public:
    Refresh(const RefreshedTerritory& declared, const RefreshOptions& options,
            RefreshFolder& folder, RefreshOutcome& outcome, const Progress& progress)
        : declared_(declared),
          options_(options),
          folder_(folder),
          outcome_(outcome),
          progress_(progress),
          rules_(read_drift_rules(reference("actualisation.csv"), declared.refresh.drift)),
          measures_(read_followed_measures(reference("suivi.csv"))) {
        if (const EditionCard* current = folder.current()) before_ = *current;
    }

    void run() {
        // Before anything is fetched: what stands in the way of the base is said.
        if (declared_.run.outputs.postgis) PostgisPublication(declared_.run.outputs.postgis);
        ready_ =
            get_sources(declared_, before(), folder_, {options_.today, options_.tell}, progress_);
        for (const CardSource& source : ready_.sources)
            if (!source.kept.empty()) outcome_.kept.push_back(source);
        distribution_.emplace(folder_, ready_.config, options_.new_distribution);
        own_ranked_ = ready_.config;
        ready_.config = distribution_->with(std::move(ready_.config));
        steady_.emplace(ready_.config);
        files_ = fingerprint(ready_.config, [this](double done) {
            report(progress_, "empreintes des entrées", done);
        });
        own_ranked_files_ = files_;
        own_ranked_files_.of_base -=
            std::erase_if(own_ranked_files_.inputs, [this](const HashedFile& file) {
                return distribution_->taken() && file.path == distribution_name;
            });
        note_sources();
        if (is_unchanged() || stays_aside() || stays_refused()) return;
        make();
    }

  private:
    const EditionCard* before() const { return before_ ? &*before_ : nullptr; }

    /// The configuration of an edition of that day.
    RunConfig dated(const std::string& date) const { return dated(date, ready_.config); }
    static RunConfig dated(const std::string& date, RunConfig config) {
        if (config.print.date.empty()) config.print.date = date;
        if (!config.edition_date) config.edition_date = parse_date(date);
        return config;
    }
    /// Would an edition of now be that one? The one that the kept distribution comes from was
    /// ranked in it as its own.
    bool is_of(const EditionCard& card) const {
        if (hash_of(dated(card.date), files_) == card.fingerprint) return true;
        return distribution_->is_of(card.name) &&
               hash_of(dated(card.date, own_ranked_), own_ranked_files_) == card.fingerprint;
    }

    void note_sources() {
        for (CardSource& source : ready_.sources) {
            const std::string written = fs::path(source.file).generic_string();
            for (const HashedFile& file : files_.inputs)
                if (file.path == written) {
                    source.sha256 = file.sha256;
                    source.bytes = file.bytes;
                }
            if (before() == nullptr) continue;
            const auto same = std::find_if(
                before_->sources.begin(), before_->sources.end(), [&](const CardSource& other) {
                    return other.key == source.key && other.file == source.file &&
                           other.sha256 == source.sha256;
                });
            if (same != before_->sources.end())
                source.since = same->since;
            else if (std::find(outcome_.changed.begin(), outcome_.changed.end(), source.file) ==
                     outcome_.changed.end())
                outcome_.changed.push_back(source.file);
        }
    }

    bool is_unchanged() {
        if (before() == nullptr || !is_of(*before_)) return false;
        if (!up_to_date(folder_.edition(before_->name), before_->fingerprint)) {
            outcome_.remarks.push_back(fmt::format(
                "l'édition {} n'est plus telle qu'elle a été publiée : refaite", before_->name));
            return false;
        }
        outcome_.end = RefreshEnd::unchanged;
        if (!options_.dry) to_base(*before_);
        outcome_.findings = drift(nullptr, before_->profile, options_.today, rules_);
        return true;
    }

    /// Sources of an edition that `--retour` left: `accept` alone brings it back.
    bool stays_aside() {
        for (const EditionCard& card : folder_.editions()) {
            if (card.put_aside.empty() || !is_of(card)) continue;
            if (!options_.accept.empty() && !options_.dry) {
                EditionCard back = card;
                back.accepted = options_.accept;
                folder_.point_at(back, "");
                to_base(back);
                outcome_.end = RefreshEnd::published;
                outcome_.edition = card.name;
                outcome_.reason =
                    fmt::format("L'édition {}, écartée le {}, est remise en place : {}.", card.name,
                                card.put_aside, options_.accept);
                outcome_.perimeters = card.profile.perimeters.size();
                return true;
            }
            outcome_.end = RefreshEnd::put_aside;
            outcome_.reason = fmt::format(
                "Les sources sont celles de l'édition {}, écartée le {} par --retour : rien n'est "
                "publié tant qu'elles ne changent pas (--accepter MOTIF la remet en place).",
                card.name, card.put_aside);
            return true;
        }
        return false;
    }

    /// Sources that the gate has refused already: judged again by today's rules and day from what
    /// is known of them, without reading or computing anything.
    bool stays_refused() {
        if (!options_.accept.empty()) return false;
        for (const EditionCard& card : refusals(folder_)) {
            if (!is_of(card)) continue;
            outcome_.findings = drift(before() != nullptr ? &before_->profile : nullptr,
                                      card.profile, options_.today, rules_);
            add_results(card);
            if (!refuses(outcome_.findings)) break;
            refuse(fmt::format("sources déjà refusées le {}", card.date));
            outcome_.attempt = card.name;
            return true;
        }
        outcome_.findings.clear();
        return false;
    }

    void add_results(const EditionCard& card) {
        if (before() == nullptr || card.headline.empty()) return;
        std::vector<std::string> codes;
        for (const auto& [code, perimeter] : before_->profile.perimeters) codes.push_back(code);
        for (DriftFinding& finding : judge_results(before_->headline, card.headline, codes, rules_))
            outcome_.findings.push_back(std::move(finding));
    }

    void refuse(const std::string& how) {
        outcome_.end = RefreshEnd::refused;
        for (const DriftFinding& finding : outcome_.findings)
            if (finding.refuses) {
                outcome_.reason = fmt::format("{} : {} — {}", how, finding.layer, finding.sentence);
                return;
            }
    }

    /// May the findings so far be published?
    void pass_gate() {
        if (!refuses(outcome_.findings) || !options_.accept.empty()) return;
        refuse("édition refusée");
        throw GateClosed();
    }

    void make() {
        card_.name = folder_.new_name(options_.now);
        card_.number = folder_.new_number();
        card_.date = outcome_.date;
        card_.sources = ready_.sources;
        const RunConfig config = dated(card_.date);
        card_.fingerprint = hash_of(config, files_);
        if (before() != nullptr && outcome_.changed.empty())
            outcome_.remarks.emplace_back(
                "les sources sont les mêmes : la configuration, les tables de référence ou le "
                "programme ont changé");
        try {
            card_.profile.files = profile_files(ready_.config, files_, known_profiles());
            compute(config);
        } catch (const GateClosed&) {
            outcome_.attempt = card_.name;
            folder_.drop_candidate();
            if (!options_.dry) write_refusal(folder_, card_, outcome_);
            return;
        }
        if (refuses(outcome_.findings)) card_.accepted = options_.accept;
        for (const DriftFinding& finding : outcome_.findings)
            card_.findings.push_back(finding.sentence);
        if (options_.dry) {
            outcome_.end = RefreshEnd::would_publish;
            folder_.drop_candidate();
            return;
        }
        const fs::path made = folder_.candidate_of(card_.name);
        if (before() != nullptr) carry_on(folder_.edition(before_->name), made, outcome_.remarks);
        const PublishedEdition entry{card_.number,           card_.name,
                                     outcome_.moment,        card_.date,
                                     told_in_feed(outcome_), card_.headline};
        seal(made, history_with(folder_, entry), measures_, declared_);
        distribution_->keep();
        BasePublication base(config, made, card_.fingerprint, outcome_.notices, progress_);
        folder_.publish(card_);
        base.commit(outcome_.notices);
        outcome_.end = RefreshEnd::published;
        outcome_.edition = card_.name;
        if (!card_.accepted.empty())
            outcome_.reason =
                fmt::format("Publiée malgré les écarts, sur ordre : {}.", card_.accepted);
        retain(folder_, declared_.refresh, options_.today, outcome_.remarks);
        collect();
    }

    /// The base of `[sorties] postgis` gets the edition that is in place, when it holds another
    /// one.
    void to_base(const EditionCard& card) {
        publish_again(declared_.run, folder_.edition(card.name), card.fingerprint, outcome_.notices,
                      progress_);
    }

    /// The edition is in place: files that could not be removed are for the next time.
    void collect() {
        if (declared_.refresh.remote.empty()) return;
        try {
            collect_sources(folder_, ready_, outcome_.date);
        } catch (const OutputError& error) {
            outcome_.remarks.push_back(on_one_line(error.trouble()));
        }
    }

    /// What the edition in place has, and what was opened when it was fetched.
    std::vector<FileProfile> known_profiles() const {
        std::vector<FileProfile> known;
        if (before() != nullptr) known = before_->profile.files;
        for (FileProfile file : ready_.opened) {
            for (const CardSource& source : ready_.sources)
                if (source.key == file.key) file.sha256 = source.sha256;
            known.push_back(std::move(file));
        }
        return known;
    }

    void compute(const RunConfig& config) {
        RunOptions run;
        run.output = folder_.candidate(card_.name);
        run.threads = options_.threads;
        run.known = known();
        run.on_read = [this](const ReadOutcome& read) {
            measure_inputs(read, card_.profile);
            outcome_.findings = drift(before() != nullptr ? &before_->profile : nullptr,
                                      card_.profile, options_.today, rules_);
            pass_gate();
        };
        RunConfig candidate = config;
        candidate.outputs.postgis = {};  // once it is judged
        const RunOutcome made = io::run(candidate, run, progress_);
        steady_->require_same();
        outcome_.notices = made.notices;
        outcome_.perimeters = made.perimeters;
        outcome_.layers = made.layers;
        outcome_.steps = made.steps;
        card_.headline = headline_of(made.output, measures_);
        tell_what_moved(made.output);
        add_results(card_);
        pass_gate();
    }

    /// What readers of the map will notice, with its causes (io/compare).
    void tell_what_moved(const fs::path& made) {
        constexpr std::size_t most = 10;
        if (before() == nullptr) return;
        try {
            outcome_.moved =
                headlines(compare_editions(folder_.edition(before_->name), made), most, "fr");
        } catch (const InputError& error) {
            outcome_.remarks.push_back("pas de comparaison avec l'édition d'avant : " +
                                       on_one_line(error.trouble()));
        }
    }

    Notices known() const {
        Notices notices;
        for (const CardSource& source : outcome_.kept)
            notices.add(Severity::avertissement, {"source_gardee", {{"date", source.since}}},
                        source.file, {{"motif", source.kept}});
        return notices;
    }

    const RefreshedTerritory& declared_;
    const RefreshOptions& options_;
    RefreshFolder& folder_;
    RefreshOutcome& outcome_;
    const Progress& progress_;
    std::vector<DriftRule> rules_;
    std::vector<FollowedMeasure> measures_;
    std::optional<EditionCard> before_;
    ReadySources ready_;
    std::optional<SteadyFiles> steady_;
    Fingerprint files_;
    std::optional<KeptDistribution> distribution_;
    RunConfig own_ranked_;  ///< what is declared, the kept distribution aside
    Fingerprint own_ranked_files_;
    EditionCard card_;
};

fs::path folder_of(const RefreshedTerritory& territory, const RefreshOptions& options) {
    return options.folder.empty() ? territory.refresh.folder : options.folder;
}

}  // namespace

RefreshOutcome refresh(const RefreshedTerritory& territory, const RefreshOptions& options,
                       const Progress& progress) {
    RefreshFolder folder(folder_of(territory, options), territory.run.name, options.now);
    RefreshOutcome outcome = blank(territory, options, folder);
    const auto failed = [&](RefreshEnd end, const std::string& reason) {
        outcome.end = end;
        outcome.reason = reason;
        folder.drop_candidate();
    };
    try {
        Refresh(territory, options, folder, outcome, progress).run();
    } catch (const ConfigError& error) {
        failed(RefreshEnd::failed, on_one_line(error.trouble()));
        record(outcome, territory.refresh, folder);
        throw;
    } catch (const InputError& error) {
        failed(RefreshEnd::input_refused, on_one_line(error.trouble()));
    } catch (const OutputError& error) {
        failed(RefreshEnd::failed, on_one_line(error.trouble()));
    } catch (const Cancelled&) {
        failed(RefreshEnd::failed, "interrompue");
        record(outcome, territory.refresh, folder);
        throw;
    } catch (const std::exception& error) {
        failed(RefreshEnd::failed, error.what());  // memory, or a fault of ours: told by the caller
        record(outcome, territory.refresh, folder);
        throw;
    }
    folder.drop_candidate();
    record(outcome, territory.refresh, folder);
    return outcome;
}

RefreshOutcome go_back(const RefreshedTerritory& territory, const RefreshOptions& options) {
    RefreshFolder folder(folder_of(territory, options), territory.run.name, options.now);
    RefreshOutcome outcome = blank(territory, options, folder);
    const EditionCard* before = folder.before_current();
    if (before == nullptr)
        throw ConfigError({folder.root().string(),
                           folder.current() == nullptr ? "aucune édition" : "une seule édition",
                           "une édition d'avant celle en place", "rien n'a été changé"});
    const EditionCard target = *before;
    if (!options.dry) {
        folder.point_at(target, outcome.date);
        publish_again(territory.run, folder.edition(target.name), target.fingerprint,
                      outcome.notices, {});
    }
    outcome.end = RefreshEnd::returned;
    outcome.edition = target.name;
    outcome.perimeters = target.profile.perimeters.size();
    outcome.reason = options.dry
                         ? fmt::format("L'édition {} serait remise en place, et {} écartée.",
                                       target.name, outcome.previous)
                         : fmt::format("L'édition {} est de nouveau en place ; {} est écartée.",
                                       target.name, outcome.previous);
    if (options.dry) outcome.edition = outcome.previous;
    record(outcome, territory.refresh, folder);
    return outcome;
}

}  // namespace lisiere::io
