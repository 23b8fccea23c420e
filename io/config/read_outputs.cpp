// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_outputs.hpp"

#include <algorithm>

#include "io/base/web_address.hpp"

namespace lisiere::io {
namespace {

std::string address(Section& section, const std::string& key) {
    const std::string text = section.text(key).value_or("");
    if (!text.empty() && !is_web_address(text))
        section.fail(key, "« " + text + " »", "une adresse : \"https://donnees.exemple.fr/qpv/\"");
    return text;
}

constexpr std::size_t longest_schema = 40;  ///< `<schema>_precedente` must fit in 63 bytes

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// "val-de-lisse" is not a name that one writes without quotes: val_de_lisse.
std::string schema_named_by(std::string slug) {
    for (char& c : slug)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        else if (!is_plain(c))
            c = '_';
    if (slug.empty() || slug.front() < 'a' || slug.starts_with("pg_")) slug = "territoire_" + slug;
    return slug.substr(0, longest_schema);
}

/// In a configuration, which is copied and sent around, a password would be everybody's.
bool holds_password(const std::string& connection) {
    std::string text;
    for (const char c : connection)
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (text.find("password") != text.npos) return true;
    const auto scheme = text.find("://");
    if (scheme == text.npos) return false;
    const std::string host = text.substr(scheme + 3, text.find('/', scheme + 3) - scheme - 3);
    const auto at = host.rfind('@');
    return at != host.npos && host.find(':') < at;
}

PostgisConfig postgis(Section& section, const std::string& slug) {
    PostgisConfig target;
    target.connection = section.text("postgis").value_or("");
    if (holds_password(target.connection))
        section.fail(
            "postgis", "un mot de passe",
            "une base sans mot de passe écrit ici : \"service=lisiere\"",
            "un service dans ~/.pg_service.conf, le mot de passe dans ~/.pgpass (droits 600)");
    target.schema = section.text("postgis_schema").value_or(schema_named_by(slug));
    const std::string& name = target.schema;
    if (name.empty() || name.size() > longest_schema || name.front() < 'a' ||
        !std::all_of(name.begin(), name.end(), is_plain) || name.starts_with("pg_") ||
        name == "public" || name == "information_schema")
        section.fail(
            "postgis_schema", "« " + name + " »",
            "un nom de schéma : une minuscule, puis minuscules sans accent, chiffres et _, "
            "40 au plus, ni public ni pg_…");
    target.readers = section.texts("postgis_lecteurs");
    target.keep = section.flag("postgis_precedente").value_or(target.keep);
    return target;
}

}  // namespace

OutputConfig read_outputs(Section& root, const std::string& slug) {
    OutputConfig outputs;
    auto section = root.table("sorties");
    if (!section) return outputs;
    outputs.workbook = section->flag("classeur").value_or(outputs.workbook);
    if (section->choice("csv", {"machine", "tableur"}).value_or("machine") == "tableur")
        outputs.csv = CsvReader::spreadsheet;
    outputs.address = address(*section, "adresse");
    if (!outputs.address.empty() && !outputs.address.ends_with('/')) outputs.address += '/';
    outputs.postgis = postgis(*section, slug);
    section->finish();
    return outputs;
}

CatalogueConfig read_catalogue(Section& root) {
    CatalogueConfig catalogue;
    auto section = root.table("catalogue");
    if (!section) return catalogue;
    catalogue.title = section->text("titre").value_or("");
    catalogue.description = section->text("description").value_or("");
    catalogue.publisher = section->text("editeur").value_or("");
    catalogue.publisher_url = address(*section, "editeur_url");
    catalogue.contact = section->text("contact").value_or("");
    if (!catalogue.contact.empty() && !is_mail_address(catalogue.contact) &&
        !is_web_address(catalogue.contact))
        section->fail("contact", "« " + catalogue.contact + " »",
                      "une adresse de courriel ou de page : \"sig@exemple.fr\"");
    catalogue.licence = section->text("licence").value_or("");
    catalogue.periodicity = section->choice("periodicite", periodicities).value_or("");
    catalogue.keywords = section->texts("mots_cles");
    section->finish();
    return catalogue;
}

}  // namespace lisiere::io
