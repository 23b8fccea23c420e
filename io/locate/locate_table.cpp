// SPDX-License-Identifier: Apache-2.0
#include "io/locate/locate_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "engine/core/parallel.hpp"
#include "engine/territory/locate.hpp"
#include "io/base/csv.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/csv_writer.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/edition/place_lookup.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/locate/locate_writer.hpp"
#include "io/locate/row_places.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view other_width = "ligne d'une autre largeur que l'en-tête";
constexpr std::string_view straddles_perimeter =
    "voie à cheval sur la limite d'un périmètre : préciser le numéro";
constexpr std::string_view straddles_band =
    "voie à cheval sur la limite d'une bande : préciser le numéro";
constexpr std::string_view by_coordinates = "coordonnées";

std::vector<std::string> our_columns(bool addresses) {
    std::vector<std::string> names{"code_qp",        "nom_qp",       "genre",       "bande_m",
                                   "code_iris",      "code_commune", "nom_commune", "distance_m",
                                   "code_qp_proche", "qualite"};
    if (addresses) {
        names.push_back("score");
        names.push_back("adresse_trouvee");
    }
    names.push_back("motif");
    return names;
}

/// What a block gives: its text and what is counted of it.
struct BlockResult {
    std::string text;
    std::size_t lines = 0;
    std::size_t located = 0;
    std::size_t in_perimeter = 0;
    std::size_t in_band = 0;
    std::size_t wrong_width = 0;
    std::vector<std::size_t> perimeters;
    std::array<std::size_t, 5> levels{};
    std::map<std::string_view, std::size_t> reasons;

    void add(const BlockResult& other) {
        lines += other.lines;
        located += other.located;
        in_perimeter += other.in_perimeter;
        in_band += other.in_band;
        wrong_width += other.wrong_width;
        for (std::size_t i = 0; i < perimeters.size(); ++i) perimeters[i] += other.perimeters[i];
        for (std::size_t i = 0; i < levels.size(); ++i) levels[i] += other.levels[i];
        for (const auto& [reason, count] : other.reasons) reasons[reason] += count;
    }
};

/// What all lines share; read by all threads.
struct Context {
    const Territory& territory;
    const std::vector<CodedArea>& iris;
    const Locator& locator;
    std::size_t width = 0;  ///< fields of the header
    char delimiter = ';';
    std::string_view line_end;
    bool addresses = false;
};

/// Writes the lines of one block.
class BlockWriter {
  public:
    BlockWriter(const Context& context, const RowPlaces& places, BlockResult& result)
        : context_(context), places_(places), result_(result) {
        result_.perimeters.assign(context_.territory.perimeters.size(), 0);
    }

    void row(std::span<const std::string_view> fields, std::string_view record) {
        ++result_.lines;
        std::string& out = result_.text;
        if (fields.size() == context_.width) {
            // As it was read, unless a cell of it would be computed by who opens the table.
            if (std::none_of(fields.begin(), fields.end(), starts_a_formula))
                out += record;
            else
                copy(fields);
            const RowPlace place = places_(fields);
            ours(place);
        } else {
            ++result_.wrong_width;
            ++result_.reasons[other_width];
            for (std::size_t i = 0; i < std::max(context_.width, fields.size()); ++i) {
                if (i == context_.width) nothing();
                if (i > 0) out += context_.delimiter;
                if (i < fields.size()) append_csv_field(out, fields[i], context_.delimiter);
            }
            if (fields.size() < context_.width) nothing();
        }
        out += context_.line_end;
    }

  private:
    void copy(std::span<const std::string_view> fields) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (i > 0) result_.text += context_.delimiter;
            append_csv_field(result_.text, fields[i], context_.delimiter);
        }
    }
    void field(std::string_view text) {
        result_.text += context_.delimiter;
        append_csv_field(result_.text, text, context_.delimiter);
    }
    void plain(std::string_view text) {
        result_.text += context_.delimiter;
        result_.text += text;
    }

    /// Our columns of a line that is not looked at.
    void nothing() {
        for (int i = 0; i < 9; ++i) plain("");
        field(to_text(AddressLevel::aucun));
        if (context_.addresses) plain(""), plain("");
        field(other_width);
    }

    void ours(const RowPlace& place) {
        Location at = place.at ? context_.locator.locate(*place.at, scratch_) : Location{};
        std::string_view reason = place.reason;
        bool whole = place.at.has_value();  // the street does not straddle a limit
        if (place.at) {
            ++result_.located;
            if (place.address && place.address->level == AddressLevel::voie)
                whole = agree(*place.address, at, reason);
        }
        if (whole) {
            perimeters(at);
            band(at.band);
        } else {
            for (int i = 0; i < 4; ++i) plain("");
        }
        field(at.iris ? std::string_view(context_.iris[*at.iris].code) : std::string_view());
        commune(place, at);
        if (whole && at.nearest.valid()) {
            result_.text += context_.delimiter;
            fmt::format_to(std::back_inserter(result_.text), FMT_STRING("{:.1f}"),
                           at.distance.value());
            field(context_.territory.perimeters[at.nearest].id);
        } else {
            plain("");
            plain("");
        }
        quality(place);
        if (!reason.empty()) ++result_.reasons[reason];
        field(reason);
    }

    void perimeters(const Location& at) {
        if (at.within.empty()) {
            for (int i = 0; i < 3; ++i) plain("");
            return;
        }
        ++result_.in_perimeter;
        for (const PerimeterIdx within : at.within) ++result_.perimeters[within.value()];
        const auto joined = [&](const auto& text_of) {
            if (at.within.size() == 1) {
                field(text_of(context_.territory.perimeters[at.within.front()]));
                return;
            }
            std::string all;
            for (const PerimeterIdx within : at.within) {
                if (!all.empty()) all += '|';
                all += text_of(context_.territory.perimeters[within]);
            }
            field(all);
        };
        joined([](const Perimeter& perimeter) { return std::string_view(perimeter.id); });
        joined([](const Perimeter& perimeter) { return std::string_view(perimeter.name); });
        joined([](const Perimeter& perimeter) { return to_text(perimeter.kind); });
    }

    void band(const std::optional<Metres>& width) {
        if (!width) return plain("");
        ++result_.in_band;
        plain(fmt::format(FMT_STRING("{}"), width->value()));
    }

    void commune(const RowPlace& place, const Location& at) {
        if (at.commune.valid()) {
            const Commune& commune = context_.territory.communes[at.commune];
            field(commune.code);
            field(commune.name);
        } else if (place.address) {
            field(place.address->commune_code);
            field(place.address->commune_name);
        } else {
            plain("");
            plain("");
        }
    }

    void quality(const RowPlace& place) {
        if (place.address) {
            ++result_.levels[static_cast<std::size_t>(place.address->level)];
            field(to_text(place.address->level));
        } else {
            field(place.at ? by_coordinates : to_text(AddressLevel::aucun));
        }
        if (!context_.addresses) return;
        if (place.address && place.address->score > 0)
            plain(fmt::format(FMT_STRING("{:.2f}"), place.address->score));
        else
            plain("");
        field(place.address ? std::string_view(place.address->found) : std::string_view());
    }

    /// Whether every known address of the street lies in the same perimeters; their bands, IRIS and
    /// communes are left empty in `at` where they differ.
    bool agree(const GeocodedAddress& address, Location& at, std::string_view& reason) {
        bool same_band = true;
        for (const geo::Point& other : address.street) {
            const Location there = context_.locator.locate(other, scratch_);
            if (there.within != at.within) {
                reason = straddles_perimeter;
                at = {};
                return false;
            }
            same_band = same_band && there.band == at.band;
            if (there.iris != at.iris) at.iris.reset();
        }
        if (!same_band) {
            reason = straddles_band;
            at.band.reset();
        }
        return true;
    }

    const Context& context_;
    const RowPlaces& places_;
    BlockResult& result_;
    Locator::Scratch scratch_;
};

std::optional<Gazetteer> gazetteer_of(const RunConfig& config, const LocateOptions& options,
                                      geo::Crs crs, Notices& notices, const Progress& progress) {
    std::vector<LayerSpec> files = config.addresses;
    if (!options.bases.empty()) files.clear();
    for (const fs::path& base : options.bases) {
        LayerSpec spec;
        spec.key = "--base";
        spec.file = base;
        spec.file_as_written = base.string();
        files.push_back(std::move(spec));
    }
    if (files.empty()) return std::nullopt;
    report(progress, "lecture de la base d'adresses", 0);
    AddressWords words =
        read_address_words(data_folder() / "geodata" / "reference" / "abreviations_voies.csv");
    Gazetteer base = read_gazetteer(files, crs, std::move(words), notices);
    report(progress, "lecture de la base d'adresses", 1);
    return base;
}

void refuse_same_file(const LocateOptions& options) {
    std::error_code error;
    if (options.output && fs::equivalent(options.input, *options.output, error) && !error)
        throw ConfigError({options.output->string(), "le fichier lu lui-même",
                           "un autre fichier : les lignes d'origine ne sont jamais remplacées",
                           "-o " + options.output->stem().string() + "_localise.csv"});
}

/// Our names, told apart from those the file already has.
std::vector<std::string> free_names(const std::vector<std::string>& taken, bool addresses,
                                    std::vector<std::string>& renamed) {
    std::vector<std::string> names = our_columns(addresses);
    for (std::string& name : names) {
        const std::string wanted = name;
        while (std::find(taken.begin(), taken.end(), name) != taken.end()) name += "_lisiere";
        if (name != wanted) renamed.push_back(name);
    }
    return names;
}

/// As it was read, unless a name of it would be computed by who opens the table.
std::string header_of(const CsvStream& stream) {
    const std::vector<std::string>& names = stream.names();
    if (std::none_of(names.begin(), names.end(), starts_a_formula))
        return std::string(stream.header());
    std::string header;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) header += stream.delimiter();
        append_csv_field(header, names[i], stream.delimiter());
    }
    return header;
}

void warn(const BlockResult& total, const std::string& where, LocateOutcome& outcome) {
    if (total.wrong_width > 0)
        outcome.notices.add(Severity::avertissement, "lignes_de_largeur_differente", where, {},
                            total.wrong_width);
    if (total.lines == 0)
        outcome.notices.add(Severity::avertissement, "fichier_sans_ligne", where);
    else if (total.located == 0)
        outcome.notices.add(Severity::avertissement, "aucune_ligne_localisee", where, {},
                            total.lines);
}

}  // namespace

LocateOutcome locate_table(const RunConfig& config, const LocateOptions& options,
                           const Progress& progress) {
    refuse_same_file(options);
    const std::string where =
        options.input == "-" ? "entrée standard" : options.input.filename().string();
    LocateOutcome outcome;
    CsvStream stream(options.input, where);
    const bool based = !options.bases.empty() || !config.addresses.empty();
    const PlaceColumns columns = place_columns(stream.names(), options.columns, based, where);
    WholeOutput output(options.output, {our_columns(false), our_columns(true)});

    ReadOutcome read = read_territory(config, progress);
    outcome.notices.add(read.notices);
    const Territory& territory = read.inputs.territory;
    const std::vector<CodedArea> iris = coded_areas(read.inputs.areas);
    const Locator locator(territory.perimeters, territory.communes, iris, locate_options(config));
    std::optional<Gazetteer> base;
    if (columns.address)
        base = gazetteer_of(config, options, territory.crs, outcome.notices, progress);

    const unsigned wanted = options.threads != 0 ? options.threads : config.threads;
    const Threads threads{wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency())};
    std::vector<std::unique_ptr<RowPlaces>> places;
    for (unsigned i = 0; i < threads.count; ++i)
        places.push_back(
            std::make_unique<RowPlaces>(territory, columns, options.crs, base ? &*base : nullptr));
    const std::string_view line_end = stream.crlf() ? "\r\n" : "\n";
    const Context context{territory,          iris,     locator,         stream.names().size(),
                          stream.delimiter(), line_end, base.has_value()};

    std::string header(stream.marked() ? "\xEF\xBB\xBF" : "");
    header += header_of(stream);
    for (const std::string& name : free_names(stream.names(), base.has_value(), outcome.renamed))
        header += stream.delimiter() + name;
    output.write(header.append(line_end));

    BlockResult total;
    total.perimeters.assign(territory.perimeters.size(), 0);
    std::vector<CsvBlock> blocks(2 * threads.count);
    std::vector<BlockResult> results;
    for (bool more = true; more;) {
        std::size_t count = 0;
        while (count < blocks.size() && (more = stream.next(blocks[count]))) ++count;
        results.assign(count, {});
        for_each_chunk(
            count, 1, threads, [&](std::size_t first, std::size_t last, unsigned worker) {
                for (std::size_t i = first; i < last; ++i) {
                    results[i].text.reserve(2 * blocks[i].text.size());
                    BlockWriter writer(context, *places[worker], results[i]);
                    read_records(
                        blocks[i], where, stream.delimiter(),
                        [&](std::span<const std::string_view> fields, std::string_view record,
                            std::size_t) { writer.row(fields, record); });
                }
            });
        for (const BlockResult& result : results) {
            output.write(result.text);
            total.add(result);
        }
        report(progress, "localisation", more ? std::min(stream.done(), 0.99) : 1);
    }
    output.finish();

    outcome.lines = total.lines;
    outcome.located = total.located;
    outcome.in_perimeter = total.in_perimeter;
    outcome.in_band = total.in_band;
    for (const PerimeterIdx at : indices<PerimeterIdx>(territory.perimeters.size()))
        if (const std::size_t count = total.perimeters[at.value()]; count > 0)
            outcome.perimeters.emplace_back(
                territory.perimeters[at].id + " " + territory.perimeters[at].name, count);
    std::sort(outcome.perimeters.begin(), outcome.perimeters.end());
    for (std::size_t i = 0; base && i < total.levels.size(); ++i)
        outcome.levels.emplace_back(to_text(static_cast<AddressLevel>(i)), total.levels[i]);
    for (const auto& [reason, count] : total.reasons) outcome.reasons.emplace_back(reason, count);
    warn(total, where, outcome);
    return outcome;
}

}  // namespace lisiere::io
