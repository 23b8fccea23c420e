// SPDX-License-Identifier: Apache-2.0
#include "io/config/context_keys.hpp"

#include <fmt/format.h>

#include "io/config/layer_keys.hpp"

namespace lisiere::io {
namespace {

/// `titre = "..."` in the language of the territory, or `titre = { fr = "...", en = "..." }`.
Key<ContextSpec> title() {
    return Key<ContextSpec>{
        {fact("titre", KeyType::words)},
        [](Section& section, const ConfigFiles&, ContextSpec& spec) {
            if (!section.has_table("titre")) {
                spec.title =
                    section.required_text("titre", "le titre de la couche : \"Secteurs du SCoT\"");
                spec.title_en = spec.title;
                return;
            }
            auto words = section.table("titre");
            spec.title = words->required_text("fr", "le titre de la couche, en français");
            spec.title_en = words->text("en").value_or(spec.title);
            words->finish();
        },
        [](const ContextSpec& spec, toml::table& table) {
            table.insert("titre", toml::table{{"fr", spec.title}, {"en", spec.title_en}});
        }}
        .required();
}

Key<ContextSpec> style() {
    return Key<ContextSpec>{
        {fact("style", KeyType::text)},
        [](Section& section, const ConfigFiles& files, ContextSpec& spec) {
            spec.style = section.required_text(
                "style", "un dessin de styles/contexte, ou un fichier TOML : \"secteurs\"");
            if (spec.style.ends_with(".toml"))
                spec.style_file = files.existing_file(section, "style", spec.style);
        },
        [](const ContextSpec& spec, toml::table& table) { table.insert("style", spec.style); }}
        .required();
}

void refuse_suffix(const Section& section, ContextSpec& spec) {
    if (spec.id.ends_with("_etiquettes"))
        section.fail("id", fmt::format("\"{}\"", spec.id), "une autre fin que _etiquettes",
                     "c'est ainsi que les tuiles nomment les étiquettes d'une couche");
}

void refuse_nameless(const Section& section, ContextSpec& spec) {
    if (spec.reference && !spec.fields.contains("nom"))
        section.fail("reference", "true, sans le nom des secteurs", "la colonne qui les nomme",
                     "champs = { nom = \"...\" }");
}

void refuse_twice(const Section& section, const std::vector<ContextSpec>& before,
                  const ContextSpec& spec) {
    for (const ContextSpec& other : before) {
        if (other.id == spec.id)
            section.fail("id", fmt::format("deux fois \"{}\"", spec.id),
                         "un identifiant par couche de contexte");
        if (other.reference && spec.reference)
            section.fail("reference", "true, pour la deuxième fois",
                         "une seule couche de territoires de référence");
    }
}

}  // namespace

Key<RunConfig> context_table() {
    return tables<RunConfig, ContextSpec>(
        "contexte", &RunConfig::contexts,
        keys_of<ContextSpec>(
            file_keys(), identifier("id", &ContextSpec::id, "secteurs").checked(refuse_suffix),
            title(), texts("colonnes", &ContextSpec::columns).if_set(),
            text_map("valeurs", &ContextSpec::values).if_set(), style(),
            text("groupe", &ContextSpec::group), flag("visible", &ContextSpec::visible),
            flag("reference", &ContextSpec::reference).checked(refuse_nameless)),
        refuse_twice);
}

}  // namespace lisiere::io
