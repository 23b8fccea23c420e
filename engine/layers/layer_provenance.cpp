// SPDX-License-Identifier: Apache-2.0
// Tables without geometry that say where figures come from and what was found in the data.
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

Table sources(const Atlas& atlas) {
    TableBuilder<Source> table("sources", atlas.inputs.territory.crs);
    table.text("id", [](const Source& source) { return source.id; })
        .text("titre", [](const Source& source) { return source.title; })
        .text("producteur", [](const Source& source) { return source.producer; })
        .text("licence", [](const Source& source) { return source.licence; })
        .text("millesime", [](const Source& source) { return source.vintage; })
        .text("url", [](const Source& source) { return source.url; })
        .text("fichier", [](const Source& source) { return source.file; })
        .text("couche", [](const Source& source) { return source.layer; })
        .text("sha256", [](const Source& source) { return source.sha256; });
    return table.build(atlas.inputs.sources);
}

Table constats(const Atlas& atlas) {
    const auto said_by_io = [](const Notice&) { return std::string(); };
    TableBuilder<Notice> table("constats", atlas.inputs.territory.crs);
    table.text("code", [](const Notice& notice) { return notice.code; })
        .text("gravite", [](const Notice& notice) { return std::string(to_text(notice.severity)); })
        .text("couche", [](const Notice& notice) { return notice.layer; })
        .integer("nombre",
                 [](const Notice& notice) {
                     return Maybe<std::int64_t>(static_cast<std::int64_t>(notice.count));
                 })
        .text("message", said_by_io)
        .text("exemples", said_by_io);
    return table.build(atlas.notices.items());
}

}  // namespace lisiere::layers
