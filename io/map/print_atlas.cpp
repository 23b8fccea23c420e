// SPDX-License-Identifier: Apache-2.0
#include "io/map/print_atlas.hpp"

#include <algorithm>
#include <system_error>

#include "io/base/file_names.hpp"
#include "io/map/book.hpp"
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
        notices.add(Severity::avertissement, "legende_coupee", "atlas", plate.id, left_out);
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
    const auto heading = [&](const char* key) { lines.push_back({style.say(key), 0, true}); };
    const auto part = [&](bool first, const char* key) {
        if (first) heading(key);
    };
    bool maps = true;
    bool communes = true;
    bool quarters = true;
    const QuarterFigures* last = nullptr;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const BookPage& page = pages[i];
        if (page.quarter != nullptr) {
            part(quarters, "page.sommaire_quartiers");
            quarters = false;
            if (page.quarter == last) continue;
            last = page.quarter;
            const std::string place = painter.commune_names(*page.quarter);
            const std::string name = painter.name_of(*page.quarter);
            // A homonym has its communes already.
            const bool told = place.empty() || name.find("(" + place + ")") != std::string::npos;
            lines.push_back(
                {name + (told ? "" : ", " + place) + " · " +
                     style.say("page.numero", {{"numero", painter.number_of(*page.quarter)}}),
                 i + 1});
        } else if (page.commune != nullptr) {
            part(communes, "page.sommaire_communes");
            communes = false;
            lines.push_back({page.commune->name, i + 1});
        } else {
            part(maps, "page.sommaire_cartes");
            maps = false;
            lines.push_back({page.plate->title.in(job.language), i + 1});
        }
    }
    const std::vector<AbsentPlate> absent = absent_plates(job.settings, job.tables, job.styles);
    if (!absent.empty()) heading("page.sommaire_absentes");
    for (const AbsentPlate& plate : absent) lines.push_back({plate.said(job.language) + "."});
    if (!job.inputs.sources.empty()) heading("page.sommaire_sources");
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

/// The contents as the outline of the book, the pages of a quarter under its name.
void bookmark_pages(Book& book, std::span<const ContentsLine> lines,
                    std::span<const BookPage> pages, std::size_t first,
                    const std::string& language) {
    int parent = 0;
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

/// Pages drawn into one document: those of a quarter, or a few others. Together they share their
/// fonts; apart they are drawn at the same time.
struct PageRun {
    std::size_t first = 0;
    std::size_t count = 0;
};

std::vector<PageRun> runs_of(std::span<const BookPage> pages) {
    constexpr std::size_t most = 4;
    std::vector<PageRun> runs;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const QuarterFigures* quarter = pages[i].quarter;
        const bool goes_on = i > 0 && pages[i - 1].quarter == quarter &&
                             (quarter != nullptr || runs.back().count < most);
        if (goes_on)
            ++runs.back().count;
        else
            runs.push_back({i, 1});
    }
    return runs;
}

/// A folder for pages that wait for their book; gone with the object.
class WaitingPages {
  public:
    explicit WaitingPages(const std::filesystem::path& folder) : path_(folder / ".pages") {
        std::filesystem::create_directories(path_);
    }
    ~WaitingPages() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    WaitingPages(const WaitingPages&) = delete;
    WaitingPages& operator=(const WaitingPages&) = delete;
    std::filesystem::path document(const std::string& name) const {
        return path_ / (name + ".pdf");
    }

  private:
    std::filesystem::path path_;
};

/// Draws the pages of one atlas and binds them.
class Printer {
  public:
    Printer(const PrintJob& job, const std::filesystem::path& folder, std::string family)
        : job_(job),
          folder_(folder),
          family_(std::move(family)),
          painter_(job),
          waiting_(folder),
          names_(page_names(painter_.quarters())) {
        for (const QuarterFigures& quarter : painter_.quarters())
            if (painter_.shape_of(quarter) != nullptr) drawn_.push_back(&quarter);
        const std::vector<Plate> plates = printed_plates(job);
        plates_.assign(plates.begin(), plates.end());
        pages_ = pages_of(painter_, plates_, drawn_);
        runs_ = runs_of(pages_);
        left_out_.resize(pages_.size());
    }

    void print(Notices& notices, const std::function<void(double share_done)>& progress) {
        for (const QuarterFigures& quarter : painter_.quarters())
            if (painter_.shape_of(quarter) == nullptr)
                notices.add(Severity::info, "page_sans_contour", "atlas", quarter.code);
        for_each_chunk(
            runs_.size(), 1, job_.threads,
            [this](std::size_t run, std::size_t, unsigned) { draw(run); },
            [&](double done) {
                if (progress) progress(done);
            });
        bind();
        for (std::size_t i = 0; i < pages_.size(); ++i)
            note_cut_legend(left_out_[i], *pages_[i].plate, notices);
    }

  private:
    std::filesystem::path document(std::size_t run) const {
        return waiting_.document(std::to_string(run));
    }
    PageFile file(const std::filesystem::path& path, PageFile::Format format,
                  const std::string& title) const {
        return {path, format, painter_.layout().paper, title, job_.settings.dots_per_inch};
    }

    std::size_t draw_page(Canvas& canvas, const BookPage& page) const {
        return page.quarter != nullptr ? painter_.draw_quarter(canvas, *page.plate, *page.quarter)
                                       : painter_.draw_territory(canvas, *page.plate, page.commune);
    }

    /// The pages of a run, and the files of its quarter.
    void draw(std::size_t at) {
        const PageRun& run = runs_[at];
        PageFile pdf = file(document(at), PageFile::Format::pdf, {});
        Canvas canvas(pdf.context(), family_);
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            left_out_[i] = draw_page(canvas, pages_[i]);
            pdf.end_page();
        }
        pdf.close();
        const QuarterFigures* quarter = pages_[run.first].quarter;
        if (quarter == nullptr) return;
        for (const FormatName& one : formats_of(job_)) {
            const std::filesystem::path path =
                folder_ / (names_.of(quarter->code) + "." + one.name);
            if (one.format == PageFile::Format::pdf) {
                Book own(quarter->name, job_.language);
                own.add(document(at));
                number(own, "n" + std::to_string(at));
                own.write(path);
                continue;
            }
            // One page: the portrait, which is the first.
            PageFile image = file(path, one.format, quarter->name);
            Canvas page(image.context(), family_);
            draw_page(page, pages_[run.first]);
            image.close();
        }
    }

    /// Lays "3 / 12" over the foot of each page.
    void number(Book& book, const std::string& name) const {
        const std::filesystem::path path = waiting_.document(name);
        PageFile numbers = file(path, PageFile::Format::pdf, {});
        Canvas canvas(numbers.context(), family_);
        for (std::size_t i = 0; i < book.pages(); ++i) {
            painter_.number_page(canvas, i + 1, book.pages());
            numbers.end_page();
        }
        numbers.close();
        book.overlay(path);
    }

    void bind() const {
        const std::vector<ContentsLine> lines = contents_of(job_, painter_, pages_);
        const std::filesystem::path path = waiting_.document("contents");
        PageFile opening = file(path, PageFile::Format::pdf, {});
        Canvas canvas(opening.context(), family_);
        const Contents contents(canvas, lines, painter_.contents_box(), painter_.figures());
        const std::size_t first = contents.pages();
        for (std::size_t page = 0; page < first; ++page) {
            painter_.draw_contents_page(canvas);
            contents.draw(canvas, page, first);
            opening.end_page();
        }
        opening.close();
        Book book(say("page.livre", job_.language, {{"territoire", job_.inputs.territory.name}}),
                  job_.language);
        book.add(path);
        for (std::size_t run = 0; run < runs_.size(); ++run) book.add(document(run));
        number(book, "numbers");
        for (std::size_t page = 0; page < first; ++page)
            book.link(page + 1, contents.links(page, first));
        bookmark_pages(book, lines, pages_, first, job_.language);
        book.write(folder_ / "atlas.pdf");
    }

    const PrintJob& job_;
    const std::filesystem::path& folder_;
    std::string family_;
    PagePainter painter_;
    WaitingPages waiting_;
    FileNames names_;
    std::vector<Plate> plates_;
    std::vector<const QuarterFigures*> drawn_;
    std::vector<BookPage> pages_;
    std::vector<PageRun> runs_;
    std::vector<std::size_t> left_out_;  ///< entries of legends, by page
};

}  // namespace

void write_print_atlas(const PrintJob& job, const std::filesystem::path& folder, Notices& notices,
                       const std::function<void(double share_done)>& progress) {
    Printer(job, folder, found_family(job.settings.family, notices)).print(notices, progress);
}

}  // namespace lisiere::io
