// SPDX-License-Identifier: Apache-2.0
// Every cell of the demo's workbook beside its GeoPackage, both read by GDAL.
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <map>
#include <optional>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

using Cells = std::vector<std::optional<std::string>>;

/// The rows of a layer, all as text; nothing for NULL.
std::vector<Cells> rows_of(OGRLayer& layer) {
    std::vector<Cells> rows;
    for (auto& feature : layer) {
        Cells& row = rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            row.push_back(feature->IsFieldSetAndNotNull(i)
                              ? std::optional<std::string>(feature->GetFieldAsString(i))
                              : std::nullopt);
    }
    return rows;
}

GDALDatasetUniquePtr open(const fs::path& file) {
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    return GDALDatasetUniquePtr(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
}

/// What a cell is expected to say of a field of the GeoPackage.
struct Field {
    bool number = false;
    std::optional<double> value;
    std::string text;
};

Field field(const OGRFeature& feature, int at) {
    const OGRFieldType type = feature.GetFieldDefnRef(at)->GetType();
    Field out;
    out.number = type == OFTReal || type == OFTInteger || type == OFTInteger64;
    const bool flag = feature.GetFieldDefnRef(at)->GetSubType() == OFSTBoolean;
    if (flag) out.number = false;
    if (!feature.IsFieldSetAndNotNull(at)) return out;
    if (out.number)
        out.value = feature.GetFieldAsDouble(at);
    else
        out.text =
            flag ? (feature.GetFieldAsInteger(at) != 0 ? "1" : "0") : feature.GetFieldAsString(at);
    return out;
}

/// Is the cell what the field says? Digits beyond the sixteenth are the format's to lose.
bool same(const std::optional<std::string>& cell, const Field& expected) {
    if (!expected.number) return cell.value_or("") == expected.text;
    if (!cell) return false;  // would count as 0
    if (!expected.value) return *cell == "nd" || *cell == "s";
    return std::abs(std::strtod(cell->c_str(), nullptr) - *expected.value) <=
           1e-15 * std::abs(*expected.value);
}

}  // namespace

TEST_CASE("every cell of the workbook is what the GeoPackage holds", "[cli][workbook]") {
    const auto book = open(demo_edition() / "tableaux.xlsx");
    const auto geopackage = open(demo_edition() / "lisiere.gpkg");
    REQUIRE(book);
    REQUIRE(geopackage);
    const std::vector<Cells> dictionary = rows_of(*book->GetLayerByName("Dictionnaire"));
    std::map<std::string, std::vector<std::size_t>> lines;  // of the dictionary, by sheet
    for (std::size_t i = 1; i < dictionary.size(); ++i)
        lines[dictionary[i][0].value()].push_back(i);
    CHECK(lines.size() >= 15);

    std::map<std::pair<std::string, std::string>, Field> indicators;
    for (auto& feature : *geopackage->GetLayerByName("indicateurs"))
        indicators[{feature->GetFieldAsString("code"), feature->GetFieldAsString("indicateur")}] =
            field(*feature, feature->GetFieldIndex("valeur"));

    std::size_t compared = 0;
    for (const auto& [sheet, of] : lines) {
        INFO(sheet);
        OGRLayer* page = book->GetLayerByName(sheet.c_str());
        REQUIRE(page != nullptr);
        const std::vector<Cells> cells = rows_of(*page);
        for (std::size_t c = 0; c < of.size(); ++c) {
            const std::string layer = dictionary[of[c]][4].value();
            const std::string column = dictionary[of[c]][5].value();
            INFO(layer << "." << column);
            CHECK_THAT(cells[0][c].value(), Contains(dictionary[of[c]][1].value()));
            if (column == "communes") continue;  // names, not codes
            OGRLayer* table = geopackage->GetLayerByName(layer.c_str());
            REQUIRE(table != nullptr);
            const int at = table->GetLayerDefn()->GetFieldIndex(column.c_str());
            REQUIRE(cells.size() >= 2);
            if (at < 0) {
                // An indicator of a theme, by the code of the row.
                for (std::size_t r = 1; r < cells.size(); ++r, ++compared)
                    CHECK(same(cells[r][c], indicators.at({cells[r][0].value(), column})));
                continue;
            }
            REQUIRE(static_cast<std::size_t>(table->GetFeatureCount()) == cells.size() - 1);
            std::size_t r = 1;
            for (auto& feature : *table) {
                INFO(feature->GetFID());
                CHECK(same(cells[r++][c], field(*feature, at)));
                ++compared;
            }
        }
    }
    CHECK(compared > 20000);
}

TEST_CASE("[sorties]: no workbook where none is wanted, CSV that a French spreadsheet reads",
          "[cli][workbook]") {
    const Scratch scratch;
    std::string text = io::read_text(LISIERE_ROOT "/examples/demo.toml");
    text += "\n[sorties]\nclasseur = false\ncsv = \"tableur\"\n[atlas]\nproduire = false\n";
    fs::copy(LISIERE_ROOT "/examples/demo", scratch.path() / "demo", fs::copy_options::recursive);
    const fs::path file = scratch.write("demo.toml", text);
    const Outcome run =
        run_lisiere({"run", file.string(), "-o", (scratch.path() / "out").string()});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK_FALSE(fs::exists(scratch.path() / "out" / "tableaux.xlsx"));
    const std::string quarters = scratch.read("out/tables/perimetres.csv");
    CHECK(
        quarters.starts_with("\xEF\xBB\xBF"
                             "code;code_qp;nom_qp;"));
    // The first quarter of the GeoPackage, its surface with a decimal comma.
    const auto geopackage = open(scratch.path() / "out" / "lisiere.gpkg");
    const OGRFeatureUniquePtr first(geopackage->GetLayerByName("perimetres")->GetNextFeature());
    const std::string area = first->GetFieldAsString("surface_ha");
    REQUIRE(area.find('.') != std::string::npos);
    std::string comma = area;
    comma[comma.find('.')] = ',';
    CHECK_THAT(quarters, Contains(";" + comma + ";"));
    CHECK_THAT(quarters, Contains(";FAUX;"));
    CHECK_THAT(scratch.read("out/tables/dictionnaire.csv"),
               Contains("\nperimetres;surface_ha;réel;"));
    CHECK_THAT(scratch.read("out/manifeste.json"), Contains("tableur"));
}
