// SPDX-License-Identifier: Apache-2.0
#include "io/locate/locate_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "io/base/csv_writer.hpp"

namespace lisiere::io {
namespace {

constexpr std::string_view other_width = "ligne d'une autre largeur que l'en-tête";
constexpr std::string_view straddles_perimeter =
    "voie à cheval sur la limite d'un périmètre : préciser le numéro";
constexpr std::string_view straddles_band =
    "voie à cheval sur la limite d'une bande : préciser le numéro";
constexpr std::string_view by_coordinates = "coordonnées";

}  // namespace

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

BlockWriter::BlockWriter(const LocateContext& context, const RowPlaces& places, BlockResult& result)
    : context_(context), places_(places), result_(result) {
    result_.perimeters.assign(context_.territory.perimeters.size(), 0);
}

void BlockWriter::row(std::span<const std::string_view> fields, std::string_view record) {
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

void BlockWriter::copy(std::span<const std::string_view> fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) result_.text += context_.delimiter;
        append_csv_field(result_.text, fields[i], context_.delimiter);
    }
}

void BlockWriter::field(std::string_view text) {
    result_.text += context_.delimiter;
    append_csv_field(result_.text, text, context_.delimiter);
}

void BlockWriter::plain(std::string_view text) {
    result_.text += context_.delimiter;
    result_.text += text;
}

/// Our columns of a line that is not looked at.
void BlockWriter::nothing() {
    for (int i = 0; i < 9; ++i) plain("");
    field(to_text(AddressLevel::aucun));
    if (context_.addresses) plain(""), plain("");
    field(other_width);
}

void BlockWriter::ours(const RowPlace& place) {
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
        fmt::format_to(std::back_inserter(result_.text), FMT_STRING("{:.1f}"), at.distance.value());
        field(context_.territory.perimeters[at.nearest].id);
    } else {
        plain("");
        plain("");
    }
    quality(place);
    if (!reason.empty()) ++result_.reasons[reason];
    field(reason);
}

void BlockWriter::perimeters(const Location& at) {
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

void BlockWriter::band(const std::optional<Metres>& width) {
    if (!width) return plain("");
    ++result_.in_band;
    plain(fmt::format(FMT_STRING("{}"), width->value()));
}

void BlockWriter::commune(const RowPlace& place, const Location& at) {
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

void BlockWriter::quality(const RowPlace& place) {
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
bool BlockWriter::agree(const GeocodedAddress& address, Location& at, std::string_view& reason) {
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

}  // namespace lisiere::io
