// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "io/base/file_names.hpp"
#include "io/base/files.hpp"
#include "io/document/template.hpp"
#include "io/edition/document_templates.hpp"
#include "io/edition/products.hpp"
#include "io/report/portrait_document.hpp"
#include "io/style/reference_name.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

std::vector<DocumentTemplate> document_templates(const RunConfig& config) {
    std::vector<DocumentTemplate> templates;
    for (const std::string& written : config.outputs.documents) {
        const bool shipped = written == "odt" || written == "docx";
        const fs::path path = shipped
                                  ? data_folder() / "styles" / "documents" / ("portrait." + written)
                                  : template_file(config, written);
        templates.push_back(read_template(path));
        filled(templates.back(), every_name_of_a_portrait());
    }
    return templates;
}

fs::path template_file(const RunConfig& config, const std::string& written) {
    return (config.file.parent_path() / written).lexically_normal();
}

namespace products {

void documents(const Material& material, const Target& target) {
    const std::vector<DocumentTemplate> templates = document_templates(material.config);
    if (templates.empty()) return;
    report(target.progress, "documents", 0);
    ReportSettings settings = read_report_settings(data_folder() / "styles");
    name_reference(settings, reference_of(material));
    const RunConfig& config = material.config;
    const ReportEdition edition{config.name,    LISIERE_VERSION, config.language,  material.tables,
                                material.texts, settings,        material.communes};
    const PortraitDocuments portraits(edition, config.print.date);
    const FileNames names(portraits.codes());
    fs::create_directories(target.folder / "documents");
    for (std::size_t one = 0; one < portraits.size(); ++one) {
        const auto data = portraits.data(one);
        for (const DocumentTemplate& text : templates)
            write_document(target.folder / "documents" /
                               (names.of(portraits.codes()[one]) +
                                (text.format == DocumentFormat::odt ? ".odt" : ".docx")),
                           filled(text, data));
        report(target.progress, "documents",
               static_cast<double>(one + 1) / static_cast<double>(portraits.size()));
    }
}

}  // namespace products
}  // namespace lisiere::io
