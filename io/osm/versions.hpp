// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

namespace lisiere::io::osm {

/// An object of a file: 'n', 'w' or 'r', and its id.
using ObjectKey = std::pair<char, std::int64_t>;

/// The versions that count where a file holds several: of each object that comes more than once in
/// a row, the highest.
class Versions {
  public:
    /// To be called for each object of a first reading, in file order.
    void saw(ObjectKey key, std::uint32_t version);
    bool is_last(ObjectKey key, std::uint32_t version) const;

  private:
    ObjectKey before_{0, 0};
    std::uint32_t version_before_ = 0;
    std::map<ObjectKey, std::uint32_t> last_;
};

/// Objects that JOSM has marked as deleted (`action="delete"`) in an XML file, compressed by gzip
/// or not. What is no XML has none: whoever reads it says so.
std::set<ObjectKey> deleted_in_josm(const std::filesystem::path& file);

}  // namespace lisiere::io::osm
