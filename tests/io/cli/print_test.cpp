// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/data_copy.hpp"
#include "tests/support/demo.hpp"
#include "tests/support/hamlet.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Replace {
    std::string from;
    std::string to;
};

/// The hamlet with its atlas, and what else is changed in its configuration.
fs::path printed_hamlet(const Scratch& scratch, const std::string& atlas,
                        const std::vector<Replace>& changes = {}) {
    write_hamlet(scratch);
    std::string text = scratch.read("t.toml");
    std::vector<Replace> all = changes;
    all.push_back({"produire = false\n", "produire = true\n" + atlas});
    for (const auto& [from, to] : all) {
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    }
    return scratch.write("t.toml", text);
}

std::string said_by(const std::string& command, const Scratch& scratch) {
    const fs::path file = scratch.path() / "dit.txt";
    REQUIRE(std::system((command + " >" + file.string() + " 2>&1").c_str()) == 0);
    return scratch.read("dit.txt");
}

/// A binary PGM: width, height and one byte a pixel.
struct Picture {
    int width = 0;
    int height = 0;
    std::string pixels;
    explicit Picture(const fs::path& file) {
        const std::string text = lisiere::io::read_text(file);
        std::istringstream in(text);
        std::string kind;
        int depth = 0;
        in >> kind >> width >> height >> depth;
        REQUIRE(kind == "P5");
        pixels = text.substr(text.size() - static_cast<std::size_t>(width) * height);
    }
};

/// Mean difference of grey, 0 to 255.
double difference(const Picture& a, const Picture& b) {
    REQUIRE(a.width == b.width);
    REQUIRE(a.height == b.height);
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(static_cast<unsigned char>(a.pixels[i]) -
                        static_cast<unsigned char>(b.pixels[i]));
    return sum / static_cast<double>(a.pixels.size());
}

void check_picture(const Scratch& scratch, const fs::path& pdf, const char* golden_name, int width,
                   int height) {
    said_by("pdftoppm -r 25 -gray -f 1 -l 1 -singlefile " + pdf.string() + " " +
                (scratch.path() / "page").string(),
            scratch);
    const Picture page(scratch.path() / "page.pgm");
    CHECK(std::abs(page.width - width / 25.4 * 25) <= 1);
    CHECK(std::abs(page.height - height / 25.4 * 25) <= 1);
    const fs::path golden = fs::path(LISIERE_ROOT "/tests/golden/atlas") / golden_name;
    if (std::getenv("LISIERE_ACCEPTER") != nullptr) {
        fs::create_directories(golden.parent_path());
        fs::copy_file(scratch.path() / "page.pgm", golden, fs::copy_options::overwrite_existing);
    }
    REQUIRE(fs::exists(golden));
    // A title that moves by its height changes the mean by more than 1; another FreeType by less
    // than 0.5.
    CHECK(difference(page, Picture(golden)) < 1);
}

void check_page(const char* golden_name, const std::string& atlas, int width, int height) {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, atlas);
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    check_picture(scratch, out / "atlas/QN09901N.pdf", golden_name, width, height);
}

}  // namespace

TEST_CASE("the page of a quarter looks as it did, in landscape and portrait", "[cli][atlas]") {
    check_page("page_paysage.pgm", "", 297, 210);
    check_page("page_portrait.pgm", "orientation = \"portrait\"\n", 210, 297);
    check_page("page_a3.pgm", "papier = \"A3\"\n", 420, 297);
}

TEST_CASE("a scenario has its page: before, after, what changes and who gains", "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "");
    scratch.write("t.toml", scratch.read("t.toml") + R"toml(
[[scenarios]]
nom = "raccourci"
titre = "Un chemin en diagonale"
description = "Entre deux carrefours."

[[scenarios.voies]]
trace = "LINESTRING (2.988 46.488, 2.992 46.492)"
nature = "footway"
)toml");
    const fs::path out = scratch.path() / "out";
    const Outcome outcome =
        run_lisiere({"scenario", config.string(), "raccourci", "-o", out.string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    for (const char* file : {"scenario.pdf", "scenario.png", "scenario.svg"})
        CHECK(fs::exists(out / "atlas" / file));
    const std::string text =
        said_by("pdftotext -layout " + (out / "atlas/scenario.pdf").string() + " -", scratch);
    CHECK(text.find("Un chemin en diagonale") != std::string::npos);
    CHECK(text.find("Avant : indice d'enclavement") != std::string::npos);
    CHECK(text.find("Après : indice d'enclavement") != std::string::npos);
    CHECK(text.find("Minutes gagnées à pied") != std::string::npos);
    CHECK(text.find("La Lande") != std::string::npos);
    check_picture(scratch, out / "atlas/scenario.pdf", "page_scenario.pgm", 297, 210);
}

TEST_CASE(
    "the situation map by sector lists its quarters; projects have a page where there are some",
    "[cli][atlas][context]") {
    const Scratch scratch;
    const fs::path atlas = demo_edition() / "atlas";
    const auto words = [&](const char* file) {
        return said_by("pdftotext -layout " + (atlas / file).string() + " -", scratch);
    };
    const std::string all = words("atlas.pdf");
    // After the contents, which name it too.
    const auto page = all.find("Carte de situation par secteur", all.find('\f'));
    REQUIRE(page != std::string::npos);
    const std::string sectors = all.substr(page, all.find('\f', page) - page);
    // In the order of the plan's file, each with the residents of its quarters: 5,772 + 4,240.
    const auto heart = sectors.find("Cœur d'agglomération");
    CHECK(sectors.find("10 012") != std::string::npos);
    CHECK(heart < sectors.find("Hautes-Bornes", heart));
    CHECK(sectors.find("Secteurs du SCoT") != std::string::npos);
    CHECK_THAT(all, Contains("Contexte et projets"));
    const std::string projects = "Le quartier et les projets";
    CHECK_THAT(words("QN09901M.pdf"), Contains(projects) &&
                                          Contains("Renouvellement urbain, par phase") &&
                                          Contains("En travaux") && Contains("Barre Ampère") &&
                                          Contains("fournis par les acteurs locaux"));
    CHECK_THAT(words("QN09903M.pdf"), !Contains(projects));  // nothing lies near Saint-Aubin
}

TEST_CASE("every font of the atlas is inside its PDF, which is vector", "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "papier = \"A3\"\n");
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    const std::string fonts = said_by("pdffonts " + (out / "atlas/atlas.pdf").string(), scratch);
    std::istringstream lines(fonts);
    std::string line;
    std::size_t count = 0;
    for (int i = 0; std::getline(lines, line); ++i) {
        if (i < 2) continue;  // heading
        ++count;
        INFO(line);
        CHECK(line.find(" yes yes yes ") != std::string::npos);
    }
    CHECK(count >= 2);
    const std::string info = said_by("pdfinfo " + (out / "atlas/atlas.pdf").string(), scratch);
    CHECK(info.find("1190.55 x 841.89 pts (A3)") != std::string::npos);
    const std::string images =
        said_by("pdfimages -list " + (out / "atlas/atlas.pdf").string(), scratch);
    CHECK(images.find(" image ") == std::string::npos);
    const std::string text =
        said_by("pdftotext " + (out / "atlas/QN09901N.pdf").string() + " -", scratch);
    CHECK(text.find("La Lande") != std::string::npos);
}

TEST_CASE("beside the quartier vécu stands where residents go, as the table says", "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "");
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    const auto visited = lisiere::io::read_csv_table((out / "tables/frequentations.csv").string());
    REQUIRE_FALSE(visited.rows.empty());
    const auto column = [&](const char* name) {
        const auto at = std::find(visited.names.begin(), visited.names.end(), name);
        REQUIRE(at != visited.names.end());
        return static_cast<std::size_t>(at - visited.names.begin());
    };
    const std::size_t visits = column("visites");
    const std::size_t share = column("part_residents_qp");
    const std::string text =
        said_by("pdftotext -layout " + (out / "atlas/QN09901N.pdf").string() + " -", scratch);
    const std::size_t table = text.find("Où vont les habitants");
    REQUIRE(table != std::string::npos);
    std::size_t last = table;
    for (std::size_t row = 0; row < std::min<std::size_t>(5, visited.rows.size()); ++row) {
        const std::string number = fmt::format("{}.", row + 1);
        INFO(number);
        const std::size_t at = text.find(number, last);
        REQUIRE(at != std::string::npos);
        last = at;
        const std::string line = text.substr(at, text.find('\n', at) - at);
        INFO(line);
        const long week = std::lround(std::stod(visited.rows[row][visits]));
        const long percent = std::lround(100 * std::stod(visited.rows[row][share]));
        REQUIRE(week < 1000);  // no space within the number
        CHECK(line.find(fmt::format(" {} ", week)) != std::string::npos);
        // Some readers of PDF lose the thin space.
        CHECK((line.find(fmt::format(" {}%", percent)) != std::string::npos ||
               line.find(fmt::format(" {}\u202f%", percent)) != std::string::npos));
    }
}

TEST_CASE("one thread or seven, with other pages in between: the same bytes", "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "formats = [\"pdf\", \"svg\", \"png\"]\n");
    for (const char* threads : {"1", "7"})
        REQUIRE(run_lisiere({"run", config.string(), "-o", (scratch.path() / threads).string(),
                             "--threads", threads})
                    .exit_code == 0);
    CHECK(snapshot(scratch.path() / "1" / "atlas") == snapshot(scratch.path() / "7" / "atlas"));
}

TEST_CASE("a machine without fonts prints maps without text, and says so", "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "formats = [\"png\"]\n");
    const fs::path none = scratch.write(
        "fonts.conf", "<?xml version=\"1.0\"?><fontconfig><dir>/nulle-part</dir></fontconfig>");
    const Outcome outcome =
        run_lisiere({"run", config.string(), "-o", (scratch.path() / "out").string()},
                    {{"FONTCONFIG_FILE", none.string()}});
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
    CHECK((outcome.out + outcome.err).find("police_absente") != std::string::npos);
    CHECK(fs::exists(scratch.path() / "out" / "atlas" / "QN09901N.png"));
}

TEST_CASE("a name of 120 characters and a run of perimeters alone have their page",
          "[cli][atlas]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "");
    const std::string name =
        "Cité Ouvrière de la Solitude – Saint-Géry & Œuvres d'Été, Résidence du Vieux-Condé-sur-"
        "l'Escaut, Îlot n° 12 « Les Tilleuls »";
    std::string shapes = scratch.read("qpv.geojson");
    shapes.replace(shapes.find("La Lande"), 8, name);
    scratch.write("qpv.geojson", shapes);
    scratch.write("t.toml",
                  "[territoire]\nnom = \"Hameau\"\nlangue = \"en\"\n[[perimetres]]\n"
                  "fichier = \"qpv.geojson\"\n");
    const fs::path out = scratch.path() / "out";
    const Outcome outcome = run_lisiere({"run", config.string(), "-o", out.string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const std::string text =
        said_by("pdftotext -layout " + (out / "atlas/QN09901N.pdf").string() + " -", scratch);
    // Nothing of the name is lost: two lines of smaller letters.
    CHECK(text.find("Cité Ouvrière de la Solitude") != std::string::npos);
    CHECK(text.find("Les Tilleuls »") != std::string::npos);
    CHECK(text.find("Not available") != std::string::npos);
    // Nobody knows where residents go without any facility: no page of that.
    CHECK(text.find("Where residents go") == std::string::npos);
}

TEST_CASE("a plate that names an unknown layer is refused with the nearest one",
          "[cli][atlas][mistake]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "");
    const DataCopy data(scratch);
    data.replace("styles/impression.toml", "\"quartiers_vecus\"", "\"quartier_vecus\"");
    const Outcome outcome = run_lisiere(
        {"run", config.string(), "-o", (scratch.path() / "out").string()}, data.environment());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err.find("impression.toml") != std::string::npos);
    CHECK(outcome.err.find("« quartiers_vecus » ?") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_CASE("a style of an unknown measure is refused before anything is computed",
          "[cli][atlas][mistake]") {
    Scratch scratch;
    const fs::path config = printed_hamlet(scratch, "");
    const DataCopy data(scratch);
    data.replace("styles/couches/carreaux.toml", "colonne = \"indice\"",
                 "colonne = \"indice_d_enclos\"");
    const Outcome outcome = run_lisiere(
        {"run", config.string(), "-o", (scratch.path() / "out").string()}, data.environment());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err.find("carreaux.toml") != std::string::npos);
    CHECK(outcome.err.find("« indice_d_enclos »") != std::string::npos);
    CHECK(outcome.err.find("population") == std::string::npos);  // no step has begun
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_CASE(
    "beside a local list stand its places by result, those most gone to first, numbered but "
    "where nobody knows the place",
    "[cli][atlas]") {
    const fs::path& out = demo_edition();
    const Scratch scratch;
    const auto list = lisiere::io::read_csv_table((out / "tables/listes_locales.csv").string());
    std::size_t unplaced = 0;
    for (const std::string code : {"QN09901M", "QN09902M", "VA-99001-les-grands-pres"}) {
        struct Line {
            std::string name, result;
            double visits;
            bool placed;
        };
        const std::vector<std::string> results{"trouvé", "manqué", "en plus"};
        std::vector<Line> lines;
        for (const auto& row : list.rows) {
            if (row[list.require("code")] != code) continue;
            const auto text = [&](const char* column) { return row[list.require(column)]; };
            const std::string visits = text("visites");
            // Only this line of the demo has neither coordinates, nor an address, nor a facility.
            lines.push_back({text("nom_liste").empty() ? text("nom") : text("nom_liste"),
                             text("resultat"), visits.empty() ? -1 : std::stod(visits),
                             text("nom_liste") != "Club des aînés"});
        }
        std::stable_sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) {
            const auto rank = [&](const Line& line) {
                return std::find(results.begin(), results.end(), line.result) - results.begin();
            };
            return std::pair(rank(a), -a.visits) < std::pair(rank(b), -b.visits);
        });
        const std::string page = said_by(
            "pdftotext -layout " + (out / "atlas" / (code + ".pdf")).string() + " -", scratch);
        std::size_t at = page.find("listés, ");
        REQUIRE(at != std::string::npos);
        int number = 0;
        for (const Line& line : lines) {
            const std::string start =
                line.placed ? fmt::format("{}.", ++number) : line.name + " (sans lieu)";
            INFO(code << " " << start << " " << line.name);
            at = page.find(start, at);
            REQUIRE(at != std::string::npos);
            const std::string words = page.substr(at, page.find('\n', at) - at);
            INFO(words);
            if (!line.placed) ++unplaced;
            CHECK(words.find(line.name) != std::string::npos);
            const std::size_t result = words.find("  " + line.result + " ");
            REQUIRE(result != std::string::npos);
            if (line.visits < 0)
                CHECK(words.find("–", result) != std::string::npos);
            else if (line.visits < 1000)  // no space within the number
                CHECK(words.find(fmt::format(" {}", std::lround(line.visits)), result) !=
                      std::string::npos);
        }
        CHECK(number > 20);
        // What the colours of the numbers mean stands in the legend.
        for (const char* words : {"Dans la liste et dans l'aire", "Dans la liste, hors de l'aire",
                                  "Dans l'aire, absent de la liste"})
            CHECK(page.find(words) != std::string::npos);
    }
    CHECK(unplaced == 1);
}

TEST_CASE("the pages of the areas reached say how many people live in each", "[cli][atlas]") {
    const Scratch scratch;
    const fs::path& out = demo_edition();
    const io::CsvTable areas = io::read_csv_table((out / "tables" / "isochrones.csv").string());
    std::string page =
        said_by("pdftotext -layout " + (out / "atlas" / "QN09901M.pdf").string() + " -", scratch);
    for (const std::string space : {" ", "\u00a0", "\u202f"})
        for (std::size_t at = 0; (at = page.find(space, at)) != std::string::npos;)
            page.erase(at, space.size());
    int told = 0;
    for (const std::vector<std::string>& row : areas.rows) {
        const auto text = [&](const char* column) { return row[areas.require(column)]; };
        if (text("code") != "QN09901M" || (text("mode") != "marche" && text("mode") != "velo"))
            continue;
        INFO(text("mode") << " " << text("minutes"));
        const std::string people =
            std::to_string(std::lround(std::stod(text("population_atteinte"))));
        CHECK(page.find(text("minutes") + "min:" + people + "habitants") != std::string::npos);
        ++told;
    }
    CHECK(told == 6);
}
