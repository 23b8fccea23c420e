// SPDX-License-Identifier: Apache-2.0
#include "io/map/book.hpp"

#include <qpdf/ClosedFileInputSource.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "engine/core/error.hpp"
#include "io/base/encoding.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

/// An entry of the outline with the places of those under it.
struct Entry {
    QPDFObjectHandle object;
    std::vector<std::size_t> under;
};

/// Chains the entries under one another as PDF has them (ISO 32000-1, 12.3.3); returns how many
/// there are, of all depths.
int chain(std::vector<Entry>& entries, std::size_t parent) {
    QPDFObjectHandle& above = entries[parent].object;
    const std::vector<std::size_t>& under = entries[parent].under;
    int count = 0;
    for (std::size_t i = 0; i < under.size(); ++i) {
        QPDFObjectHandle& object = entries[under[i]].object;
        object.replaceKey("/Parent", above);
        if (i > 0) object.replaceKey("/Prev", entries[under[i - 1]].object);
        if (i + 1 < under.size()) object.replaceKey("/Next", entries[under[i + 1]].object);
        count += 1 + chain(entries, under[i]);
    }
    if (under.empty()) return 0;
    above.replaceKey("/First", entries[under.front()].object);
    above.replaceKey("/Last", entries[under.back()].object);
    // Below the top entries are folded until a reader opens them.
    const int shown =
        parent == 0 ? static_cast<int>(under.size()) : -static_cast<int>(under.size());
    above.replaceKey("/Count", QPDFObjectHandle::newInteger(shown));
    return count;
}

}  // namespace

struct Book::Document {
    QPDF pdf;
    std::vector<std::unique_ptr<QPDF>> parts;  ///< copied from while the book is written
    std::vector<QPDFPageObjectHelper> pages;
    std::vector<Entry> outline;  ///< its root first

    QPDF& read(const std::filesystem::path& path) {
        QPDF& part = *parts.emplace_back(std::make_unique<QPDF>());
        // Opened only while it is read: a book of a thousand documents holds no thousand files.
        part.processInputSource(std::make_shared<ClosedFileInputSource>(path.c_str()));
        return part;
    }
    /// The top left corner of that page.
    QPDFObjectHandle place(std::size_t page) {
        LISIERE_EXPECTS(page >= 1 && page <= pages.size());
        QPDFObjectHandle out = QPDFObjectHandle::newArray();
        out.appendItem(pages[page - 1].getObjectHandle());
        out.appendItem(QPDFObjectHandle::newName("/XYZ"));
        for (int i = 0; i < 3; ++i) out.appendItem(QPDFObjectHandle::newNull());
        return out;
    }
};

Book::Book(std::string title, std::string language) : document_(std::make_unique<Document>()) {
    QPDF& pdf = document_->pdf;
    pdf.emptyPDF();
    QPDFObjectHandle info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(without_controls(title)));
    info.replaceKey("/Creator", QPDFObjectHandle::newUnicodeString("Lisière"));
    // The same pages give the same bytes: a fixed moment, as in the GeoPackage.
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:20000101000000Z"));
    pdf.getTrailer().replaceKey("/Info", info);
    QPDFObjectHandle root = pdf.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newString(language));
    QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
    document_->outline.push_back({pdf.makeIndirectObject(QPDFObjectHandle::newDictionary()), {}});
}

Book::~Book() = default;

void Book::add(const std::filesystem::path& document) {
    QPDFPageDocumentHelper book(document_->pdf);
    for (QPDFPageObjectHelper& page :
         QPDFPageDocumentHelper(document_->read(document)).getAllPages())
        book.addPage(page, false);
    const std::vector<QPDFObjectHandle>& all = document_->pdf.getAllPages();
    while (document_->pages.size() < all.size())
        document_->pages.emplace_back(all[document_->pages.size()]);
}

std::size_t Book::pages() const {
    return document_->pages.size();
}

void Book::overlay(const std::filesystem::path& document) {
    std::vector<QPDFPageObjectHelper> over =
        QPDFPageDocumentHelper(document_->read(document)).getAllPages();
    LISIERE_EXPECTS(over.size() == document_->pages.size());
    for (std::size_t i = 0; i < over.size(); ++i) {
        QPDFPageObjectHelper& page = document_->pages[i];
        QPDFObjectHandle resources = page.getAttribute("/Resources", true);
        int suffix = 1;
        const std::string name = resources.getUniqueResourceName("/Over", suffix);
        QPDFObjectHandle form = document_->pdf.copyForeignObject(over[i].getFormXObjectForPage());
        const std::string content =
            page.placeFormXObject(form, name, page.getTrimBox().getArrayAsRectangle());
        resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
        resources.getKey("/XObject").replaceKey(name, form);
        page.addPageContents(document_->pdf.newStream("q\n"), true);
        page.addPageContents(document_->pdf.newStream("\nQ\n" + content), false);
    }
}

int Book::bookmark(int parent, const std::string& title, std::size_t page) {
    std::vector<Entry>& outline = document_->outline;
    const auto at = static_cast<std::size_t>(parent);
    LISIERE_EXPECTS(at < outline.size());
    QPDFObjectHandle entry = QPDFObjectHandle::newDictionary();
    entry.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(without_controls(title)));
    entry.replaceKey("/Dest", document_->place(page));
    outline.push_back({document_->pdf.makeIndirectObject(entry), {}});
    outline[at].under.push_back(outline.size() - 1);
    return static_cast<int>(outline.size() - 1);
}

void Book::link(std::size_t page, std::span<const PageLink> links) {
    LISIERE_EXPECTS(page >= 1 && page <= document_->pages.size());
    QPDFPageObjectHelper& from = document_->pages[page - 1];
    const QPDFObjectHandle::Rectangle paper = from.getMediaBox().getArrayAsRectangle();
    QPDFObjectHandle annotations = QPDFObjectHandle::newArray();
    for (const PageLink& link : links) {
        QPDFObjectHandle one = QPDFObjectHandle::newDictionary();
        one.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
        one.replaceKey("/Subtype", QPDFObjectHandle::newName("/Link"));
        // PDF counts from the bottom left corner, in points.
        one.replaceKey(
            "/Rect",
            QPDFObjectHandle::newFromRectangle(
                {link.box.x * points_per_mm, paper.ury - link.box.bottom() * points_per_mm,
                 link.box.right() * points_per_mm, paper.ury - link.box.y * points_per_mm}));
        one.replaceKey("/Border", QPDFObjectHandle::parse("[0 0 0]"));
        one.replaceKey("/Dest", document_->place(link.to));
        annotations.appendItem(document_->pdf.makeIndirectObject(one));
    }
    from.getObjectHandle().replaceKey("/Annots", annotations);
}

void Book::write(const std::filesystem::path& path) {
    QPDFObjectHandle root = document_->pdf.getRoot();
    if (chain(document_->outline, 0) > 0) {
        root.replaceKey("/Outlines", document_->outline.front().object);
        root.replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
    }
    const auto refused = [&path](const char* reason) -> OutputError {
        return OutputError(
            {path.string(), reason, "de la place et des droits d'écriture", "vérifier le disque"});
    };
    // qpdf does not look at what closing a file says, where a full disk may be told at last.
    FILE* out = std::fopen(path.c_str(), "wb");
    if (out == nullptr) throw refused(std::strerror(errno));
    try {
        QPDFWriter writer(document_->pdf, path.c_str(), out, false);
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
    } catch (const std::runtime_error& error) {
        std::fclose(out);
        throw refused(error.what());
    }
    const bool whole = std::fflush(out) == 0 && std::ferror(out) == 0;
    const int why = errno;
    if (std::fclose(out) != 0 || !whole) throw refused(std::strerror(why));
}

}  // namespace lisiere::io
