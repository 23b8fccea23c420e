// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/portrait_data.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json words_of(const StyleText& text) {
    return {{"fr", text.fr}, {"en", text.en}};
}

Json table_of(const WebTable& table) {
    return {{"couche", table.layer},
            {"titre", words_of(table.title)},
            {"dessin", table.drawing},
            {"colonnes", table.columns},
            {"lignes", table.most_rows},
            {"si", table.only},
            {"gras", table.strong},
            {"aide", table.help.fr.empty() ? Json() : words_of(table.help)}};
}

Json sections_of(const PortraitSettings& settings) {
    Json sections = Json::array();
    for (const PortraitPart& part : settings.sections) {
        Json layers = Json::array();
        for (const PortraitLayer& layer : part.layers)
            if (layer.web) layers.push_back(table_of(*layer.web));
        if (!layers.empty())
            sections.push_back(
                {{"id", part.id}, {"titre", words_of(part.title)}, {"couches", layers}});
    }
    return sections;
}

}  // namespace

Json portrait_data(const PortraitSettings& settings) {
    Json heads = Json::array();
    for (const HeadFigure& head : settings.heads_of(PortraitProduct::web))
        heads.push_back({{"colonne", head.column},
                         {"texte", words_of(head.label)},
                         {"bas", head.low},
                         {"haut", head.high},
                         {"part", head.share}});
    Json around = Json::array();
    for (const AroundPlace& place : settings.around)
        around.push_back({{"valeur", place.value},
                          {"ecart", place.gap},
                          {"marque", place.mark},
                          {"texte", words_of(place.words)}});
    const HeadlineHeads& of = settings.headline_heads;
    Json headlines = Json::array();
    for (const ShortName& name : settings.headlines_of(PortraitProduct::web))
        headlines.push_back({{"indicateur", name.id}, {"texte", words_of(name.label)}});
    Json names = Json::object();
    for (const auto& [column, text] : settings.web_names) names[column] = words_of(text);
    for (const auto& [column, text] : settings.column_names)
        if (!names.contains(column)) names[column] = words_of(text);
    return {{"tete", heads},
            {"autour", around},
            {"comparaison",
             {{"titre", words_of(of.title)},
              {"quartier", words_of(of.quarter)},
              {"commune", words_of(of.commune)},
              {"ecart", words_of(of.gap)}}},
            {"chiffres", headlines},
            {"intitules", names},
            {"sections", sections_of(settings)}};
}

}  // namespace lisiere::io
