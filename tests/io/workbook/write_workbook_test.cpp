// SPDX-License-Identifier: Apache-2.0
// The workbook is read back by GDAL, which is not its writer.
#include "io/workbook/write_workbook.hpp"

#include <ogrsf_frmts.h>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/workbook/two_quarters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::io;
using tests::TwoQuarters;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::vector<std::string>>;

/// Every cell of a sheet as a text, the header first.
Lines cells(const fs::path& file, const char* sheet) {
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    const GDALDatasetUniquePtr book(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
    REQUIRE(book);
    OGRLayer* layer = book->GetLayerByName(sheet);
    REQUIRE(layer != nullptr);
    Lines lines;
    for (auto& feature : *layer) {
        std::vector<std::string>& line = lines.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            line.emplace_back(feature->GetFieldAsString(i));
    }
    return lines;
}

fs::path written(const TwoQuarters& two, const fs::path& file, Notices&& notices = {}) {
    write_workbook(two.edition, file, notices);
    CHECK(notices.items().empty());
    return file;
}

/// A part of the package, as text.
std::string part(const fs::path& file, const std::string& name) {
    GDALAllRegister();
    const std::string path = "/vsizip/" + file.string() + "/" + name;
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    REQUIRE(VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1) != 0);
    std::string text(reinterpret_cast<const char*>(bytes), size);
    VSIFree(bytes);
    return text;
}

}  // namespace

TEST_CASE("codes keep their zeros, texts are no formulas, what is missing is said, never a zero",
          "[io][workbook]") {
    const TwoQuarters two;
    const tests::Scratch scratch;
    const fs::path file = written(two, scratch.path() / "tableaux.xlsx");
    const Lines quarters = cells(file, "Quartiers");
    REQUIRE(quarters.size() == 3);
    CHECK(quarters[1][1] == "=Dutemple");
    CHECK(quarters[1][4] == "200000");
    CHECK(quarters[2][4] == "nd");
    const Lines access = cells(file, "Accès");
    CHECK(access[2][0] == "0123");
    CHECK(access[1][1] == "17.4729999999");
    CHECK(access[2][1] == "nd");
    CHECK(cells(file, "Population")[2][4] == "s");
    for (const char* sheet : {"2", "3", "4"}) {
        const std::string xml = part(file, std::string("xl/worksheets/sheet") + sheet + ".xml");
        CHECK(xml.find("<f>") == std::string::npos);
        CHECK(xml.find("<pane ") != std::string::npos);
        CHECK(xml.find("<autoFilter ") != std::string::npos);
        CHECK(xml.find("E+") == std::string::npos);
    }
}

TEST_CASE("every sheet is named on the first, with how to read them", "[io][workbook]") {
    const TwoQuarters two;
    const tests::Scratch scratch;
    const Lines first = cells(written(two, scratch.path() / "t.xlsx"), "Lisez-moi");
    CHECK(first[0][0] == "Hameau & Cie");
    CHECK(first[1][0] == "Lisière 1.0, mai 2026");
    std::string all;
    for (const auto& line : first)
        for (const std::string& cell : line) all += cell + "\n";
    for (const char* told : {"nd : non disponible", "Quartiers\n2 lignes, 5 colonnes", "Population",
                             "Accès", "Dictionnaire"})
        CHECK(all.find(told) != std::string::npos);
    CHECK(all.find("Vide") == std::string::npos);
}

TEST_CASE("the same edition gives the same bytes", "[io][workbook]") {
    const TwoQuarters two;
    const tests::Scratch scratch;
    CHECK(sha256_of(written(two, scratch.path() / "a.xlsx")) ==
          sha256_of(written(two, scratch.path() / "b.xlsx")));
}

TEST_CASE("a text that no cell can hold is cut and says so; a disk that refuses is told",
          "[io][workbook]") {
    TwoQuarters two;
    std::string& name = std::get<std::string>(two.tables[0].rows[0][1]);
    name.clear();
    for (int i = 0; i < 20000; ++i) name += "é";  // 40,000 bytes
    const tests::Scratch scratch;
    const std::string cut = cells(written(two, scratch.path() / "t.xlsx"), "Quartiers")[1][1];
    CHECK(cut.starts_with("éé"));
    CHECK(cut.ends_with("é […]"));
    CHECK(cut.size() <= 32767);
    Notices notices;
    CHECK_THROWS_AS(write_workbook(two.edition, scratch.path() / "absent" / "t.xlsx", notices),
                    OutputError);
}
