// SPDX-License-Identifier: Apache-2.0
#include "io/cli/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "io/base/error.hpp"

namespace lisiere::cli {
namespace {

/// 0, or why the text could not be written whole.
int write_all(int stream, std::string_view text) noexcept {
    while (!text.empty()) {
        const ssize_t written = ::write(stream, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd ready{stream, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

[[noreturn]] void refuse(int why) {
    throw io::OutputError({"sortie standard", std::strerror(why), "de quoi écrire le résultat",
                           "vérifier la place sur le disque, ou vers quoi la sortie est dirigée"});
}

}  // namespace

void secure_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            // The lowest free descriptor is this one; opened the other way round, it goes on
            // refusing what a closed one refuses.
            ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

void write_result(std::string_view text) {
    flush_results();
    if (const int why = write_all(STDOUT_FILENO, text); why != 0 && why != EPIPE) refuse(why);
}

bool write_courtesy(std::string_view text) {
    return write_all(STDOUT_FILENO, text) == 0;
}

void write_message(std::string_view text) noexcept {
    write_all(STDERR_FILENO, text);
}

std::filesystem::path file_of_standard_output() {
    struct stat about {};
    if (::fstat(STDOUT_FILENO, &about) != 0 || !S_ISREG(about.st_mode)) return {};
    std::error_code unknown;
    const auto file = std::filesystem::read_symlink("/proc/self/fd/1", unknown);
    // One that was removed since it was opened has a name no more.
    return !unknown && std::filesystem::exists(file, unknown) ? file : std::filesystem::path{};
}

void flush_results() {
    if (std::fflush(stdout) != 0 && errno != EPIPE) refuse(errno);
}

}  // namespace lisiere::cli
