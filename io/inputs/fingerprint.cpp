// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/fingerprint.hpp"

#include <algorithm>
#include <set>

#include "io/base/files.hpp"
#include "io/gdal/dataset_files.hpp"
#include "io/viewer/write_viewer.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

using DeclaredFiles = std::vector<std::pair<fs::path, std::string>>;  ///< file, as it is written

DeclaredFiles files_of_base(const RunConfig& config) {
    DeclaredFiles files;
    for (const LayerSpec* spec : layers_of(config))
        files.emplace_back(spec->file, spec->file_as_written);
    for (const ContextSpec& spec : config.contexts)
        if (!spec.style_file.empty()) files.emplace_back(spec.style_file, spec.style);
    for (const std::string& written : config.outputs.documents)
        if (written != "odt" && written != "docx")
            files.emplace_back((config.file.parent_path() / written).lexically_normal(), written);
    if (!config.distribution.empty())
        files.emplace_back(config.distribution, config.distribution_as_written);
    return files;
}

DeclaredFiles files_of_scenarios(const RunConfig& config) {
    DeclaredFiles files;
    for (const ScenarioSpec& scenario : config.scenarios)
        for (const ScenarioWaySpec& spec : scenario.ways)
            if (spec.has_file()) files.emplace_back(spec.file, spec.file_as_written);
    return files;
}

std::uintmax_t bytes_of(const fs::path& path) {
    if (!fs::is_directory(path)) return fs::file_size(path);
    std::uintmax_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file()) total += entry.file_size();
    return total;
}

std::vector<HashedFile> reference_files() {
    std::vector<HashedFile> files;
    // Of the viewer, what is published counts: its bundle, not its sources.
    if (const fs::path bundle = viewer_bundle(); !bundle.empty())
        files.push_back({"viewer", sha256_of(bundle), bytes_of(bundle)});
    for (const char* folder : {"geodata", "styles"}) {
        const fs::path root = data_folder() / folder;
        if (!fs::exists(root)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.is_regular_file() && entry.path().extension() != ".md" &&
                *entry.path().lexically_relative(root).begin() != "viewer")
                files.push_back(
                    {(fs::path(folder) / entry.path().lexically_relative(root)).generic_string(),
                     sha256_of(entry.path()), entry.file_size()});
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::string hash_of(const RunConfig& config, const Fingerprint& files, std::size_t inputs) {
    std::string all = LISIERE_VERSION "\n" + to_toml(config);
    const auto add = [&all](const HashedFile& file) {
        all += file.path + ' ' + file.sha256 + '\n';
    };
    std::for_each_n(files.inputs.begin(), inputs, add);
    std::for_each(files.reference.begin(), files.reference.end(), add);
    return sha256_of_text(all);
}

}  // namespace

std::vector<const LayerSpec*> layers_of(const RunConfig& config) {
    std::vector<const LayerSpec*> layers;
    const auto add = [&layers](const auto& specs) {
        for (const auto& spec : specs) layers.push_back(&spec);
    };
    add(config.perimeters);
    for (const PerimeterSpec& spec : config.perimeters)
        if (spec.drawn) layers.push_back(&*spec.drawn);
    add(config.lineage);
    for (const LineageSpec& spec : config.lineage)
        if (spec.passage) layers.push_back(&*spec.passage);
    add(config.communes);
    add(config.iris);
    add(config.epci);
    add(config.census);
    add(config.grids);
    add(config.buildings);
    add(config.streets);
    add(config.reliefs);
    add(config.barriers);
    add(config.timetables);
    add(config.stops);
    for (const OpportunitySpec& spec : config.opportunities)
        if (spec.category.empty()) layers.push_back(&spec);
    add(config.facilities);
    add(config.local_lists);
    add(config.contexts);
    if (!config.local_lists.empty()) add(config.addresses);  // else for `lisiere locate` only
    return layers;
}

std::vector<fs::path> declared_files(const RunConfig& config) {
    std::vector<fs::path> files;
    for (const DeclaredFiles& declared : {files_of_base(config), files_of_scenarios(config)})
        for (const auto& [file, written] : declared)
            for (fs::path& one : dataset_files(file)) files.push_back(std::move(one));
    return files;
}

Fingerprint fingerprint(const RunConfig& config, const std::function<void(double)>& progress) {
    Fingerprint result;
    DeclaredFiles declared = files_of_base(config);
    const std::size_t of_base = declared.size();
    const DeclaredFiles more = files_of_scenarios(config);
    declared.insert(declared.end(), more.begin(), more.end());
    std::set<fs::path> seen;
    std::size_t inputs_of_base = 0;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        if (i == of_base) inputs_of_base = result.inputs.size();
        for (const fs::path& file : dataset_files(declared[i].first)) {
            if (!seen.insert(file).second) continue;
            // A fetched file has a name of its own: what the configuration says stands for it.
            const fs::path written =
                file == declared[i].first
                    ? fs::path(declared[i].second)
                    : fs::path(declared[i].second).parent_path() / file.filename();
            result.inputs.push_back({written.generic_string(), sha256_of(file), bytes_of(file)});
        }
        if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(declared.size()));
    }
    result.reference = reference_files();
    result.of_base = declared.size() == of_base ? result.inputs.size() : inputs_of_base;
    result.hash = hash_of(config, result, result.inputs.size());
    result.base = config.scenarios.empty() ? result.hash : hash_of(config, result);
    return result;
}

std::string hash_of(const RunConfig& config, const Fingerprint& files) {
    RunConfig base = config;
    base.scenarios.clear();
    return hash_of(base, files, files.of_base);
}

std::vector<Source> sources_of(const RunConfig& config, const Fingerprint& fingerprint) {
    std::vector<Source> rows;
    for (const LayerSpec* layer : layers_of(config)) {
        Source row;
        for (const Source& declared : config.sources)
            if (declared.id == layer->source) row = declared;
        row.id = layer->source;
        row.file = layer->file_as_written;
        row.layer = layer->layer;
        for (const HashedFile& file : fingerprint.inputs)
            if (file.path == fs::path(layer->file_as_written).generic_string())
                row.sha256 = file.sha256;
        const bool listed = std::any_of(rows.begin(), rows.end(), [&](const Source& other) {
            return other.id == row.id && other.file == row.file && other.layer == row.layer;
        });
        if (!listed) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace lisiere::io
