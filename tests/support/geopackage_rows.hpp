// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

namespace lisiere::tests {

/// Rows of a query on a GeoPackage, values as text, "NULL" where there is none.
inline std::vector<std::vector<std::string>> geopackage_rows(const std::filesystem::path& file,
                                                             const std::string& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open_v2(file.string().c_str(), &db, SQLITE_OPEN_READONLY, nullptr) ==
            SQLITE_OK);
    std::vector<std::vector<std::string>> rows;
    const auto keep = [](void* into, int count, char** values, char**) {
        std::vector<std::string> row;
        for (int i = 0; i < count; ++i) row.emplace_back(values[i] != nullptr ? values[i] : "NULL");
        static_cast<std::vector<std::vector<std::string>>*>(into)->push_back(std::move(row));
        return 0;
    };
    CHECK(sqlite3_exec(db, sql.c_str(), keep, &rows, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    return rows;
}

}  // namespace lisiere::tests
