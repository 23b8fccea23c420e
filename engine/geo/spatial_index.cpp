// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/spatial_index.hpp"

#include <algorithm>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <utility>

namespace lisiere::geo {
namespace {
namespace bg = boost::geometry;
using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using Entry = std::pair<TreeBox, std::uint32_t>;

TreeBox to_tree(const Box& box) {
    return {TreePoint(box.min_x, box.min_y), TreePoint(box.max_x, box.max_y)};
}
}  // namespace

struct BoxIndex::Tree {
    bg::index::rtree<Entry, bg::index::rstar<16>> tree;
};

BoxIndex::BoxIndex(std::span<const Box> boxes) {
    std::vector<Entry> entries;
    entries.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (!boxes[i].empty())
            entries.emplace_back(to_tree(boxes[i]), static_cast<std::uint32_t>(i));
    // The range constructor packs the tree (STR), which is both faster to build and to read.
    tree_ = std::make_unique<Tree>(Tree{bg::index::rtree<Entry, bg::index::rstar<16>>(entries)});
}

BoxIndex::~BoxIndex() = default;
BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;

void BoxIndex::query(const Box& query, std::vector<std::uint32_t>& out) const {
    out.clear();
    if (query.empty()) return;
    tree_->tree.query(
        bg::index::intersects(to_tree(query)),
        boost::make_function_output_iterator([&out](const Entry& e) { out.push_back(e.second); }));
    std::sort(out.begin(), out.end());
}

}  // namespace lisiere::geo
