// SPDX-License-Identifier: Apache-2.0
#include "io/report/english_notices.hpp"

#include <variant>
#include <vector>

#include "io/reference/reference_row.hpp"

namespace lisiere::io {

std::map<std::string, std::string> read_english_notices(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    std::map<std::string, std::string> english;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        if (!english.emplace(row.required("code"), row.required("message_en")).second)
            row.refuse("code", row.text("code"), "un code par ligne");
    }
    return english;
}

void say_in_english(Table& notices, const std::map<std::string, std::string>& english) {
    const auto column = [&](std::string_view name) {
        std::size_t at = 0;
        while (notices.columns.at(at).name != name) ++at;
        return at;
    };
    const std::size_t code = column("code");
    const std::size_t message = column("message");
    for (std::vector<Value>& row : notices.rows) {
        const auto found = english.find(std::get<std::string>(row[code]));
        if (found == english.end()) continue;
        auto& text = std::get<std::string>(row[message]);
        const bool figures = text.find_first_of("0123456789") != std::string::npos;
        text = figures ? found->second + " (" + text + ")" : found->second;
    }
}

}  // namespace lisiere::io
