// SPDX-License-Identifier: Apache-2.0
#include "io/locate/locate_table.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>

#include "engine/core/parallel.hpp"
#include "io/base/csv.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/csv_writer.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/locate/locate_block.hpp"
#include "io/locate/locate_writer.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

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

/// Locates the lines block by block and writes them in their order. `places`: by thread.
BlockResult locate_lines(CsvStream& stream, const LocateContext& context,
                         const std::vector<std::unique_ptr<RowPlaces>>& places,
                         const std::string& where, WholeOutput& output, const Progress& progress) {
    const Threads threads{static_cast<unsigned>(places.size())};
    BlockResult total;
    total.perimeters.assign(context.territory.perimeters.size(), 0);
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
    return total;
}

void tell(const BlockResult& total, const LocateContext& context, LocateOutcome& outcome) {
    outcome.lines = total.lines;
    outcome.located = total.located;
    outcome.in_perimeter = total.in_perimeter;
    outcome.in_band = total.in_band;
    const auto& perimeters = context.territory.perimeters;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
        if (const std::size_t count = total.perimeters[at.value()]; count > 0)
            outcome.perimeters.emplace_back(perimeters[at].id + " " + perimeters[at].name, count);
    std::sort(outcome.perimeters.begin(), outcome.perimeters.end());
    for (std::size_t i = 0; context.addresses && i < total.levels.size(); ++i)
        outcome.levels.emplace_back(to_text(static_cast<AddressLevel>(i)), total.levels[i]);
    for (const auto& [reason, count] : total.reasons) outcome.reasons.emplace_back(reason, count);
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
    const unsigned threads =
        wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::unique_ptr<RowPlaces>> places;
    for (unsigned i = 0; i < threads; ++i)
        places.push_back(
            std::make_unique<RowPlaces>(territory, columns, options.crs, base ? &*base : nullptr));
    const std::string_view line_end = stream.crlf() ? "\r\n" : "\n";
    const LocateContext context{
        territory,          iris,     locator,         stream.names().size(),
        stream.delimiter(), line_end, base.has_value()};

    std::string header(stream.marked() ? "\xEF\xBB\xBF" : "");
    header += header_of(stream);
    for (const std::string& name : free_names(stream.names(), base.has_value(), outcome.renamed))
        header += stream.delimiter() + name;
    output.write(header.append(line_end));
    const BlockResult total = locate_lines(stream, context, places, where, output, progress);
    output.finish();
    tell(total, context, outcome);
    warn(total, where, outcome);
    return outcome;
}

}  // namespace lisiere::io
