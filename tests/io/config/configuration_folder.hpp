// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>

namespace lisiere::test {

/// A folder with a configuration, t.toml, and beside it files that reading it does not open. Gone
/// with the object.
struct ConfigurationFolder {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("lisiere_config_test_" + std::to_string(::getpid()));

    explicit ConfigurationFolder(std::initializer_list<const char*> beside = {"qpv.gpkg"}) {
        std::filesystem::create_directories(path);
        for (const char* name : beside) std::ofstream(path / name) << "x";
    }
    ConfigurationFolder(const ConfigurationFolder&) = delete;
    ConfigurationFolder& operator=(const ConfigurationFolder&) = delete;
    ~ConfigurationFolder() { std::filesystem::remove_all(path); }
    std::filesystem::path write(const std::string& text) const {
        std::ofstream(path / "t.toml") << text;
        return path / "t.toml";
    }
};

/// The least that a configuration must say.
inline const std::string least_configuration =
    "[territoire]\nnom = \"Val de Lisse\"\n[[perimetres]]\nfichier = \"qpv.gpkg\"\n";

}  // namespace lisiere::test
