// SPDX-License-Identifier: Apache-2.0
#include "io/init/catalogue.hpp"

#include <toml++/toml.h>
#include <filesystem>
#include <sstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io::init {
namespace {

std::vector<std::string> texts(const toml::node* list) {
    std::vector<std::string> values;
    if (list != nullptr && list->is_array())
        for (const toml::node& node : *list->as_array())
            values.push_back(node.value_or(std::string()));
    return values;
}

CatalogueEntry entry_of(const toml::table& table) {
    CatalogueEntry entry;
    const auto text = [&](const char* key) { return table[key].value_or(std::string()); };
    entry.id = text("id");
    entry.title = text("titre");
    entry.producer = text("producteur");
    entry.licence = text("licence");
    entry.period = text("periodicite");
    entry.published = text("publie");
    entry.verified = table["verifie"].value_or(false);
    entry.schema = text("schema");
    std::istringstream signatures(text("signature"));
    for (std::string one; signatures >> one;) entry.signatures.push_back(one);
    for (const std::string& column : texts(table.get("colonnes")))
        entry.columns.emplace_back(column, std::regex::icase | std::regex::optimize);
    entry.generation = table["generation"].value_or(0);
    entry.section = text("couche");
    entry.rank = table["rang"].value_or(4);
    entry.unlocks = text("debloque");
    entry.formats = texts(table.get("formats"));
    entry.feeds = texts(table.get("nourrit"));
    return entry;
}

}  // namespace

std::vector<CatalogueEntry> read_catalogue() {
    const std::filesystem::path file = data_folder() / "geodata" / "catalogue.toml";
    const auto refuse = [&](const std::string& found) {
        return InputError({file.string(), found, "un catalogue de sources",
                           "réinstaller les données de référence (geodata/)"});
    };
    try {
        const toml::table table = toml::parse(read_text(file), file.string());
        std::vector<CatalogueEntry> entries;
        if (const toml::array* list = table["sources"].as_array())
            for (const toml::node& node : *list) {
                if (!node.is_table()) throw refuse("une source qui n'est pas une table");
                CatalogueEntry& entry = entries.emplace_back(entry_of(*node.as_table()));
                if (entry.id.empty() || entry.title.empty() || entry.schema.empty() ||
                    entry.published.empty())
                    throw refuse("la source « " + entry.id + " », incomplète");
            }
        return entries;
    } catch (const toml::parse_error& error) {
        throw refuse(std::string(error.description()));
    } catch (const std::regex_error& error) {
        throw refuse(error.what());
    }
}

}  // namespace lisiere::io::init
