// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "io/base/error.hpp"
#include "io/config/run_config.hpp"

/// Small files of a test, gone with it.
class TempFolder {
  public:
    TempFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("lisiere_gdal_test_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    std::filesystem::path path(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// A declared layer, as io/config would make it.
template <class Spec>
Spec spec_of(const std::filesystem::path& file, const char* key) {
    Spec spec;
    spec.key = key;
    spec.file = file;
    spec.file_as_written = file.filename().string();
    spec.source = "essai";
    return spec;
}

/// The whole message of the error that `work` throws; "" when it throws none.
template <class Error, class Work>
std::string message_of(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A GeoJSON feature; `properties` is JSON without braces.
inline std::string feature(const std::string& type, const std::string& coordinates,
                           const std::string& properties = R"("nom":"x")") {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":")" + type +
           R"(","coordinates":)" + coordinates + "}}";
}
/// "[3.500000,50.350000]"
inline std::string position(double x, double y) {
    return "[" + std::to_string(x) + "," + std::to_string(y) + "]";
}
inline std::string point(double x, double y, const std::string& properties) {
    return feature("Point", position(x, y), properties);
}
/// A polygon around a rectangle.
inline std::string rectangle(double west, double south, double east, double north,
                             const std::string& properties) {
    return feature("Polygon",
                   "[[" + position(west, south) + "," + position(east, south) + "," +
                       position(east, north) + "," + position(west, north) + "," +
                       position(west, south) + "]]",
                   properties);
}

/// A collection; `crs` is an EPSG code written in the old way, 0 for none.
inline std::string geojson(std::initializer_list<std::string> features, int crs = 0) {
    std::string text = R"({"type":"FeatureCollection",)";
    if (crs > 0)
        text += R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::)" +
                std::to_string(crs) + "\"}},";
    text += R"("features":[)";
    bool first = true;
    for (const std::string& feature : features) {
        if (!first) text += ",";
        first = false;
        text += feature;
    }
    return text + "]}";
}
