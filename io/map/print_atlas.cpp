// SPDX-License-Identifier: Apache-2.0
#include "io/map/print_atlas.hpp"

#include <algorithm>

#include "io/base/file_names.hpp"
#include "io/map/contents.hpp"
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

namespace {

/// A page of the book after its contents.
struct BookPage {
    const Plate* plate = nullptr;
    const Commune* commune = nullptr;
    const QuarterFigures* quarter = nullptr;
};

/// The pages in their order: territory, communes, quarters.
std::vector<BookPage> pages_of(const PagePainter& painter, std::span<const Plate> plates,
                               std::span<const QuarterFigures* const> drawn) {
    std::vector<BookPage> pages;
    for (const Plate& plate : plates)
        if (plate.subject == Plate::Subject::territory) pages.push_back({&plate});
    for (const Plate& plate : plates)
        if (plate.subject == Plate::Subject::commune)
            for (const Commune* commune : painter.communes()) pages.push_back({&plate, commune});
    for (const QuarterFigures* quarter : drawn)
        for (const Plate& plate : plates)
            if (plate.subject == Plate::Subject::quarter && painter.has_plate(plate, *quarter))
                pages.push_back({&plate, nullptr, quarter});
    return pages;
}

/// What the contents say of the pages, numbered from 1, then of the plates that are not there and
/// of the sources. Bookmarks are its lines with a page, under its headings.
std::vector<ContentsLine> contents_of(const PrintJob& job, const PagePainter& painter,
                                      std::span<const BookPage> pages) {
    const FigureStyle style = painter.figures();
    std::vector<ContentsLine> lines;
    const auto heading = [&](const char* fr, const char* en) {
        lines.push_back({style.words(fr, en), 0, true});
    };
    const auto part = [&](bool first, const char* fr, const char* en) {
        if (first) heading(fr, en);
    };
    bool maps = true;
    bool communes = true;
    bool quarters = true;
    const QuarterFigures* last = nullptr;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const BookPage& page = pages[i];
        if (page.quarter != nullptr) {
            part(quarters, "Quartiers", "Quarters");
            quarters = false;
            if (page.quarter == last) continue;
            last = page.quarter;
            const std::string place = painter.commune_names(*page.quarter);
            const std::string name = painter.name_of(*page.quarter);
            // A homonym has its communes already.
            const bool told = place.empty() || name.find("(" + place + ")") != std::string::npos;
            lines.push_back({name + (told ? "" : ", " + place) +
                                 (job.language == "en" ? " · no.\u00a0" : " · n°\u00a0") +
                                 painter.number_of(*page.quarter),
                             i + 1});
        } else if (page.commune != nullptr) {
            part(communes, "Communes", "Communes");
            communes = false;
            lines.push_back({page.commune->name, i + 1});
        } else {
            part(maps, "Cartes du territoire", "Maps of the territory");
            maps = false;
            lines.push_back({page.plate->title.in(job.language), i + 1});
        }
    }
    const std::vector<AbsentPlate> absent = absent_plates(job.settings, job.tables, job.styles);
    if (!absent.empty()) heading("Planches non produites", "Plates not made");
    for (const AbsentPlate& plate : absent) lines.push_back({plate.said(job.language) + "."});
    if (!job.inputs.sources.empty()) heading("Sources", "Sources");
    std::vector<std::string> told;
    for (const Source& source : job.inputs.sources) {
        std::string words = source.title.empty() ? source.id : source.title;
        for (const std::string& more : {source.producer, source.vintage, source.licence})
            if (!more.empty()) words += ", " + more;
        if (std::find(told.begin(), told.end(), words) != told.end()) continue;
        told.push_back(words);
        lines.push_back({words});
    }
    return lines;
}

/// The contents as the outline of the file, the pages of a quarter under its name.
void bookmark_pages(PageFile& book, std::span<const ContentsLine> lines,
                    std::span<const BookPage> pages, std::size_t first,
                    const std::string& language) {
    int parent = 0;
    std::string heading;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ContentsLine& line = lines[i];
        if (line.heading) {
            if (i + 1 < lines.size() && lines[i + 1].page > 0)
                parent = book.bookmark(0, line.words, first + lines[i + 1].page);
            continue;
        }
        if (line.page == 0) continue;
        const int entry = book.bookmark(parent, line.words, first + line.page);
        const QuarterFigures* quarter = pages[line.page - 1].quarter;
        for (std::size_t at = line.page - 1;
             quarter != nullptr && at < pages.size() && pages[at].quarter == quarter; ++at)
            book.bookmark(entry, pages[at].plate->title.in(language), first + at + 1);
    }
}

void draw_page(PagePainter& painter, Canvas& canvas, const BookPage& page, Notices& notices) {
    note_cut_legend(page.quarter != nullptr
                        ? painter.draw_quarter(canvas, *page.plate, *page.quarter)
                        : painter.draw_territory(canvas, *page.plate, page.commune),
                    *page.plate, notices);
}

}  // namespace

void write_print_atlas(const PrintJob& job, const std::filesystem::path& folder, Notices& notices,
                       const std::function<void(double share_done)>& progress) {
    const std::string family = found_family(job.settings.family, notices);
    PagePainter painter(job);

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
    const std::vector<BookPage> pages = pages_of(painter, plates, drawn);
    const double steps = static_cast<double>(pages.size() + drawn.size());
    double step = 0;
    const auto advance = [&] {
        step += 1;
        if (progress) progress(step / steps);
    };

    const std::string title =
        job.inputs.territory.name + (job.language == "en" ? ", atlas of the priority geography"
                                                          : ", atlas de la géographie prioritaire");
    PageFile book(folder / "atlas.pdf", PageFile::Format::pdf, paper, title, dpi);
    Canvas canvas(book.context(), family);
    const std::vector<ContentsLine> lines = contents_of(job, painter, pages);
    const Contents contents(canvas, lines, painter.contents_box(), painter.figures());
    const std::size_t first = contents.pages();
    const std::size_t count = first + pages.size();
    for (std::size_t page = 0; page < first; ++page) {
        painter.turn_to(page + 1, count);
        painter.draw_contents_page(canvas);
        contents.draw(canvas, page, first);
        book.end_page();
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        painter.turn_to(first + i + 1, count);
        draw_page(painter, canvas, pages[i], notices);
        book.end_page();
        advance();
    }
    bookmark_pages(book, lines, pages, first, job.language);
    book.close();

    const FileNames names = page_names(painter.quarters());
    for (const QuarterFigures* quarter : drawn) {
        std::vector<const Plate*> own;
        for (const Plate& plate : plates)
            if (plate.subject == Plate::Subject::quarter && painter.has_plate(plate, *quarter))
                own.push_back(&plate);
        for (const FormatName& one : formats_of(job)) {
            PageFile file(folder / (names.of(quarter->code) + "." + one.name), one.format, paper,
                          quarter->name, dpi);
            Canvas page(file.context(), family);
            for (std::size_t i = 0; i < own.size(); ++i) {
                const bool pdf = one.format == PageFile::Format::pdf;
                painter.turn_to(pdf ? i + 1 : 0, pdf ? own.size() : 0);
                painter.draw_quarter(page, *own[i], *quarter);
                if (!pdf) break;  // one page: the portrait
                file.end_page();
            }
            file.close();
        }
        advance();
    }
}

}  // namespace lisiere::io
