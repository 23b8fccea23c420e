// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/products.hpp"

#include <algorithm>

#include "io/config/output_config.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::vector<std::string> paths(const std::vector<Product>& products) {
    std::vector<std::string> found;
    for (const Product& product : products) found.push_back(product.path);
    return found;
}

CatalogueSettings settings() {
    CatalogueSettings two;
    two.products = {{"b.gpkg", "application/b", "GPKG", {"Couches", "Layers"}, true},
                    {"tables/*.csv", "text/csv", "CSV", {"Table", "Table"}}};
    return two;
}

}  // namespace

TEST_CASE("the files of an edition that are announced, in that order, with size and hash",
          "[catalogue]") {
    const std::vector<HashedFile> files{
        {"tables/z.csv", "z", 3, {}},     {"a.txt", "a", 1, {}},
        {"tables/y.csv", "y", 2, {}},     {"tables/sous/x.csv", "x", 9, {}},
        {"tables/y.csv.txt", "w", 9, {}}, {"b.gpkg", "b", 7, {}}};
    const auto title_of = [](std::string_view table) -> std::string {
        return table == "y" ? "Ygrec" : "";
    };
    const auto products = products_of(files, settings(), "fr", title_of);
    CHECK(paths(products) == std::vector<std::string>{"b.gpkg", "tables/y.csv", "tables/z.csv"});
    CHECK(products[0].title == "Couches");
    CHECK(products[0].bytes == 7);
    CHECK(products[0].sha256 == "b");
    CHECK(products[0].mapped);
    CHECK(products[1].title == "Table\u00a0: Ygrec");
    CHECK(products[2].title == "Table\u00a0: z");
    CHECK(products_of(files, settings(), "en", title_of)[1].title == "Table: Ygrec");
}

TEST_CASE("what an edition has not is not announced", "[catalogue]") {
    CHECK(products_of({}, settings(), "fr", [](std::string_view) { return ""; }).empty());
}

TEST_CASE("styles/fiche.toml has a line for every rhythm that a configuration may name",
          "[catalogue]") {
    const CatalogueSettings read = read_catalogue_settings(LISIERE_ROOT "/styles");
    std::vector<std::string> named;
    for (const auto& [id, terms] : read.periodicities) named.push_back(id);
    std::vector<std::string> allowed = periodicities;
    std::sort(allowed.begin(), allowed.end());
    CHECK(named == allowed);
    CHECK(read.products.size() >= 8);
    CHECK_FALSE(read.themes.empty());
    CHECK(read.title.fr.find("{territoire}") != std::string::npos);
}
