// SPDX-License-Identifier: Apache-2.0
#include "io/reference/enclosure_components.hpp"

#include <algorithm>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::vector<EnclosureComponent> read_enclosure_components(const std::filesystem::path& folder,
                                                          const std::string& language) {
    std::vector<EnclosureComponent> components;
    const auto known = [&](const std::string& id) {
        return std::any_of(components.begin(), components.end(),
                           [&](const EnclosureComponent& one) { return one.id == id; });
    };
    const CsvTable table = read_csv_table((folder / "composantes.csv").string());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        EnclosureComponent one;
        one.id = row.required("id");
        if (known(one.id)) row.refuse("id", one.id, "un identifiant par ligne");
        one.label = row.label(language);
        one.without = row.required("sans_" + language);
        one.phrase = row.required("phrase_" + language);
        one.weight = row.number("poids");
        if (!(one.weight >= 0)) row.refuse("poids", row.text("poids"), "un poids positif ou nul");
        row.required("source");
        components.push_back(std::move(one));
    }
    std::vector<std::string> listed;
    for (const EnclosureComponent& one : components) listed.push_back(one.id);
    const CsvTable measures = read_csv_table((folder / "enclavement.csv").string());
    for (std::size_t i = 0; i < measures.rows.size(); ++i) {
        const ReferenceRow row(measures, i);
        const std::string& id = row.required("composante");
        if (known(id)) continue;
        // A slip of the pen would take the measure out of its component without a word; another
        // name is another component.
        constexpr std::size_t slip = 4;
        if (const std::string near = nearest_name(id, listed, slip); !near.empty())
            row.refuse("composante", id, "une composante de composantes.csv",
                       fmt::format("écrire « {} », ou ajouter « {} » à composantes.csv si c'en est "
                                   "une autre",
                                   near, id));
        std::string name = id;
        std::replace(name.begin(), name.end(), '_', ' ');
        components.push_back({id, name, name, name, 1});
    }
    return components;
}

}  // namespace lisiere::io
