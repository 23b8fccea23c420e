// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/write_catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/base/dates.hpp"
#include "io/base/files.hpp"
#include "io/base/web_address.hpp"
#include "io/catalogue/dcat.hpp"

namespace lisiere::io {
namespace {

std::string with_territory(std::string text, const std::string& territory) {
    constexpr std::string_view place = "{territoire}";
    for (std::size_t at = 0; (at = text.find(place, at)) != text.npos; at += territory.size())
        text.replace(at, place.size(), territory);
    return text;
}

bool is_day(const std::string& text) {
    static const std::regex day("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    return std::regex_match(text, day);
}

std::string day_of(const RunConfig& config) {
    if (config.edition_date) return date_text(*config.edition_date);
    return is_day(config.print.date) ? config.print.date : "";
}

/// Empty when none is declared, or styles/fiche.toml has no words for it.
PeriodicitySettings rhythm_of(const CatalogueConfig& declared, const CatalogueSettings& settings) {
    const auto found = settings.periodicities.find(declared.periodicity);
    return found == settings.periodicities.end() ? PeriodicitySettings{} : found->second;
}

void tell_what_lacks(const CatalogueConfig& declared, Notices& notices) {
    const bool nothing = declared.title.empty() && declared.description.empty() &&
                         declared.publisher.empty() && declared.contact.empty() &&
                         declared.licence.empty() && declared.periodicity.empty() &&
                         declared.keywords.empty();
    if (nothing) return;
    for (const auto& [key, value] : {std::pair{"editeur", &declared.publisher},
                                     {"contact", &declared.contact},
                                     {"licence", &declared.licence},
                                     {"periodicite", &declared.periodicity}})
        if (value->empty()) notices.add(Severity::info, "fiche_incomplete", "catalogue", key);
}

/// What is made of data under such a licence must bear it too.
void tell_shared_licences(const CatalogueRecord& record, Notices& notices) {
    if (record.declared.licence.empty()) return;
    const Licence* ours = find_licence(record.licences, record.declared.licence);
    std::set<std::string> told;
    for (const Source& source : record.sources) {
        const Licence* theirs = find_licence(record.licences, source.licence);
        if (theirs == nullptr || !theirs->share_alike ||
            (ours != nullptr && ours->id == theirs->id))
            continue;
        if (told.insert(source.id).second)
            notices.add(Severity::avertissement, "licence_a_partager", "catalogue",
                        {{"source", source.id}, {"licence", theirs->title}});
    }
}

}  // namespace

CatalogueRecord catalogue_record(const CatalogueSubject& subject, const CatalogueSettings& settings,
                                 std::vector<Licence> licences) {
    const RunConfig& config = subject.config;
    const std::string& language = config.language;
    CatalogueRecord record;
    record.declared = config.catalogue;
    record.language = language;
    record.address = config.outputs.address;
    record.identifier = record.address.empty() ? config.slug : record.address;
    const auto worded = [&](const std::string& declared, const StyleText& otherwise) {
        return declared.empty() ? with_territory(otherwise.in(language), config.name) : declared;
    };
    record.title = worded(config.catalogue.title, settings.title);
    record.description = worded(config.catalogue.description, settings.description);
    record.date = day_of(config);
    record.periodicity = rhythm_of(config.catalogue, settings).dcat;
    for (const StyleText& word : settings.keywords) record.keywords.push_back(word.in(language));
    for (const std::string& word : config.catalogue.keywords)
        if (std::find(record.keywords.begin(), record.keywords.end(), word) ==
            record.keywords.end())
            record.keywords.push_back(word);
    record.themes = settings.themes;
    record.epsg = subject.epsg;
    record.extent = subject.extent;
    record.sources.assign(subject.sources.begin(), subject.sources.end());
    record.licences = std::move(licences);
    record.products = products_of(subject.files, settings, language, subject.title_of);
    return record;
}

std::string iso_record(const CatalogueRecord& record, const CatalogueSettings& settings) {
    const CatalogueConfig& declared = record.declared;
    MetadataSubject subject{record.identifier, record.title, record.description, record.language,
                            record.epsg,       record.date,  record.sources};
    const bool by_mail = is_mail_address(declared.contact);
    subject.contact = {declared.publisher, by_mail ? declared.contact : "",
                       by_mail ? declared.publisher_url : declared.contact};
    subject.licence = declared.licence;
    subject.maintenance = rhythm_of(declared, settings).iso;
    subject.keywords = record.keywords;
    subject.topics = settings.topics;
    subject.extent = record.extent;
    for (const Product& product : record.products)
        subject.files.push_back(
            {record.address + path_in_address(product.path), product.title, product.media});
    return iso_metadata(subject);
}

void write_catalogue(const CatalogueRecord& record, const CatalogueSettings& settings,
                     const std::filesystem::path& folder, Notices& notices) {
    tell_what_lacks(record.declared, notices);
    tell_shared_licences(record, notices);
    write_text(folder / catalogue_name, dcat_json(record));
    write_text(folder / iso_record_name, iso_record(record, settings));
}

}  // namespace lisiere::io
