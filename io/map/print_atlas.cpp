// SPDX-License-Identifier: Apache-2.0
#include "io/map/print_atlas.hpp"

#include <algorithm>

#include "io/base/file_names.hpp"
#include "io/map/fonts.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {
namespace {

/// Names for the pages of all perimeters, also those without an outline: the web map, which has
/// them, gives the same.
FileNames page_names(const std::vector<QuarterFigures>& quarters) {
    std::vector<std::string> codes;
    for (const QuarterFigures& quarter : quarters) codes.push_back(quarter.code);
    return FileNames(codes);
}

struct FormatName {
    const char* name;
    PageFile::Format format;
};
constexpr FormatName format_names[] = {
    {"pdf", PageFile::Format::pdf}, {"png", PageFile::Format::png}, {"svg", PageFile::Format::svg}};

std::vector<Plate> printed_plates(const PrintJob& job) {
    std::vector<Plate> plates;
    for (const Plate& plate : job.settings.plates)
        if (is_printed(plate, job.tables, job.styles)) plates.push_back(plate);
    return plates;
}

/// Formats that the run asks for.
std::vector<FormatName> formats_of(const PrintJob& job) {
    std::vector<FormatName> asked;
    for (const FormatName& one : format_names)
        if (std::find(job.config.formats.begin(), job.config.formats.end(), one.name) !=
            job.config.formats.end())
            asked.push_back(one);
    return asked;
}

void note_cut_legend(std::size_t left_out, const Plate& plate, Notices& notices) {
    if (left_out > 0)
        notices.add(
            Severity::avertissement, "legende_coupee", "atlas",
            "la légende d'une planche ne tient pas dans sa place : des entrées manquent, la "
            "page dit combien",
            plate.id, left_out);
}

}  // namespace

void write_scenario_page(const PrintJob& job, const std::filesystem::path& folder,
                         Notices& notices) {
    const std::string family = found_family(job.settings.family, notices);
    const PagePainter painter(job);
    for (const FormatName& one : formats_of(job)) {
        PageFile file(folder / (std::string("scenario.") + one.name), one.format,
                      painter.layout().paper, job.scenario_title, job.settings.dots_per_inch);
        Canvas page(file.context(), family);
        for (const Plate& plate : printed_plates(job)) {
            if (plate.subject != Plate::Subject::scenario) continue;
            note_cut_legend(painter.draw_scenario(page, plate), plate, notices);
            if (one.format != PageFile::Format::pdf) break;
            file.end_page();
        }
        file.close();
    }
}

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
    const std::vector<Plate> plates = printed_plates(job);
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
            note_cut_legend(painter.draw_territory(canvas, plate), plate, notices);
            book.end_page();
        } else if (plate.subject == Plate::Subject::commune) {
            for (const Commune* commune : painter.communes()) {
                note_cut_legend(painter.draw_territory(canvas, plate, commune), plate, notices);
                book.end_page();
            }
        }
    }
    advance();
    for (const QuarterFigures* quarter : drawn) {
        for (const Plate& plate : plates)
            if (plate.subject == Plate::Subject::quarter && painter.has_plate(plate, *quarter)) {
                note_cut_legend(painter.draw_quarter(canvas, plate, *quarter), plate, notices);
                book.end_page();
            }
        advance();
    }
    book.close();

    const FileNames names = page_names(painter.quarters());
    for (const QuarterFigures* quarter : drawn) {
        for (const FormatName& one : formats_of(job)) {
            PageFile file(folder / (names.of(quarter->code) + "." + one.name), one.format, paper,
                          quarter->name, dpi);
            Canvas page(file.context(), family);
            for (const Plate& plate : plates) {
                if (plate.subject != Plate::Subject::quarter || !painter.has_plate(plate, *quarter))
                    continue;
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
