// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/config/config_files.hpp"
#include "io/config/config_keys.hpp"
#include "io/config/section.hpp"

/// Keys of the configuration, each tied to what it is read into: reading, writing back and the page
/// of reference come from one list, so that a key that is read is a key that is written. Private to
/// io/config.
namespace lisiere::io {

KeyFacts fact(std::string name, KeyType type);
/// A value as the page writes it; empty for nothing, and for what is empty.
std::string fallback_text(const toml::table& written, const std::string& name);

/// One key, or several that are read together, or none: a check of what was read so far.
template <class Spec>
struct Key {
    using Read = std::function<void(Section&, const ConfigFiles&, Spec&)>;
    using Write = std::function<void(const Spec&, toml::table&)>;

    std::vector<KeyFacts> facts;
    Read read;
    Write write;

    Key(std::vector<KeyFacts> known, Read reader, Write writer)
        : facts(std::move(known)), read(std::move(reader)), write(std::move(writer)) {
        note_fallback(Spec{});
    }
    /// A key of what `Spec` derives from.
    template <class Base>
    requires(std::derived_from<Spec, Base> && !std::same_as<Spec, Base>) Key(const Key<Base>& base)
        : facts(base.facts), read(base.read), write(base.write) {}

    /// Written only when it says something else than a configuration without it.
    Key if_set() && {
        for (KeyFacts& one : facts)
            if (one.type == KeyType::number || one.type == KeyType::integer) one.fallback.clear();
        write = [write = write](const Spec& spec, toml::table& table) {
            toml::table own;
            toml::table none;
            write(spec, own);
            write(Spec{}, none);
            if (own == none) return;
            for (auto& [name, value] : own) table.insert(name, value);
        };
        return std::move(*this);
    }
    /// What it is when nobody says it, where that hangs on the keys before.
    Key absent(std::function<void(Spec&)> settle) && {
        read = [read = read, name = facts.front().name, settle](
                   Section& section, const ConfigFiles& files, Spec& spec) {
            read(section, files, spec);
            if (!section.has(name)) settle(spec);
        };
        Spec spec{};
        settle(spec);
        note_fallback(spec);
        return std::move(*this);
    }
    /// A key of some rows only: of the others it is refused as unknown.
    Key when(std::function<bool(const Spec&)> applies) && {
        read = [read = read, applies](Section& section, const ConfigFiles& files, Spec& spec) {
            if (applies(spec)) read(section, files, spec);
        };
        write = [write = write, applies](const Spec& spec, toml::table& table) {
            if (applies(spec)) write(spec, table);
        };
        return std::move(*this);
    }
    Key checked(std::function<void(const Section&, Spec&)> check) && {
        read = [read = read, check](Section& section, const ConfigFiles& files, Spec& spec) {
            read(section, files, spec);
            check(section, spec);
        };
        return std::move(*this);
    }
    Key in(std::string unit) && {
        facts.front().unit = std::move(unit);
        return std::move(*this);
    }
    Key of_own_form() && {
        for (KeyFacts& one : facts) one.own_form = true;
        return std::move(*this);
    }
    Key required() && {
        for (KeyFacts& one : facts) one.required = true;
        return std::move(*this);
    }
    /// Of the machine or of a verb, not of editions: not written.
    Key aside() && {
        set_aside(facts);
        write = [](const Spec&, toml::table&) {};
        return std::move(*this);
    }

  private:
    static void set_aside(std::vector<KeyFacts>& keys) {
        for (KeyFacts& one : keys) {
            one.of_edition = false;
            set_aside(one.inner);
        }
    }
    void note_fallback(const Spec& spec) {
        if (facts.empty()) return;
        toml::table said;
        write(spec, said);
        for (KeyFacts& one : facts)
            if (one.inner.empty()) one.fallback = fallback_text(said, one.name);
    }
};

template <class Spec>
using Keys = std::vector<Key<Spec>>;

template <class Spec>
void read_keys(Section& section, const ConfigFiles& files, const Keys<Spec>& keys, Spec& spec) {
    for (const Key<Spec>& key : keys) key.read(section, files, spec);
}
template <class Spec>
toml::table written(const Keys<Spec>& keys, const Spec& spec) {
    toml::table table;
    for (const Key<Spec>& key : keys) key.write(spec, table);
    return table;
}
template <class Spec>
std::vector<KeyFacts> facts_of(const Keys<Spec>& keys) {
    std::vector<KeyFacts> facts;
    for (const Key<Spec>& key : keys) facts.insert(facts.end(), key.facts.begin(), key.facts.end());
    return facts;
}

template <class Spec, class Base>
void append(Keys<Spec>& all, const Key<Base>& one) {
    all.push_back(one);
}
template <class Spec, class Base>
void append(Keys<Spec>& all, const Keys<Base>& more) {
    all.insert(all.end(), more.begin(), more.end());
}
/// One after the other, in the order in which they are read: keys, or lists of keys.
template <class Spec>
Keys<Spec> keys_of(const auto&... parts) {
    Keys<Spec> all;
    (append(all, parts), ...);
    return all;
}
/// The keys of a part of it.
template <class Spec, class Part>
Keys<Spec> within(Part Spec::*part, const Keys<Part>& keys) {
    Keys<Spec> all;
    for (const Key<Part>& key : keys) {
        all.push_back({{},
                       [read = key.read, part](Section& section, const ConfigFiles& files,
                                               Spec& spec) { read(section, files, spec.*part); },
                       [write = key.write, part](const Spec& spec, toml::table& table) {
                           write(spec.*part, table);
                       }});
        all.back().facts = key.facts;
    }
    return all;
}
template <class Spec>
Keys<Spec> when(std::function<bool(const Spec&)> applies, Keys<Spec> keys) {
    Keys<Spec> all;
    for (Key<Spec>& key : keys) all.push_back(std::move(key).when(applies));
    return all;
}

/// No key: what is refused, or settled, once the keys before are read.
template <class Spec>
Key<Spec> check(std::function<void(const Section&, Spec&)> refuse) {
    return {{},
            [refuse](Section& section, const ConfigFiles&, Spec& spec) { refuse(section, spec); },
            [](const Spec&, toml::table&) {}};
}
/// Where the configuration says what is read: "scenarios[0].voies[1]".
template <class Spec>
Key<Spec> noted_path(std::string Spec::*member) {
    return check<Spec>(
        [member](const Section& section, Spec& spec) { spec.*member = section.path(); });
}

}  // namespace lisiere::io
