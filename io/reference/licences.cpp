// SPDX-License-Identifier: Apache-2.0
#include "io/reference/licences.hpp"

#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::vector<Licence> read_licences(const std::filesystem::path& file, const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    std::vector<Licence> licences;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        Licence licence;
        licence.id = row.required("id");
        licence.title = row.label(language);
        licence.address = row.required("adresse");
        licence.text = row.required("texte");
        licence.share_alike = row.word<bool>("partage", {{"oui", true}, {"non", false}});
        try {
            licence.words = std::regex(row.required("motif"), std::regex::icase);
        } catch (const std::regex_error& error) {
            row.refuse("motif", row.text("motif"),
                       std::string("une expression régulière : ") + error.what());
        }
        licences.push_back(std::move(licence));
    }
    return licences;
}

const Licence* find_licence(const std::vector<Licence>& licences, std::string_view words) {
    for (const Licence& licence : licences)
        if (words == licence.address || words == licence.text) return &licence;
    const Licence* found = nullptr;
    for (const Licence& licence : licences) {
        if (!std::regex_search(words.begin(), words.end(), licence.words)) continue;
        if (found == nullptr)
            found = &licence;
        else if (found->share_alike != licence.share_alike)
            return nullptr;
    }
    return found;
}

}  // namespace lisiere::io
