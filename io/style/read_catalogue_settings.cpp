// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "io/style/catalogue_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace {

StyleText words_of(StyleReader& root, const std::string& key) {
    StyleReader reader = root.table(key);
    StyleText words = reader.words();
    reader.finish();
    return words;
}

std::vector<ProductSettings> read_products(StyleReader& root) {
    std::vector<ProductSettings> products;
    std::set<std::string> named;
    for (StyleReader& one : root.tables("produit")) {
        ProductSettings product;
        product.file = one.text("fichier");
        product.media = one.text("media");
        product.format = one.text_or("format", "");
        product.title = one.words();
        product.mapped = one.flag("carte");
        if (!named.insert(product.file).second)
            one.fail("fichier", "« " + product.file + " » deux fois", "un produit par fichier");
        one.finish();
        products.push_back(std::move(product));
    }
    return products;
}

}  // namespace

CatalogueSettings read_catalogue_settings(const std::filesystem::path& styles) {
    const std::filesystem::path file = styles / "fiche.toml";
    const toml::table table = parse_style(file);
    StyleReader root(table, file.string());
    CatalogueSettings settings;
    settings.title = words_of(root, "titre");
    settings.description = words_of(root, "description");
    for (StyleReader& one : root.tables("mot_cle")) {
        settings.keywords.push_back(one.words());
        one.finish();
    }
    StyleReader themes = root.table("themes");
    settings.themes = themes.texts("dcat");
    settings.topics = themes.texts("iso");
    themes.finish();
    StyleReader rhythms = root.table("periodicite");
    for (const std::string& key : rhythms.keys()) {
        const std::vector<std::string> terms = rhythms.texts(key);
        if (terms.size() != 2)
            rhythms.fail(key, std::to_string(terms.size()) + " termes",
                         "deux termes : celui de DCAT, celui de l'ISO 19115");
        settings.periodicities[key] = {terms[0], terms[1]};
    }
    rhythms.finish();
    settings.products = read_products(root);
    root.finish();
    return settings;
}

}  // namespace lisiere::io
