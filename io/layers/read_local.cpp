// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_local.hpp"
#include "engine/core/ascii.hpp"
#include "io/layers/epci_codes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/layers/epci_codes.hpp"

namespace lisiere::io {
namespace {

/// Communes of the run by code and by name.
class Places {
  public:
    explicit Places(std::span<const Commune> communes) {
        for (const Commune& commune : communes) {
            codes_[commune.code] = commune.code;
            const auto [at, added] = names_.emplace(folded_name(commune.name), commune.code);
            if (!added) at->second.clear();  // homonyms: a name alone does not tell
        }
    }
    std::optional<std::string> code(const std::string& text) const {
        if (codes_.contains(text)) return text;
        const auto named = names_.find(folded_name(text));
        if (named == names_.end() || named->second.empty()) return std::nullopt;
        return named->second;
    }

  private:
    std::map<std::string, std::string> codes_;
    std::map<std::string, std::string> names_;
};

/// Which indicator of the kit a name of the file means.
class Meanings {
  public:
    Meanings(const CensusSpec& spec, std::span<const census::IndicatorDefinition> kit) {
        std::vector<std::string> ids;
        for (const census::IndicatorDefinition& definition : kit) {
            kit_.emplace(definition.id, &definition);
            ids.push_back(definition.id);
        }
        for (const auto& [theirs, ours] : spec.indicators) {
            const auto found = kit_.find(ours);
            if (found == kit_.end()) {
                const std::string near = nearest_name(ours, ids);
                throw ConfigError({spec.key + ".correspondance",
                                   fmt::format("{} = « {} »", theirs, ours),
                                   "un indicateur de geodata/reference/indicateurs.csv",
                                   near.empty() ? "" : fmt::format("« {} » ?", near)});
            }
            declared_[theirs] = found->second;
        }
    }
    const census::IndicatorDefinition* of(const std::string& name) const {
        if (const auto found = declared_.find(name); found != declared_.end()) return found->second;
        const auto found = kit_.find(name);
        return found == kit_.end() ? nullptr : found->second;
    }

  private:
    std::map<std::string, const census::IndicatorDefinition*, std::less<>> kit_;
    std::map<std::string, const census::IndicatorDefinition*> declared_;
};

}  // namespace

int year_in(std::string_view text) {
    for (std::size_t end = text.size(); end >= 4; --end) {
        const std::string_view four = text.substr(end - 4, 4);
        const bool alone = (end == text.size() || !is_digit(text[end])) &&
                           (end == 4 || !is_digit(text[end - 5])) &&
                           std::all_of(four.begin(), four.end(), is_digit);
        if (!alone) continue;
        const int year =
            (four[0] - '0') * 1000 + (four[1] - '0') * 100 + (four[2] - '0') * 10 + (four[3] - '0');
        if (year >= 1900 && year <= 2100) return year;
    }
    return 0;
}

std::string folded_name(std::string_view name) {
    // The accented letters of French in UTF-8, both cases, and the letter that stands for them.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> letters{
        {{"àâäÀÂÄ", "a"},
         {"çÇ", "c"},
         {"éèêëÉÈÊË", "e"},
         {"îïÎÏ", "i"},
         {"ôöÔÖ", "o"},
         {"ùûüÙÛÜ", "u"},
         {"ÿŸ", "y"},
         {"œŒ", "oe"},
         {"æÆ", "ae"}}};
    std::string folded;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            if (c >= 'A' && c <= 'Z')
                folded += static_cast<char>(c - 'A' + 'a');
            else if ((c >= 'a' && c <= 'z') || is_digit(c))
                folded += c;
            else if (!folded.empty() && folded.back() != ' ')
                folded += ' ';
            continue;
        }
        const std::string_view two = name.substr(i, 2);
        for (const auto& [accented, plain] : letters)
            if (two.size() == 2 && accented.find(two) != accented.npos) folded += plain;
        if ((static_cast<unsigned char>(c) & 0xE0U) == 0xC0U)
            ++i;
        else if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
        while (i + 1 < name.size() && (static_cast<unsigned char>(name[i + 1]) & 0xC0U) == 0x80U)
            ++i;
    }
    while (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return folded;
}

namespace {

/// One figure is of one EPCI: a cell of several codes says of none which.
std::optional<std::string> epci_code(const std::string& written) {
    std::vector<std::string> codes = epci_codes(written);
    return codes.size() == 1 ? std::optional(std::move(codes.front())) : std::nullopt;
}

}  // namespace

std::vector<census::LocalValue> read_local(const CensusSpec& spec,
                                           std::span<const Commune> communes,
                                           std::span<const census::IndicatorDefinition> kit,
                                           Notices& notices) {
    const Schema schema = read_schema("longue");
    const Places places(communes);
    const Meanings meanings(spec, kit);
    const RawLayer layer = read_table(spec, {schema, {}, {}, false, {}}, notices);
    std::vector<census::LocalValue> values;
    std::map<std::tuple<std::string, std::string, int>, Maybe<double>> seen;
    std::map<std::string, std::size_t> unknown;
    for (const RawRow& row : layer.rows) {
        const std::string& name = row.text[schema.at("indicateur")];
        const census::IndicatorDefinition* meant = meanings.of(name);
        if (meant == nullptr) {
            ++unknown[name];
            continue;
        }
        const std::string& territory = row.text[schema.at("territoire")];
        std::optional<std::string> code = spec.territory;
        if (spec.territory.empty())
            code = spec.scale == "epci" ? epci_code(territory) : places.code(territory);
        if (!code) {
            notices.add(Severity::avertissement, "territoire_local_inconnu", layer.where,
                        {{"ligne", row.number}, {"territoire", territory}});
            continue;
        }
        const std::string& unit = row.text[schema.at("unite")];
        if (!unit.empty() && unit.starts_with('%') != meant->unit.starts_with('%')) {
            notices.add(Severity::avertissement, "unite_locale_differente", layer.where,
                        {{"ligne", row.number},
                         {"indicateur", name},
                         {"unite", unit},
                         {"attendue", meant->unit}});
            continue;
        }
        const std::string& text = row.text[schema.at("valeur")];
        const auto number = parse_number(text);
        if (!number) {
            notices.add(Severity::avertissement, "nombre_illisible", layer.where,
                        {{"ligne", row.number}, {"colonne", name}, {"texte", text}});
            continue;
        }
        const int written = year_in(row.text[schema.at("annee")]);
        const int year = written != 0 ? written : spec.vintage;
        const auto [first, added] = seen.try_emplace({*code, meant->id, year}, *number);
        if (!added) {
            if (!(first->second == *number))
                notices.add(Severity::avertissement, "valeur_locale_en_double", layer.where,
                            {{"ligne", row.number},
                             {"territoire", territory},
                             {"indicateur", name},
                             {"texte", text}});
            continue;
        }
        values.push_back({*code, meant->id, *number, year, spec.source});
    }
    for (const auto& [name, count] : unknown)
        notices.add(Severity::info, "indicateur_local_sans_correspondance", layer.where, name,
                    count);
    if (values.empty())
        throw InputError({layer.where, "aucune valeur qui serve",
                          "des lignes dont le territoire est du périmètre d'étude et dont "
                          "l'indicateur a une correspondance",
                          "vérifier champs, filtre et correspondance"});
    return values;
}

}  // namespace lisiere::io
