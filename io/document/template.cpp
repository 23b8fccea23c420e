// SPDX-License-Identifier: Apache-2.0
#include "io/document/template.hpp"

#include <algorithm>
#include <pugixml.hpp>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/zip_file.hpp"

namespace lisiere::io {
namespace {

namespace fs = std::filesystem;

std::vector<DocumentPart> parts_of_folder(const fs::path& folder) {
    std::vector<DocumentPart> parts;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            parts.push_back({entry.path().lexically_relative(folder).generic_string(),
                             read_text(entry.path())});
    std::sort(parts.begin(), parts.end(),
              [](const DocumentPart& a, const DocumentPart& b) { return a.name < b.name; });
    return parts;
}

std::vector<DocumentPart> parts_of_archive(const fs::path& file) {
    std::vector<DocumentPart> parts;
    for (ZipEntry& entry : read_zip(file))
        parts.push_back({std::move(entry.name), std::move(entry.bytes)});
    return parts;
}

const DocumentPart* find(const DocumentTemplate& text, std::string_view name) {
    for (const DocumentPart& part : text.parts)
        if (part.name == name) return &part;
    return nullptr;
}

/// The property `lisiere-modele` of the document, which office suites keep; "" without one.
std::string version_of(const DocumentTemplate& text) {
    const bool odt = text.format == DocumentFormat::odt;
    const DocumentPart* part = find(text, odt ? "meta.xml" : "docProps/custom.xml");
    pugi::xml_document xml;
    if (part == nullptr || !xml.load_buffer(part->bytes.data(), part->bytes.size())) return {};
    const auto property =
        odt ? xml.select_node("//meta:user-defined[@meta:name='lisiere-modele']")
            : xml.select_node("//*[local-name()='property'][@name='lisiere-modele']/*");
    return property.node().text().get();
}

}  // namespace

DocumentFormat document_format(const fs::path& file) {
    if (file.extension() == ".odt") return DocumentFormat::odt;
    if (file.extension() == ".docx") return DocumentFormat::docx;
    throw ConfigError({file.string(), "l'extension « " + file.extension().string() + " »",
                       ".odt ou .docx", "nommer le document par son format"});
}

DocumentTemplate read_template(const fs::path& from) {
    DocumentTemplate text{from.string(), document_format(from), {}};
    if (!fs::exists(from))
        throw ConfigError({text.where, "absent", "un modèle de document", "vérifier le chemin"});
    try {
        text.parts = fs::is_directory(from) ? parts_of_folder(from) : parts_of_archive(from);
    } catch (const InputError& error) {
        throw ConfigError({text.where, error.trouble().found, "un document", "le refaire"});
    }
    std::stable_partition(text.parts.begin(), text.parts.end(),
                          [](const DocumentPart& part) { return part.name == "mimetype"; });
    if (find(text, text.format == DocumentFormat::odt ? "content.xml" : "word/document.xml") ==
        nullptr)
        throw ConfigError({text.where, "aucun texte dans l'archive",
                           "un texte d'OpenDocument (.odt) ou d'Office Open XML (.docx)",
                           "l'enregistrer de nouveau sous ce format"});
    if (const std::string version = version_of(text); version != std::to_string(template_version))
        throw ConfigError(
            {text.where,
             version.empty() ? "sans la propriété « lisiere-modele »"
                             : "la version « " + version + " »",
             "la propriété du document « lisiere-modele » = " + std::to_string(template_version),
             "partir du modèle livré, ou poser cette propriété (Fichier, Propriétés, "
             "Personnalisées) une fois les noms vérifiés"});
    return text;
}

void write_document(const fs::path& file, const std::vector<DocumentPart>& parts) {
    std::vector<ZipEntry> entries;
    for (const DocumentPart& part : parts)
        entries.push_back({part.name, part.bytes, part.name == "mimetype"});
    write_zip(file, entries);
}

}  // namespace lisiere::io
