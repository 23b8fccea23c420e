// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "io/base/csv.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace lisiere::tests {

/// The hamlet with some `[[scenarios]]`, and what the program says of one of them.
class Village {
  public:
    explicit Village(const std::string& scenarios) : config_(write_hamlet(scratch_)) {
        text_ = scratch_.read("t.toml");
        scratch_.write("t.toml", text_ + "\n" + scenarios);
    }
    const Scratch& scratch() const { return scratch_; }
    Outcome compare(const std::string& name, const std::string& out,
                    const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"scenario", config_.string(), name, "-o",
                                           (scratch_.path() / out).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_lisiere(arguments, cache());
    }
    Outcome run(const std::string& out) const {
        return run_lisiere({"run", config_.string(), "-o", (scratch_.path() / out).string()},
                           cache());
    }
    Outcome check() const { return run_lisiere({"check", config_.string()}, cache()); }
    io::CsvTable table(const std::string& out, const std::string& name) const {
        return io::read_csv_table((scratch_.path() / out / "tables" / (name + ".csv")).string());
    }

  private:
    std::map<std::string, std::string> cache() const {
        return {{"XDG_CACHE_HOME", (scratch_.path() / "kept").string()},
                {"LISIERE_CARTE", (scratch_.path() / "bundle").string()}};
    }
    Scratch scratch_;
    std::filesystem::path config_;
    std::string text_;
};

inline double number(const std::string& text) {
    return io::parse_number(text)->value();
}

}  // namespace lisiere::tests
