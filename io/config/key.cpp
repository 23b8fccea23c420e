// SPDX-License-Identifier: Apache-2.0
#include "io/config/key.hpp"

#include <sstream>

namespace lisiere::io {
namespace {

bool says_nothing(const toml::node& value) {
    if (const auto* text = value.as_string()) return text->get().empty();
    if (const auto* array = value.as_array()) return array->empty();
    if (const auto* table = value.as_table()) return table->empty();
    return false;
}

/// As one writes it by hand: double quotes, no ".0".
void put(std::ostream& out, const toml::node& value) {
    if (const auto* text = value.as_string())
        out << '"' << text->get() << '"';
    else if (const auto* number = value.as_floating_point())
        out << number->get();
    else if (const auto* array = value.as_array()) {
        out << '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0) out << ", ";
            put(out, *array->get(i));
        }
        out << ']';
    } else
        value.visit([&out](const auto& other) { out << other; });
}

}  // namespace

KeyFacts fact(std::string name, KeyType type) {
    KeyFacts facts;
    facts.name = std::move(name);
    facts.type = type;
    return facts;
}

std::string fallback_text(const toml::table& written, const std::string& name) {
    const toml::node* value = written.get(name);
    if (value == nullptr || says_nothing(*value)) return {};
    std::ostringstream out;
    put(out, *value);
    return out.str();
}

}  // namespace lisiere::io
