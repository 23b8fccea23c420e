// SPDX-License-Identifier: Apache-2.0
#include "io/cli/memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>

#include "engine/core/ascii.hpp"
#include "io/base/error.hpp"
#include "io/base/memory_size.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/config/memory_ceiling.hpp"

namespace lisiere::cli {
namespace {

constexpr std::uint64_t mebibyte = 1U << 20U;
/// For the code and constants of the program and its libraries that a run touches.
constexpr std::uint64_t margin = 128 * mebibyte;
constexpr std::uint64_t least = 256 * mebibyte;

volatile std::sig_atomic_t exhausted = 0;
std::terminate_handler earlier_terminate = nullptr;
std::array<char, 96> noted_stage{};

void on_exhaustion() {
    exhausted = 1;
    throw std::bad_alloc();
}

/// Ends the program from wherever it is; calls nothing that a signal handler may not.
[[noreturn]] void end_exhausted() {
    write_message("lisiere : mémoire épuisée");
    if (noted_stage[0] != 0) {
        write_message(" pendant « ");
        write_message(noted_stage.data());
        write_message(" »");
    }
    write_message(
        " ; rien n'a été publié, l'édition précédente reste en place\n"
        "  à essayer : relever --memoire (ou memoire dans [calcul]), ou un territoire plus "
        "petit\n");
    ::_exit(1);
}

/// Whether what is allocated comes near the ceiling: more than half, since what a library could not
/// get may be as large as all it had.
bool near_ceiling() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
    const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    std::array<char, 128> text{};
    const ssize_t size = ::read(file, text.data(), text.size() - 1);
    ::close(file);
    // Pages: size, resident, shared, text, 0, data.
    std::uint64_t pages = 0;
    int field = 0;
    for (ssize_t i = 0; i < size && field < 6; ++i) {
        const char c = text[static_cast<std::size_t>(i)];
        if (is_digit(c))
            pages = field == 5 ? pages * 10 + static_cast<std::uint64_t>(c - '0') : 0;
        else
            ++field;
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) > limit.rlim_cur / 2;
}

void on_fault(int signal) {
    std::signal(signal, SIG_DFL);
    if (exhausted != 0 || near_ceiling()) end_exhausted();
    ::raise(signal);
}

void on_terminate() {
    // Reached from a destructor or a library's thread: no stack is unwound, nothing is published.
    if (exhausted != 0) end_exhausted();
    earlier_terminate();
    std::abort();
}

std::uint64_t ceiling() {
    rlimit limit{};
    ::getrlimit(RLIMIT_DATA, &limit);
    return limit.rlim_cur == RLIM_INFINITY ? 0 : limit.rlim_cur + margin;
}

}  // namespace

void limit_memory(std::uint64_t bytes, const std::string& where) {
    if (bytes < least)
        throw io::ConfigError({where, io::memory_size_text(bytes),
                               fmt::format("au moins {}", io::memory_size_text(least)),
                               "2 Gio suffit à une agglomération"});
    rlimit limit{};
    ::getrlimit(RLIMIT_DATA, &limit);
    const rlim_t wanted = bytes - margin;
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur <= wanted) return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? wanted : std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_DATA, &limit);
    // Fewer arenas: what one thread gave back serves the others.
    ::mallopt(M_ARENA_MAX, 2);
    for (const int signal : {SIGABRT, SIGSEGV}) std::signal(signal, on_fault);
}

void limit_as_declared(const std::filesystem::path& file) {
    if (const std::uint64_t bytes = io::memory_ceiling(file); bytes > 0)
        limit_memory(bytes, file.string() + ", clé calcul.memoire");
}

io::RunConfig load_config(const std::filesystem::path& file) {
    limit_as_declared(file);
    return io::read_config(file);
}

void catch_exhaustion() {
    std::set_new_handler(on_exhaustion);
    earlier_terminate = std::set_terminate(on_terminate);
}

void note_stage(std::string_view name) noexcept {
    const std::size_t size = std::min(name.size(), noted_stage.size() - 1);
    std::copy_n(name.begin(), size, noted_stage.begin());
    noted_stage[size] = 0;
}

bool memory_exhausted() {
    return exhausted != 0;
}

std::string exhaustion_message(const std::string& stage) {
    const std::uint64_t bytes = ceiling();
    return fmt::format(
        "mémoire épuisée{}{} ; rien n'a été publié, l'édition précédente reste en place\n"
        "  à essayer : {}moins de fils (--threads 1), ou un territoire plus petit (tampon_m, "
        "emprise)",
        stage.empty() ? "" : fmt::format(" pendant « {} »", stage),
        bytes == 0 ? "" : fmt::format(", plafond {}", io::memory_size_text(bytes)),
        bytes == 0 ? "" : "relever le plafond (--memoire, ou memoire dans [calcul]), ");
}

}  // namespace lisiere::cli
