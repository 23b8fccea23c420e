// SPDX-License-Identifier: Apache-2.0
#include "io/init/settle.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/config/parse_config.hpp"
#include "io/init/destinations.hpp"
#include "io/init/write_plan.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::io::init {
namespace {

/// The layer that a message is about: the one whose name it bears, the longest name first.
Item* subject(Plan& plan, const std::string& message) {
    Item* found = nullptr;
    for (Item& item : plan.items) {
        if (!item.taken()) continue;
        const std::string file = item.file.filename().string();
        if (message.find(item.name()) == std::string::npos &&
            message.find(item.written) == std::string::npos &&
            message.find(file) == std::string::npos)
            continue;
        // A file that serves several tables is left by the message of one of them only if it says
        // which layer; perimeters come last, since nothing runs without them.
        const auto weight = [&](const Item& one) {
            return std::pair(message.find(one.name()) != std::string::npos, one.name().size());
        };
        if (found == nullptr || weight(*found) < weight(item)) found = &item;
    }
    return found;
}

/// Leaves what the messages are about; false when one of them is about no layer.
bool leave_refused(Plan& plan, const std::vector<std::string>& messages) {
    bool all = true;
    for (const std::string& message : messages) {
        if (Item* item = subject(plan, message)) {
            item->fate = Fate::left;
            item->reason = fmt::format("refusé à la lecture : {}", message);
        } else {
            plan.refusals.push_back(message);
            all = false;
        }
    }
    return all;
}

std::vector<std::string> messages_of(const CheckReport& report) {
    const NoticeWords words = read_notice_words("fr");
    std::vector<std::string> messages = report.errors;
    for (const Notice& notice : report.notices.items())
        if (notice.severity == Severity::erreur)
            messages.push_back(fmt::format("{} : {}", notice.layer, words.message(notice)));
    return messages;
}

/// The hour from which most trips leave within two hours, of all days together.
int busiest_hour(const transit::Timetable& timetable) {
    std::array<std::size_t, 48> leaving{};
    for (const transit::TripIdx trip : indices<transit::TripIdx>(timetable.trips().size())) {
        const auto times = timetable.times_of(trip);
        if (times.empty()) continue;
        constexpr int hour = 3600;
        const std::size_t at =
            std::min(leaving.size() - 1, static_cast<std::size_t>(times.front().departure / hour));
        leaving[at] += timetable.services()[timetable.trips()[trip].service].size();
    }
    std::size_t best = 0;
    for (std::size_t i = 0; i + 1 < 24; ++i)
        if (leaving[i] + leaving[i + 1] > leaving[best] + leaving[best + 1]) best = i;
    return static_cast<int>(best);
}

}  // namespace

void settle(Plan& plan, const std::vector<CatalogueEntry>& catalogue,
            const std::filesystem::path& file, const Progress& progress) {
    // Each round leaves one layer at least.
    while (plan.runs()) {
        CheckReport checked;
        try {
            const RunConfig config =
                parse_config(to_toml(plan, catalogue, file.filename().string()), file);
            checked = check_inputs(config, progress);
        } catch (const Error& error) {
            if (!leave_refused(plan, {error.what()})) return;
            continue;
        }
        const std::vector<std::string> messages = messages_of(checked);
        if (messages.empty()) {
            find_destinations(plan, checked.inputs);
            if (checked.inputs.timetable && checked.notices.count("fenetre_peu_desservie") > 0)
                plan.window_start = busiest_hour(*checked.inputs.timetable);
            return;
        }
        if (!leave_refused(plan, messages)) return;
    }
}

}  // namespace lisiere::io::init
