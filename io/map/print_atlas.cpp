// SPDX-License-Identifier: Apache-2.0
#include "io/map/print_atlas.hpp"

#include <algorithm>

#include "io/map/fonts.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {
namespace {

/// Codes are made for file names; one that is not loses what a file name cannot hold.
std::string file_name(const std::string& code) {
    std::string out = code;
    for (char& c : out) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || c == '-' || c == '_';
        if (!plain) c = '_';
    }
    return out;
}

struct FormatName {
    const char* name;
    PageFile::Format format;
};
constexpr FormatName format_names[] = {
    {"pdf", PageFile::Format::pdf}, {"png", PageFile::Format::png}, {"svg", PageFile::Format::svg}};

}  // namespace

void write_print_atlas(const PrintJob& job, const std::filesystem::path& folder, Notices& notices,
                       const std::function<void(double share_done)>& progress) {
    const std::string family = found_family(job.settings.family, notices);
    const PagePainter painter(job);

    const Paper paper = painter.layout().paper;
    const double dpi = job.settings.dots_per_inch;
    std::vector<const QuarterFigures*> drawn;
    for (const QuarterFigures& quarter : painter.quarters())
        if (painter.shape_of(quarter) != nullptr)
            drawn.push_back(&quarter);
        else
            notices.add(Severity::info, "page_sans_contour", "atlas",
                        "périmètres sans contour : pas de page dans l'atlas", quarter.code);
    std::vector<Plate> plates;
    for (const Plate& plate : job.settings.plates)
        if (is_printed(plate, job.tables, job.styles)) plates.push_back(plate);
    const double steps = 2.0 * static_cast<double>(drawn.size()) + 1;
    double step = 0;
    const auto advance = [&] {
        step += 1;
        if (progress) progress(step / steps);
    };

    PageFile book(folder / "atlas.pdf", PageFile::Format::pdf, paper, job.inputs.territory.name,
                  dpi);
    Canvas canvas(book.context(), family);
    for (const Plate& plate : plates) {
        if (plate.subject == Plate::Subject::territory) {
            painter.draw_territory(canvas, plate);
            book.end_page();
        } else if (plate.subject == Plate::Subject::commune) {
            for (const Commune* commune : painter.communes()) {
                painter.draw_territory(canvas, plate, commune);
                book.end_page();
            }
        }
    }
    advance();
    for (const QuarterFigures* quarter : drawn) {
        for (const Plate& plate : plates)
            if (plate.subject == Plate::Subject::quarter) {
                painter.draw_quarter(canvas, plate, *quarter);
                book.end_page();
            }
        advance();
    }
    book.close();

    for (const QuarterFigures* quarter : drawn) {
        for (const FormatName& one : format_names) {
            if (std::find(job.config.formats.begin(), job.config.formats.end(), one.name) ==
                job.config.formats.end())
                continue;
            PageFile file(folder / (file_name(quarter->code) + "." + one.name), one.format, paper,
                          quarter->name, dpi);
            Canvas page(file.context(), family);
            for (const Plate& plate : plates) {
                if (plate.subject != Plate::Subject::quarter) continue;
                painter.draw_quarter(page, plate, *quarter);
                if (one.format != PageFile::Format::pdf) break;  // one page: the portrait
                file.end_page();
            }
            file.close();
        }
        advance();
    }
}

}  // namespace lisiere::io
