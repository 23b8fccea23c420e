// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lisiere {

/// A value that a sentence names: words as the data has them, or a number, which
/// each language writes its own way.
struct NamedValue {
    using Value = std::variant<std::string, std::int64_t, double>;

    NamedValue() = default;
    NamedValue(std::string_view its_name, std::string_view words)
        : name(its_name), value(std::string(words)) {}
    NamedValue(std::string_view its_name, std::floating_point auto number)
        : name(its_name), value(static_cast<double>(number)) {}
    NamedValue(std::string_view its_name, std::integral auto number)
        : name(its_name), value(static_cast<std::int64_t>(number)) {}

    std::string name;  ///< as its template has it
    Value value;

    friend bool operator==(const NamedValue&, const NamedValue&) = default;
};
using NamedValues = std::vector<NamedValue>;

}  // namespace lisiere
