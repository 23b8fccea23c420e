// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>

#include "engine/geo/geometry.hpp"

namespace lisiere::test {

/// A folder of its own, gone with the object.
class TempFolder {
  public:
    TempFolder() {
        static std::atomic<int> number{0};
        path_ = std::filesystem::temp_directory_path() /
                ("lisiere-osm-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = path_ / name;
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// An OSM XML file from the inside of its root.
inline std::string osm_xml(const std::string& inside) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>\n" + inside + "</osm>\n";
}

/// `<node .../>`, placed in units of 0.001 degree.
inline std::string node(int id, double x, double y, const std::string& tags = {}) {
    return "<node id='" + std::to_string(id) + "' version='1' lat='" + std::to_string(y / 1000) +
           "' lon='" + std::to_string(x / 1000) + "'>" + tags + "</node>\n";
}

inline std::string tag(const std::string& key, const std::string& value) {
    return "<tag k='" + key + "' v='" + value + "'/>";
}

inline std::string way(int id, std::initializer_list<int> nodes, const std::string& tags) {
    std::string text = "<way id='" + std::to_string(id) + "' version='1'>";
    for (const int n : nodes) text += "<nd ref='" + std::to_string(n) + "'/>";
    return text + tags + "</way>\n";
}

inline std::string relation(int id, std::initializer_list<std::pair<int, const char*>> ways,
                            const std::string& tags) {
    std::string text = "<relation id='" + std::to_string(id) + "' version='1'>";
    for (const auto& [way, role] : ways)
        text += "<member type='way' ref='" + std::to_string(way) + "' role='" + role + "'/>";
    return text + tags + "</relation>\n";
}

/// 0.001 degree is 100 m in both directions: good enough near the equator's origin, and exact for
/// tests.
inline void hundred_metres(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * 100'000, from[i].lat * 100'000};
}

/// Equirectangular metres around a latitude: for real files in tests, without a projection library.
inline auto metres_near(double latitude) {
    return [latitude](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
        constexpr double degree = 111'319.49;
        const double shrink = std::cos(latitude * 3.14159265358979 / 180);
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i] = {from[i].lon * degree * shrink, from[i].lat * degree};
    };
}

inline std::filesystem::path real_data() {
    if (const char* folder = std::getenv("LISIERE_REAL_DATA")) return folder;
    return std::filesystem::path(LISIERE_ROOT) / ".." / "shared" / "data";
}

}  // namespace lisiere::test
