// SPDX-License-Identifier: Apache-2.0
#include "io/cli/reporter.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "io/cli/interruptions.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::cli {
namespace {

/// The step of the pipeline after which the work can no longer be called off: the edition takes its
/// place.
constexpr std::string_view publication_step = "publication";

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class... Arguments>
void say(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    write_message(fmt::format(format, std::forward<Arguments>(arguments)...));
}

void json_line(const nlohmann::ordered_json& line) {
    say("{}\n", line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace

Reporter::Reporter(LogFormat format)
    : format_(format),
      terminal_(format == LogFormat::text && isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      step_start_(start_) {}

Reporter::~Reporter() {
    clear_bar();
}

Progress Reporter::progress() {
    return [this](std::string_view name, double done) {
        step(name, done);
        if (name == publication_step) hold_interruptions();
        if (interrupted()) throw Cancelled();
    };
}

void Reporter::clear_bar() {
    if (!bar_drawn_) return;
    write_message("\r\033[K");
    bar_drawn_ = false;
}

void Reporter::step(std::string_view name, double done) {
    const auto percent = static_cast<int>(done * 100);
    if (name != step_) {
        step_ = name;
        note_stage(name);
        step_start_ = std::chrono::steady_clock::now();
        shown_percent_ = -1;
        if (format_ == LogFormat::json)
            json_line({{"type", "etape"}, {"etape", step_}, {"t", seconds_since(start_)}});
        else if (!terminal_ && done < 1)
            say("{}…\n", step_);
    }
    if (percent == shown_percent_) return;
    shown_percent_ = percent;
    if (terminal_) {
        const int width = 24;
        const int full = percent * width / 100;
        say("\r\033[K{:<34} [{:#<{}}{:.<{}}] {:3d} %", step_, "", full, "", width - full, percent);
        bar_drawn_ = true;
        if (done >= 1) {
            clear_bar();
            say("{:<34} {:6.1f} s\n", step_, seconds_since(step_start_));
        }
    }
    if (format_ == LogFormat::json && done >= 1)
        json_line(
            {{"type", "etape_finie"}, {"etape", step_}, {"duree_s", seconds_since(step_start_)}});
}

void Reporter::notices(const Notices& notices, const std::string& language) {
    clear_bar();
    const io::NoticeWords words = io::read_notice_words(language);
    for (const Notice& notice : notices.items()) {
        if (format_ == LogFormat::json) {
            json_line({{"type", "constat"},
                       {"code", notice.code},
                       {"gravite", std::string(to_text(notice.severity))},
                       {"couche", notice.layer},
                       {"nombre", notice.count},
                       {"message", words.message(notice)},
                       {"exemples", words.samples(notice)}});
            continue;
        }
        say("{:<13} {} ×{}  {} : {}\n", to_text(notice.severity), notice.code, notice.count,
            notice.layer, words.message(notice));
        for (const std::string& sample : words.samples(notice))
            say("                · {}\n", sample);
    }
}

void Reporter::counts(const std::string& what,
                      const std::vector<std::pair<std::string, std::size_t>>& values) {
    constexpr std::size_t shown = 20;
    clear_bar();
    if (values.empty()) return;
    if (format_ == LogFormat::json) {
        nlohmann::ordered_json all = nlohmann::ordered_json::object();
        for (const auto& [name, count] : values) all[name] = count;
        json_line({{"type", "compte"}, {"par", what}, {"nombres", all}});
        return;
    }
    say("par {} :\n", what);
    for (std::size_t i = 0; i < std::min(shown, values.size()); ++i)
        say("{:>9}  {}\n", values[i].second, values[i].first);
    if (values.size() > shown)
        say("           et {} autres (tous avec --log json)\n", values.size() - shown);
}

void Reporter::event(const nlohmann::ordered_json& line) {
    if (format_ == LogFormat::json) json_line(line);
}

void Reporter::remark(const std::string& message) {
    clear_bar();
    if (format_ == LogFormat::json)
        json_line({{"type", "remarque"}, {"message", message}});
    else
        say("{}\n", message);
}

void Reporter::steps(const io::ServedSteps& steps) {
    if (format_ == LogFormat::text) {
        for (const std::string& sentence : io::in_words(steps)) remark(sentence);
    } else if (!steps.computed.empty() || !steps.taken.empty()) {
        json_line({{"type", "etapes"}, {"recalculees", steps.computed}, {"reprises", steps.taken}});
    }
}

void Reporter::written(const std::string& place) {
    clear_bar();
    if (!write_courtesy(place + "\n"))
        remark("la sortie standard ne s'écrit pas ; le résultat est ici : " + place);
}

void Reporter::error(const std::string& kind, const std::string& message) {
    clear_bar();
    if (format_ == LogFormat::json)
        json_line({{"type", "erreur"}, {"genre", kind}, {"message", message}});
    else
        say("lisiere : {}\n", message);
}

void Reporter::done(const std::string& message) {
    clear_bar();
    if (format_ == LogFormat::json)
        json_line({{"type", "fini"}, {"message", message}, {"duree_s", seconds_since(start_)}});
    else
        say("{} ({:.1f} s)\n", message, seconds_since(start_));
}

}  // namespace lisiere::cli
