// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "io/address/gazetteer.hpp"
#include "io/base/csv.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/schema.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {

/// Fills a gazetteer file by file. BAN files hold their streets together: what was last looked up
/// is most often what comes next.
class GazetteerReader {
  public:
    GazetteerReader(geo::Crs crs, AddressWords words) : projector_(crs) {
        base_.words_ = std::move(words);
        suffix("");
    }

    void read(const LayerSpec& spec, Notices& notices) {
        const std::string where =
            spec.file_as_written.empty() ? spec.file.filename().string() : spec.file_as_written;
        CsvStream stream(spec.file, where);
        const Schema schema = read_schema("adresses");
        const FieldMap map = match_fields(schema, stream.names(), spec, where);
        const auto column = [&](std::string_view name) { return map[schema.at(name)]; };
        const Columns columns{column("numero"),       column("rep"),
                              column("voie"),         column("lieu_dit"),
                              column("code_postal"),  column("code_insee"),
                              column("commune"),      column("ancienne_commune"),
                              column("acheminement"), column("lon"),
                              column("lat")};
        CsvBlock block;
        while (stream.next(block)) {
            points_.clear();
            const std::size_t first = base_.numbers_.size();
            read_records(block, where, stream.delimiter(),
                         [&](std::span<const std::string_view> fields, std::string_view,
                             std::size_t line) { row(columns, fields, line, where, notices); });
            std::vector<geo::Point> placed(points_.size());
            projector_(points_, placed);
            for (std::size_t i = 0; i < placed.size(); ++i)
                base_.numbers_[first + i].at = placed[i];
        }
    }

    Gazetteer finish(std::span<const LayerSpec> files) {
        if (base_.numbers_.empty())
            throw InputError({files.empty() ? "adresses" : files.front().file_as_written,
                              "aucune adresse", "des lignes avec voie, commune, lon et lat",
                              "vérifier l'export"});
        std::stable_sort(base_.numbers_.begin(), base_.numbers_.end(),
                         [&](const Gazetteer::Number& a, const Gazetteer::Number& b) {
                             return std::tie(a.street, a.number, base_.suffixes_[a.suffix]) <
                                    std::tie(b.street, b.number, base_.suffixes_[b.suffix]);
                         });
        for (std::uint32_t i = 0; i < base_.numbers_.size(); ++i) {
            Gazetteer::Street& street = base_.streets_[base_.numbers_[i].street];
            if (street.last == 0) street.first = i;
            street.last = i + 1;
        }
        for (std::uint32_t i = 0; i < base_.streets_.size(); ++i) {
            const Gazetteer::Street& street = base_.streets_[i];
            base_.communes_[street.commune].streets.push_back(i);
            base_.streets_by_key_[street.key].push_back(i);
            base_.streets_by_name_[std::string(base_.words_.without_kind(street.key))].push_back(i);
        }
        return std::move(base_);
    }

  private:
    struct Columns {
        std::optional<std::size_t> number, suffix, street, place, postcode, code, commune, former,
            postal_name, lon, lat;
    };

    void row(const Columns& columns, std::span<const std::string_view> fields, std::size_t line,
             const std::string& where, Notices& notices) {
        const auto value = [&](std::optional<std::size_t> column) {
            return column && *column < fields.size() ? fields[*column] : std::string_view();
        };
        std::string_view street = value(columns.street);
        if (street.empty()) street = value(columns.place);
        const auto lon = number_of(value(columns.lon));
        const auto lat = number_of(value(columns.lat));
        if (!lon || !lat || std::abs(*lon) > 180 || std::abs(*lat) > 89 || street.empty()) {
            notices.add(Severity::info, "adresse_sans_coordonnees", where, {{"ligne", line}});
            return;
        }
        const std::uint32_t home = commune(value(columns.code), value(columns.commune));
        also_named(0, home, value(columns.commune));
        also_named(1, home, value(columns.former));
        also_named(2, home, value(columns.postal_name));
        in_postcode(home, value(columns.postcode));
        Gazetteer::Number number;
        number.street = street_of(home, street);
        if (const auto parsed = number_of(value(columns.number));
            parsed && *parsed > 0 && *parsed < 9000)  // above: BAN's numbers of lieux-dits
            number.number = static_cast<std::int32_t>(*parsed);
        if (const auto parsed = parse_suffix(value(columns.suffix)))
            number.suffix = suffix(*parsed);
        else if (!value(columns.suffix).empty())
            number.suffix = suffix(slug(value(columns.suffix)));
        base_.numbers_.push_back(number);
        points_.push_back({*lon, *lat});
    }

    std::uint32_t commune(std::string_view code, std::string_view name) {
        if (code == last_code_ && !base_.communes_.empty()) return last_commune_;
        last_code_ = code;
        const auto [at, fresh] = base_.commune_by_code_.emplace(
            last_code_, static_cast<std::uint32_t>(base_.communes_.size()));
        if (fresh) base_.communes_.push_back({last_code_, std::string(name), {}});
        return last_commune_ = at->second;
    }

    /// `slot`: which column; most rows say what the row before said.
    void also_named(std::size_t slot, std::uint32_t commune, std::string_view name) {
        if (name.empty() ||
            (last_names_[slot].first == commune && last_names_[slot].second == name))
            return;
        last_names_[slot] = {commune, std::string(name)};
        list(base_.communes_by_name_[base_.words_.commune_key(name)], commune);
    }

    void in_postcode(std::uint32_t commune, std::string_view postcode) {
        if (!postcode.empty()) list(base_.communes_by_postcode_[std::string(postcode)], commune);
    }

    static void list(std::vector<std::uint32_t>& communes, std::uint32_t commune) {
        if (std::find(communes.begin(), communes.end(), commune) == communes.end())
            communes.push_back(commune);
    }

    std::uint32_t street_of(std::uint32_t commune, std::string_view name) {
        if (commune == last_street_commune_ && name == last_street_name_) return last_street_;
        last_street_commune_ = commune;
        last_street_name_ = name;
        std::string key = base_.words_.key(name);
        const auto [at, fresh] = street_ids_.emplace(
            fmt::format("{} {}", commune, key), static_cast<std::uint32_t>(base_.streets_.size()));
        if (fresh) base_.streets_.push_back({std::move(key), std::string(name), commune, 0, 0});
        return last_street_ = at->second;
    }

    std::uint16_t suffix(const std::string& text) {
        const auto found = std::find(base_.suffixes_.begin(), base_.suffixes_.end(), text);
        if (found != base_.suffixes_.end())
            return static_cast<std::uint16_t>(found - base_.suffixes_.begin());
        base_.suffixes_.push_back(text);
        return static_cast<std::uint16_t>(base_.suffixes_.size() - 1);
    }

    Gazetteer base_;
    Projector projector_;
    std::vector<geo::LonLat> points_;
    std::string last_code_;
    std::uint32_t last_commune_ = 0;
    std::uint32_t last_street_ = 0;
    std::uint32_t last_street_commune_ = 0xFFFFFFFF;
    std::string last_street_name_;
    std::unordered_map<std::string, std::uint32_t> street_ids_;
    std::array<std::pair<std::uint32_t, std::string>, 3> last_names_;
};

Gazetteer read_gazetteer(std::span<const LayerSpec> files, geo::Crs crs, AddressWords words,
                         Notices& notices) {
    GazetteerReader reader(crs, std::move(words));
    for (const LayerSpec& file : files) reader.read(file, notices);
    return reader.finish(files);
}

}  // namespace lisiere::io
