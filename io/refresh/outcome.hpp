// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "io/pipeline/served_steps.hpp"
#include "io/refresh/drift.hpp"
#include "io/refresh/edition_card.hpp"

namespace lisiere::io {

/// How a refresh ended.
enum class RefreshEnd {
    published,      ///< a new edition is in place
    unchanged,      ///< nothing it depends on has changed
    put_aside,      ///< the sources are those of an edition that `--retour` left: it stays aside
    returned,       ///< `--retour`: the edition before is in place again
    would_publish,  ///< `--a-blanc`: an edition was made, judged, and thrown away
    refused,        ///< the gate: the edition in place stays
    input_refused,  ///< a source cannot be had or used
    failed          ///< anything else: disk, lock, interruption
};
std::string to_text(RefreshEnd end);  ///< "publiee", "inchangee"...: of logs and JSON

/// What a refresh did: said, logged, mailed and given to the hook.
struct RefreshOutcome {
    RefreshEnd end = RefreshEnd::failed;
    bool dry = false;
    std::string territory;
    std::string moment;    ///< when it began
    std::string date;      ///< what was "today"
    std::string edition;   ///< in place at the end; empty: none yet
    std::string previous;  ///< in place at the beginning; empty: none
    std::string attempt;   ///< name of what was refused, of `refus/`
    std::string reason;    ///< one line; empty when there is nothing to explain
    std::vector<DriftFinding> findings;
    std::vector<std::string> changed;  ///< sources whose bytes are new, as written
    std::vector<CardSource> kept;      ///< sources whose older file stands in
    std::vector<std::string> remarks;  ///< French sentences
    std::vector<std::string> moved;    ///< what changed most in the edition, and why
    Notices notices;                   ///< of the edition
    std::string language = "fr";       ///< DEFAULT: French; of the edition
    std::size_t perimeters = 0;
    std::size_t layers = 0;
    ServedSteps steps;  ///< what of earlier runs served; empty when nothing was computed
};

/// The JSON of the log and of the hook.
nlohmann::ordered_json to_json(const RefreshOutcome& outcome);
/// The outcome in French, fit for a mail: a subject, what was done and why, the sources, what
/// moved most, what to look at. Ends with a line break.
std::string summary_text(const RefreshOutcome& outcome);
/// The same in a few sentences, for those who follow the published map.
std::string told_in_feed(const RefreshOutcome& outcome);

}  // namespace lisiere::io
