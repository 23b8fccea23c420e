// SPDX-License-Identifier: Apache-2.0
#include "io/reference/distribution_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

#include "io/base/csv.hpp"
#include "io/base/csv_writer.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

using enclavement::Distribution;
using enclavement::MeasureDistribution;
using enclavement::Quantiles;
using enclavement::RankKey;
using enclavement::Sense;
using enclavement::WhenVoid;
using Fields = std::span<const std::string_view>;

constexpr std::string_view magic = "lisiere-distribution";
constexpr std::string_view version = "1";
constexpr std::int64_t unit = 1'000'000;

/// Whole millionths as a decimal number: "12.25".
std::string decimal(std::int64_t millionths) {
    const auto size = static_cast<std::uint64_t>(millionths < 0 ? -millionths : millionths);
    std::string text = fmt::format("{}{}", millionths < 0 ? "-" : "", size / unit);
    if (size % unit == 0) return text;
    text += fmt::format(".{:06}", size % unit);
    return text.substr(0, text.find_last_not_of('0') + 1);
}

/// The same read back; nullopt: not such a number, or beyond a million of millions.
std::optional<std::int64_t> millionths(std::string_view text) {
    const bool minus = text.starts_with('-');
    if (minus) text.remove_prefix(1);
    const std::size_t dot = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, dot));
    const std::string_view decimals = dot < text.size() ? text.substr(dot + 1) : "";
    if (digits.empty() || digits.size() > 12 || decimals.size() > 6) return std::nullopt;
    digits += decimals;
    digits.append(6 - decimals.size(), '0');
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return minus ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

std::int64_t in_millionths(double people) {
    return std::llround(people * static_cast<double>(unit));
}

void line(std::string& out, std::initializer_list<std::string_view> fields) {
    bool first = true;
    for (const std::string_view field : fields) {
        if (!first) out += ';';
        first = false;
        append_csv_field(out, field, ';');
    }
    out += '\n';
}

class DistributionReader {
  public:
    explicit DistributionReader(const std::string& file) : file_(file) {}

    void header(Fields fields) {
        if (fields.empty() || fields[0] != magic)
            throw InputError({file_, "ce n'est pas une distribution de référence",
                              fmt::format("une première ligne « {};{} »", magic, version),
                              fmt::format("le fichier {} d'une édition", distribution_name)});
        if (fields.size() < 2 || fields[1] != version)
            throw InputError({file_,
                              fmt::format("une distribution de version « {} »",
                                          fields.size() < 2 ? "" : fields[1]),
                              fmt::format("la version {}", version),
                              "la refaire avec cette version de lisiere"});
    }

    void row(Fields fields, std::size_t at) {
        line_ = at;
        if (fields[0] == "titre" || fields[0] == "zone")
            (fields[0] == "titre" ? result_.title : result_.area) = field(fields, 1);
        else if (fields[0] == "residents")
            result_.residents = static_cast<double>(people(fields, 1)) / unit;
        else if (fields[0] == "mesure")
            measure(fields);
        else
            quantile(fields);
    }

    Distribution result() {
        close();
        if (result_.measures.empty()) refuse("aucune mesure", "une ligne « mesure » au moins");
        return std::move(result_);
    }

  private:
    [[noreturn]] void refuse(std::string found, std::string expected) const {
        throw InputError({fmt::format("{}, ligne {}", file_, line_), std::move(found),
                          std::move(expected),
                          "reprendre le fichier tel qu'une édition l'a écrit"});
    }
    std::string_view field(Fields fields, std::size_t at) const {
        if (at >= fields.size())
            refuse(fmt::format("{} champs", fields.size()), fmt::format("{} au moins", at + 1));
        return fields[at];
    }
    std::int64_t people(Fields fields, std::size_t at) const {
        const auto number = millionths(field(fields, at));
        if (!number || *number < 0)
            refuse(fmt::format("« {} »", fields[at]), "un nombre d'habitants");
        return *number;
    }
    template <class T>
    T word(std::string_view found, std::string_view one, T first, std::string_view other,
           T second) const {
        if (found == one) return first;
        if (found == other) return second;
        refuse(fmt::format("« {} »", found), fmt::format("{} ou {}", one, other));
    }

    void measure(Fields fields) {
        close();
        MeasureDistribution measure;
        measure.id = field(fields, 1);
        if (measure.id.empty() || result_.find(measure.id) != nullptr)
            refuse(fmt::format("mesure « {} »", measure.id), "un identifiant, une fois chacun");
        measure.unit = field(fields, 2);
        measure.sense = word(field(fields, 3), "plus", Sense::plus, "moins", Sense::moins);
        measure.when_void =
            word(field(fields, 4), "moindre", WhenVoid::moindre, "ignore", WhenVoid::ignore);
        measure.basis = field(fields, 5);
        measure.known = static_cast<double>(people(fields, 6)) / unit;
        result_.measures.push_back(std::move(measure));
    }

    void quantile(Fields fields) {
        if (result_.measures.empty())
            refuse("une valeur avant toute mesure", "une ligne « mesure »");
        MeasureDistribution& measure = result_.measures.back();
        Quantiles::Row row;
        if (fields[0] == "-" || fields[0] == "+") {
            row.key.level = fields[0] == "-" ? -1 : 1;
        } else {
            const auto value = millionths(fields[0]);
            if (!value) refuse(fmt::format("« {} »", fields[0]), "un nombre, « - » ou « + »");
            row.key.value = measure.sense == Sense::plus ? *value : -*value;
        }
        row.below = people(fields, 1);
        row.at = people(fields, 2);
        Quantiles& all = measure.quantiles;
        if (!all.rows.empty() && !(all.rows.back().key < row.key))
            refuse(fmt::format("{} après une valeur au moins aussi enclavée", fields[0]),
                   "des valeurs de la moins à la plus enclavée, une fois chacune");
        if (row.at == 0 || row.below < all.all || (all.rows.empty() && row.below != 0))
            refuse(fmt::format("{} au-dessous, {} à cette valeur", fields[1], fields[2]),
                   "des habitants qui s'ajoutent d'une ligne à l'autre");
        if (all.rows.size() > enclavement::quantile_steps)
            refuse("plus de 10 001 valeurs", "10 001 quantiles au plus");
        all.all = row.below + row.at;
        all.rows.push_back(row);
    }

    void close() const {
        if (result_.measures.empty()) return;
        const MeasureDistribution& last = result_.measures.back();
        if (in_millionths(last.known) < last.quantiles.all)
            refuse(fmt::format("{} : plus d'habitants rangés que d'habitants connus", last.id),
                   "une part des habitants");
    }

    const std::string& file_;
    std::size_t line_ = 1;
    Distribution result_;
};

}  // namespace

std::string to_text(const Distribution& distribution) {
    std::string out;
    line(out, {magic, version});
    line(out, {"titre", distribution.title});
    line(out, {"zone", distribution.area});
    line(out, {"residents", decimal(in_millionths(distribution.residents))});
    for (const MeasureDistribution& measure : distribution.measures) {
        line(out,
             {"mesure", measure.id, measure.unit, measure.sense == Sense::plus ? "plus" : "moins",
              measure.when_void == WhenVoid::moindre ? "moindre" : "ignore", measure.basis,
              decimal(in_millionths(measure.known))});
        for (const Quantiles::Row& row : measure.quantiles.rows) {
            const std::int64_t value =
                measure.sense == Sense::plus ? row.key.value : -row.key.value;
            out += row.key.level < 0 ? "-" : row.key.level > 0 ? "+" : decimal(value);
            out += ';' + decimal(row.below) + ';' + decimal(row.at) + '\n';
        }
    }
    return out;
}

Distribution parse_distribution(std::string_view text, const std::string& file) {
    DistributionReader reader(file);
    CsvOptions options;
    options.delimiter = ';';
    read_csv(
        text, file, options, [&](Fields fields) { reader.header(fields); },
        [&](Fields fields, std::size_t at) { reader.row(fields, at); });
    return reader.result();
}

Distribution read_distribution(const std::filesystem::path& file) {
    return parse_distribution(read_text(file), file.string());
}

}  // namespace lisiere::io
