// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_streets.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <set>
#include <string_view>
#include <vector>

#include "engine/street/islands.hpp"
#include "io/base/error.hpp"
#include "io/osm/osm_file.hpp"

namespace lisiere::io {
namespace {
using osm::NodePlaces;
using osm::Tags;
using street::WayFlag;

std::string_view value(const Tags& tags, const char* key) {
    const char* found = tags(key);
    return found == nullptr ? std::string_view{} : std::string_view{found};
}

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

enum class Sign { none, allowed, forbidden };

/// What the access tags tell walkers; `foot` is about them and outweighs `access`.
Sign sign(const Tags& tags) {
    static constexpr std::array<std::string_view, 7> allowed{
        "yes", "designated", "permissive", "official", "public", "destination", "customers"};
    static constexpr std::array<std::string_view, 3> foot_forbidden{"no", "private",
                                                                    "use_sidepath"};
    static constexpr std::array<std::string_view, 6> forbidden{
        "no", "private", "agricultural", "forestry", "delivery", "military"};
    const std::string_view foot = value(tags, "foot");
    if (one_of(foot, allowed)) return Sign::allowed;
    if (one_of(foot, foot_forbidden)) return Sign::forbidden;
    return one_of(value(tags, "access"), forbidden) ? Sign::forbidden : Sign::none;
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
    std::uint8_t flags = 0;
    std::int8_t layer = 0;
    bool forward = true;
    bool backward = true;
    std::size_t first = 0;  ///< of its node ids
    std::size_t count = 0;
};

class WayReader {
  public:
    WayReader(const std::filesystem::path& file, const WayProfile& profile, Notices& notices)
        : file_(file), layer_(file.filename().string()), profile_(profile), notices_(notices) {}

    void read(const Project& project, street::WayTable& table) {
        osm::visit(file_,
                   {.node = {}, .way = [this](const osm::WayView& w) { keep(w); }, .relation = {}});
        if (ways_.empty())
            throw InputError(
                {file_.string(), "aucune voie ouverte à la marche", "des voies (highway=…)",
                 "vérifier que le fichier est un extrait d'OpenStreetMap avec ses voies"});
        NodePlaces places(ids_);
        closed_.assign(places.size(), false);
        osm::visit(file_, {.node = [&](const osm::NodeView& n) { locate(n, places); },
                           .way = {},
                           .relation = {}});
        emit(places, project, table);
    }

  private:
    void keep(const osm::WayView& way) {
        const std::string_view kind = value(way.tags, "highway");
        if (kind.empty()) return;
        const WayRule* rule = profile_.find("osm", kind);
        if (rule == nullptr) {
            notices_.add(Severity::info, "voies_de_nature_inconnue", layer_,
                         "voies laissées de côté : leur nature n'est pas dans voirie.csv",
                         std::string(kind));
            return;
        }
        Walking walkable = rule->walkable;
        if (walkable == Walking::yes && value(way.tags, "motorroad") == "yes")
            walkable = Walking::if_allowed;
        if (walkable == Walking::no) return;
        const Sign told = sign(way.tags);
        if (told == Sign::forbidden) {
            notices_.add(Severity::info, "voies_interdites", layer_,
                         "voies laissées de côté : interdites aux piétons (foot, access)",
                         "way/" + std::to_string(way.id));
            return;
        }
        if (walkable == Walking::if_allowed && told != Sign::allowed) return;

        KeptWay kept;
        kept.id = way.id;
        kept.kind = &*kinds_.insert(std::string(kind)).first;
        kept.rule = rule;
        const auto flag = [&kept](WayFlag f) { kept.flags |= static_cast<std::uint8_t>(f); };
        if (said(value(way.tags, "bridge"))) flag(WayFlag::bridge);
        if (said(value(way.tags, "tunnel"))) flag(WayFlag::tunnel);
        if (kind == "steps") flag(WayFlag::steps);
        if (rule->walkers_only) flag(WayFlag::footway);
        if (kind.ends_with("_link")) flag(WayFlag::link);
        for (const char* key : {"footway", "path", "cycleway"})
            if (value(way.tags, key) == "crossing") flag(WayFlag::crossing);
        kept.layer = layer_of(way.tags);
        const std::string_view one_way = value(way.tags, "oneway:foot");
        const std::string_view moving = value(way.tags, "conveying");
        kept.backward = !(one_way == "yes" || one_way == "1" || moving == "forward");
        kept.forward = !(one_way == "-1" || moving == "backward");
        kept.first = ids_.size();
        kept.count = way.nodes.size();
        ids_.insert(ids_.end(), way.nodes.begin(), way.nodes.end());
        ways_.push_back(kept);
    }

    void locate(const osm::NodeView& node, NodePlaces& places) {
        if (!node.located) return;
        const std::uint32_t rank = places.next_rank(node.id);
        if (rank == NodePlaces::none) return;
        places.locate(rank, node.at);
        if (!node.tagged || node.tags("barrier") == nullptr || sign(node.tags) != Sign::forbidden)
            return;
        closed_[rank] = true;
        notices_.add(Severity::info, "passages_fermes", layer_,
                     "barrières que les piétons ne passent pas : les voies y sont coupées",
                     "node/" + std::to_string(node.id));
    }

    void emit(const NodePlaces& places, const Project& project, street::WayTable& table) {
        // Only located nodes are projected: others have no place that any projection would take.
        const std::size_t base = table.vertices.size();
        std::vector<std::uint32_t> vertex(places.size());
        std::vector<geo::LonLat> located;
        located.reserve(places.size());
        for (std::uint32_t rank = 0; rank < places.size(); ++rank) {
            vertex[rank] = static_cast<std::uint32_t>(base + located.size());
            if (places.located(rank)) located.push_back(places.at(rank));
        }
        table.vertices.resize(base + located.size());
        project(located, std::span(table.vertices).subspan(base));
        bool any = false;
        std::vector<std::uint32_t> run;
        for (const KeptWay& way : ways_) {
            const street::WayTraits traits{*way.kind,           way.flags,   way.layer,
                                           way.rule->speed_kmh, way.forward, way.backward};
            const auto end_run = [&] {
                any = any || run.size() > 1;
                table.add_way(way.id, traits, run);
                run.clear();
            };
            for (std::size_t i = 0; i < way.count; ++i) {
                const std::uint32_t rank = places.rank(ids_[way.first + i]);
                if (!places.located(rank)) {
                    notices_.add(Severity::avertissement, "noeuds_manquants", layer_,
                                 "références de voies à des nœuds absents du fichier : les voies y "
                                 "sont coupées",
                                 "way/" + std::to_string(way.id));
                    end_run();
                } else if (closed_[rank]) {
                    // Each stretch that comes here ends at a vertex of its own.
                    const auto copy = [&] {
                        table.vertices.push_back(geo::Point(table.vertices[vertex[rank]]));
                        return static_cast<std::uint32_t>(table.vertices.size() - 1);
                    };
                    run.push_back(copy());
                    end_run();
                    run.push_back(copy());
                } else {
                    run.push_back(vertex[rank]);
                }
            }
            end_run();
        }
        if (!any)
            throw InputError(
                {file_.string(), "des voies dont aucun nœud n'a de position", "les nœuds des voies",
                 "extraire le fichier avec ses nœuds (osmium extract garde les deux)"});
        notices_.add(Severity::info, "voies_lues", layer_, "voies ouvertes à la marche", {},
                     ways_.size());
    }

    std::filesystem::path file_;
    std::string layer_;
    const WayProfile& profile_;
    Notices& notices_;
    std::set<std::string, std::less<>> kinds_;
    std::vector<KeptWay> ways_;
    std::vector<std::int64_t> ids_;
    std::vector<bool> closed_;
};

}  // namespace

void append_ways(const std::filesystem::path& file, const WayProfile& profile,
                 const Project& project, street::WayTable& table, Notices& notices) {
    WayReader(file, profile, notices).read(project, table);
}

StreetReading read_streets(const std::filesystem::path& file, const WayProfile& profile,
                           const Project& project) {
    StreetReading reading;
    street::WayTable table;
    append_ways(file, profile, project, table, reading.notices);
    reading.graph = street::build_graph(table);
    street::note_islands(reading.graph, file.filename().string(), reading.notices);
    return reading;
}

}  // namespace lisiere::io
