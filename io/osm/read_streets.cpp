// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_streets.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/street/islands.hpp"
#include "io/base/error.hpp"
#include "io/osm/osm_file.hpp"

namespace lisiere::io {
namespace {
using osm::NodePlaces;
using osm::Tags;
using street::Mode;
using street::ModeWays;
using street::WayFlag;

std::string_view value(const Tags& tags, const char* key) {
    const char* found = tags(key);
    return found == nullptr ? std::string_view{} : std::string_view{found};
}

bool said(std::string_view text) {
    return !text.empty() && text != "no";
}

std::int8_t layer_of(const Tags& tags) {
    const std::string_view text = value(tags, "layer");
    int layer = 0;
    std::from_chars(text.data(), text.data() + text.size(), layer);
    return static_cast<std::int8_t>(std::clamp(layer, -10, 10));
}

struct KeptWay {
    std::int64_t id = 0;
    const std::string* kind = nullptr;
    const WayRule* rule = nullptr;
    std::size_t file = 0;
    std::uint8_t flags = 0;
    std::int8_t layer = 0;
    street::ByMode<WaySpeed> speed;
    std::size_t first = 0;  ///< of its node ids
    std::size_t count = 0;
};

class WayReader {
  public:
    WayReader(std::span<const std::filesystem::path> files, const WayProfile& profile,
              std::span<ModeWays> modes, Notices& notices)
        : files_(files), profile_(profile), modes_(modes), notices_(notices) {
        for (const auto& file : files) layers_.push_back(file.filename().string());
    }

    void read(const Project& project) {
        for (file_ = 0; file_ < files_.size(); ++file_) {
            const std::size_t before = ways_.size();
            repeated_ = false;
            osm::visit(
                files_[file_],
                {.node = {}, .way = [this](const osm::WayView& w) { keep(w); }, .relation = {}});
            if (ways_.size() == before && !repeated_)
                throw InputError({files_[file_].string(), "aucune voie ouverte aux modes demandés",
                                  "des voies (highway=…)",
                                  "vérifier que le fichier est un extrait d'OpenStreetMap avec ses "
                                  "voies"});
        }
        NodePlaces places(ids_);
        closed_.assign(places.size(), {});
        light_.assign(places.size(), false);
        for (file_ = 0; file_ < files_.size(); ++file_)
            osm::visit(files_[file_], {.node = [&](const osm::NodeView& n) { locate(n, places); },
                                       .way = {},
                                       .relation = {}});
        ranks_.reserve(ids_.size());
        for (const std::int64_t id : ids_) ranks_.push_back(places.rank(id));
        std::vector<std::int64_t>().swap(ids_);
        emit(places, project);
    }

  private:
    void keep(const osm::WayView& way) {
        std::string kind(value(way.tags, "highway"));
        const WayRule* rule = kind.empty() ? nullptr : profile_.find("osm", kind);
        if (rule == nullptr) {
            // What one walks on that is no highway: platforms, piers.
            for (const std::string& key : profile_.other_keys())
                if (const std::string_view other = value(way.tags, key.c_str()); !other.empty())
                    if (const WayRule* found =
                            profile_.find("osm", key + "=" + std::string(other))) {
                        rule = found;
                        kind = key + "=" + std::string(other);
                        break;
                    }
        }
        if (rule == nullptr) {
            if (!kind.empty())
                notices_.add(Severity::info, "voies_de_nature_inconnue", layers_[file_], kind);
            return;
        }
        const WayUse use = way_use(profile_, *rule, kind, way.tags);
        bool used = false;
        for (const ModeWays& of : modes_) {
            used = used || use.speed[street::index_of(of.mode)].any();
            if (use.forbidden[street::index_of(of.mode)])
                notices_.add(Severity::info,
                             {"voies_interdites", {{"mode", street::to_text(of.mode)}}},
                             layer_name(layers_[file_], of.mode), "way/" + std::to_string(way.id));
        }
        if (!used) return;
        if (files_.size() > 1 && !is_first(way)) return;

        KeptWay kept;
        kept.id = way.id;
        kept.file = file_;
        kept.kind = &*kinds_.insert(kind).first;
        kept.rule = rule;
        kept.speed = use.speed;
        const auto flag = [&kept](WayFlag f) { kept.flags |= static_cast<std::uint8_t>(f); };
        if (said(value(way.tags, "bridge"))) flag(WayFlag::bridge);
        if (said(value(way.tags, "tunnel"))) flag(WayFlag::tunnel);
        if (kind == "steps") flag(WayFlag::steps);
        if (rule->walkers_only) flag(WayFlag::footway);
        if (kind.ends_with("_link")) flag(WayFlag::link);
        for (const char* key : {"footway", "path", "cycleway"})
            if (value(way.tags, key) == "crossing") flag(WayFlag::crossing);
        kept.layer = layer_of(way.tags);
        kept.first = ids_.size();
        kept.count = way.nodes.size();
        ids_.insert(ids_.end(), way.nodes.begin(), way.nodes.end());
        ways_.push_back(kept);
    }

    /// Whether no earlier file has the way; of one that has, more nodes are taken: an extract cuts
    /// ways at its edge.
    bool is_first(const osm::WayView& way) {
        const auto [found, added] = way_at_.try_emplace(way.id, ways_.size());
        if (added) return true;
        KeptWay& known = ways_[found->second];
        // Twice in one file, it is another way than the file says: both stay.
        if (known.file == file_) return true;
        repeated_ = true;
        if (way.nodes.size() <= known.count) return false;
        known.first = ids_.size();
        known.count = way.nodes.size();
        ids_.insert(ids_.end(), way.nodes.begin(), way.nodes.end());
        return false;
    }

    void locate(const osm::NodeView& node, NodePlaces& places) {
        if (!node.located) return;
        const std::uint32_t rank = places.next_rank(node.id);
        if (rank == NodePlaces::none) return;
        if (places.located(rank)) return;  // of another file
        places.locate(rank, node.at);
        if (!node.tagged) return;
        light_[rank] = value(node.tags, "highway") == "traffic_signals";
        for (const ModeWays& of : modes_) {
            const bool open = passes(profile_, of.mode, node.tags);
            closed_[rank][street::index_of(of.mode)] = !open;
            if (!open)
                notices_.add(
                    Severity::info, {"passages_fermes", {{"mode", street::to_text(of.mode)}}},
                    layer_name(layers_[file_], of.mode), "node/" + std::to_string(node.id));
        }
    }

    void emit(const NodePlaces& places, const Project& project) {
        // Only located nodes are projected: others have no place that any projection would take.
        std::vector<std::uint32_t> vertex(places.size());
        std::vector<geo::LonLat> located;
        located.reserve(places.size());
        for (std::uint32_t rank = 0; rank < places.size(); ++rank) {
            vertex[rank] = static_cast<std::uint32_t>(located.size());
            if (places.located(rank)) located.push_back(places.at(rank));
        }
        std::vector<geo::Point> points(located.size());
        project(located, points);
        note_missing(places);
        bool any = false;
        for (ModeWays& of : modes_) any = emit(of, places, vertex, points) || any;
        if (!any)
            throw InputError(
                {files_.front().string(), "des voies dont aucun nœud n'a de position",
                 "les nœuds des voies",
                 "extraire le fichier avec ses nœuds (osmium extract garde les deux)"});
    }

    void note_missing(const NodePlaces& places) {
        for (const KeptWay& way : ways_)
            for (std::size_t i = 0; i < way.count; ++i)
                if (!places.located(ranks_[way.first + i]))
                    notices_.add(Severity::avertissement,
                                 {"noeuds_manquants", {{"objet", "voies"}}}, layers_[way.file],
                                 "way/" + std::to_string(way.id));
    }

    /// The ways of one mode; true when at least one of them has two nodes in a row.
    bool emit(ModeWays& of, const NodePlaces& places, const std::vector<std::uint32_t>& vertex,
              const std::vector<geo::Point>& points) {
        const std::size_t mode = street::index_of(of.mode);
        street::WayTable& table = of.table;
        const auto base = static_cast<std::uint32_t>(table.vertices.size());
        table.vertices.insert(table.vertices.end(), points.begin(), points.end());
        delay_lights(of, places, vertex, base);
        bool any = false;
        std::vector<std::size_t> counts(files_.size(), 0);
        std::vector<std::uint32_t> run;
        for (const KeptWay& way : ways_) {
            const WaySpeed& speed = way.speed[mode];
            if (!speed.any()) continue;
            ++counts[way.file];
            street::WayTraits traits{*way.kind, way.flags, way.layer};
            traits.forward = speed.forward_kmh > 0;
            traits.backward = speed.backward_kmh > 0;
            traits.speed_kmh = traits.forward ? speed.forward_kmh : speed.backward_kmh;
            if (traits.forward && traits.backward) traits.back_kmh = speed.backward_kmh;
            if (of.mode == Mode::voiture) traits.crossing = way.rule->crossing;
            bool drawn = false;
            const auto end_run = [&] {
                any = any || run.size() > 1;
                drawn = table.add_way(way.id, traits, run) || drawn;
                run.clear();
            };
            for (std::size_t i = 0; i < way.count; ++i) {
                const std::uint32_t rank = ranks_[way.first + i];
                if (!places.located(rank)) {
                    end_run();
                } else if (closed_[rank][mode]) {
                    // Each stretch that comes here ends at a vertex of its own.
                    const auto copy = [&] {
                        table.vertices.push_back(geo::Point(points[vertex[rank]]));
                        return static_cast<std::uint32_t>(table.vertices.size() - 1);
                    };
                    run.push_back(copy());
                    end_run();
                    run.push_back(copy());
                } else {
                    run.push_back(base + vertex[rank]);
                }
            }
            end_run();
            if (!drawn)
                notices_.add(Severity::info, {"voies_sans_longueur", {{"objet", "voies"}}},
                             layer_name(layers_[way.file], of.mode),
                             "way/" + std::to_string(way.id));
        }
        for (std::size_t file = 0; file < counts.size(); ++file)
            if (counts[file] > 0)
                notices_.add(Severity::info, {"voies_lues", {{"mode", street::to_text(of.mode)}}},
                             layer_name(layers_[file], of.mode), {}, counts[file]);
        return any;
    }

    void delay_lights(ModeWays& of, const NodePlaces& places,
                      const std::vector<std::uint32_t>& vertex, std::uint32_t base) const {
        const street::Cost lost = profile_.traits(of.mode).light;
        if (lost == 0) return;
        of.table.delays.resize(of.table.vertices.size(), 0);
        for (std::uint32_t rank = 0; rank < places.size(); ++rank)
            if (light_[rank] && places.located(rank)) of.table.delays[base + vertex[rank]] = lost;
    }

    std::span<const std::filesystem::path> files_;
    std::vector<std::string> layers_;  ///< their names in notices
    std::size_t file_ = 0;             ///< the one being read
    bool repeated_ = false;            ///< it has a way that an earlier one has
    const WayProfile& profile_;
    std::span<ModeWays> modes_;
    Notices& notices_;
    std::set<std::string, std::less<>> kinds_;
    std::vector<KeptWay> ways_;
    std::unordered_map<std::int64_t, std::size_t> way_at_;  ///< by id, of several files
    std::vector<std::int64_t> ids_;
    std::vector<std::uint32_t> ranks_;  ///< of the ids, once all are known
    std::vector<street::ByMode<bool>> closed_;
    std::vector<bool> light_;
};

}  // namespace

std::string layer_name(const std::string& file, street::Mode mode) {
    return mode == Mode::marche ? file : file + " (" + std::string(to_text(mode)) + ")";
}

void append_ways(std::span<const std::filesystem::path> files, const WayProfile& profile,
                 const Project& project, std::span<street::ModeWays> modes, Notices& notices) {
    WayReader(files, profile, modes, notices).read(project);
}

void append_ways(const std::filesystem::path& file, const WayProfile& profile,
                 const Project& project, std::span<street::ModeWays> modes, Notices& notices) {
    append_ways({&file, 1}, profile, project, modes, notices);
}

StreetReading read_streets(const std::filesystem::path& file, const WayProfile& profile,
                           const Project& project, street::Mode mode) {
    StreetReading reading;
    street::ModeWays ways{mode, {}};
    append_ways(file, profile, project, {&ways, 1}, reading.notices);
    reading.graph = street::build_graph(ways.table);
    street::note_islands(reading.graph, layer_name(file.filename().string(), mode),
                         reading.notices);
    return reading;
}

}  // namespace lisiere::io
