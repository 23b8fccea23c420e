// SPDX-License-Identifier: Apache-2.0
#include "io/cli/interruptions.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace lisiere::cli {
namespace {

constexpr unsigned patience_s = 5;

volatile std::sig_atomic_t signalled = 0;
volatile std::sig_atomic_t held = 0;

void on_signal(int signal) {
    signalled = 1;
    if (held != 0) return;
    std::signal(signal, SIG_DFL);  // the next one ends the program at once
    ::alarm(patience_s);
}

void on_alarm(int) {
    constexpr std::string_view text =
        "lisiere : interrompu au milieu d'une lecture ou d'un calcul ; rien n'a été publié, "
        "l'édition précédente reste en place\n";
    [[maybe_unused]] const auto lost = ::write(STDERR_FILENO, text.data(), text.size());
    ::_exit(1);
}

}  // namespace

void catch_interruptions() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (std::signal(signal, on_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
    std::signal(SIGALRM, on_alarm);
}

bool interrupted() {
    return signalled != 0;
}

void hold_interruptions() {
    held = 1;
    ::alarm(0);
}

}  // namespace lisiere::cli
