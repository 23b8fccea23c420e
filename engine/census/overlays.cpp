// SPDX-License-Identifier: Apache-2.0
#include "engine/census/overlays.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/geo/shape_digest.hpp"

namespace lisiere::census {
namespace {

// Names of methods with their revision: to be raised with every change of what they compute, so
// that what earlier revisions kept is not taken for it.
constexpr std::string_view overlap_method = "overlap 1";
constexpr std::string_view area_method = "area weights 1";
constexpr std::string_view dasymetric_method = "dasymetric weights 2";

/// One member of every entry.
template <class Entry, class T>
std::vector<T> column(const std::vector<Entry>& entries, T Entry::*member) {
    std::vector<T> values;
    values.reserve(entries.size());
    for (const Entry& entry : entries) values.push_back(entry.*member);
    return values;
}
template <class Entry, class T>
bool fill(std::vector<Entry>& entries, T Entry::*member, ByteReader& reader) {
    std::vector<T> values;
    reader.get(values);
    if (entries.empty()) entries.resize(values.size());
    if (values.size() != entries.size()) return false;
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i].*member = values[i];
    return true;
}

/// Rows that point into the entries, and entries that point into the sources.
template <class Entry>
bool consistent(const std::vector<std::uint32_t>& first, const std::vector<Entry>& entries,
                std::size_t sources, std::size_t targets) {
    return first.size() == targets + 1 && first.front() == 0 && first.back() == entries.size() &&
           std::is_sorted(first.begin(), first.end()) &&
           std::all_of(entries.begin(), entries.end(),
                       [&](const Entry& entry) { return entry.source < sources; });
}

std::vector<std::byte> written(const OverlapMatrix& matrix) {
    using Entry = OverlapMatrix::Entry;
    ByteWriter writer;
    writer.put(matrix.source_area)
        .put(matrix.target_area)
        .put(matrix.first)
        .put(column(matrix.entries, &Entry::source))
        .put(column(matrix.entries, &Entry::area))
        .put(column(matrix.entries, &Entry::share));
    return writer.take();
}

bool read(std::span<const std::byte> bytes, std::size_t sources, std::size_t targets,
          OverlapMatrix& matrix) {
    using Entry = OverlapMatrix::Entry;
    ByteReader reader(bytes);
    reader.get(matrix.source_area);
    reader.get(matrix.target_area);
    reader.get(matrix.first);
    matrix.sources = sources;
    return fill(matrix.entries, &Entry::source, reader) &&
           fill(matrix.entries, &Entry::area, reader) &&
           fill(matrix.entries, &Entry::share, reader) && reader.whole() &&
           matrix.source_area.size() == sources && matrix.target_area.size() == targets &&
           consistent(matrix.first, matrix.entries, sources, targets);
}

std::vector<std::byte> written(const Weights& weights) {
    using Entry = Weights::Entry;
    ByteWriter writer;
    writer.put(weights.method)
        .put(weights.residence_variance.has_value())
        .put(weights.residence_variance.value_or(0))
        .put(weights.measure)
        .put(weights.first)
        .put(column(weights.entries, &Entry::source))
        .put(column(weights.entries, &Entry::weight))
        .put(column(weights.entries, &Entry::part))
        .put(column(weights.entries, &Entry::cut))
        .put(column(weights.entries, &Entry::inside));
    return writer.take();
}

bool read(std::span<const std::byte> bytes, std::size_t sources, std::size_t targets,
          Weights& weights) {
    using Entry = Weights::Entry;
    ByteReader reader(bytes);
    std::uint8_t has_variance = 0;
    double variance = 0;
    reader.get(weights.method);
    reader.get(has_variance);
    reader.get(variance);
    reader.get(weights.measure);
    reader.get(weights.first);
    if (has_variance != 0) weights.residence_variance = variance;
    weights.sources = sources;
    return fill(weights.entries, &Entry::source, reader) &&
           fill(weights.entries, &Entry::weight, reader) &&
           fill(weights.entries, &Entry::part, reader) &&
           fill(weights.entries, &Entry::cut, reader) &&
           fill(weights.entries, &Entry::inside, reader) && reader.whole() &&
           weights.measure.size() == sources &&
           consistent(weights.first, weights.entries, sources, targets);
}

/// What a run says of them, all together (Memo::served).
constexpr std::string_view step = "recouvrements";

/// From this run, else from earlier ones, else computed and kept.
template <class Result, class Compute>
const Result& once(std::map<Digest, Result>& known, Memo* memo, const Digest& key,
                   std::size_t sources, std::size_t targets, const Compute& compute) {
    if (const auto found = known.find(key); found != known.end()) return found->second;
    if (memo != nullptr) {
        if (const auto bytes = memo->find(key)) {
            Result result;
            if (read(*bytes, sources, targets, result)) {
                memo->served(step, true);
                return known.emplace(key, std::move(result)).first->second;
            }
        }
    }
    const Result& result = known.emplace(key, compute()).first->second;
    if (memo != nullptr) {
        memo->served(step, false);
        memo->keep(key, written(result));
    }
    return result;
}

}  // namespace

const OverlapMatrix& Overlays::overlap(std::span<const geo::MultiPolygon> sources,
                                       std::span<const geo::MultiPolygon> targets) {
    const Digest key = Digester()
                           .add(overlap_method)
                           .add(geo::digest_of(sources))
                           .add(geo::digest_of(targets))
                           .digest();
    return once(overlaps_, memo_, key, sources.size(), targets.size(),
                [&] { return census::overlap(sources, targets, threads_); });
}

const Weights& Overlays::area(std::span<const geo::MultiPolygon> sources,
                              std::span<const geo::MultiPolygon> targets) {
    const Digest key = Digester()
                           .add(area_method)
                           .add(geo::digest_of(sources))
                           .add(geo::digest_of(targets))
                           .digest();
    // The overlap is what costs, and is kept itself.
    return once(weights_, nullptr, key, sources.size(), targets.size(),
                [&] { return area_weights(overlap(sources, targets)); });
}

const Weights& Overlays::dasymetric(std::span<const geo::MultiPolygon> sources,
                                    const Residences& residences,
                                    std::span<const geo::MultiPolygon> targets) {
    const Digest key = Digester()
                           .add(dasymetric_method)
                           .add(geo::digest_of(sources))
                           .add(geo::digest_of(targets))
                           .add(residences.method)
                           .add(geo::digest_of(residences.shapes))
                           .add(std::span<const double>(residences.weight))
                           .digest();
    return once(weights_, memo_, key, sources.size(), targets.size(),
                [&] { return dasymetric_weights(sources, residences, targets, threads_); });
}

}  // namespace lisiere::census
