// SPDX-License-Identifier: Apache-2.0
#include "tests/examples/decoded.hpp"

#include <ogrsf_frmts.h>
#include <unistd.h>
#include <zip.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

class Scratch {
  public:
    Scratch(const char* name, int copies)
        : path(std::filesystem::temp_directory_path() /
               (std::string("lisiere_") + name + "_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path);
        const Town town = make_town(20240101);
        const std::vector<Tile> all = tiles(copies);
        write_layers(town, all, path);
        write_context(town, all, path);
        write_cells(town, all, path);
        write_census(town, all, path);
        write_facilities(town, all, path);
        write_addresses(town, all, path);
        write_local_list(town, all, path);
        write_gtfs(town, all, path);
        write_osm(town, all, path);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::filesystem::path path;
};

std::unique_ptr<GDALDataset> open(const std::filesystem::path& file) {
    GDALAllRegister();
    std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
    if (!dataset) throw std::runtime_error("cannot open " + file.string());
    return dataset;
}

std::string wkt(const OGRGeometry& geometry, int decimals) {
    OGRWktOptions options;
    options.precision = decimals;
    options.format = OGRWktFormat::F;
    return geometry.exportToWkt(options);
}

}  // namespace

std::filesystem::path committed() {
    return std::filesystem::path(LISIERE_ROOT) / "examples" / "demo";
}

const std::filesystem::path& fresh() {
    static const Scratch scratch("demo", 1);
    return scratch.path;
}

const std::filesystem::path& doubled() {
    static const Scratch scratch("demo_twice", 2);
    return scratch.path;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::map<std::string, std::string> zip_texts(const std::filesystem::path& file) {
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, &error);
    if (archive == nullptr) throw std::runtime_error("cannot open " + file.string());
    std::map<std::string, std::string> texts;
    for (zip_int64_t k = 0; k < zip_get_num_entries(archive, 0); ++k) {
        zip_stat_t status;
        zip_stat_index(archive, static_cast<zip_uint64_t>(k), 0, &status);
        std::string text(status.size, '\0');
        zip_file_t* entry = zip_fopen_index(archive, static_cast<zip_uint64_t>(k), 0);
        zip_fread(entry, text.data(), status.size);
        zip_fclose(entry);
        texts[status.name] = std::move(text);
    }
    zip_discard(archive);
    return texts;
}

std::vector<std::string> layer_lines(const std::filesystem::path& file) {
    std::vector<std::string> lines;
    const std::unique_ptr<GDALDataset> dataset = open(file);
    for (int k = 0; k < dataset->GetLayerCount(); ++k) {
        OGRLayer* layer = dataset->GetLayer(k);
        lines.push_back(std::string("layer ") + layer->GetName() + " " +
                        layer->GetSpatialRef()->GetAuthorityCode(nullptr));
        for (const auto& feature : *layer) {
            std::string line;
            for (int f = 0; f < feature->GetFieldCount(); ++f)
                line += std::string(feature->GetFieldDefnRef(f)->GetNameRef()) + "=" +
                        feature->GetFieldAsString(f) + "|";
            lines.push_back(line + wkt(*feature->GetGeometryRef(), 7));
        }
    }
    return lines;
}

std::vector<Row> layer_rows(const std::filesystem::path& file) {
    std::vector<Row> all;
    const std::unique_ptr<GDALDataset> dataset = open(file);
    for (const auto& feature : *dataset->GetLayer(0)) {
        Row row;
        for (int f = 0; f < feature->GetFieldCount(); ++f)
            row[feature->GetFieldDefnRef(f)->GetNameRef()] = feature->GetFieldAsString(f);
        row["WKT"] = wkt(*feature->GetGeometryRef(), 3);
        OGREnvelope box;
        feature->GetGeometryRef()->getEnvelope(&box);
        row["MINX"] = std::to_string(box.MinX);
        row["MINY"] = std::to_string(box.MinY);
        row["AREA"] = std::to_string(feature->GetGeometryRef()->toMultiPolygon()->get_Area());
        all.push_back(std::move(row));
    }
    return all;
}

std::vector<std::string> osm_lines(const std::filesystem::path& file) {
    std::vector<std::string> lines;
    osmium::io::Reader reader(file.string());
    while (const osmium::memory::Buffer buffer = reader.read())
        for (const auto& object : buffer.select<osmium::OSMObject>()) {
            std::string line = std::string(osmium::item_type_to_name(object.type())) + " " +
                               std::to_string(object.id());
            for (const osmium::Tag& tag : object.tags())
                line += std::string(" ") + tag.key() + "=" + tag.value();
            if (object.type() == osmium::item_type::node) {
                const osmium::Location at = static_cast<const osmium::Node&>(object).location();
                line += " " + std::to_string(at.x()) + " " + std::to_string(at.y());
            }
            if (object.type() == osmium::item_type::way)
                for (const osmium::NodeRef& node : static_cast<const osmium::Way&>(object).nodes())
                    line += " " + std::to_string(node.ref());
            lines.push_back(std::move(line));
        }
    reader.close();
    return lines;
}

std::vector<Row> rows(const std::string& text, char separator) {
    std::vector<std::vector<std::string>> table(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t k = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; k < text.size(); ++k) {
        const char c = text[k];
        if (c == '"' && quoted && k + 1 < text.size() && text[k + 1] == '"')
            table.back().back() += text[++k];
        else if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            table.back().emplace_back();
        else if (c == '\n' && !quoted)
            table.emplace_back(1);
        else if (c != '\r' || quoted)
            table.back().back() += c;
    }
    std::vector<Row> all;
    for (std::size_t r = 1; r < table.size(); ++r) {
        if (table[r].size() == 1 && table[r][0].empty()) continue;
        if (table[r].size() != table[0].size())
            throw std::runtime_error("row " + std::to_string(r) + " has another number of cells");
        Row row;
        for (std::size_t c = 0; c < table[0].size(); ++c) row[table[0][c]] = table[r][c];
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace lisiere::demo
