// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/qml.hpp"
#include "io/style/style.hpp"
#include "io/style/style_classes.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// Lightness L* of CIE 1976 from sRGB, in [0, 100].
double lightness(const Colour& colour) {
    const auto linear = [&](std::size_t at) {
        const double c = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

/// A copy of styles/ in which one text of one file is replaced.
struct Copy {
    fs::path folder = fs::temp_directory_path() / ("lisiere_styles_" + std::to_string(::getpid()));
    Copy(const std::string& file, const std::string& from, const std::string& to) {
        fs::remove_all(folder);
        fs::copy(LISIERE_ROOT "/styles", folder, fs::copy_options::recursive);
        std::string text = read_text(folder / file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        std::ofstream(folder / file, std::ios::binary) << text;
    }
    ~Copy() { fs::remove_all(folder); }
    std::string refusal() const {
        try {
            read_styles(folder);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return "";
    }
};

}  // namespace

TEST_CASE("classes go from light to dark by steps that grey printing keeps apart", "[io][style]") {
    CHECK(lightness("#ffffff") == Approx(100).margin(0.01));
    CHECK(lightness("#000000") == Approx(0).margin(0.01));
    for (const LayerStyle& style : read_styles(LISIERE_ROOT "/styles").layers) {
        if (style.rendering != Rendering::intervals) continue;
        const double first = lightness(style.classes.front().symbol.fill);
        const double last = lightness(style.classes.back().symbol.fill);
        for (std::size_t i = 1; i < style.classes.size(); ++i) {
            if (style.diverging) break;
            const double step = lightness(style.classes[i - 1].symbol.fill) -
                                lightness(style.classes[i].symbol.fill);
            INFO(style.layer << " classe " << i);
            CHECK((first > last ? step : -step) >= 12);
        }
    }
}

TEST_CASE("nested areas stay apart in grey as a map shows them, whichever are there",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    int seen = 0;
    for (const LayerStyle& style : styles.layers) {
        if (style.sort_column.empty() || style.rendering != Rendering::intervals) continue;
        ++seen;
        for (std::size_t shown = 2; shown <= style.classes.size(); ++shown) {
            std::vector<bool> there(style.classes.size(), false);
            for (std::size_t i = 0; i < shown; ++i) there[i] = true;
            const std::vector<Colour> colours = shown_colours(style, there, styles.background);
            for (std::size_t i = 1; i < shown; ++i) {
                INFO(style.layer << " classe " << i << " of " << shown);
                CHECK(std::abs(lightness(colours[i]) - lightness(colours[i - 1])) >= 6);
            }
        }
    }
    CHECK(seen >= 2);
}

TEST_CASE("classes of a change are light in the middle and unlike at both ends", "[io][style]") {
    int seen = 0;
    for (const LayerStyle& style : read_styles(LISIERE_ROOT "/styles").layers) {
        if (!style.diverging) continue;
        ++seen;
        INFO(style.layer);
        REQUIRE(style.classes.size() % 2 == 1);
        const std::size_t middle = style.classes.size() / 2;
        const auto fill = [&](std::size_t at) { return style.classes[at].symbol.fill; };
        for (std::size_t i = 0; i < middle; ++i) {
            CHECK(lightness(fill(i + 1)) - lightness(fill(i)) >= 12);
            CHECK(lightness(fill(middle + i)) - lightness(fill(middle + i + 1)) >= 12);
        }
        // Orange against blue: the ends keep their hue under the usual forms of colour blindness.
        const auto blue_over_red = [&](std::size_t at) {
            return std::stoi(fill(at).substr(5, 2), nullptr, 16) -
                   std::stoi(fill(at).substr(1, 2), nullptr, 16);
        };
        const std::size_t last = style.classes.size() - 1;
        CHECK(std::min(blue_over_red(0), blue_over_red(last)) < -60);
        CHECK(std::max(blue_over_red(0), blue_over_red(last)) > 60);
        // The class in the middle holds 0.
        CHECK(*style.classes[middle].above < 0);
        CHECK(*style.classes[middle].up_to > 0);
    }
    CHECK(seen >= 1);
}

TEST_CASE("areas that may lie side by side differ by lightness or by stroke, not by hue alone",
          "[io][style]") {
    for (const LayerStyle& style : read_styles(LISIERE_ROOT "/styles").layers) {
        if (style.rendering != Rendering::categories) continue;
        for (std::size_t i = 0; i < style.classes.size(); ++i)
            for (std::size_t k = 0; k < i; ++k) {
                const Symbol& a = style.classes[i].symbol;
                const Symbol& b = style.classes[k].symbol;
                INFO(style.layer << " classes " << k << " et " << i);
                CHECK((std::abs(lightness(a.fill) - lightness(b.fill)) >= 8 ||
                       a.stroke != b.stroke || std::abs(a.size_mm - b.size_mm) >= 0.5 ||
                       std::abs(a.width_mm - b.width_mm) >= 0.2));
            }
    }
}

TEST_CASE("styles speak only of columns that the outputs have", "[io][style]") {
    const ColumnTexts texts = read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", "fr");
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    CHECK(styles.layers.size() == 23);
    for (const LayerStyle& style : styles.layers) {
        std::vector<std::string> columns = style.tip;
        for (const std::string& column : {style.column, style.sort_column})
            if (!column.empty()) columns.push_back(column);
        if (style.label) columns.push_back(style.label->column);
        for (const std::string& column : columns) {
            INFO(style.layer << "." << column);
            CHECK(texts.find(style.layer, column).has_value());
        }
    }
}

TEST_CASE("intervals are said in words, with a decimal comma in French", "[io][style]") {
    const LayerStyle roses = *read_styles(LISIERE_ROOT "/styles").find("roses");
    REQUIRE(roses.classes.size() == 5);
    CHECK(roses.classes[0].label.fr == "jusqu'à 1,2 fois la distance à vol d'oiseau");
    CHECK(roses.classes[1].label.fr == "1,2 à 1,4 fois la distance à vol d'oiseau");
    CHECK(roses.classes[4].label.en == "more than 2.2 times the straight distance");
}

TEST_CASE("a style with a fault is refused by file and key, with the nearest known word",
          "[io][style]") {
    const auto refusal = [](const char* file, const char* from, const char* to) {
        return Copy(file, from, to).refusal();
    };
    CHECK(refusal("couches/carreaux.toml", "minimum = 0", "minimum = 0\nmimimum = 1")
              .find("« minimum » ?") != std::string::npos);
    CHECK(refusal("couches/carreaux.toml", "suite = \"enclavement\"", "suite = \"arc_en_ciel\"")
              .find("arc_en_ciel") != std::string::npos);
    CHECK(refusal("couches/carreaux.toml", "[35, 45, 55, 65]", "[20, 60, 40]").find("bornes") !=
          std::string::npos);
    CHECK(refusal("couches/carreaux.toml", "[35, 45, 55, 65]", "[1, 2, 3, 4, 5, 6, 7]")
              .find("8 classes") != std::string::npos);
    CHECK(refusal("couches/carreaux.toml", "groupe = \"enclavement\"", "groupe = \"x\"")
              .find("groupes.toml") != std::string::npos);
    CHECK(refusal("couches/arrets.toml", "couleur = \"arret\"", "couleur = \"rouge\"")
              .find("rouge") != std::string::npos);
    CHECK(refusal("couches/arrets.toml", "geometrie = \"point\"", "geometrie = \"rond\"")
              .find("rond") != std::string::npos);
    CHECK(refusal("palette.toml", "#c4006a", "#c4006").find("« #c4006 »") != std::string::npos);
    CHECK(refusal("palette.toml", "[couleurs]", "[couleurs").find("ligne 4") != std::string::npos);
    CHECK(refusal("palette.toml", "[couleurs]", "[couleurs]").empty());
}

TEST_CASE("a layer without the column of its style is drawn all the same, and it is said",
          "[io][style]") {
    const LayerStyle style = *read_styles(LISIERE_ROOT "/styles").find("isochrones");
    Notices notices;
    const std::vector<std::string> columns{"nom_qp", "mode"};
    const LayerStyle plain = fitted(style, columns, notices);
    CHECK(plain.rendering == Rendering::single);
    REQUIRE(plain.classes.size() == 1);
    CHECK(plain.classes[0].label.fr == style.title.fr);
    CHECK(plain.sort_column.empty());
    CHECK(plain.tip == std::vector<std::string>{"nom_qp", "mode"});
    CHECK(notices.count("style_colonne_absente") ==
          5);  // minutes three times over, population_atteinte and bord once
    Notices none;
    const std::vector<std::string> all{"nom_qp", "mode", "minutes", "population_atteinte", "bord"};
    CHECK(fitted(style, all, none).classes.size() == style.classes.size());
    CHECK(none.items().empty());
}

TEST_CASE("a layer with a map a column is drawn by the first that the edition has", "[io][style]") {
    const LayerStyle iris = *read_styles(LISIERE_ROOT "/styles").find("iris");
    CHECK(iris.variant_column.empty());
    CHECK(iris.column == "part_locataires_hlm");
    // Social housing: 0, 1 to 10, 10 to 20, 20 to 30, 30 % and more.
    REQUIRE(iris.classes.size() == 5);
    CHECK(iris.classes[0].label.fr == "jusqu'à 1 %");
    CHECK(iris.classes[3].label.fr == "20 à 30 %");
    CHECK(iris.classes[4].label.en == "more than 30 %");
    Notices notices;
    const std::vector<std::string> columns{"nom_iris", "code_iris", "nom_com", "revenu_median",
                                           "taux_chomage_15_64"};
    const LayerStyle drawn = fitted(iris, columns, notices);
    CHECK(notices.items().empty());  // a run has the indicators that it was given
    REQUIRE(drawn.variants.size() == 2);
    CHECK(drawn.column == "revenu_median");
    CHECK(drawn.classes.size() == drawn.variants[0].classes.size());
    CHECK(drawn.classes[0].symbol.fill == drawn.variants[0].classes[0].symbol.fill);
    const LayerStyle other = as_variant(drawn, "taux_chomage_15_64");
    CHECK(other.column == "taux_chomage_15_64");
    CHECK(*other.classes[1].above == 8);
    CHECK(other.title.fr.find("chômage") != std::string::npos);
    CHECK(has_variant(drawn, "taux_chomage_15_64"));
    CHECK_FALSE(has_variant(drawn, "part_locataires_hlm"));
    const std::vector<std::string> none{"nom_iris", "code_iris", "nom_com"};
    const LayerStyle plain = fitted(iris, none, notices);
    CHECK(plain.rendering == Rendering::single);
    CHECK(plain.column.empty());
    CHECK(plain.classes.size() == 1);
    CHECK(notices.items().empty());
}

TEST_CASE("aliases and tips of a QGIS style are escaped", "[io][style]") {
    const LayerStyle style = *read_styles(LISIERE_ROOT "/styles").find("perimetres");
    const std::vector<FieldAlias> fields{{"population", "Moins de < 5 & \"plus\""}};
    const std::string text = qml(style, fields, "fr");
    CHECK(text.find("name=\"Moins de &lt; 5 &amp; &quot;plus&quot;\"") != std::string::npos);
    CHECK(text.find("&lt;b&gt;Moins de &amp;lt; 5") != std::string::npos);
    CHECK(qml(fields).find("<alias field=\"population\"") != std::string::npos);
}
