// SPDX-License-Identifier: Apache-2.0
#include "io/report/iso_metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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

}  // namespace

std::string iso_metadata(const MetadataSubject& subject) {
    std::set<std::string> licences;
    std::set<std::string> told;  // a source of several files stands in several rows
    std::string lineage;
    for (const Source& source : subject.sources) {
        if (!source.licence.empty()) licences.insert(source.licence);
        if (!told.insert(in_words(source)).second) continue;
        lineage += "<gmd:source><gmd:LI_Source><gmd:description>" + characters(in_words(source)) +
                   "</gmd:description></gmd:LI_Source></gmd:source>";
    }
    std::string limits;
    for (const std::string& licence : licences)
        limits += "<gmd:resourceConstraints><gmd:MD_Constraints><gmd:useLimitation>" +
                  characters(licence) +
                  "</gmd:useLimitation></gmd:MD_Constraints></gmd:resourceConstraints>";
    std::string crs;
    if (subject.epsg != 0)
        crs =
            "<gmd:referenceSystemInfo><gmd:MD_ReferenceSystem><gmd:referenceSystemIdentifier>"
            "<gmd:RS_Identifier><gmd:code>" +
            characters(fmt::format("EPSG:{}", subject.epsg)) +
            "</gmd:code></gmd:RS_Identifier></gmd:referenceSystemIdentifier>"
            "</gmd:MD_ReferenceSystem></gmd:referenceSystemInfo>";
    const auto dated = [&](std::string_view tag) {
        return !is_day(subject.date)
                   ? fmt::format("<gmd:{} gco:nilReason=\"unknown\"/>", tag)
                   : fmt::format("<gmd:{0}><gco:Date>{1}</gco:Date></gmd:{0}>", tag, subject.date);
    };
    const std::string language = code("LanguageCode", subject.language == "en" ? "eng" : "fre");
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gmd:MD_Metadata xmlns:gmd=\"http://www.isotc211.org/2005/gmd\" "
           "xmlns:gco=\"http://www.isotc211.org/2005/gco\">"
           "<gmd:fileIdentifier>" +
           characters(subject.identifier) + "</gmd:fileIdentifier><gmd:language>" + language +
           "</gmd:language><gmd:hierarchyLevel>" + code("MD_ScopeCode", "dataset") +
           "</gmd:hierarchyLevel>" + dated("dateStamp") + crs +
           "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
           "<gmd:title>" +
           characters(subject.title) + "</gmd:title><gmd:date><gmd:CI_Date>" + dated("date") +
           "<gmd:dateType>" + code("CI_DateTypeCode", "creation") +
           "</gmd:dateType></gmd:CI_Date></gmd:date></gmd:CI_Citation></gmd:citation>"
           "<gmd:abstract>" +
           characters(subject.abstract) + "</gmd:abstract>" + limits + "<gmd:language>" + language +
           "</gmd:language></gmd:MD_DataIdentification></gmd:identificationInfo>"
           "<gmd:dataQualityInfo><gmd:DQ_DataQuality><gmd:lineage><gmd:LI_Lineage>" +
           lineage +
           "</gmd:LI_Lineage></gmd:lineage></gmd:DQ_DataQuality></gmd:dataQualityInfo>"
           "</gmd:MD_Metadata>\n";
}

}  // namespace lisiere::io
