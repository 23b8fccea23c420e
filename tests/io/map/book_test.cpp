// SPDX-License-Identifier: Apache-2.0
#include "io/map/book.hpp"

#include <unistd.h>

#include <cstdlib>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/map/canvas.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

struct Shelf {
    fs::path folder = fs::temp_directory_path() / ("lisiere_book_" + std::to_string(::getpid()));
    Shelf() { fs::create_directories(folder); }
    ~Shelf() { fs::remove_all(folder); }

    /// A document whose pages hold these words.
    fs::path document(const std::string& name, const std::vector<std::string>& pages,
                      double top_mm = 20) const {
        const fs::path path = folder / (name + ".pdf");
        PageFile file(path, PageFile::Format::pdf, {100, 80}, name, 72);
        Canvas canvas(file.context(), "DejaVu Sans");
        for (const std::string& words : pages) {
            canvas.text({10, top_mm, 80, 10}, words, {});
            file.end_page();
        }
        file.close();
        return path;
    }
    /// The words of a PDF; pages end in a form feed.
    std::string words(const fs::path& pdf) const {
        const fs::path text = folder / "words.txt";
        REQUIRE(std::system(("pdftotext " + pdf.string() + " " + text.string()).c_str()) == 0);
        std::string out;
        for (const char c : read_text(text))
            if (c != '\n') out += c;
        return out;
    }
};

}  // namespace

TEST_CASE("a book has the pages of its documents in their order, with what is laid over them",
          "[io][map]") {
    const Shelf shelf;
    Book book("Atlas : d'été", "fr");
    book.add(shelf.document("a", {"un", "deux"}));
    book.add(shelf.document("b", {"trois"}));
    REQUIRE(book.pages() == 3);
    book.overlay(shelf.document("n", {"1/3", "2/3", "3/3"}, 60));
    book.write(shelf.folder / "livre.pdf");
    CHECK(shelf.words(shelf.folder / "livre.pdf") == "un1/3\fdeux2/3\ftrois3/3\f");
    const std::string bytes = read_text(shelf.folder / "livre.pdf");
    // Again, from the same documents: the same bytes.
    Book again("Atlas : d'été", "fr");
    again.add(shelf.folder / "a.pdf");
    again.add(shelf.folder / "b.pdf");
    again.overlay(shelf.folder / "n.pdf");
    again.write(shelf.folder / "encore.pdf");
    CHECK(read_text(shelf.folder / "encore.pdf") == bytes);
}

TEST_CASE("readers find the outline, the links and the language of a book", "[io][map]") {
    const Shelf shelf;
    Book book("Atlas", "en");
    book.add(shelf.document("a", {"Contents", "Map", "Quarter", "More"}));
    const int maps = book.bookmark(0, "Maps", 2);
    book.bookmark(maps, "Situation", 2);
    const int quarters = book.bookmark(0, "Quarters", 3);
    const int quarter = book.bookmark(quarters, "Été", 3);
    book.bookmark(quarter, "More", 4);
    const PageLink links[] = {{{10, 20, 80, 5}, 3}};
    book.link(1, links);
    const fs::path path = shelf.folder / "livre.pdf";
    book.write(path);
    // pdftohtml (poppler) reads outline and links; the language stands in the catalogue.
    const fs::path xml = shelf.folder / "livre";
    REQUIRE(std::system(("pdftohtml -xml -i " + path.string() + " " + xml.string() + " >/dev/null")
                            .c_str()) == 0);
    const std::string read = read_text(xml.string() + ".xml");
    for (const char* item : {"<item page=\"2\">Maps</item>", "<item page=\"2\">Situation</item>",
                             "<item page=\"3\">Été</item>", "<item page=\"4\">More</item>"})
        CHECK(read.find(item) != std::string::npos);
    CHECK(read.find("href=\"livre.html#3\"") != std::string::npos);
}

TEST_CASE("a book that cannot be written says so, and where", "[io][map]") {
    const Shelf shelf;
    Book book("Atlas", "fr");
    book.add(shelf.document("a", {"un"}));
    CHECK_THROWS_AS(book.write(shelf.folder / "absent" / "livre.pdf"), OutputError);
    CHECK_THROWS_AS(book.write("/dev/full"), OutputError);
}
