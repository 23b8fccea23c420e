// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_context.hpp"

#include <fmt/format.h>

#include <set>

namespace lisiere::io {
namespace {

/// `titre = "..."` in the language of the territory, or `titre = { fr = "...", en = "..." }`.
void read_title(Section& section, ContextSpec& spec) {
    if (!section.has_table("titre")) {
        spec.title = section.required_text("titre", "le titre de la couche : \"Secteurs du SCoT\"");
        spec.title_en = spec.title;
        return;
    }
    auto words = section.table("titre");
    spec.title = words->required_text("fr", "le titre de la couche, en français");
    spec.title_en = words->text("en").value_or(spec.title);
    words->finish();
}

}  // namespace

std::vector<ContextSpec> read_context(Section& root, const LayerReader& reader) {
    std::vector<ContextSpec> specs;
    std::set<std::string> ids;
    bool compared = false;
    for (Section& section : root.tables("contexte")) {
        ContextSpec spec;
        reader.common_keys(section, spec);
        spec.id = section.identifier("id", "secteurs");
        if (!ids.insert(spec.id).second)
            section.fail("id", fmt::format("deux fois \"{}\"", spec.id),
                         "un identifiant par couche de contexte");
        if (spec.id.ends_with("_etiquettes"))
            section.fail("id", fmt::format("\"{}\"", spec.id), "une autre fin que _etiquettes",
                         "c'est ainsi que les tuiles nomment les étiquettes d'une couche");
        read_title(section, spec);
        spec.columns = section.texts("colonnes");
        spec.values = section.text_map("valeurs");
        spec.style = section.required_text(
            "style", "un dessin de styles/contexte, ou un fichier TOML : \"secteurs\"");
        if (spec.style.ends_with(".toml"))
            spec.style_file = reader.existing_file(section, "style", spec.style);
        spec.group = section.text("groupe").value_or(spec.group);
        spec.visible = section.flag("visible").value_or(spec.visible);
        spec.reference = section.flag("reference").value_or(false);
        if (spec.reference && compared)
            section.fail("reference", "true, pour la deuxième fois",
                         "une seule couche de territoires de référence");
        if (spec.reference && !spec.fields.contains("nom"))
            section.fail("reference", "true, sans le nom des secteurs", "la colonne qui les nomme",
                         "champs = { nom = \"...\" }");
        compared = compared || spec.reference;
        section.finish();
        specs.push_back(std::move(spec));
    }
    return specs;
}

}  // namespace lisiere::io
