// SPDX-License-Identifier: Apache-2.0
#include "io/report/html_report.hpp"

#include <filesystem>

#include "io/base/files.hpp"
#include "io/edition/products.hpp"
#include "io/style/reference_name.hpp"

namespace lisiere::io::products {
namespace fs = std::filesystem;

void html_report(const Material& material, const Target& target) {
    report(target.progress, "rapport", 0);
    ReportSettings settings = read_report_settings(data_folder() / "styles");
    name_reference(settings, reference_of(material));
    const RunConfig& config = material.config;
    for (const ReportFile& file :
         report_files({config.name, LISIERE_VERSION, config.language, material.tables,
                       material.texts, settings, material.communes})) {
        fs::create_directories((target.folder / file.path).parent_path());
        write_text(target.folder / file.path, file.html);
    }
    report(target.progress, "rapport", 1);
}

}  // namespace lisiere::io::products
