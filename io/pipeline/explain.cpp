// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/layers/layers.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/inputs/find_perimeter.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/pipeline/compute.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

using Declared = std::map<std::string, std::vector<std::string>>;

template <class Specs>
void declare(Declared& declared, const std::string& kind, const Specs& specs) {
    std::vector<std::string>& ids = declared[kind];
    for (const auto& spec : specs)
        if (!spec.source.empty() && std::find(ids.begin(), ids.end(), spec.source) == ids.end())
            ids.push_back(spec.source);
}

/// The kinds of layers that geodata/reference/formules.csv names.
Declared declared_of(const RunConfig& config) {
    Declared declared;
    std::vector<CensusSpec> official;
    std::vector<CensusSpec> counts;
    std::partition_copy(config.census.begin(), config.census.end(), std::back_inserter(official),
                        std::back_inserter(counts),
                        [](const CensusSpec& spec) { return spec.scale == "qpv"; });
    declare(declared, "perimetres", config.perimeters);
    declare(declared, "filiation", config.lineage);
    declare(declared, "communes", config.communes);
    declare(declared, "iris", config.iris);
    declare(declared, "recensement", counts);
    declare(declared, "officiel", official);
    declare(declared, "carreaux", config.grids);
    declare(declared, "batiments", config.buildings);
    declare(declared, "rues", config.streets);
    declare(declared, "rues", config.reliefs);
    declare(declared, "coupures", config.barriers);
    declare(declared, "horaires", config.timetables);
    declare(declared, "horaires", config.stops);
    std::vector<ContextSpec> compared = config.contexts;
    std::erase_if(compared, [](const ContextSpec& spec) { return !spec.reference; });
    declare(declared, "contexte", compared);
    declare(declared, "equipements", config.facilities);
    declare(declared, "opportunites", config.opportunities);
    declare(declared, "listes_locales", config.local_lists);
    return declared;
}

std::string terms_text(const std::vector<census::Term>& terms) {
    std::string text;
    for (const census::Term& term : terms) {
        const double size = std::abs(term.coefficient);
        text += text.empty() ? (term.coefficient < 0 ? "-" : "")
                             : (term.coefficient < 0 ? " - " : " + ");
        if (size != 1) text += fmt::format("{} × ", size);
        text += term.variable;
    }
    return text;
}

/// Whose people weighed: the one variable that did; before any did, the choices in their order.
std::string weight_text(const std::vector<census::Term>& choices, const std::string& used,
                        const std::string& language) {
    if (!used.empty()) return used;
    std::string text;
    for (const census::Term& term : choices)
        text = text.empty() ? term.variable
                            : say("rapport.formule_a_defaut", language,
                                  {{"premier", text}, {"second", term.variable}});
    return text;
}

/// "100 × (P:CHOM1564) / (P:ACT1564)".
std::string formula_text(const census::IndicatorDefinition& definition,
                         const std::string& weighed_by, const std::string& language) {
    if (definition.numerator.empty()) return say("rapport.formule_publiee", language);
    const std::string above = terms_text(definition.numerator);
    const std::string below = terms_text(definition.denominator);
    switch (definition.kind) {
        case census::IndicatorKind::effectif:
            return fmt::format(
                "{}{}Σ ({})", definition.offset != 0 ? fmt::format("{} + ", definition.offset) : "",
                definition.factor != 1 ? fmt::format("{} × ", definition.factor) : "", above);
        case census::IndicatorKind::part:
            return fmt::format("{} × Σ ({}) / Σ ({})", definition.factor, above, below);
        case census::IndicatorKind::publie:
            return say(
                "rapport.formule_moyenne", language,
                {{"de",
                  (definition.offset != 0 ? fmt::format("{} + ", definition.offset) : "") +
                      (definition.factor != 1 ? fmt::format("{} × ({})", definition.factor, above)
                                              : above)},
                 {"poids", weight_text(definition.denominator, weighed_by, language)}});
    }
    return {};
}

std::map<std::string, Formula> indicator_formulas(const Atlas& atlas, PerimeterIdx perimeter,
                                                  const std::string& language) {
    std::map<std::string, Formula> formulas;
    for (const census::IndicatorValue& value : atlas.indicators) {
        if (value.perimeter != perimeter.value()) continue;
        const census::IndicatorDefinition& definition = atlas.inputs.indicators[value.definition];
        // What is shown is what was published; the formula is that of the estimate beside it.
        const std::string text = formula_text(definition, value.weighed_by, language);
        Formula formula{value.methode == "officiel" && !definition.numerator.empty()
                            ? say("rapport.formule_officielle", language, {{"estimee", text}})
                            : text,
                        {},
                        "engine/census/README.md"};
        if (value.methode == "ratio" || value.methode == "composite")
            formula.text = say("rapport.formule_recalee", language,
                               {{"recalage", value.recalage}, {"estimee", formula.text}});
        if (!definition.source_table.empty()) formula.text += " (" + definition.source_table + ")";
        if (!value.source.empty()) formula.inputs.push_back(value.source);
        formulas[definition.id] = std::move(formula);
    }
    return formulas;
}

}  // namespace

ExplainOutcome explain(const RunConfig& config, const ExplainOptions& options,
                       const Progress& progress) {
    require_perimeter(read_territory(config, progress).inputs.territory, options.perimeter);
    const Fingerprint files =
        fingerprint(config, [&](double done) { report(progress, "empreintes des entrées", done); });
    const Computed computed = compute(config, files, options.threads, progress);
    const Atlas& atlas = computed.atlas;
    const Territory& territory = atlas.inputs.territory;
    const PerimeterIdx at = require_perimeter(territory, options.perimeter);

    ExplainOutcome outcome;
    outcome.notices = atlas.notices;
    Portrait& portrait = outcome.portrait;
    portrait.territory = config.name;
    portrait.version = LISIERE_VERSION;
    portrait.language = config.language;
    portrait.code = territory.perimeters[at].id;
    portrait.name = territory.perimeters[at].name;
    portrait.communes = communes_text(territory, territory.perimeters[at]);
    portrait.sources = atlas.inputs.sources;
    portrait.declared = declared_of(config);
    const std::vector<Table> layers = tables(atlas);
    const auto texts =
        read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", config.language);
    const auto formulas =
        read_formulas(data_folder() / "geodata" / "reference" / "formules.csv", config.language);
    const auto indicators = indicator_formulas(atlas, at, config.language);
    const PortraitSettings settings = read_portrait_settings(data_folder() / "styles");
    portrait.sections = sections_of(
        {layers, texts, formulas, indicators, settings, config.language}, portrait.code);
    return outcome;
}

std::vector<std::string> portrait_sections() {
    std::vector<std::string> ids;
    try {
        for (const PortraitPart& section :
             read_portrait_settings(data_folder() / "styles").sections)
            ids.push_back(section.id);
    } catch (const Error&) {
        ids.clear();
    }
    return ids;
}

}  // namespace lisiere::io
