// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/base/zip_file.hpp"
#include "io/document/template.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("lisiere-document-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};
fs::path shipped(const char* name) {
    return fs::path(LISIERE_ROOT) / "styles" / "documents" / name;
}
std::string refusal(const fs::path& file) {
    try {
        read_template(file);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the templates that are shipped are read as folders, and the same once packed",
          "[document]") {
    const Folder folder;
    for (const char* name : {"portrait.odt", "portrait.docx"}) {
        const DocumentTemplate text = read_template(shipped(name));
        const fs::path packed = folder.path / name;
        write_document(packed, text.parts);
        const DocumentTemplate again = read_template(packed);
        REQUIRE(again.parts.size() == text.parts.size());
        for (std::size_t i = 0; i < text.parts.size(); ++i) {
            CHECK(again.parts[i].name == text.parts[i].name);
            CHECK(again.parts[i].bytes == text.parts[i].bytes);
        }
        if (text.format == DocumentFormat::odt) {
            // What OpenDocument asks of an archive: its kind first, as it is.
            const ZipEntry first = read_zip(packed).front();
            CHECK(first.name == "mimetype");
            CHECK(first.stored);
            CHECK(first.bytes == "application/vnd.oasis.opendocument.text");
        }
    }
}

TEST_CASE("a template of another version, of another kind or of none is refused with what to do",
          "[document]") {
    const Folder folder;
    DocumentTemplate text = read_template(shipped("portrait.odt"));
    for (DocumentPart& part : text.parts)
        if (part.name == "meta.xml") part.bytes.replace(part.bytes.find(">1<"), 3, ">9<");
    const fs::path later = folder.path / "later.odt";
    write_document(later, text.parts);
    CHECK_THAT(refusal(later), Catch::Contains("« 9 »") && Catch::Contains("lisiere-modele"));
    std::erase_if(text.parts, [](const DocumentPart& part) { return part.name == "meta.xml"; });
    write_document(later, text.parts);
    CHECK_THAT(refusal(later), Catch::Contains("sans la propriété"));
    std::erase_if(text.parts, [](const DocumentPart& part) { return part.name == "content.xml"; });
    write_document(later, text.parts);
    CHECK_THAT(refusal(later), Catch::Contains("aucun texte"));
    std::ofstream(later, std::ios::binary) << "rien";
    CHECK_THAT(refusal(later), Catch::Contains("later.odt"));
    CHECK_THAT(refusal(folder.path / "absent.docx"), Catch::Contains("absent"));
    CHECK_THAT(refusal(folder.path / "modele.doc"), Catch::Contains(".odt ou .docx"));
}
