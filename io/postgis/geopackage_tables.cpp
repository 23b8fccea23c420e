// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/geopackage_tables.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>

#include "io/base/error.hpp"
#include "io/postgis/copy_text.hpp"

namespace lisiere::io {
namespace {

struct CloseFile {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct FinishQuery {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Query = std::unique_ptr<sqlite3_stmt, FinishQuery>;

std::string in_quotes(const std::string& identifier) {
    std::string text = "\"";
    for (const char c : identifier) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
}

std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// The types that a GeoPackage declares, as PostgreSQL calls them.
std::string type_of(const std::string& declared) {
    const std::string type = in_lower_case(declared);
    if (type == "boolean") return "boolean";
    if (type.find("int") != type.npos) return "bigint";
    if (type == "real" || type == "double" || type == "float") return "double precision";
    return "text";
}

std::string_view text_at(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return text == nullptr
               ? std::string_view()
               : std::string_view(
                     text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

}  // namespace

struct GeopackageTables::Impl {
    std::filesystem::path file;
    std::unique_ptr<sqlite3, CloseFile> db;

    [[noreturn]] void refuse(const std::string& found) const {
        throw InputError({file.string(), found, "le GeoPackage d'une édition",
                          "refaire l'édition : lisiere run --force"});
    }
    Query query(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            refuse(sqlite3_errmsg(db.get()));
        return Query(statement);
    }
    bool next(const Query& query) const {
        const int result = sqlite3_step(query.get());
        if (result == SQLITE_ROW) return true;
        if (result != SQLITE_DONE) refuse(sqlite3_errmsg(db.get()));
        return false;
    }
    std::map<std::string, std::string> comments_of(const std::string& table) const;
    std::vector<PostgisColumn> columns_of(PostgisTable& table,
                                          const std::string& geometry_type) const;
    std::string row_of(sqlite3_stmt* statement, const PostgisTable& table) const;
};

GeopackageTables::GeopackageTables(const std::filesystem::path& file)
    : impl_(std::make_unique<Impl>()) {
    impl_->file = file;
    sqlite3* db = nullptr;
    const int result =
        sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    impl_->db.reset(db);
    if (result != SQLITE_OK) impl_->refuse(db == nullptr ? "illisible" : sqlite3_errmsg(db));
}

GeopackageTables::~GeopackageTables() = default;

std::map<std::string, std::string> GeopackageTables::Impl::comments_of(
    const std::string& table) const {
    std::map<std::string, std::string> comments;
    const Query told = query(
        "SELECT column_name, coalesce(title, ''), coalesce(description, '') FROM gpkg_data_columns "
        "WHERE table_name = ?");
    sqlite3_bind_text(told.get(), 1, table.c_str(), -1, SQLITE_TRANSIENT);
    while (next(told)) {
        std::string comment(text_at(told.get(), 1));
        const std::string_view sentence = text_at(told.get(), 2);
        if (sentence.starts_with(comment))  // "Population : valeur officielle…" says its title
            comment = sentence;
        else if (!sentence.empty())
            comment.append(" — ").append(sentence);
        comments[std::string(text_at(told.get(), 0))] = comment;
    }
    return comments;
}

std::vector<PostgisColumn> GeopackageTables::Impl::columns_of(
    PostgisTable& table, const std::string& geometry_type) const {
    const std::map<std::string, std::string> comments = comments_of(table.name);
    std::vector<PostgisColumn> columns;
    const Query info = query("PRAGMA table_info(" + in_quotes(table.name) + ")");
    while (next(info)) {
        PostgisColumn column{std::string(text_at(info.get(), 1)),
                             type_of(std::string(text_at(info.get(), 2))), ""};
        if (const auto told = comments.find(column.name); told != comments.end())
            column.comment = told->second;
        const bool key = sqlite3_column_int(info.get(), 5) != 0;
        if (key) table.key = column.name;
        if (column.name == table.geometry)
            column.type = fmt::format("geometry({},{})", geometry_type, table.srid);
        columns.insert(key ? columns.begin() : columns.end(), std::move(column));
    }
    if (table.key.empty()) refuse("la table " + table.name + " sans clé");
    return columns;
}

std::vector<PostgisTable> GeopackageTables::all() const {
    std::vector<PostgisTable> tables;
    const Query listed = impl_->query(
        "SELECT c.table_name, coalesce(c.identifier, ''), coalesce(c.description, ''), "
        "g.column_name, g.geometry_type_name, coalesce(s.organization_coordsys_id, 0) "
        "FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
        "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
        "WHERE c.data_type IN ('features', 'attributes') AND c.table_name <> 'layer_styles' "
        "ORDER BY c.table_name");
    while (impl_->next(listed)) {
        PostgisTable table;
        table.name = text_at(listed.get(), 0);
        table.comment = text_at(listed.get(), 1);
        if (const std::string_view told = text_at(listed.get(), 2); !told.empty())
            table.comment.append(table.comment.empty() ? "" : " — ").append(told);
        table.geometry = text_at(listed.get(), 3);
        table.srid = sqlite3_column_int(listed.get(), 5);
        const std::string kind(text_at(listed.get(), 4));
        table.columns = impl_->columns_of(table, kind);
        const Query counted = impl_->query("SELECT count(*) FROM " + in_quotes(table.name));
        if (impl_->next(counted))
            table.rows = static_cast<std::size_t>(sqlite3_column_int64(counted.get(), 0));
        tables.push_back(std::move(table));
    }
    return tables;
}

std::string GeopackageTables::Impl::row_of(sqlite3_stmt* statement,
                                           const PostgisTable& table) const {
    std::string row;
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
        const PostgisColumn& column = table.columns[static_cast<std::size_t>(i)];
        if (i > 0) row += '\t';
        if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
            row += "\\N";
        } else if (column.name == table.geometry) {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            if (!add_copy_geometry(row, {bytes, size}, table.srid))
                refuse("une géométrie de " + table.name + " qui n'est pas d'un GeoPackage");
        } else if (column.type == "boolean") {
            row += sqlite3_column_int(statement, i) != 0 ? 't' : 'f';
        } else if (column.type == "bigint") {
            fmt::format_to(std::back_inserter(row), "{}", sqlite3_column_int64(statement, i));
        } else if (column.type == "double precision") {
            fmt::format_to(std::back_inserter(row), "{}", sqlite3_column_double(statement, i));
        } else {
            add_copy_text(row, text_at(statement, i));
        }
    }
    return row += '\n';
}

void GeopackageTables::read(const PostgisTable& table,
                            const std::function<void(std::string_view rows)>& take) const {
    constexpr std::size_t enough = 1U << 20U;  // bytes sent at a time
    std::string names;
    for (const PostgisColumn& column : table.columns)
        names += (names.empty() ? "" : ", ") + in_quotes(column.name);
    const Query all = impl_->query("SELECT " + names + " FROM " + in_quotes(table.name) +
                                   " ORDER BY " + in_quotes(table.key));
    std::string rows;
    while (impl_->next(all)) {
        rows += impl_->row_of(all.get(), table);
        if (rows.size() < enough) continue;
        take(rows);
        rows.clear();
    }
    if (!rows.empty()) take(rows);
}

}  // namespace lisiere::io
