// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace lisiere::io {

/// One name for the files (atlas pages, data of the web map), the anchors and the pages of each of
/// some codes, the same in every product that is given the same codes. Without extension.
/// - A plain code (ASCII letters, digits, `-`, `_`; at most 100 of them; neither a `-` in front nor
///   a name that an edition or Windows keeps for itself) is its own name.
/// - Any other code is what can be read of it and eight digits of its SHA-256, "VA/1" →
///   "VA-1-…": the name depends on the code alone, not on its neighbours.
/// - Plain codes that a file system without case takes for one ("VA1", "va1") get those digits too;
///   more digits where names would still meet.
/// Guarantees: names differ in more than case, have at most 145 bytes, all ASCII, and do not depend
/// on the order of the codes. A code given twice is one code. Cost: O(n log n).
class FileNames {
  public:
    explicit FileNames(std::span<const std::string> codes);

    /// The name of one of the codes that it was made from.
    const std::string& of(const std::string& code) const { return names_.at(code); }
    const std::map<std::string, std::string>& all() const { return names_; }

  private:
    std::map<std::string, std::string> names_;  ///< by code
};

/// Can a folder of every file system bear it: ASCII letters, digits, `-` and `_`, at most 100, no
/// `-` in front, no device of Windows.
bool is_folder_name(std::string_view name);

/// The folder of something that people name: its slug; eight digits of the name's SHA-256 behind
/// what no folder could bear whole. `otherwise` when nothing of it can be read.
std::string folder_name(std::string_view name, std::string_view otherwise);

}  // namespace lisiere::io
