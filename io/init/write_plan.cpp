// SPDX-License-Identifier: Apache-2.0
#include "io/init/write_plan.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/base/names.hpp"
#include "io/init/missing.hpp"
#include "io/init/toml_words.hpp"

namespace lisiere::io::init {
namespace {

/// Sections in the order in which a configuration is read, with the title of their block.
constexpr std::pair<const char*, const char*> sections[] = {
    {"perimetres", "Périmètres"},
    {"filiation", "Génération précédente et table de passage"},
    {"communes", "Communes"},
    {"iris", "IRIS"},
    {"epci", "Appartenance des communes aux EPCI"},
    {"recensement", "Recensement et autres tables"},
    {"population", "Où vivent les habitants"},
    {"batiments", "Bâtiments"},
    {"rues", "Rues"},
    {"relief", "Relief"},
    {"coupures", "Coupures"},
    {"horaires", "Horaires des transports"},
    {"arrets", "Arrêts dont on n'a pas les horaires"},
    {"equipements", "Équipements"},
    {"opportunites", "Ce qu'on cherche à atteindre"},
    {"adresses", "Adresses"},
    {"listes_locales", "Listes locales"},
    {"contexte", "Couches de contexte"},
};

std::string identifier(const std::string& text) {
    std::string id = slug(text);
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

/// The [sources.id] that an item is of; empty: the catalogue knows none.
std::string source_id(const Item& item) {
    if (item.entry == nullptr) return {};
    std::string id = item.entry->id;
    if (!item.producer.empty()) id += "_" + identifier(item.producer);
    if (item.year != 0 && item.generation == 0) id += fmt::format("_{}", item.year);
    return id;
}

class PlanWriter {
  public:
    PlanWriter(const Plan& plan, const std::vector<CatalogueEntry>& catalogue,
               const std::string& file_name)
        : plan_(plan), catalogue_(catalogue), file_name_(file_name) {}

    std::string text() {
        head();
        territory();
        sources();
        for (const auto& [section, title] : sections) layers(section, title);
        places();
        computing();
        left();
        missing();
        return std::move(out_);
    }

  private:
    void head() {
        out_ += comment(
            fmt::format("{} : configuration de Lisière, écrite par lisiere init.", plan_.name));
        out_ += "#\n";
        if (plan_.runs()) {
            out_ += comment("Ensuite :");
            out_ += fmt::format(
                "#   1. la lire : chaque fichier y dit ce pour quoi il a été pris, et pourquoi ;\n"
                "#   2. lisiere check {0}      lit tout, ne calcule rien, dit ce qui ne va pas ;\n"
                "#   3. lisiere run {0}        calcule, écrit out/<territoire>.\n",
                file_name_);
        } else {
            out_ += comment(plan_.refusals.empty() ? "NE PEUT PAS ÊTRE CALCULÉE EN L'ÉTAT : il "
                                                     "manque des périmètres (voir à la fin ce "
                                                     "qui les apporterait)."
                                                   : "NE PEUT PAS ÊTRE CALCULÉE EN L'ÉTAT :");
            for (const std::string& refusal : plan_.refusals) out_ += comment("- " + refusal);
        }
        out_ += comment(
            "Les sources (titre, producteur, licence) viennent du catalogue, d'après les colonnes "
            ": les "
            "vérifier avant de publier.");
        for (const std::string& remark : plan_.remarks) out_ += "#\n" + comment(remark);
    }

    void block(const std::string& title) {
        constexpr std::size_t width = 100;
        out_ += fmt::format("\n# ---- {} {}\n", title,
                            std::string(width - std::min(width - 4, title.size()), '-'));
    }

    void key(const std::string& name, const std::string& value, const std::string& why = {}) {
        out_ += fmt::format("{} = {}{}\n", name, value, why.empty() ? "" : "  # " + one_line(why));
    }

    void territory() {
        out_ += "\n[territoire]\n";
        key("nom", toml_text(plan_.name), plan_.name_reason);
        key("langue", "\"fr\"", "\"en\" pour des produits en anglais");
        key("geographie_prioritaire", "[\"quartier_prioritaire\"]",
            "la Région et le Département y ajoutent \"veille_active\"");
        if (!plan_.extent) return;
        out_ += comment(plan_.extent_reason);
        const geo::Box& box = *plan_.extent;
        key("emprise",
            fmt::format("[{:.6f}, {:.6f}, {:.6f}, {:.6f}]", box.min_x, box.min_y, box.max_x,
                        box.max_y),
            "ouest, sud, est, nord, en degrés");
    }

    void sources() {
        std::map<std::string, const Item*> used;
        std::vector<std::string> order;
        for (const auto& [section, title] : sections)
            for (const Item& item : plan_.items) {
                if (!item.taken() || item.section != section) continue;
                const std::string id = source_id(item);
                if (!id.empty() && used.emplace(id, &item).second) order.push_back(id);
            }
        for (const std::string& id : order) {
            const Item& item = *used.at(id);
            out_ += fmt::format("\n[sources.{}]\n", id);
            key("titre", toml_text(item.producer.empty()
                                       ? item.entry->title
                                       : fmt::format("{} : {}", item.entry->title, item.producer)));
            const std::string& producer =
                item.producer.empty() ? item.entry->producer : item.producer;
            if (!producer.empty()) key("producteur", toml_text(producer));
            if (!item.entry->licence.empty()) key("licence", toml_text(item.entry->licence));
            const int year = item.generation != 0 ? item.generation : item.year;
            if (year != 0)
                key("millesime", toml_text(std::to_string(year)),
                    item.year_by_name && item.generation == 0 ? "d'après le nom du fichier" : "");
        }
    }

    void layers(const std::string& section, const std::string& title) {
        std::vector<const Item*> items;
        for (const Item& item : plan_.items)
            if (item.section == section && item.fate != Fate::left) items.push_back(&item);
        if (items.empty()) return;
        block(title);
        for (const Item* item : items)
            if (!attached(*item)) layer(*item);
    }

    /// A passage table stands inside the [[filiation]] of the older perimeters.
    static bool attached(const Item& item) { return item.is("passage"); }

    void layer(const Item& item) {
        out_ += "\n" + comment(fmt::format("{} : {}, à ses colonnes ou à son format ({}).",
                                           item.name(), item.title, item.evidence));
        for (const std::string& remark : item.remarks) out_ += comment(remark);
        if (item.fate == Fate::proposed)
            out_ += comment(fmt::format("Proposé, à décommenter : {}.", item.reason));
        const std::string body = table(item);
        out_ += item.fate == Fate::proposed ? commented(body) : body;
    }

    /// Official codes make official quarters; what has none is what local actors supplied.
    template <class Add>
    static void kind(const Item& item, const Add& add) {
        if (item.is("qpv")) {
            add("genre", toml_text("quartier_prioritaire"));
            add("statut", toml_text("officiel"));
            return;
        }
        if (item.is("perimetres_genre")) add("champ_genre", toml_text(item.column("genre_ligne")));
        if (item.is("veille_active")) add("genre", toml_text("veille_active"));
        add("statut", toml_text("local"));
    }

    /// The passage table is declared once, with the first of the older perimeters.
    bool first_of_section(const Item& item) const {
        const auto first =
            std::find_if(plan_.items.begin(), plan_.items.end(), [&](const Item& one) {
                return one.taken() && one.section == item.section && !attached(one);
            });
        return first != plan_.items.end() && &*first == &item;
    }

    std::string table(const Item& item) const {
        std::string body =
            fmt::format("[[{}]]\nfichier = {}\n", item.section, toml_text(item.written));
        const auto add = [&](const std::string& name, const std::string& value) {
            body += fmt::format("{} = {}\n", name, value);
        };
        if (!item.layer.couche.empty()) add("couche", toml_text(item.layer.couche));
        if (item.layer.assumed_crs != 0) add("crs", std::to_string(item.layer.assumed_crs));
        if (item.section == "perimetres") kind(item, add);
        for (const auto& [name, value] : item.keys) add(name, value);
        if ((item.section == "recensement" || item.is("bpe")) && item.year != 0 &&
            !item.is("chiffres_locaux"))
            add("millesime", std::to_string(item.year));
        if (item.fit && !item.fit->mapping.empty()) {
            std::vector<std::string> pairs;
            for (const auto& [ours, theirs] : item.fit->mapping)
                pairs.push_back(fmt::format("{} = {}", ours, toml_text(theirs)));
            add("champs", fmt::format("{{ {} }}", fmt::join(pairs, ", ")));
        }
        if (const std::string id = source_id(item); !id.empty() && item.taken())
            add("source", toml_text(id));
        if (item.section == "filiation")
            for (const Item& other : plan_.items)
                if (other.taken() && other.is("passage") && first_of_section(item))
                    add("passage",
                        fmt::format("{{ fichier = {}, source = {} }}", toml_text(other.written),
                                    toml_text(source_id(other))));
        return body;
    }

    void places() {
        if (plan_.schools) {
            block("Ce qu'on cherche à atteindre");
            out_ += comment(
                "Combien d'écoles à portée de chaque quartier ; emplois, places, médecins : une "
                "table de "
                "plus par fichier qui les compte (fichier, champ, id, libelle).");
            out_ += "[[opportunites]]\n";
            key("id", "\"ecoles\"");
            key("libelle", "\"Écoles élémentaires\"");
            key("categorie", "\"ecole_elementaire\"");
        }
        block("Destinations");
        for (const Item& item : plan_.items)
            if (item.section == "destinations" && item.fate == Fate::proposed)
                out_ += comment(fmt::format("{} : {} ({}) ; {}.", item.name(), item.title,
                                            item.evidence, item.reason));
        if (plan_.places.empty())
            out_ += comment(
                "Aucune mairie, aucun arrêt dans les fichiers : nommer ici le centre et les lieux "
                "qui "
                "comptent, une table [[destinations]] chacun, avec id, nom, lon et lat ; puis "
                "centre = \"...\" dans [calcul].");
        for (const PlannedPlace& place : plan_.places) {
            out_ += "\n" + comment(place.reason + " : à vérifier, à déplacer");
            out_ += "[[destinations]]\n";
            key("id", toml_text(place.id));
            key("nom", toml_text(place.name));
            key("lon", fmt::format("{:.6f}", place.at.lon));
            key("lat", fmt::format("{:.6f}", place.at.lat));
        }
    }

    void computing() {
        out_ += "\n[calcul]\n";
        if (!plan_.centre.empty()) key("centre", toml_text(plan_.centre));
        if (!plan_.school_zone.empty())
            key("zone_scolaire", toml_text(plan_.school_zone), "d'après le département");
        key("jours_feries", toml_text(plan_.public_holidays));
        key("fenetre",
            fmt::format("[\"{:02}:00\", \"{:02}:00\"]", plan_.window_start, plan_.window_start + 2),
            plan_.window_start == 7 ? "heures de départ des trajets"
                                    : "heures de départ : les horaires servent peu 07:00-09:00");
    }

    void left() {
        std::vector<std::string> lines;
        for (const Item& item : plan_.items)
            if (item.fate == Fate::left) lines.push_back(why_left(item));
        if (lines.empty()) return;
        out_ += "\n# ---- Fichiers laissés\n#\n";
        for (const std::string& line : lines) out_ += comment("- " + line);
    }

    void missing() {
        const auto entries = missing_sources(plan_, catalogue_);
        if (entries.empty()) return;
        out_ += "\n# ---- Ce qui manque, et la source qui l'apporterait\n#\n";
        for (const CatalogueEntry* entry : entries)
            out_ += comment(fmt::format("- {} ({}) : {}. Publié : {}{}.", entry->title,
                                        entry->producer, entry->unlocks, entry->published,
                                        entry->verified ? "" : " (lieu non vérifié)"));
    }

    const Plan& plan_;
    const std::vector<CatalogueEntry>& catalogue_;
    const std::string& file_name_;
    std::string out_;
};

}  // namespace

std::string to_toml(const Plan& plan, const std::vector<CatalogueEntry>& catalogue,
                    const std::string& file_name) {
    return PlanWriter(plan, catalogue, file_name).text();
}

}  // namespace lisiere::io::init
