// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

namespace lisiere::tests {

/// The data of the tree (geodata/, styles/) in a folder of its own, to be changed as a specialist
/// would, and run with.
class DataCopy {
  public:
    explicit DataCopy(const Scratch& scratch) : scratch_(scratch) {
        std::filesystem::create_directories(folder());
        for (const char* part : {"geodata", "styles"})
            std::filesystem::copy(io::data_folder() / part, folder() / part,
                                  std::filesystem::copy_options::recursive |
                                      std::filesystem::copy_options::skip_symlinks);
    }

    std::filesystem::path folder() const { return scratch_.path() / "data"; }
    std::map<std::string, std::string> environment() const {
        return {{"LISIERE_DATA", folder().string()}};
    }
    /// `file`: "geodata/reference/indicateurs.csv". The first `from`, which must be there.
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch_.read("data/" + file);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        scratch_.write("data/" + file, text);
    }
    void append(const std::string& file, const std::string& line) const {
        scratch_.write("data/" + file, scratch_.read("data/" + file) + line + "\n");
    }

  private:
    const Scratch& scratch_;
};

}  // namespace lisiere::tests
