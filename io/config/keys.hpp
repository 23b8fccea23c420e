// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/config/key.hpp"

/// The kinds of key, each by the type of the member that it is tied to. Private to io/config.
namespace lisiere::io {

toml::array to_array(const auto& values) {
    toml::array array;
    for (const auto& value : values) array.push_back(value);
    return array;
}
template <class T>
toml::table to_table(const std::map<std::string, T>& values) {
    toml::table table;
    for (const auto& [key, value] : values) table.insert(key, value);
    return table;
}

// A number, a duration or a length as a figure, and back.
template <class T>
struct Figure {
    static auto of(const T& value) {
        if constexpr (requires { value.count(); })
            return std::optional(value.count());
        else if constexpr (requires { value.value(); })
            return std::optional(value.value());
        else
            return std::optional(value);
    }
    static T made(auto figure) {
        if constexpr (requires { typename T::rep; })
            return T{static_cast<typename T::rep>(figure)};
        else
            return static_cast<T>(figure);
    }
};
template <class T>
struct Figure<std::optional<T>> {
    static std::optional<T> of(const std::optional<T>& value) { return value; }
    static std::optional<T> made(auto figure) { return Figure<T>::made(figure); }
};

template <class Spec, class T>
Key<Spec> number(const std::string& name, T Spec::*member, double least, double most) {
    KeyFacts facts = fact(name, KeyType::number);
    facts.least = least;
    facts.most = most;
    return {{facts},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                if (const auto value = section.number(name, least, most))
                    spec.*member = Figure<T>::made(*value);
            },
            [=](const Spec& spec, toml::table& table) {
                if (const auto value = Figure<T>::of(spec.*member))
                    table.insert(name, static_cast<double>(*value));
            }};
}
template <class Spec, class T>
Key<Spec> integer(const std::string& name, T Spec::*member, std::int64_t least, std::int64_t most) {
    KeyFacts facts = fact(name, KeyType::integer);
    facts.least = static_cast<double>(least);
    facts.most = static_cast<double>(most);
    return {{facts},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                if (const auto value = section.integer(name, least, most))
                    spec.*member = Figure<T>::made(*value);
            },
            [=](const Spec& spec, toml::table& table) {
                if (const auto value = Figure<T>::of(spec.*member))
                    table.insert(name, static_cast<std::int64_t>(*value));
            }};
}
template <class Spec>
Key<Spec> flag(const std::string& name, bool Spec::*member) {
    return {{fact(name, KeyType::flag)},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                spec.*member = section.flag(name).value_or(spec.*member);
            },
            [=](const Spec& spec, toml::table& table) { table.insert(name, spec.*member); }};
}
template <class Spec>
Key<Spec> text(const std::string& name, std::string Spec::*member) {
    return {{fact(name, KeyType::text)},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                spec.*member = section.text(name).value_or(spec.*member);
            },
            [=](const Spec& spec, toml::table& table) { table.insert(name, spec.*member); }};
}
template <class Spec>
Key<Spec> required_text(const std::string& name, std::string Spec::*member,
                        const std::string& what) {
    return Key<Spec>{
        {fact(name, KeyType::text)},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            spec.*member = section.required_text(name, what);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, spec.*member); }}
        .required();
}
template <class Spec>
Key<Spec> identifier(const std::string& name, std::string Spec::*member,
                     const std::string& example) {
    return Key<Spec>{
        {fact(name, KeyType::text)},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            spec.*member = section.identifier(name, example);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, spec.*member); }}
        .of_own_form()
        .required();
}
/// One of some words, kept as it is written.
template <class Spec>
Key<Spec> choice(const std::string& name, std::string Spec::*member,
                 const std::vector<std::string>& choices) {
    KeyFacts facts = fact(name, KeyType::text);
    facts.choices = choices;
    return {{facts},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                spec.*member = section.choice(name, choices).value_or(spec.*member);
            },
            [=](const Spec& spec, toml::table& table) { table.insert(name, spec.*member); }};
}
/// One of some words, each for a value.
template <class Spec, class T>
Key<Spec> word(const std::string& name, T Spec::*member,
               const std::vector<std::pair<std::string, T>>& words) {
    KeyFacts facts = fact(name, KeyType::text);
    for (const auto& [word, value] : words) facts.choices.push_back(word);
    return {{facts},
            [=, choices = facts.choices](Section& section, const ConfigFiles&, Spec& spec) {
                const auto found = section.choice(name, choices);
                if (!found) return;
                for (const auto& [word, value] : words)
                    if (word == *found) spec.*member = value;
            },
            [=](const Spec& spec, toml::table& table) {
                for (const auto& [word, value] : words)
                    if (value == spec.*member) table.insert(name, word);
            }};
}
/// A list of words, each for a value. `refused`: what is expected, of a word that is none of them.
/// An empty list says nothing unless `none_is_said`.
template <class Spec, class T>
Key<Spec> words(const std::string& name, std::vector<T> Spec::*member,
                const std::vector<std::pair<std::string, T>>& words, const std::string& refused,
                bool none_is_said = false) {
    KeyFacts facts = fact(name, KeyType::texts);
    for (const auto& [word, value] : words) facts.choices.push_back(word);
    return {{facts},
            [=](Section& section, const ConfigFiles&, Spec& spec) {
                std::vector<T> found;
                for (const std::string& said : section.texts(name)) {
                    const std::size_t before = found.size();
                    for (const auto& [word, value] : words)
                        if (word == said) found.push_back(value);
                    if (found.size() == before) section.fail(name, "\"" + said + "\"", refused);
                }
                if (!found.empty() || (none_is_said && section.has(name)))
                    spec.*member = std::move(found);
            },
            [=](const Spec& spec, toml::table& table) {
                toml::array array;
                for (const T& one : spec.*member)
                    for (const auto& [word, value] : words)
                        if (value == one) array.push_back(word);
                table.insert(name, array);
            }};
}
template <class Spec>
Key<Spec> texts(const std::string& name, std::vector<std::string> Spec::*member) {
    return {
        {fact(name, KeyType::texts)},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            auto found = section.texts(name);
            if (section.has(name)) spec.*member = std::move(found);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, to_array(spec.*member)); }};
}
/// An empty list says nothing unless `none_is_said`.
template <class Spec>
Key<Spec> numbers(const std::string& name, std::vector<double> Spec::*member, double least,
                  double most, bool none_is_said = false) {
    KeyFacts facts = fact(name, KeyType::numbers);
    facts.least = least;
    facts.most = most;
    return {
        {facts},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            auto found = section.numbers(name, least, most);
            if (!found.empty() || (none_is_said && section.has(name)))
                spec.*member = std::move(found);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, to_array(spec.*member)); }};
}
template <class Spec>
Key<Spec> text_map(const std::string& name, std::map<std::string, std::string> Spec::*member) {
    return {
        {fact(name, KeyType::text_map)},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            spec.*member = section.text_map(name);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, to_table(spec.*member)); }};
}
template <class Spec>
Key<Spec> number_map(const std::string& name, std::map<std::string, double> Spec::*member,
                     double least, double most) {
    KeyFacts facts = fact(name, KeyType::number_map);
    facts.least = least;
    facts.most = most;
    return {
        {facts},
        [=](Section& section, const ConfigFiles&, Spec& spec) {
            spec.*member = section.number_map(name, least, most);
        },
        [=](const Spec& spec, toml::table& table) { table.insert(name, to_table(spec.*member)); }};
}

/// [name], whose keys say more of the same.
template <class Spec>
Key<Spec> table(const std::string& name, const Keys<Spec>& keys) {
    KeyFacts facts = fact(name, KeyType::table);
    facts.inner = facts_of(keys);
    return {{facts},
            [=](Section& section, const ConfigFiles& files, Spec& spec) {
                auto own = section.table(name);
                if (!own) return;
                read_keys(*own, files, keys, spec);
                own->finish();
            },
            [=](const Spec& spec, toml::table& table) { table.insert(name, written(keys, spec)); }};
}
/// A table that may be absent.
template <class Spec, class Part>
Key<Spec> table(const std::string& name, std::optional<Part> Spec::*member,
                const Keys<Part>& keys) {
    KeyFacts facts = fact(name, KeyType::table);
    facts.inner = facts_of(keys);
    return {{facts},
            [=](Section& section, const ConfigFiles& files, Spec& spec) {
                auto own = section.table(name);
                if (!own) return;
                Part part;
                read_keys(*own, files, keys, part);
                own->finish();
                spec.*member = std::move(part);
            },
            [=](const Spec& spec, toml::table& table) {
                if (spec.*member) table.insert(name, written(keys, *(spec.*member)));
            }};
}
/// [[name]]. `together`: what is refused of one, beside those before it.
template <class Spec, class Part>
Key<Spec> tables(
    const std::string& name, std::vector<Part> Spec::*member, const Keys<Part>& keys,
    std::function<void(const Section&, const std::vector<Part>&, const Part&)> together = {}) {
    KeyFacts facts = fact(name, KeyType::tables);
    facts.inner = facts_of(keys);
    return {{facts},
            [=](Section& section, const ConfigFiles& files, Spec& spec) {
                for (Section& own : section.tables(name)) {
                    Part part;
                    read_keys(own, files, keys, part);
                    if (together) together(own, spec.*member, part);
                    own.finish();
                    (spec.*member).push_back(std::move(part));
                }
            },
            [=](const Spec& spec, toml::table& table) {
                toml::array array;
                for (const Part& part : spec.*member) array.push_back(written(keys, part));
                if (!array.empty()) table.insert(name, array);
            }};
}
/// [name.ID], in the order of ids.
template <class Spec, class Part>
Key<Spec> named_tables(const std::string& name, std::vector<Part> Spec::*member,
                       std::string Part::*id, const Keys<Part>& keys) {
    KeyFacts facts = fact(name, KeyType::named);
    facts.inner = facts_of(keys);
    return {{facts},
            [=](Section& section, const ConfigFiles& files, Spec& spec) {
                for (auto& [word, own] : section.named_tables(name)) {
                    Part part;
                    part.*id = word;
                    read_keys(own, files, keys, part);
                    own.finish();
                    (spec.*member).push_back(std::move(part));
                }
            },
            [=](const Spec& spec, toml::table& table) {
                toml::table all;
                for (const Part& part : spec.*member) all.insert(part.*id, written(keys, part));
                table.insert(name, all);
            }};
}

}  // namespace lisiere::io
