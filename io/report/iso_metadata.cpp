// SPDX-License-Identifier: Apache-2.0
#include "io/report/iso_metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

std::string characters(std::string_view text) {
    return fmt::format("<gco:CharacterString>{}</gco:CharacterString>", escaped_xml(text));
}

std::string code(std::string_view list, std::string_view value) {
    return fmt::format(
        "<gmd:{0} codeList=\"http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#{0}\" "
        "codeListValue=\"{1}\">{1}</gmd:{0}>",
        list, value);
}

/// "Contours IRIS, IGN, 2021 (licence ouverte 2.0)".
std::string in_words(const Source& source) {
    std::string text = source.title.empty() ? source.id : source.title;
    for (const std::string* part : {&source.producer, &source.vintage})
        if (!part->empty()) text += ", " + *part;
    if (!source.licence.empty()) text += " (" + source.licence + ")";
    return text;
}

/// "2026-03-17".
bool is_day(std::string_view text) {
    constexpr std::string_view shape = "9999-99-99";
    return std::ranges::equal(text, shape, [](char c, char model) {
        return model == '9' ? c >= '0' && c <= '9' : c == model;
    });
}

std::string element(std::string_view name, const std::string& content) {
    return fmt::format("<gmd:{0}>{1}</gmd:{0}>", name, content);
}

std::string page(std::string_view name, const std::string& address) {
    return element(name, element("CI_OnlineResource",
                                 element("linkage", element("URL", escaped_xml(address)))));
}

/// Under the name of the element that asks for who answers; "" when nobody is named.
std::string responsible(std::string_view name, const MetadataContact& contact) {
    if (!contact.known()) return {};
    std::string party;
    if (!contact.organisation.empty())
        party += element("organisationName", characters(contact.organisation));
    std::string reached;
    if (!contact.mail.empty())
        reached += element("address", element("CI_Address", element("electronicMailAddress",
                                                                    characters(contact.mail))));
    if (!contact.page.empty()) reached += page("onlineResource", contact.page);
    if (!reached.empty()) party += element("contactInfo", element("CI_Contact", reached));
    party += element("role", code("CI_RoleCode", "pointOfContact"));
    return element(name, element("CI_ResponsibleParty", party));
}

std::string dated(std::string_view name, const std::string& date) {
    return !is_day(date) ? fmt::format("<gmd:{} gco:nilReason=\"unknown\"/>", name)
                         : fmt::format("<gmd:{0}><gco:Date>{1}</gco:Date></gmd:{0}>", name, date);
}

std::string reference_system(int epsg) {
    if (epsg == 0) return {};
    return element(
        "referenceSystemInfo",
        element("MD_ReferenceSystem",
                element("referenceSystemIdentifier",
                        element("RS_Identifier",
                                element("code", characters(fmt::format("EPSG:{}", epsg)))))));
}

std::string maintenance(const std::string& rhythm) {
    if (rhythm.empty()) return {};
    return element(
        "resourceMaintenance",
        element("MD_MaintenanceInformation", element("maintenanceAndUpdateFrequency",
                                                     code("MD_MaintenanceFrequencyCode", rhythm))));
}

std::string keywords(const std::vector<std::string>& words) {
    if (words.empty()) return {};
    std::string list;
    for (const std::string& word : words) list += element("keyword", characters(word));
    return element("descriptiveKeywords", element("MD_Keywords", list));
}

/// The edition's own licence, then those of its sources, each once.
std::string limits(const MetadataSubject& subject) {
    std::set<std::string> licences;
    for (const Source& source : subject.sources)
        if (!source.licence.empty()) licences.insert(source.licence);
    licences.erase(subject.licence);
    std::string text;
    const auto add = [&text](const std::string& licence) {
        text += element("resourceConstraints",
                        element("MD_Constraints", element("useLimitation", characters(licence))));
    };
    if (!subject.licence.empty()) add(subject.licence);
    for (const std::string& licence : licences) add(licence);
    return text;
}

std::string topics(const std::vector<std::string>& categories) {
    std::string text;
    for (const std::string& category : categories)
        text += element("topicCategory", element("MD_TopicCategoryCode", escaped_xml(category)));
    return text;
}

std::string extent(const std::optional<MetadataExtent>& box) {
    if (!box) return {};
    std::string bounds;
    for (const auto& [name, degrees] : {std::pair{"westBoundLongitude", box->west},
                                        {"eastBoundLongitude", box->east},
                                        {"southBoundLatitude", box->south},
                                        {"northBoundLatitude", box->north}})
        bounds += element(name, fmt::format("<gco:Decimal>{:.6f}</gco:Decimal>", degrees));
    return element("extent",
                   element("EX_Extent", element("geographicElement",
                                                element("EX_GeographicBoundingBox", bounds))));
}

std::string distribution(const std::vector<MetadataFile>& files) {
    if (files.empty()) return {};
    std::string formats;
    std::set<std::string> told;
    std::string online;
    for (const MetadataFile& file : files) {
        if (told.insert(file.media).second)
            formats +=
                element("distributionFormat",
                        element("MD_Format", element("name", characters(file.media)) +
                                                 "<gmd:version gco:nilReason=\"unknown\"/>"));
        online += element(
            "onLine", element("CI_OnlineResource",
                              element("linkage", element("URL", escaped_xml(file.address))) +
                                  element("name", characters(file.title)) +
                                  element("function", code("CI_OnLineFunctionCode", "download"))));
    }
    return element("distributionInfo",
                   element("MD_Distribution",
                           formats + element("transferOptions",
                                             element("MD_DigitalTransferOptions", online))));
}

std::string lineage(std::span<const Source> sources) {
    std::set<std::string> told;  // a source of several files stands in several rows
    std::string text;
    for (const Source& source : sources)
        if (told.insert(in_words(source)).second)
            text +=
                element("source",
                        element("LI_Source", element("description", characters(in_words(source)))));
    return text;
}

}  // namespace

std::string iso_metadata(const MetadataSubject& subject) {
    const std::string language = code("LanguageCode", say("commun.iso_639_2", subject.language));
    const std::string citation =
        element("title", characters(subject.title)) +
        element("date",
                element("CI_Date", dated("date", subject.date) +
                                       element("dateType", code("CI_DateTypeCode", "creation"))));
    const std::string identification =
        element("citation", element("CI_Citation", citation)) +
        element("abstract", characters(subject.abstract)) +
        responsible("pointOfContact", subject.contact) + maintenance(subject.maintenance) +
        keywords(subject.keywords) + limits(subject) + element("language", language) +
        topics(subject.topics) + extent(subject.extent);
    const std::string scope =
        element("scope", element("DQ_Scope", element("level", code("MD_ScopeCode", "dataset"))));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gmd:MD_Metadata xmlns:gmd=\"http://www.isotc211.org/2005/gmd\" "
           "xmlns:gco=\"http://www.isotc211.org/2005/gco\">" +
           element("fileIdentifier", characters(subject.identifier)) +
           element("language", language) +
           element("hierarchyLevel", code("MD_ScopeCode", "dataset")) +
           responsible("contact", subject.contact) + dated("dateStamp", subject.date) +
           reference_system(subject.epsg) +
           element("identificationInfo", element("MD_DataIdentification", identification)) +
           distribution(subject.files) +
           element("dataQualityInfo",
                   element("DQ_DataQuality",
                           scope + element("lineage",
                                           element("LI_Lineage", lineage(subject.sources))))) +
           "</gmd:MD_Metadata>\n";
}

}  // namespace lisiere::io
