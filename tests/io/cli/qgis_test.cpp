// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"

using namespace lisiere::tests;
namespace fs = std::filesystem;

namespace {

/// Debian's own Python is the one that knows QGIS.
int python(const std::string& arguments, const fs::path& said) {
    return std::system(fmt::format("QT_QPA_PLATFORM=offscreen /usr/bin/python3 {} >{} 2>&1",
                                   arguments, said.string())
                           .c_str());
}

}  // namespace

TEST_CASE("QGIS opens the project without a missing layer or a warning, draws it, prints its atlas",
          "[cli][qgis]") {
    Scratch scratch;
    if (python("-c 'import qgis.core'", scratch.path() / "qgis.txt") != 0) {
        WARN("QGIS absent : projet non ouvert (installer python3-qgis)");
        return;
    }
    const fs::path config = write_hamlet(scratch);
    // Layers of the user's own, whose names no style of the tree knows.
    scratch.write("sentier.geojson",
                  R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
                  R"({"nom":"Sentier"},"geometry":{"type":"LineString","coordinates":)"
                  R"([[2.985,46.488],[2.995,46.491]]}}]})");
    scratch.write("t.toml", scratch.read("t.toml") + R"(
[[contexte]]
id = "secteurs"
titre = "Secteurs"
fichier = "communes.geojson"
style = "secteurs"
champs = { nom = "nom" }
reference = true

[[contexte]]
id = "sentier"
titre = "Sentier"
fichier = "sentier.geojson"
style = "parcours"
champs = { nom = "nom" }
)");
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    CHECK_FALSE(fs::exists(out / "territoire.qgs"));
    // The edition moves as a whole: paths are relative.
    const fs::path moved = scratch.path() / "ailleurs";
    fs::rename(out, moved);
    fs::create_directories(scratch.path() / "pages");
    const int code = python(
        fmt::format("{} {} {} {}", LISIERE_ROOT "/tests/io/cli/open_project.py",
                    (moved / "territoire.qgz").string(), (scratch.path() / "carte.png").string(),
                    (scratch.path() / "pages").string()),
        scratch.path() / "dit.txt");
    INFO(scratch.read("dit.txt"));
    CHECK(code == 0);
    // Qt says on the terminal what QGIS does not log: a font without a name.
    CHECK(scratch.read("dit.txt").find("QFont") == std::string::npos);
    CHECK(scratch.read("dit.txt").find("dont 0 de fond") == std::string::npos);
    CHECK(fs::file_size(scratch.path() / "carte.png") > 2000);
    CHECK(fs::file_size(scratch.path() / "pages" / "atlas_qgis.pdf") > 5000);
}

TEST_CASE("GDAL's validator finds nothing to say of the GeoPackage, nor ogrinfo", "[cli][qgis]") {
    Scratch scratch;
    if (python("-c 'import osgeo_utils.samples.validate_gpkg'", scratch.path() / "gdal.txt") != 0) {
        WARN("validateur de GDAL absent : GeoPackage non validé (installer python3-gdal)");
        return;
    }
    const fs::path config = write_hamlet(scratch);
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    const std::string file = (out / "lisiere.gpkg").string();
    const int valid =
        python("-m osgeo_utils.samples.validate_gpkg -k " + file, scratch.path() / "dit.txt");
    INFO(scratch.read("dit.txt"));
    CHECK(valid == 0);
    const std::string listed = fmt::format("ogrinfo -al -so {} >/dev/null 2>{}", file,
                                           (scratch.path() / "og.txt").string());
    CHECK(std::system(listed.c_str()) == 0);
    CHECK(scratch.read("og.txt").empty());
}
