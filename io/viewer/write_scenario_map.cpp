// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/write_scenario_map.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "engine/table/table_rows.hpp"
#include "io/base/durable.hpp"
#include "io/base/file_names.hpp"
#include "io/viewer/edition_data.hpp"
#include "io/viewer/json_file.hpp"
#include "io/viewer/legend_data.hpp"
#include "io/viewer/measure_data.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

bool is_null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

/// Does a column of gains say that anybody gains or loses? A place that opens or closes has a time
/// on one side only, and no gain.
bool moves(const Table& cells, std::size_t before, std::size_t after, std::size_t gain) {
    return std::any_of(cells.rows.begin(), cells.rows.end(), [&](const auto& row) {
        return is_null(row[gain]) ? is_null(row[before]) != is_null(row[after])
                                  : row[gain] != Value(0.0);
    });
}

/// Columns that the map has no use for.
std::set<std::size_t> unused(const Table& cells) {
    std::set<std::size_t> columns;
    for (std::size_t c = 0; c < cells.columns.size(); ++c) {
        const std::string& name = cells.columns[c].name;
        if (!name.starts_with("avant_")) continue;
        columns.insert(c);
        const std::size_t after = column_of(cells, "apres_" + name.substr(6));
        const std::size_t gain = column_of(cells, "gain_" + name.substr(6));
        if (after == no_column || gain == no_column || moves(cells, c, after, gain)) continue;
        columns.insert(after);
        columns.insert(gain);
    }
    return columns;
}

/// Does the scenario add, move or change the facility, or bring it into a lived quarter or out of
/// one?
bool is_changed(const Table& facilities, const std::vector<Value>& row) {
    for (const char* column : {"change", "entre_dans", "sort_de"})
        if (const std::size_t at = column_of(facilities, column); at != no_column)
            if (const auto* text = std::get_if<std::string>(&row[at]))
                if (!text->empty()) return true;
    return false;
}

constexpr std::size_t content_digits = 12;

/// What a scenario's map holds, as its manifest of files would say it: the same content, the same
/// name.
std::string content_of(const fs::path& folder) {
    return sha256_of(folder).substr(0, content_digits);
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// A folder of the map's scenarios that bears the name of what it holds: nobody has changed it.
bool is_as_written(const fs::path& folder) {
    const fs::path file = folder / "scenario.json";
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return false;
    const Json about = Json::parse(read_text(file), nullptr, false);
    return about.is_object() &&
           folder.filename().string() == text_of(about, "nom") + "-" + content_of(folder);
}

/// Half made, by a program that was stopped: `.<name>-<content>`.
bool is_half_made(const std::string& name) {
    return name.starts_with(".") && name.size() > content_digits + 2 &&
           name[name.size() - content_digits - 1] == '-' &&
           name.find_first_not_of("0123456789abcdef", name.size() - content_digits) ==
               std::string::npos;
}

constexpr const char* list_name = "liste.json";
constexpr const char* half_list_name = ".liste.json";

/// Held while the list changes; released with the process at the latest.
class Lock {
  public:
    explicit Lock(const fs::path& folder) : handle_(::open(folder.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (handle_ >= 0) ::flock(handle_, LOCK_EX);
    }
    ~Lock() {
        if (handle_ >= 0) ::close(handle_);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

  private:
    int handle_;
};

void link_tree(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        const fs::path target = to / entry.path().lexically_relative(from);
        if (entry.is_directory())
            fs::create_directories(target);
        else
            link_or_copy(entry.path(), target);
    }
}

std::vector<fs::path> sorted_folders(const fs::path& folder) {
    std::vector<fs::path> folders;
    if (fs::is_directory(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.is_directory()) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

}  // namespace

std::vector<Table> scenario_map_tables(std::span<const Table> tables) {
    std::vector<Table> out;
    for (const Table& table : tables) {
        const std::set<std::size_t> left_out =
            table.name == "scenario_carreaux" ? unused(table) : std::set<std::size_t>{};
        Table& kept = out.emplace_back();
        kept.name = table.name;
        kept.geometry_type = table.geometry_type;
        kept.crs = table.crs;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (left_out.count(c) == 0) kept.columns.push_back(table.columns[c]);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const std::vector<Value>& row = table.rows[r];
            if (table.name == "scenario_equipements" && !is_changed(table, row)) continue;
            auto& values = kept.rows.emplace_back();
            for (std::size_t c = 0; c < row.size(); ++c)
                if (left_out.count(c) == 0) values.push_back(row[c]);
            if (!table.geometries.empty()) kept.geometries.push_back(table.geometries[r]);
        }
    }
    return out;
}

void write_scenario_map(const ScenarioMap& scenario, const fs::path& folder) {
    const ViewerTexts& texts = *scenario.texts;
    const MeasureData measures = measure_data(scenario.tables, scenario.drawn, texts.measures,
                                              texts.french, texts.english, texts.words);
    Json data{{"nom", scenario.name},
              {"titre", scenario.title},
              {"description", scenario.description},
              {"base", scenario.base},
              {"couches", legend_data(scenario.drawn, scenario.tables)},
              {"mesures", measures.list},
              {"colonnes", column_data(scenario.tables, texts.french, texts.english)}};
    if (const Table* quarters = TableRows(scenario.tables, "scenario_perimetres").table()) {
        data["perimetres"] = table_data(*quarters);
        const QuarterData rows(scenario.tables);
        std::vector<std::string> codes;
        for (const auto& row : quarters->rows)
            codes.push_back(std::get<std::string>(row[column_of(*quarters, "code")]));
        const FileNames files(codes);
        fs::create_directories(folder / "quartiers");
        Json by_code = Json::object();
        for (const std::string& code : codes) {
            const std::string file = files.of(code) + ".json";
            by_code[code] = file;
            write_json(folder / "quartiers" / file, rows.of(code));
        }
        data["fichiers"] = by_code;
    }
    if (const Table* facilities = TableRows(scenario.tables, "scenario_equipements").table())
        data["equipements"] = table_data(*facilities);
    write_json(folder / "scenario.json", data);
}

void show_scenarios(const fs::path& scenarios, const fs::path& map,
                    const std::string& fingerprint) {
    if (!fs::exists(map / "index.html")) return;
    const fs::path shown = map / "scenarios";
    fs::create_directories(shown);
    const Lock lock(shown);
    Json list = Json::array();
    std::set<std::string> kept;
    for (const fs::path& folder : sorted_folders(scenarios)) {
        const fs::path own = folder / "carte";
        if (!fs::exists(own / "scenario.json")) continue;
        const Json about = Json::parse(read_text(own / "scenario.json"), nullptr, false);
        if (!about.is_object()) continue;
        const std::string name = text_of(about, "nom");
        if (name != folder.filename().string()) continue;
        const std::string place = name + "-" + content_of(own);
        kept.insert(place);
        if (!fs::exists(shown / place)) {
            const fs::path half = shown / ("." + place);
            fs::remove_all(half);
            link_tree(own, half);
            fs::rename(half, shown / place);
        }
        list.push_back({{"nom", name},
                        {"titre", text_of(about, "titre")},
                        {"dossier", place},
                        {"a_jour", text_of(about, "base") == fingerprint}});
    }
    const std::string text =
        Json{{"scenarios", list}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    const fs::path file = shown / list_name;
    if (!fs::exists(file) || read_text(file) != text) {
        write_text(shown / half_list_name, text);
        sync_path(shown / half_list_name);  // a power cut must not leave an empty list
        fs::rename(shown / half_list_name, file);
    }
    // Those that are shown no longer; what a user has put or changed there stays.
    for (const fs::path& folder : sorted_folders(shown))
        if (const std::string name = folder.filename().string();
            kept.count(name) == 0 && (is_half_made(name) || is_as_written(folder)))
            fs::remove_all(folder);
}

bool is_scenario_map(const fs::path& edition, const fs::path& relative) {
    const fs::path folder = relative.parent_path();
    if (folder != fs::path("carte") / "scenarios") return false;
    const std::string name = relative.filename().string();
    if (name == list_name || name == half_list_name) return true;
    std::error_code error;
    return fs::symlink_status(edition / relative, error).type() == fs::file_type::directory &&
           (is_half_made(name) || is_as_written(edition / relative));
}

}  // namespace lisiere::io
