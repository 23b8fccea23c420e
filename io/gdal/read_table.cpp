// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/gdal/row_builder.hpp"

namespace lisiere::io {
namespace {

/// A file seen as bytes without being loaded: pages come and go as they are read.
class MappedFile {
  public:
    MappedFile(const std::filesystem::path& path, const std::string& where) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
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
    ~MappedFile() {
        if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
    }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    std::string_view text() const { return {bytes_, size_}; }

  private:
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace

bool is_table(const LayerSpec& spec) {
    std::string extension = spec.file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension == ".csv" || extension == ".txt";
}

RawLayer read_table(const LayerSpec& spec, const LayerRequest& request, Notices& notices) {
    const std::string where =
        spec.file_as_written.empty() ? spec.file.filename().string() : spec.file_as_written;
    const MappedFile file(spec.file, where);
    std::optional<RowBuilder> builder;
    read_csv(
        file.text(), where, {},
        [&](std::span<const std::string_view> names) {
            builder.emplace(spec, request, where,
                            std::vector<std::string>(names.begin(), names.end()), notices);
        },
        [&](std::span<const std::string_view> fields, std::size_t line) {
            const auto value = [&](std::size_t column) {
                return column < fields.size() ? trimmed(fields[column]) : std::string_view();
            };
            const auto filter = builder->filter_column();
            if (!builder->passes(filter ? value(*filter) : std::string_view())) return;
            RawRow row;
            row.number = line;
            row.text.resize(builder->layer().fields.size());
            for (std::size_t i = 0; i < row.text.size(); ++i)
                if (const auto column = builder->layer().fields[i]) row.text[i] = value(*column);
            if (request.keep && !request.keep(row)) return;
            for (const auto& [column, into] : builder->numbers())
                builder->add_number(into, value(column), line);
            builder->layer().rows.push_back(std::move(row));
        });
    if (!builder)
        throw InputError(
            {where, "fichier vide", "une ligne de titres et des données", "refaire l'export"});
    return builder->finish();
}

}  // namespace lisiere::io
