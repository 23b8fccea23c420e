// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "io/base/files.hpp"

extern char** environ;

namespace lisiere::tests {
namespace fs = std::filesystem;
namespace {

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

Scratch::Scratch() {
    static std::atomic<int> next{0};
    path_ = fs::temp_directory_path() /
            ("lisiere_test_" + std::to_string(::getpid()) + "_" + std::to_string(next++));
    fs::create_directories(path_);
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path Scratch::write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
}

std::string Scratch::read(const std::string& name) const {
    return text_of(path_ / name);
}

namespace {

Outcome run_program(std::vector<std::string> words,
                    const std::map<std::string, std::string>& environment,
                    const std::function<void(int)>& meanwhile) {
    const Scratch scratch;
    const std::string out = (scratch.path() / "out").string();
    const std::string err = (scratch.path() / "err").string();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);

    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (!std::string_view(*variable).starts_with("XDG_CACHE_HOME="))
            variables.emplace_back(*variable);
    // A run of a test finds nothing of another's, and leaves nothing, unless the test says where.
    if (!environment.contains("XDG_CACHE_HOME"))
        variables.push_back("XDG_CACHE_HOME=" + (scratch.path() / "cache").string());
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    std::vector<char*> envp;
    for (std::string& variable : variables) envp.push_back(variable.data());
    envp.push_back(nullptr);

    pid_t pid = 0;
    const int failed =
        posix_spawn(&pid, words.front().c_str(), &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start " + words.front());
    if (meanwhile) meanwhile(pid);
    int status = 0;
    waitpid(pid, &status, 0);
    Outcome outcome;
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    outcome.out = text_of(out);
    outcome.err = text_of(err);
    return outcome;
}

}  // namespace

Outcome run_lisiere(const std::vector<std::string>& arguments,
                    const std::map<std::string, std::string>& environment,
                    const std::function<void(int)>& meanwhile) {
    std::vector<std::string> words{LISIERE_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run_program(std::move(words), environment, meanwhile);
}

Outcome run_shell(const std::string& script,
                  const std::map<std::string, std::string>& environment) {
    std::map<std::string, std::string> with = environment;
    with["LISIERE"] = LISIERE_PROGRAM;
    return run_program({"/bin/sh", "-c", script}, with, {});
}

std::map<std::string, std::string> snapshot(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[entry.path().lexically_relative(folder).string()] = io::sha256_of(entry.path());
    return files;
}

}  // namespace lisiere::tests
