// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/hook.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

extern char** environ;

namespace lisiere::io {
namespace {

using Clock = std::chrono::steady_clock;

/// Starts the command in a process group of its own, its input the given handle.
int start(const std::vector<std::string>& command, int input, pid_t& pid) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&defaults, signal);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    const int failed =
        posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

/// Sends what can be sent without waiting; true when there is nothing left to send.
bool send_some(int handle, const std::string& input, std::size_t& sent) {
    while (sent < input.size()) {
        // A socket, not a pipe: a reader that is gone is an error here and no signal.
        const ssize_t wrote =
            ::send(handle, input.data() + sent, input.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return errno != EAGAIN && errno != EWOULDBLOCK;
        sent += static_cast<std::size_t>(wrote);
    }
    return true;
}

}  // namespace

std::optional<std::string> run_hook(const std::vector<std::string>& command,
                                    const std::string& input, std::chrono::seconds limit) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fmt::format("ne démarre pas ({})", std::strerror(errno));
    pid_t pid = 0;
    const int failed = start(command, ends[1], pid);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        return fmt::format("ne démarre pas ({})", std::strerror(failed));
    }
    const auto end = Clock::now() + limit;
    std::size_t sent = 0;
    bool open = true;
    int status = 0;
    while (::waitpid(pid, &status, WNOHANG) == 0) {
        if (open && send_some(ends[0], input, sent)) {
            ::close(ends[0]);
            open = false;
        }
        if (Clock::now() >= end) {
            ::kill(-pid, SIGKILL);
            ::waitpid(pid, &status, 0);
            if (open) ::close(ends[0]);
            return fmt::format("pas fini après {} s, arrêté", limit.count());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (open) ::close(ends[0]);
    if (WIFSIGNALED(status)) return fmt::format("arrêté par le signal {}", WTERMSIG(status));
    if (WEXITSTATUS(status) != 0) return fmt::format("fini avec le code {}", WEXITSTATUS(status));
    return std::nullopt;
}

}  // namespace lisiere::io
