// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/territory_folder.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"

using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// An empty current folder, and the former one back at the end.
struct Elsewhere {
    fs::path before = fs::current_path();
    fs::path folder =
        fs::temp_directory_path() / ("lisiere_territory_folder_" + std::to_string(::getpid()));
    Elsewhere() {
        fs::create_directories(folder);
        fs::current_path(folder);
    }
    ~Elsewhere() {
        fs::current_path(before);
        fs::remove_all(folder);
    }
    static void edition(const char* name) {
        fs::create_directories(fs::path("out") / name);
        std::ofstream(fs::path("out") / name / "manifeste.json") << "{}";
    }
};

RunConfig territory(const std::string& name, const std::string& slug) {
    RunConfig config;
    config.name = name;
    config.slug = slug;
    return config;
}

}  // namespace

TEST_CASE("a territory is written under its name; an edition under the former one keeps its folder",
          "[io][pipeline]") {
    const Elsewhere elsewhere;
    const RunConfig config = territory("Métropole Européenne", "metropole-europeenne");
    CHECK(territory_folder(config) == "out/metropole-europeenne");
    fs::create_directories("out/m-tropole-europ-enne");  // no edition: nobody's
    CHECK(territory_folder(config) == "out/metropole-europeenne");
    Elsewhere::edition("m-tropole-europ-enne");
    CHECK(territory_folder(config) == "out/m-tropole-europ-enne");
    CHECK(territory_folder(territory("Métropole Européenne", "lille")) ==
          "out/lille");  // asked for
    Elsewhere::edition("metropole-europeenne");
    CHECK(territory_folder(config) == "out/metropole-europeenne");
    Elsewhere::edition("val-de-lisse");
    CHECK(territory_folder(territory("Val de Lisse", "val-de-lisse")) == "out/val-de-lisse");
}
