// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/geo/geometry.hpp"

/// The one door to OSM files (PBF, XML, and what else libosmium reads, compressed or not): its .cpp
/// is the only place that knows libosmium.
namespace lisiere::io::osm {

/// The tags of an object, by key; nullptr when absent. Valid during the visit only.
using Tags = std::function<const char*(const char* key)>;

struct NodeView {
    std::int64_t id;
    geo::LonLat at;
    bool located;  ///< false: the file gives it no valid place
    bool tagged;   ///< false: it has no tag at all
    const Tags& tags;
};

struct WayView {
    std::int64_t id;
    std::span<const std::int64_t> nodes;
    const Tags& tags;
};

struct Member {
    char type;  ///< 'n', 'w' or 'r'
    std::int64_t id;
    std::string role;
};

struct RelationView {
    std::int64_t id;
    std::span<const Member> members;
    const Tags& tags;
};

/// What to call for each object, in file order; an empty function: that type is skipped, which is
/// much faster than looking at it.
struct Visitor {
    std::function<void(const NodeView&)> node;
    std::function<void(const WayView&)> way;
    std::function<void(const RelationView&)> relation;
};

/// Every object that the file says exists: deleted ones (`visible=false`, marked by JOSM) are left
/// out, and of several versions of one (a history file) all but the last. One reading of the file,
/// two where it may hold such objects (XML, files that say so). InputError when it cannot be read,
/// is cut short, or is no OSM file.
void visit(const std::filesystem::path& file, const Visitor& visitor);

/// The header's bounding box; empty when it gives none. Same errors.
geo::Box header_box(const std::filesystem::path& file);

/// Places of chosen nodes, by their rank among the sorted distinct ids. 24 bytes a node.
class NodePlaces {
  public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    explicit NodePlaces(std::vector<std::int64_t> ids);
    std::size_t size() const { return ids_.size(); }
    /// Rank of an id that was asked for; `none` for another.
    std::uint32_t rank(std::int64_t id) const;
    /// Rank of the ids of a file's node section, which are ascending as a rule: amortised O(1)
    /// then.
    std::uint32_t next_rank(std::int64_t id);
    void locate(std::uint32_t rank, const geo::LonLat& at);
    bool located(std::uint32_t rank) const { return located_[rank]; }
    const geo::LonLat& at(std::uint32_t rank) const { return places_[rank]; }

  private:
    std::vector<std::int64_t> ids_;
    std::vector<geo::LonLat> places_;
    std::vector<bool> located_;
    std::size_t cursor_ = 0;
};

}  // namespace lisiere::io::osm
