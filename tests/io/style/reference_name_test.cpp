// SPDX-License-Identifier: Apache-2.0
#include "io/style/reference_name.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

bool holds(const StyleText& text, std::string_view words) {
    return text.fr.find(words) != text.fr.npos && text.en.find(words) != text.en.npos;
}

}  // namespace

TEST_CASE("titles of what shows an index say whom it compares with, and no place is left",
          "[style]") {
    const std::string folder = LISIERE_ROOT "/styles";
    Styles styles = read_styles(folder);
    std::vector<MeasureRule> measures = read_measures(folder);
    ReportSettings report = read_report_settings(folder);
    name_reference(styles, "France {2026}");
    name_reference(measures, "France {2026}");
    name_reference(report, "France {2026}");
    std::vector<StyleText> titles;
    for (const LayerStyle& layer : styles.layers) {
        titles.push_back(layer.title);
        for (const LayerStyle::Variant& variant : layer.variants) titles.push_back(variant.title);
    }
    CHECK(holds(styles.find("carreaux")->title, "France {2026}"));
    for (const LayerStyle::Variant& variant : styles.find("scenario_carreaux")->variants)
        CHECK(holds(variant.title, "France {2026}") == variant.value.starts_with("indice_"));
    for (const MeasureRule& rule : measures) {
        titles.push_back(rule.group);
        const bool ranked = rule.column == "comp_*" || rule.column == "indice_enclavement";
        if (rule.layer == "carreaux" || rule.layer == "perimetres")
            CHECK(holds(rule.group, "France {2026}") == ranked);
    }
    titles.push_back(report.overview.title);
    CHECK(holds(report.overview.title, "France {2026}"));
    for (const ReportTable& table : report.portrait) titles.push_back(table.title);
    CHECK(std::any_of(report.portrait.begin(), report.portrait.end(), [](const ReportTable& table) {
        return table.layer == "composantes" && holds(table.title, "France {2026}");
    }));
    for (const StyleText& title : titles)
        CHECK((title.fr + title.en).find(reference_place) == std::string::npos);
}

}  // namespace lisiere::io
