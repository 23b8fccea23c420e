// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/atom_feed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/files.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t most_entries = 24;

/// A UUID that says of itself it is made by rule (version 8): the same name, the same identifier.
std::string identifier(const std::string& name) {
    std::string hex = sha256_of_text("lisiere/" + name).substr(0, 32);
    hex[12] = '8';
    hex[16] = 'a';
    return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                       hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

}  // namespace

std::string atom_feed(const std::vector<PublishedEdition>& history,
                      const RefreshedTerritory& territory) {
    const std::string& language = territory.run.language;
    const std::string page =
        territory.refresh.address.empty() ? "index.html" : territory.refresh.address;
    const std::string self = territory.refresh.address + "flux.xml";
    std::string xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n"
        "<author><name>{}</name></author>\n<generator>Lisière</generator>\n"
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        territory.run.language, identifier(territory.run.slug),
        escaped_xml(say("flux.titre", language, {{"territoire", territory.run.name}})),
        history.empty() ? "" : history.back().moment, escaped_xml(territory.run.name),
        escaped_xml(self), escaped_xml(page));
    const std::size_t count = std::min(history.size(), most_entries);
    for (std::size_t i = 0; i < count; ++i) {
        const PublishedEdition& edition = history[history.size() - 1 - i];
        xml += fmt::format(
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n"
            "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n"
            "</entry>\n",
            identifier(territory.run.slug + "/" + edition.name),
            escaped_xml(say("flux.edition", language, {{"date", edition.date}})), edition.moment,
            escaped_xml(page), escaped_xml(edition.told));
    }
    return xml + "</feed>\n";
}

}  // namespace lisiere::io
