// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {

/// One row of a reference table, with messages that say where it is.
class ReferenceRow {
  public:
    ReferenceRow(const CsvTable& table, std::size_t number) : table_(table), number_(number) {}

    const std::string& text(std::string_view column) const {
        return table_.rows[number_][table_.require(column)];
    }
    const std::string& required(std::string_view column) const {
        const std::string& found = text(column);
        if (found.empty()) refuse(column, "rien", "une valeur");
        return found;
    }
    /// The label in a language, "fr" or "en"; both must be there.
    const std::string& label(std::string_view language) const {
        for (const char* one : {"libelle_fr", "libelle_en"}) required(one);
        return required("libelle_" + std::string(language));
    }
    double number(std::string_view column) const {
        const auto parsed = parse_number(text(column));
        if (!parsed || !*parsed) refuse(column, text(column), "un nombre");
        return **parsed;
    }
    template <class T>
    T word(std::string_view column,
           std::initializer_list<std::pair<std::string_view, T>> words) const {
        std::string expected;
        for (const auto& [name, value] : words) {
            if (text(column) == name) return value;
            expected += fmt::format("{}« {} »", expected.empty() ? "" : ", ", name);
        }
        refuse(column, text(column), expected);
    }
    [[noreturn]] void refuse(std::string_view column, std::string_view found,
                             std::string_view expected,
                             std::string_view advice = "corriger la ligne") const {
        throw InputError(
            {fmt::format("{}, ligne {}, champ {}", table_.file, table_.lines[number_], column),
             fmt::format("« {} »", found), std::string(expected), std::string(advice)});
    }

  private:
    const CsvTable& table_;
    std::size_t number_;
};

/// geodata/reference of the program.
inline std::filesystem::path reference_folder() {
    return data_folder() / "geodata" / "reference";
}

}  // namespace lisiere::io
