// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/table_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "io/base/error.hpp"
#include "io/gdal/session.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

class TableFile::Mapped {
  public:
    Mapped(const fs::path& path, const std::string& where) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat status {};
        const bool readable = file >= 0 && ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
        if (readable) size_ = static_cast<std::size_t>(status.st_size);
        if (readable && size_ > 0) {
            void* bytes = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
            if (bytes != MAP_FAILED) bytes_ = static_cast<const char*>(bytes);
        }
        if (file >= 0) ::close(file);
        if (!readable || (size_ > 0 && bytes_ == nullptr))
            throw InputError({where, "fichier absent ou illisible", "un fichier lisible",
                              "vérifier le chemin et les droits : " + path.string()});
    }
    ~Mapped() {
        if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    std::string_view text() const { return {bytes_, size_}; }

  private:
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{4} << 30U;

bool ends_with(std::string name, std::string_view extension) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name.ends_with(extension);
}

std::vector<std::string> entries_of(const std::string& root) {
    const GdalErrors quiet;
    const CPLStringList list(VSIReadDirRecursive(root.c_str()));
    std::vector<std::string> names;
    for (int i = 0; i < list.size(); ++i) names.emplace_back(list[i]);
    std::sort(names.begin(), names.end());
    return names;
}

bool holds(const std::vector<std::string>& names, std::string_view wanted) {
    return std::find(names.begin(), names.end(), wanted) != names.end();
}

/// The CSV that the archive is about.
std::string table_in(const std::vector<std::string>& names, const LayerSpec& spec,
                     const std::string& where) {
    std::vector<std::string> tables;
    for (const std::string& name : names) {
        const std::string own = fs::path(name).filename().string();
        if ((ends_with(own, ".csv") || ends_with(own, ".txt")) && !own.starts_with("meta_") &&
            !own.starts_with(".") && name.find("__MACOSX") == std::string::npos)
            tables.push_back(name);
    }
    if (!spec.layer.empty())
        for (const std::string& name : tables)
            if (name == spec.layer || fs::path(name).stem() == spec.layer ||
                fs::path(name).filename() == spec.layer)
                return name;
    if (tables.size() == 1) return tables.front();
    if (tables.empty())
        throw InputError(
            {where,
             fmt::format("une archive sans table (dedans : {})",
                         fmt::join(names.begin(),
                                   names.begin() + static_cast<std::ptrdiff_t>(
                                                       std::min<std::size_t>(names.size(), 6)),
                                   ", ")),
             "un CSV, ou un zip qui en contient un",
             "décompresser l'archive et déclarer le bon fichier"});
    throw InputError({where, fmt::format("plusieurs tables : {}", fmt::join(tables, ", ")),
                      "une seule, ou son nom",
                      fmt::format("couche = \"{}\"", fs::path(tables.front()).stem().string())});
}

std::string bytes_of(const std::string& name, const std::string& where) {
    const GdalErrors errors;
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    const bool read =
        VSIIngestFile(nullptr, name.c_str(), &bytes, &size, static_cast<GIntBig>(most_bytes)) != 0;
    const std::unique_ptr<GByte, void (*)(void*)> held(bytes, VSIFree);
    if (!read)
        throw InputError({where, "une archive dont la table ne se lit pas", "un zip entier",
                          "télécharger le fichier de nouveau"});
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

using Cells = std::vector<std::vector<std::string>>;

/// Where the names of the columns are: the first row that has one of the schema's names.
std::optional<std::size_t> header_row(const Cells& rows, const Schema& schema) {
    constexpr std::size_t looked_at = 30;
    for (std::size_t row = 0; row < std::min(rows.size(), looked_at); ++row)
        for (const SchemaField& field : schema.fields())
            for (std::string cell : rows[row]) {
                std::transform(cell.begin(), cell.end(), cell.begin(), [](char c) {
                    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                });
                if (std::find(field.accepted.begin(), field.accepted.end(), cell) !=
                    field.accepted.end())
                    return row;
            }
    return std::nullopt;
}

Cells cells_of(OGRLayer& sheet) {
    Cells rows;
    sheet.ResetReading();
    while (const OGRFeatureUniquePtr feature{sheet.GetNextFeature()}) {
        auto& row = rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            row.emplace_back(feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "");
    }
    return rows;
}

std::string delimited(const Cells& rows, std::size_t first) {
    std::string text;
    for (std::size_t row = first; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < rows[row].size(); ++i) {
            if (i > 0) text += ';';
            text += '"';
            for (const char c : rows[row][i]) text.append(c == '"' ? 2 : 1, c);
            text += '"';
        }
        text += '\n';
    }
    return text;
}

std::string sheet_of(const LayerSpec& spec, const Schema& schema, const std::string& where) {
    ensure_gdal();
    const GdalErrors errors;
    // Every cell as it is written, no row taken for names: titles stand above them.
    std::vector<std::unique_ptr<CPLConfigOptionSetter>> options;
    for (const char* format : {"XLSX", "ODS", "XLS"})
        for (const auto& [key, value] :
             {std::pair{"HEADERS", "DISABLE"}, {"FIELD_TYPES", "STRING"}})
            options.push_back(std::make_unique<CPLConfigOptionSetter>(
                fmt::format("OGR_{}_{}", format, key).c_str(), value, false));
    const std::unique_ptr<GDALDataset> book(GDALDataset::Open(
        spec.file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!book)
        throw InputError({where, "un classeur qui ne se lit pas", "un classeur XLSX ou ODS entier",
                          "l'enregistrer en CSV (UTF-8, point-virgule)"});
    std::vector<std::string> names;
    for (OGRLayer* sheet : book->GetLayers()) {
        names.emplace_back(sheet->GetName());
        if (!spec.layer.empty() && names.back() != spec.layer) continue;
        const Cells rows = cells_of(*sheet);
        if (const auto header = header_row(rows, schema)) return delimited(rows, *header);
    }
    throw InputError({where,
                      fmt::format("un classeur sans feuille qui ait une colonne connue (feuilles : "
                                  "{})",
                                  fmt::join(names, ", ")),
                      fmt::format("une colonne {}", schema.fields().front().accepted.front()),
                      "nommer la feuille : couche = \"...\", ou l'enregistrer en CSV"});
}

}  // namespace

TableFile::TableFile(const LayerSpec& spec, const Schema& schema, const std::string& where)
    : mapped_(std::make_unique<Mapped>(spec.file, where)) {
    const std::string_view bytes = mapped_->text();
    if (bytes.starts_with("PAR1"))
        throw InputError({where, "un fichier Parquet", "un CSV ou un classeur",
                          "le convertir : DuckDB (COPY ... TO 'table.csv'), pandas, ou QGIS"});
    const bool old_book = bytes.starts_with("\xD0\xCF\x11\xE0");
    if (!old_book && !bytes.starts_with("PK\x03\x04")) return;
    ensure_gdal();
    const std::string root = "/vsizip/{" + spec.file.string() + "}";
    const std::vector<std::string> names = old_book ? std::vector<std::string>{} : entries_of(root);
    if (old_book || holds(names, "xl/workbook.xml") || holds(names, "content.xml"))
        loaded_ = sheet_of(spec, schema, where);
    else
        loaded_ = bytes_of(root + "/" + table_in(names, spec, where), where);
    mapped_.reset();
}

TableFile::~TableFile() = default;

std::string_view TableFile::text() const {
    return mapped_ ? mapped_->text() : std::string_view(loaded_);
}

}  // namespace lisiere::io
