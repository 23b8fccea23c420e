// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/products.hpp"

#include <algorithm>
#include <filesystem>

#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

/// `tables/*.csv` stands for the files of that folder, not of folders in it.
bool fits(std::string_view pattern, std::string_view path) {
    const auto star = pattern.find('*');
    if (star == pattern.npos) return pattern == path;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view after = pattern.substr(star + 1);
    return path.size() >= before.size() + after.size() && path.starts_with(before) &&
           path.ends_with(after) && path.find('/', before.size()) == path.npos;
}

std::string title_of_one(const std::string& path, const std::string& kind,
                         const std::string& language,
                         const std::function<std::string(std::string_view)>& title_of) {
    const std::string name = std::filesystem::path(path).stem().string();
    const std::string title = title_of(name);
    return kind + say("commun.deux_points", language) + (title.empty() ? name : title);
}

}  // namespace

std::vector<Product> products_of(std::span<const HashedFile> files,
                                 const CatalogueSettings& settings, const std::string& language,
                                 const std::function<std::string(std::string_view)>& title_of) {
    std::vector<const HashedFile*> sorted;
    for (const HashedFile& file : files) sorted.push_back(&file);
    std::sort(sorted.begin(), sorted.end(),
              [](const HashedFile* a, const HashedFile* b) { return a->path < b->path; });
    std::vector<Product> products;
    for (const ProductSettings& announced : settings.products)
        for (const HashedFile* file : sorted) {
            if (!fits(announced.file, file->path)) continue;
            const std::string& kind = announced.title.in(language);
            products.push_back(
                {file->path,
                 announced.each() ? title_of_one(file->path, kind, language, title_of) : kind,
                 announced.media, announced.format, announced.mapped, file->bytes, file->sha256});
        }
    return products;
}

}  // namespace lisiere::io
