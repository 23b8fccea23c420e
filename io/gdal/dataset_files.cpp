// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/dataset_files.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>

#include <cpl_string.h>
#include <gdal_priv.h>

#include "io/gdal/session.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

template <std::size_t N>
bool is_any(const std::string& extension, const std::array<const char*, N>& list) {
    return std::any_of(list.begin(), list.end(), [&](const char* one) { return extension == one; });
}

void add_named_by_gdal(const fs::path& file, std::set<fs::path>& found) {
    ensure_gdal();
    const GdalErrors quiet;
    const std::unique_ptr<GDALDataset> dataset(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr,
                          nullptr, nullptr));
    if (!dataset) return;
    const CPLStringList names(dataset->GetFileList());
    for (int i = 0; i < names.size(); ++i)
        if (fs::is_regular_file(names[i])) found.insert(names[i]);
}

}  // namespace

std::vector<fs::path> dataset_files(const fs::path& file) {
    static constexpr std::array by_stem{".shp", ".tab", ".mif"};
    static constexpr std::array of_several{".shp", ".tab",  ".mif", ".gml", ".vrt",
                                           ".tif", ".tiff", ".asc", ".jp2", ".img"};
    static constexpr std::array sqlite{".gpkg", ".sqlite", ".db"};
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::set<fs::path> found;
    std::error_code error;
    if (is_any(extension, by_stem)) {
        const fs::path folder = file.parent_path().empty() ? "." : file.parent_path();
        for (const auto& entry : fs::directory_iterator(folder, error))
            if (entry.path().stem() == file.stem() && entry.is_regular_file(error))
                found.insert(file.parent_path() / entry.path().filename());
    }
    if (is_any(extension, of_several) && fs::is_regular_file(file, error))
        add_named_by_gdal(file, found);
    if (is_any(extension, sqlite))
        for (const char* log : {"-wal", "-journal"})
            if (const fs::path beside = file.string() + log;
                fs::is_regular_file(beside, error) && fs::file_size(beside, error) > 0)
                found.insert(beside);
    found.erase(file);
    std::vector<fs::path> files{file};
    files.insert(files.end(), found.begin(), found.end());
    return files;
}

}  // namespace lisiere::io
