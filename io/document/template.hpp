// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// Documents that an office edits, from a template that it may replace.
namespace lisiere::io {

/// A file of a document's archive.
struct DocumentPart {
    std::string name;  ///< "content.xml", "word/document.xml"
    std::string bytes;
};

enum class DocumentFormat { odt, docx };

/// "odt" of a text of OpenDocument, "docx" of Office Open XML, by the extension of a file;
/// ConfigError otherwise.
DocumentFormat document_format(const std::filesystem::path& file);

/// A text of OpenDocument or of Office Open XML whose paragraphs name what stands there.
struct DocumentTemplate {
    std::string where;  ///< of messages: the file, or the folder of its parts
    DocumentFormat format = DocumentFormat::odt;
    std::vector<DocumentPart> parts;  ///< `mimetype` first
};

/// `from`: a .odt or .docx, or a folder of its parts named so. ConfigError naming the file: absent,
/// no archive, no text within, or another version of the names than `template_version` (property
/// `lisiere-modele` of the document).
DocumentTemplate read_template(const std::filesystem::path& from);
inline constexpr int template_version = 1;

/// The parts of `text`, filled with `data`, in the order of the template. In paragraphs:
/// - `{{name}}`, `{{name.part}}`: the text there; `{{.}}`: the item itself;
/// - a paragraph `{{pour name}}` to the paragraph `{{fin}}`: what stands between, once an item of
/// the list; a name that holds a
///   text or an object is a list of one, an empty or absent one of none;
/// - `{{ligne name}}` within a row of a table: the row, once an item; `{{cellule name}}` within a
/// cell: the cell. Within a repetition names are looked up in the item, then around it. ConfigError
/// naming template, what it asks for and the names there are: an unknown name, `{{pour}}` without
/// `{{fin}}`. Deterministic. Cost: linear in what is written.
std::vector<DocumentPart> filled(const DocumentTemplate& text, const nlohmann::ordered_json& data);

/// Packs the parts: `mimetype` first and not deflated, as OpenDocument asks; of a fixed date.
void write_document(const std::filesystem::path& file, const std::vector<DocumentPart>& parts);

}  // namespace lisiere::io
