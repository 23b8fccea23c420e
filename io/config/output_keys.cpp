// SPDX-License-Identifier: Apache-2.0
#include "io/config/output_keys.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "io/base/web_address.hpp"

namespace lisiere::io {
namespace {

template <class Spec>
Key<Spec> web_address(const std::string& name, std::string Spec::*member) {
    return text(name, member)
        .of_own_form()
        .if_set()
        .checked([=](const Section& section, Spec& spec) {
            const std::string& address = spec.*member;
            if (!address.empty() && !is_web_address(address))
                section.fail(name, "« " + address + " »",
                             "une adresse : \"https://donnees.exemple.fr/qpv/\"");
        });
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

void refuse_password(const Section& section, PostgisConfig& postgis) {
    if (holds_password(postgis.connection))
        section.fail(
            "postgis", "un mot de passe",
            "une base sans mot de passe écrit ici : \"service=lisiere\"",
            "un service dans ~/.pg_service.conf, le mot de passe dans ~/.pgpass (droits 600)");
}

void refuse_schema(const Section& section, PostgisConfig& postgis) {
    const std::string& name = postgis.schema;
    if (name.empty() || name.size() > longest_schema || name.front() < 'a' ||
        !std::all_of(name.begin(), name.end(), is_plain) || name.starts_with("pg_") ||
        name == "public" || name == "information_schema")
        section.fail(
            "postgis_schema", "« " + name + " »",
            "un nom de schéma : une minuscule, puis minuscules sans accent, chiffres et _, "
            "40 au plus, ni public ni pg_…");
}

/// Two templates of one format would write one file.
void refuse_documents(const Section& section, OutputConfig& outputs) {
    std::set<std::string> formats;
    for (const std::string& written : outputs.documents) {
        const bool shipped = written == "odt" || written == "docx";
        const std::string format =
            shipped ? "." + written : std::filesystem::path(written).extension().string();
        if (format != ".odt" && format != ".docx")
            section.fail("documents", "« " + written + " »",
                         "\"odt\", \"docx\", ou un modèle .odt ou .docx");
        if (!formats.insert(format).second)
            section.fail("documents", "deux fois le format " + format, "un modèle par format");
    }
}

Keys<PostgisConfig> postgis_keys() {
    return keys_of<PostgisConfig>(
        text("postgis", &PostgisConfig::connection).of_own_form().checked(refuse_password).aside(),
        text("postgis_schema", &PostgisConfig::schema).of_own_form().checked(refuse_schema).aside(),
        texts("postgis_lecteurs", &PostgisConfig::readers).aside(),
        flag("postgis_precedente", &PostgisConfig::keep).aside());
}

void refuse_contact(const Section& section, CatalogueConfig& catalogue) {
    const std::string& contact = catalogue.contact;
    if (!contact.empty() && !is_mail_address(contact) && !is_web_address(contact))
        section.fail("contact", "« " + contact + " »",
                     "une adresse de courriel ou de page : \"sig@exemple.fr\"");
}

}  // namespace

Key<RunConfig> output_table() {
    const Keys<OutputConfig> keys = keys_of<OutputConfig>(
        flag("classeur", &OutputConfig::workbook),
        word<OutputConfig, CsvReader>(
            "csv", &OutputConfig::csv,
            {{"machine", CsvReader::machine}, {"tableur", CsvReader::spreadsheet}}),
        texts("documents", &OutputConfig::documents).if_set().checked(refuse_documents),
        web_address("adresse", &OutputConfig::address)
            .checked([](const Section&, OutputConfig& outputs) {
                if (!outputs.address.empty() && !outputs.address.ends_with('/'))
                    outputs.address += '/';
            }),
        within(&OutputConfig::postgis, postgis_keys()));
    const auto named_schema = check<RunConfig>([](const Section&, RunConfig& config) {
        config.outputs.postgis.schema = schema_named_by(config.slug);
    });
    return table("sorties", keys_of<RunConfig>(named_schema, within(&RunConfig::outputs, keys)));
}

Key<RunConfig> catalogue_table() {
    const Keys<CatalogueConfig> keys = keys_of<CatalogueConfig>(
        text("titre", &CatalogueConfig::title).if_set(),
        text("description", &CatalogueConfig::description).if_set(),
        text("editeur", &CatalogueConfig::publisher).if_set(),
        web_address("editeur_url", &CatalogueConfig::publisher_url),
        text("contact", &CatalogueConfig::contact).of_own_form().if_set().checked(refuse_contact),
        text("licence", &CatalogueConfig::licence).if_set(),
        choice("periodicite", &CatalogueConfig::periodicity, periodicities).if_set(),
        texts("mots_cles", &CatalogueConfig::keywords).if_set());
    return table("catalogue", within(&RunConfig::catalogue, keys)).if_set();
}

}  // namespace lisiere::io
