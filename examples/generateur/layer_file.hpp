// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "examples/generateur/plane.hpp"

namespace lisiere::demo {

struct Column {
    std::string name;
    enum class Type { text, integer, real } type = Type::text;
};
using Value = std::variant<std::string, int, double>;

/// One vector file of one polygon layer, written row by row. Throws std::runtime_error when it
/// cannot be written.
class LayerFile {
  public:
    LayerFile(const std::filesystem::path& file, const char* driver, const std::string& layer,
              int epsg, const std::vector<Column>& columns);
    ~LayerFile();
    LayerFile(const LayerFile&) = delete;
    LayerFile& operator=(const LayerFile&) = delete;
    /// Polygons as rings, the outer one first; rings are closed.
    void add(const std::vector<std::vector<Line>>& polygons, const std::vector<Value>& values);

    /// Ends the file; what is not closed is not promised to be there.
    void close();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere::demo
