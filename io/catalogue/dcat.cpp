// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/dcat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/web_address.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view authority = "http://publications.europa.eu/resource/authority/";
constexpr std::string_view media_types = "https://www.iana.org/assignments/media-types/";

Json id(std::string_view iri) {
    return {{"@id", iri}};
}

Json of_type(std::string_view type, std::string_view value) {
    return {{"@type", type}, {"@value", value}};
}

Json context() {
    return {{"adms", "http://www.w3.org/ns/adms#"},
            {"dcat", "http://www.w3.org/ns/dcat#"},
            {"dct", "http://purl.org/dc/terms/"},
            {"dctype", "http://purl.org/dc/dcmitype/"},
            {"foaf", "http://xmlns.com/foaf/0.1/"},
            {"geosparql", "http://www.opengis.net/ont/geosparql#"},
            {"locn", "http://www.w3.org/ns/locn#"},
            {"owl", "http://www.w3.org/2002/07/owl#"},
            {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
            {"spdx", "http://spdx.org/rdf/terms#"},
            {"vcard", "http://www.w3.org/2006/vcard/ns#"},
            {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

double to_six_decimals(double degrees) {
    return std::round(degrees * 1e6) / 1e6;
}

/// Years of four digits in the texts, first and last.
std::optional<std::pair<int, int>> years_of(const std::vector<Source>& sources) {
    static const std::regex year("(^|[^0-9])((19|20)[0-9]{2})(?![0-9])");
    std::optional<std::pair<int, int>> years;
    for (const Source& source : sources)
        for (std::sregex_iterator at(source.vintage.begin(), source.vintage.end(), year), end;
             at != end; ++at) {
            const int found = std::stoi((*at)[2]);
            if (!years) years = {found, found};
            years = {std::min(years->first, found), std::max(years->second, found)};
        }
    return years;
}

class Graph {
  public:
    explicit Graph(const CatalogueRecord& record)
        : record_(record),
          here_(record.address.empty() ? "" : record.address + "catalogue.jsonld") {}

    std::string text() {
        Json dataset = described();
        Json graph = Json::array();
        if (!record_.declared.publisher.empty()) graph.push_back(catalogue());
        graph.push_back(std::move(dataset));
        for (const Source& source : sources()) graph.push_back(described(source));
        for (const Licence& licence : record_.licences)
            if (used_.contains(licence.id)) graph.push_back(described(licence));
        const Json root{{"@context", context()}, {"@graph", graph}};
        // Names from files may hold bytes that are not UTF-8; they must not stop the run.
        return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    }

  private:
    Json said(const std::string& text) const {
        return {{"@language", record_.language}, {"@value", text}};
    }
    std::string here(std::string_view fragment) const {
        return here_ + "#" + path_in_address(fragment);
    }
    Json file(std::string_view path) const { return id(record_.address + path_in_address(path)); }
    Json language() const {
        return id(
            fmt::format("{}language/{}", authority, say("commun.langue_eu", record_.language)));
    }

    Json publisher() const {
        Json agent{{"@type", "foaf:Agent"}, {"foaf:name", said(record_.declared.publisher)}};
        if (!record_.declared.publisher_url.empty())
            agent["foaf:homepage"] = id(record_.declared.publisher_url);
        return agent;
    }

    Json catalogue() const {
        Json node{{"@id", here("catalogue")},
                  {"@type", "dcat:Catalog"},
                  {"dct:title", said(record_.declared.publisher)},
                  {"dct:description", said(record_.title)},
                  {"dct:language", language()},
                  {"dct:publisher", publisher()}};
        if (!record_.date.empty()) node["dct:modified"] = of_type("xsd:date", record_.date);
        node["dcat:dataset"] = id(here("jeu"));
        return node;
    }

    Json described() {
        const CatalogueConfig& declared = record_.declared;
        Json node{{"@id", here("jeu")},
                  {"@type", "dcat:Dataset"},
                  {"dct:identifier", record_.identifier},
                  {"dct:title", said(record_.title)},
                  {"dct:description", said(record_.description)},
                  {"dct:language", language()}};
        if (!declared.publisher.empty()) node["dct:publisher"] = publisher();
        if (!declared.contact.empty()) node["dcat:contactPoint"] = contact();
        for (const std::string& word : record_.keywords) node["dcat:keyword"].push_back(said(word));
        for (const std::string& theme : record_.themes)
            node["dcat:theme"].push_back(id(fmt::format("{}data-theme/{}", authority, theme)));
        if (!record_.periodicity.empty())
            node["dct:accrualPeriodicity"] =
                id(fmt::format("{}frequency/{}", authority, record_.periodicity));
        if (!record_.date.empty()) node["dct:modified"] = of_type("xsd:date", record_.date);
        if (record_.extent) node["dct:spatial"] = place(*record_.extent);
        if (const auto years = years_of(record_.sources))
            node["dct:temporal"] = {
                {"@type", "dct:PeriodOfTime"},
                {"dcat:startDate", of_type("xsd:date", fmt::format("{:04}-01-01", years->first))},
                {"dcat:endDate", of_type("xsd:date", fmt::format("{:04}-12-31", years->second))}};
        if (record_.epsg != 0) node["dct:conformsTo"] = crs();
        if (!declared.licence.empty()) node["dct:license"] = licence(declared.licence);
        node["foaf:page"] = {{"@id", file("metadonnees.xml")["@id"]}, {"@type", "foaf:Document"}};
        for (const Product& product : record_.products)
            if (product.path == "carte/index.html")
                node["dcat:landingPage"] = {{"@id", file(product.path)["@id"]},
                                            {"@type", "foaf:Document"}};
        for (const Source& source : sources())
            node["dct:source"].push_back(id(here("source/" + source.id)));
        for (const Product& product : record_.products)
            node["dcat:distribution"].push_back(described(product));
        return node;
    }

    Json contact() const {
        const std::string& to = record_.declared.contact;
        Json card{
            {"@type", "vcard:Organization"},
            {"vcard:fn", record_.declared.publisher.empty() ? to : record_.declared.publisher}};
        if (is_mail_address(to))
            card["vcard:hasEmail"] = id("mailto:" + to);
        else
            card["vcard:hasURL"] = id(to);
        return card;
    }

    Json crs() const {
        return {{"@id", fmt::format("http://www.opengis.net/def/crs/EPSG/0/{}", record_.epsg)},
                {"@type", "dct:Standard"},
                {"dct:title", fmt::format("EPSG:{}", record_.epsg)}};
    }

    /// The same box twice: WKT where the profile asks for it, GeoJSON for those who read that.
    static Json place(const MetadataExtent& extent) {
        const double west = to_six_decimals(extent.west);
        const double south = to_six_decimals(extent.south);
        const double east = to_six_decimals(extent.east);
        const double north = to_six_decimals(extent.north);
        const Json outline{
            {"type", "Polygon"},
            {"coordinates",
             {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}};
        return {{"@type", "dct:Location"},
                {"dcat:bbox",
                 of_type("geosparql:wktLiteral",
                         fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))",
                                     west, south, east, north))},
                {"locn:geometry",
                 of_type(std::string(media_types) + "application/vnd.geo+json", outline.dump())}};
    }

    Json described(const Product& product) {
        const std::string media = std::string(media_types) + product.media;
        Json node{
            {"@id", here(product.path)},
            {"@type", "dcat:Distribution"},
            {"dct:title", said(product.title)},
            {"dct:language", language()},
            {"dcat:accessURL", file(product.path)},
            {"dcat:downloadURL", file(product.path)},
            {"dcat:mediaType", id(media)},
            {"dct:format",
             id(product.format.empty() ? media
                                       : fmt::format("{}file-type/{}", authority, product.format))},
            {"dcat:byteSize", of_type("xsd:nonNegativeInteger", std::to_string(product.bytes))},
            {"spdx:checksum",
             {{"@type", "spdx:Checksum"},
              {"spdx:algorithm", id("spdx:checksumAlgorithm_sha256")},
              {"spdx:checksumValue", of_type("xsd:hexBinary", product.sha256)}}}};
        if (!record_.date.empty()) node["dct:modified"] = of_type("xsd:date", record_.date);
        if (product.mapped && record_.epsg != 0) node["dct:conformsTo"] = crs();
        if (!record_.declared.licence.empty())
            node["dct:license"] = licence(record_.declared.licence);
        return node;
    }

    /// A source of several files is told once, by its first one.
    std::vector<Source> sources() const {
        std::vector<Source> found;
        std::set<std::string> told;
        for (const Source& source : record_.sources)
            if (!source.id.empty() && told.insert(source.id).second) found.push_back(source);
        return found;
    }

    Json described(const Source& source) {
        Json node{{"@id", here("source/" + source.id)},
                  {"@type", "dctype:Dataset"},
                  {"dct:identifier", source.id},
                  {"dct:title", said(source.title.empty() ? source.id : source.title)}};
        if (!source.producer.empty())
            node["dct:publisher"] = {{"@type", "foaf:Agent"}, {"foaf:name", source.producer}};
        if (!source.vintage.empty()) node["owl:versionInfo"] = source.vintage;
        if (!source.licence.empty()) {
            if (const Licence* known = find_licence(record_.licences, source.licence)) {
                used_.insert(known->id);
                node["dct:license"] = id(known->address);
            }
            // Their own words stay beside what we take them for.
            node["dct:rights"] = {{"@type", "dct:RightsStatement"},
                                  {"rdfs:label", said(source.licence)}};
        }
        if (is_web_address(source.url))
            node["foaf:page"] = {{"@id", source.url}, {"@type", "foaf:Document"}};
        return node;
    }

    Json licence(const std::string& words) {
        if (const Licence* known = find_licence(record_.licences, words)) {
            used_.insert(known->id);
            return id(known->address);
        }
        Json node{{"@type", "dct:LicenseDocument"}, {"dct:title", said(words)}};
        if (is_web_address(words)) node["@id"] = words;
        return node;
    }

    Json described(const Licence& licence) const {
        return {{"@id", licence.address},
                {"@type", "dct:LicenseDocument"},
                {"dct:identifier", licence.id},
                {"dct:title", said(licence.title)},
                {"rdfs:seeAlso", id(licence.text)}};
    }

    const CatalogueRecord& record_;
    std::string here_;
    std::set<std::string> used_;  ///< licences that are referred to
};

}  // namespace

std::string dcat_json(const CatalogueRecord& record) {
    return Graph(record).text();
}

}  // namespace lisiere::io
