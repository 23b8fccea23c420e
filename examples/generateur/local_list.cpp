// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "examples/generateur/addresses.hpp"
#include "examples/generateur/projection.hpp"

namespace lisiere::demo {

namespace {

enum class Quarter { hautes_bornes, rive_neuve, grands_pres };
enum class By { code, name };
/// What the list says of where a place is.
enum class Where { point, street, nowhere };

/// A facility of the town as local actors list it: the `rank`-th nearest to the quarter of those
/// whose name begins with `label`; `#` in what is written stands for its number.
struct Listed {
    Quarter quarter;
    By by;
    const char* label;
    int rank;
    const char* written;  ///< empty: as in the files
    const char* category;
    Where where;
};

/// A place that no facility layer has, `dx`, `dy` metres from the middle of its quarter.
struct Unknown {
    Quarter quarter;
    const char* name;
    const char* category;
    double dx, dy;
    Where where;
};

using enum Quarter;
using enum Where;

constexpr std::array<Listed, 31> listed{{
    {hautes_bornes, By::code, "École élémentaire", 0, "", "ecole_elementaire", point},
    {hautes_bornes, By::code, "École primaire", 0, "Groupe scolaire de la Gare",
     "ecole_elementaire", street},
    {hautes_bornes, By::code, "Crèche", 0, "CRECHE N°#", "creche", nowhere},
    {hautes_bornes, By::code, "Maison de santé", 0, "Maison de santé pluridisciplinaire",
     "centre_sante", street},
    {hautes_bornes, By::code, "Pharmacie", 0, "", "pharmacie", point},
    {hautes_bornes, By::code, "Pharmacie", 1, "Grande pharmacie des Bornes", "pharmacie", street},
    {hautes_bornes, By::code, "Supermarché", 0, "", "", nowhere},
    {hautes_bornes, By::code, "Supérette", 0, "", "commerce_alimentaire", point},
    {hautes_bornes, By::code, "Aire de jeux", 0, "Square des Bornes", "parc", point},
    {hautes_bornes, By::code, "Collège", 0, "", "college", point},
    {hautes_bornes, By::code, "Gymnase", 0, "", "sport", street},
    {hautes_bornes, By::code, "Bibliothèque", 0, "", "bibliotheque", point},
    {hautes_bornes, By::code, "Piscine", 0, "", "piscine", point},
    {grands_pres, By::name, "Marché", 0, "", "marche", point},
    {grands_pres, By::name, "Boulangerie", 0, "", "boulangerie", street},
    {grands_pres, By::name, "Maison de quartier", 0, "Maison de quartier des Prés", "centre_social",
     street},
    {grands_pres, By::name, "Plateau sportif", 0, "", "sport", point},
    {grands_pres, By::name, "Piscine", 0, "Piscine intercommunale", "piscine", point},
    {grands_pres, By::name, "Pharmacie", 0, "", "pharmacie", nowhere},
    {grands_pres, By::name, "École élémentaire", 0, "ECOLE ELEMENTAIRE N° #", "ecole_elementaire",
     nowhere},
    {grands_pres, By::name, "Aire de jeux", 0, "", "parc", point},
    {grands_pres, By::name, "Gymnase", 1, "", "sport", point},
    {rive_neuve, By::code, "École primaire", 0, "", "ecole_elementaire", point},
    {rive_neuve, By::code, "Médecin généraliste", 0, "Cabinet médical de Rive-Neuve", "medecin",
     street},
    {rive_neuve, By::code, "Pharmacie", 0, "", "pharmacie", point},
    {rive_neuve, By::code, "Jardin public", 0, "Jardin du Canal", "parc", point},
    {rive_neuve, By::code, "Bureau de poste", 0, "La Poste", "poste", street},
    {rive_neuve, By::code, "Lycée", 0, "", "lycee", point},
    {rive_neuve, By::code, "Courts de tennis", 0, "Tennis club", "sport", street},
    // Two quarters bear this name: nobody can tell which one is meant.
    {rive_neuve, By::name, "Bibliothèque", 0, "", "bibliotheque", point},
    {rive_neuve, By::name, "Crèche", 0, "", "creche", point},
}};

constexpr std::array<Unknown, 6> unknown{{
    {hautes_bornes, "Jardin partagé des Hautes-Bornes", "parc", -150, 40, point},
    {hautes_bornes, "Local de l'amicale des locataires", "association", 120, -60, street},
    {grands_pres, "Jardins familiaux des Prés", "parc", 60, -180, point},
    {grands_pres, "Boulodrome", "sport", -90, 120, point},
    {grands_pres, "Club des aînés", "", 0, 0, nowhere},
    {rive_neuve, "Maison des mariniers", "culture", 40, -160, point},
}};

const QuarterPlan& plan_of(const Plan& plan, Quarter quarter) {
    switch (quarter) {
        case hautes_bornes:
            return plan.qpv[0];
        case rive_neuve:
            return plan.qpv[1];
        case grands_pres:
            break;
    }
    return plan.veille[0];
}

Point middle_of(const Line& ring) {
    Point sum;
    for (const Point& p : ring) sum = {sum.x + p.x, sum.y + p.y};
    const auto corners = static_cast<double>(ring.size());
    return rounded({sum.x / corners, sum.y / corners});
}

const Facility& nearest(const Town& town, const Point& from, const std::string& label, int rank) {
    std::vector<const Facility*> of_kind;
    for (const Facility& facility : town.facilities)
        if (facility.name.starts_with(label) &&
            town.land.blocks[static_cast<std::size_t>(facility.block)].commune >= 0)
            of_kind.push_back(&facility);
    if (of_kind.size() <= static_cast<std::size_t>(rank))
        throw std::runtime_error("pas assez d'équipements pour la liste locale : " + label);
    std::stable_sort(of_kind.begin(), of_kind.end(), [&](const Facility* a, const Facility* b) {
        return distance(a->at, from) < distance(b->at, from);
    });
    return *of_kind[static_cast<std::size_t>(rank)];
}

/// "CRECHE N°#" of "Crèche n° 3" is "CRECHE N°3".
std::string as_written(const std::string& name, std::string written) {
    if (written.empty()) return name;
    if (const std::size_t at = written.find('#'); at != written.npos)
        written.replace(at, 1, name.substr(name.rfind(' ') + 1));
    return written;
}

/// One line of the list, before it is moved to the place of a copy.
struct ListLine {
    Quarter quarter;
    By by;
    std::string name, category;
    Where where;
    Address address;
};

std::vector<ListLine> list_lines(const Town& town) {
    const AddressBook book(town);
    std::vector<ListLine> lines;
    for (const Listed& one : listed) {
        const Facility& facility =
            nearest(town, middle_of(plan_of(town.plan, one.quarter).ring), one.label, one.rank);
        lines.push_back({one.quarter, one.by, as_written(facility.name, one.written), one.category,
                         one.where, book.nearest(facility.at)});
    }
    for (const Unknown& one : unknown) {
        const Point middle = middle_of(plan_of(town.plan, one.quarter).ring);
        const Point place{middle.x + one.dx, middle.y + one.dy};
        Address address = book.nearest(place);
        if (one.where != Where::street) address.at = place;
        lines.push_back({one.quarter, one.quarter == grands_pres ? By::name : By::code, one.name,
                         one.category, one.where, std::move(address)});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const ListLine& a, const ListLine& b) { return a.quarter < b.quarter; });
    return lines;
}

}  // namespace

/// What local actors count in the quartier vécu of three quarters, one of them in veille active.
void write_local_list(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    const std::vector<ListLine> lines = list_lines(town);
    std::string text = "quartier;equipement;categorie;adresse;code_postal;commune;lon;lat\n";
    const Projection to_degrees(4326);
    for (const Tile& tile : tiles) {
        std::vector<Point> at;
        for (const ListLine& line : lines) at.push_back(tile.moved(line.address.at));
        const std::vector<Point> degrees = to_degrees(at);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            const ListLine& line = lines[k];
            const QuarterPlan& quarter = plan_of(town.plan, line.quarter);
            text += (line.by == By::code ? tile.quarter(quarter.code) : tile.named(quarter.name)) +
                    ";" + line.name + ";" + line.category + ";";
            const std::string commune = tile.commune(line.address.commune);
            if (line.where == Where::street)
                text +=
                    line.address.text() + ";" + postcode(commune) + ";" +
                    tile.named(
                        town.plan.communes[static_cast<std::size_t>(line.address.commune)].name) +
                    ";;";
            else
                text += ";;;";
            if (line.where == point) {
                char place[48];
                std::snprintf(place, sizeof place, "%.6f;%.6f", degrees[k].x, degrees[k].y);
                text += place;
            } else if (line.where == nowhere) {
                text += ";";
            }
            text += "\n";
        }
    }
    std::ofstream stream(out / "liste_locale.csv", std::ios::binary);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("écriture impossible : liste_locale.csv");
}

}  // namespace lisiere::demo
