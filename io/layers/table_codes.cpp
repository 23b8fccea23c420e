// SPDX-License-Identifier: Apache-2.0
#include "io/layers/table_codes.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/core/ascii.hpp"
#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t commune_width = 5;

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A number as a spreadsheet writes it: significant digits and how many digits it has in all.
struct Written {
    std::string digits;      ///< "10002"
    std::size_t length = 0;  ///< 9 for 1.0002e8
    bool exact() const { return digits.size() >= length; }
};

std::optional<Written> parse_written(std::string_view text) {
    const std::size_t e = text.find_first_of("eE");
    std::string_view mantissa = text.substr(0, std::min(e, text.size()));
    std::string_view exponent = e == text.npos ? std::string_view("0") : text.substr(e + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const std::size_t mark = mantissa.find_first_of(".,");
    const std::string_view whole = mantissa.substr(0, std::min(mark, mantissa.size()));
    const std::string_view decimals = mark == mantissa.npos ? "" : mantissa.substr(mark + 1);
    if (e == text.npos && mark == mantissa.npos) return std::nullopt;  // plain digits or text
    if (!all_digits(whole) || !all_digits(exponent) || exponent.size() > 2 ||
        (mark != mantissa.npos && !all_digits(decimals)))
        return std::nullopt;
    Written written{std::string(whole) + std::string(decimals), 0};
    written.length =
        whole.size() + static_cast<std::size_t>(std::atoi(std::string(exponent).c_str()));
    while (written.digits.size() > written.length && written.digits.ends_with('0'))
        written.digits.pop_back();
    if (written.digits.size() > written.length) return std::nullopt;  // a fraction is no code
    return written;
}

/// Does the code, leading zeros apart, round to this number?
bool rounds_to(std::string_view code, const Written& written) {
    if (!all_digits(code)) return false;
    while (code.starts_with('0')) code.remove_prefix(1);
    if (code.size() != written.length) return false;
    const unsigned long long value = std::strtoull(std::string(code).c_str(), nullptr, 10);
    const unsigned long long kept = std::strtoull(written.digits.c_str(), nullptr, 10);
    unsigned long long step = 1;
    for (std::size_t i = written.digits.size(); i < written.length; ++i) step *= 10;
    return (value + step / 2) / step == kept;
}

}  // namespace

void repair_codes(RawLayer& layer, std::size_t field, std::size_t width,
                  std::span<const std::string> known, Notices& notices) {
    for (RawRow& row : layer.rows) {
        std::string& code = row.text[field];
        const auto written = parse_written(code);
        if (!written) continue;
        const std::string read = code;
        if (written->exact()) {
            code = written->digits;
        } else {
            std::vector<std::string> candidates;
            std::copy_if(known.begin(), known.end(), std::back_inserter(candidates),
                         [&](const std::string& one) { return rounds_to(one, *written); });
            if (candidates.empty()) continue;
            if (candidates.size() > 1)
                throw InputError(
                    {fmt::format("{}, ligne {}, champ code", layer.where, row.number),
                     fmt::format("« {} », qui peut être {} ou {}", read, candidates[0],
                                 candidates[1]),
                     "un code entier",
                     "un tableur a arrondi la colonne : refaire l'export, la colonne des codes "
                     "étant en texte"});
            code = candidates.front();
        }
        notices.add(Severity::avertissement, "code_lu_comme_nombre", layer.where,
                    {{"ligne", row.number}, {"lu", read}, {"code", code}});
    }
    restore_leading_zeros(layer, field, width, notices);
}

CodeChanges code_changes(const RawLayer& layer, std::size_t field, const census::AreaTable& areas) {
    std::set<std::string_view> known;
    for (const census::Area& area : areas.areas) known.insert(area.id);
    std::set<std::string_view> rows;
    std::map<std::string_view, std::string_view> unknown;  // by commune, one code of the table
    std::set<std::string_view> communes;
    for (const RawRow& row : layer.rows) {
        const std::string_view code = row.text[field];
        const std::string_view commune = code.substr(0, std::min(commune_width, code.size()));
        rows.insert(code);
        communes.insert(commune);
        if (!known.contains(code)) unknown.emplace(commune, code);
    }
    CodeChanges changes;
    for (const census::Area& area : areas.areas) {
        const std::string_view commune =
            std::string_view(area.id).substr(0, std::min(commune_width, area.id.size()));
        if ((!area.type.empty() && area.type != "H") || !communes.contains(commune)) continue;
        ++changes.inhabited;
        if (rows.contains(area.id)) {
            ++changes.matched;
        } else if (const auto found = unknown.find(commune); found != unknown.end()) {
            if (changes.areas++ == 0)
                changes.example = fmt::format("{} ; {}", area.id, found->second);
        }
    }
    return changes;
}

}  // namespace lisiere::io
