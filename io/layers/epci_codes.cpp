// SPDX-License-Identifier: Apache-2.0
#include "io/layers/epci_codes.hpp"

#include <algorithm>

#include "io/gdal/code_text.hpp"

namespace lisiere::io {
namespace {

/// What producers write where a commune is of no EPCI.
bool is_none(std::string_view code) {
    const auto only = [code](char one) {
        return std::all_of(code.begin(), code.end(), [one](char c) { return c == one; });
    };
    return code.empty() || code == "NR" || code == "NC" || only('Z') || only('0');
}

/// "200054781,0" is one number with its decimals, "200054781,200057966" are two.
bool starts_decimals(std::string_view rest) {
    const std::size_t end = std::min(rest.find_first_of("/;,| "), rest.size());
    return end > 0 && end < 9 &&
           std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end),
                       [](char c) { return c == '0'; });
}

}  // namespace

std::vector<std::string> epci_codes(std::string_view written) {
    std::vector<std::string> codes;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= written.size(); ++at) {
        const bool ends = at == written.size() || written[at] == '/' || written[at] == ';' ||
                          written[at] == '|' ||
                          (written[at] == ',' && !starts_decimals(written.substr(at + 1)));
        if (!ends) continue;
        std::string code = code_text(written.substr(start, at - start));
        start = at + 1;
        if (!is_none(code) && std::find(codes.begin(), codes.end(), code) == codes.end())
            codes.push_back(std::move(code));
    }
    return codes;
}

void settle_epci(std::span<Commune> communes, const EpciSizes& sizes, Notices& notices) {
    EpciSizes here;
    for (const Commune& commune : communes)
        for (const std::string& code : epci_codes(commune.epci)) ++here[code];
    const auto size_of = [&](const std::string& code) {
        const auto known = sizes.find(code);
        return known == sizes.end() ? here[code] : known->second;
    };
    for (Commune& commune : communes) {
        const std::vector<std::string> codes = epci_codes(commune.epci);
        std::string chosen;
        for (const std::string& code : codes)
            if (chosen.empty() || size_of(code) <= size_of(chosen)) chosen = code;
        if (codes.size() > 1)
            notices.add(Severity::avertissement, "epci_multiple", commune.source,
                        {{"commune", commune.code}, {"codes", commune.epci}, {"retenu", chosen}});
        commune.epci = chosen;
    }
}

}  // namespace lisiere::io
