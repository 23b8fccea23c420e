// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Runs the program as a user would, in a scratch folder that goes away.
namespace lisiere::tests {

struct Outcome {
    int exit_code = -1;  ///< 128 + signal when it was killed by one
    std::string out;
    std::string err;
};

/// `lisiere` with these arguments. `meanwhile` is called with the process id once it runs.
Outcome run_lisiere(const std::vector<std::string>& arguments,
                    const std::map<std::string, std::string>& environment = {},
                    const std::function<void(int pid)>& meanwhile = {});

/// A script of /bin/sh in which "$LISIERE" is the program: what the caller does with its streams.
Outcome run_shell(const std::string& script,
                  const std::map<std::string, std::string>& environment = {});

class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, const std::string& text) const;
    std::string read(const std::string& name) const;

  private:
    std::filesystem::path path_;
};

/// Name → content hash of every file below a folder: to see that nothing has changed.
std::map<std::string, std::string> snapshot(const std::filesystem::path& folder);

}  // namespace lisiere::tests
