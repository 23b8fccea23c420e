// SPDX-License-Identifier: Apache-2.0
#include "io/edition/document_templates.hpp"

#include <unistd.h>

#include <filesystem>

#include "io/base/error.hpp"
#include "io/report/portrait_document.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

TEST_CASE(
    "the templates that are shipped ask for nothing that a portrait has not, and leave no name "
    "unfilled",
    "[io][edition]") {
    RunConfig config;
    config.outputs.documents = {"odt", "docx"};
    const std::vector<DocumentTemplate> templates = document_templates(config);
    REQUIRE(templates.size() == 2);
    for (const DocumentTemplate& text : templates)
        for (const DocumentPart& part : filled(text, every_name_of_a_portrait())) {
            INFO(text.where << " " << part.name);
            CHECK(part.bytes.find("{{") == std::string::npos);
            CHECK(part.bytes.find("}}") == std::string::npos);
        }
}

TEST_CASE(
    "a template of one's own that asks for what no portrait has is refused before anything is "
    "computed",
    "[io][edition]") {
    const fs::path folder =
        fs::temp_directory_path() / ("lisiere-modele-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    RunConfig config;
    config.file = folder / "t.toml";
    config.outputs.documents = {"odt"};
    DocumentTemplate own = document_templates(config).front();
    for (DocumentPart& part : own.parts)
        if (const auto at = part.bytes.find("{{code}}"); at != std::string::npos)
            part.bytes.replace(at, 8, "{{cote}}");
    write_document(folder / "charte.odt", own.parts);
    config.outputs.documents = {"charte.odt"};
    try {
        document_templates(config);
        FAIL("taken");
    } catch (const ConfigError& error) {
        CHECK_THAT(error.what(), Catch::Contains("charte.odt") && Catch::Contains("{{cote}}") &&
                                     Catch::Contains("code"));
    }
    fs::remove_all(folder);
}
