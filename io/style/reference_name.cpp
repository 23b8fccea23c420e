// SPDX-License-Identifier: Apache-2.0
#include "io/style/reference_name.hpp"

namespace lisiere::io {
namespace {

void put(StyleText& text, const std::string& title) {
    for (std::string* words : {&text.fr, &text.en})
        for (auto at = words->find(reference_place); at != words->npos;
             at = words->find(reference_place, at + title.size()))
            words->replace(at, reference_place.size(), title);
}

}  // namespace

void name_reference(Styles& styles, const std::string& title) {
    for (LayerStyle& layer : styles.layers) {
        put(layer.title, title);
        for (LayerStyle::Variant& variant : layer.variants) put(variant.title, title);
    }
}

void name_reference(std::vector<MeasureRule>& measures, const std::string& title) {
    for (MeasureRule& rule : measures) put(rule.group, title);
}

void name_reference(ReportSettings& settings, const std::string& title) {
    put(settings.overview.title, title);
    for (ReportTable& table : settings.portrait) put(table.title, title);
    for (auto& [column, name] : settings.short_names) put(name, title);
}

}  // namespace lisiere::io
