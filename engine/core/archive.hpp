// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/digest.hpp"
#include "engine/core/fields.hpp"
#include "engine/core/index.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/units.hpp"

/// Values as bytes and back, member by member: what a run keeps for the next one (Memo), and what
/// its keys are digested from. Knows numbers, texts, the containers and units of the house, and
/// aggregates of those (every member, see `with_fields`); anything else does not compile.
namespace lisiere::archive {

/// How a T is put into a sink and got back from a reader.
template <class T>
struct Codec;

/// `Sink`: ByteWriter, or Digesting.
template <class Sink, class T>
void put(Sink& sink, const T& value) {
    Codec<T>::put(sink, value);
}
/// Once `in` has run short the values got are worth nothing: ask `in.whole()` at the end.
template <class T>
void get(ByteReader& in, T& value) {
    if (in.fits()) Codec<T>::get(in, value);
}

template <class T>
std::vector<std::byte> to_bytes(const T& value) {
    ByteWriter out;
    put(out, value);
    return out.take();
}

/// nullopt when the bytes are not those of a T, as far as lengths can tell.
template <class T>
std::optional<T> from_bytes(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    T value{};
    get(in, value);
    if (!in.whole()) return std::nullopt;
    return value;
}

/// Lets a Digester take values as a ByteWriter does.
class Digesting {
  public:
    template <Scalar T>
    void put(T value) {
        digester_.add(value);
    }
    void put(std::string_view text) { digester_.add(text); }
    template <Scalar T>
    void put(const std::vector<T>& values) {
        digester_.add(std::span<const T>(values));
    }
    Digest digest() const { return digester_.digest(); }

  private:
    Digester digester_;
};

/// Digest of everything that the values hold. Cost: some 10 ns a number.
template <class... T>
Digest digest_of(const T&... values) {
    Digesting sink;
    (put(sink, values), ...);
    return sink.digest();
}

/// Aggregates, member by member.
template <class T>
struct Codec {
    static_assert(std::is_aggregate_v<T>, "no bytes are known for this type");
    template <class Sink>
    static void put(Sink& out, const T& value) {
        with_fields(value, [&](const auto&... member) { (archive::put(out, member), ...); });
    }
    static void get(ByteReader& in, T& value) {
        with_fields(value, [&](auto&... member) { (archive::get(in, member), ...); });
    }
};

template <class T>
requires(std::is_arithmetic_v<T> || std::is_enum_v<T>) struct Codec<T> {
    template <class Sink>
    static void put(Sink& out, const T& value) {
        out.put(value);
    }
    static void get(ByteReader& in, T& value) { in.get(value); }
};

template <>
struct Codec<std::string> {
    template <class Sink>
    static void put(Sink& out, const std::string& text) {
        out.put(std::string_view(text));
    }
    static void get(ByteReader& in, std::string& text) { in.get(text); }
};

template <class T>
struct Codec<std::vector<T>> {
    template <class Sink>
    static void put(Sink& out, const std::vector<T>& items) {
        if constexpr (bulk)
            out.put(items);
        else {
            out.put(static_cast<std::uint64_t>(items.size()));
            for (const T& item : items) archive::put(out, item);
        }
    }
    static void get(ByteReader& in, std::vector<T>& items) {
        if constexpr (bulk) {
            in.get(items);
            return;
        }
        std::uint64_t count = 0;
        in.get(count);
        items.clear();
        // A false length costs no memory.
        items.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(count, 65536)));
        for (std::uint64_t i = 0; i < count && in.fits(); ++i) {
            T item{};
            archive::get(in, item);
            items.push_back(std::move(item));
        }
    }

  private:
    static constexpr bool bulk = Scalar<T> && !std::is_same_v<T, bool>;
};

template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
    template <class Sink>
    static void put(Sink& out, const std::array<T, N>& items) {
        for (const T& item : items) archive::put(out, item);
    }
    static void get(ByteReader& in, std::array<T, N>& items) {
        for (T& item : items) archive::get(in, item);
    }
};

template <class A, class B>
struct Codec<std::pair<A, B>> {
    template <class Sink>
    static void put(Sink& out, const std::pair<A, B>& both) {
        archive::put(out, both.first);
        archive::put(out, both.second);
    }
    static void get(ByteReader& in, std::pair<A, B>& both) {
        archive::get(in, both.first);
        archive::get(in, both.second);
    }
};

template <class K, class V>
struct Codec<std::map<K, V>> {
    template <class Sink>
    static void put(Sink& out, const std::map<K, V>& entries) {
        out.put(static_cast<std::uint64_t>(entries.size()));
        for (const auto& [key, value] : entries) {
            archive::put(out, key);
            archive::put(out, value);
        }
    }
    static void get(ByteReader& in, std::map<K, V>& entries) {
        entries.clear();
        std::uint64_t count = 0;
        in.get(count);
        for (std::uint64_t i = 0; i < count && in.fits(); ++i) {
            std::pair<K, V> entry;
            archive::get(in, entry);
            entries.insert(std::move(entry));
        }
    }
};

template <class T>
struct Codec<std::optional<T>> {
    template <class Sink>
    static void put(Sink& out, const std::optional<T>& value) {
        out.put(value.has_value());
        if (value) archive::put(out, *value);
    }
    static void get(ByteReader& in, std::optional<T>& value) {
        bool present = false;
        archive::get(in, present);
        value.reset();
        if (present && in.fits()) archive::get(in, value.emplace());
    }
};

template <class T>
struct Codec<Maybe<T>> {
    template <class Sink>
    static void put(Sink& out, const Maybe<T>& value) {
        out.put(value.has_value());
        if (value)
            archive::put(out, *value);
        else
            archive::put(out, value.absence());
    }
    static void get(ByteReader& in, Maybe<T>& value) {
        bool present = false;
        archive::get(in, present);
        if (present) {
            T known{};
            archive::get(in, known);
            value = known;
        } else {
            Absence reason{};
            archive::get(in, reason);
            value = reason;
        }
    }
};

template <class Tag>
struct Codec<Index<Tag>> {
    template <class Sink>
    static void put(Sink& out, const Index<Tag>& index) {
        archive::put(out, index.value());
    }
    static void get(ByteReader& in, Index<Tag>& index) {
        std::uint32_t value = 0;
        archive::get(in, value);
        index = Index<Tag>(value);
    }
};

template <class Tag>
struct Codec<Quantity<Tag>> {
    template <class Sink>
    static void put(Sink& out, const Quantity<Tag>& quantity) {
        archive::put(out, quantity.value());
    }
    static void get(ByteReader& in, Quantity<Tag>& quantity) {
        double value = 0;
        archive::get(in, value);
        quantity = Quantity<Tag>(value);
    }
};

template <class Rep, class Period>
struct Codec<std::chrono::duration<Rep, Period>> {
    using Duration = std::chrono::duration<Rep, Period>;
    template <class Sink>
    static void put(Sink& out, const Duration& duration) {
        archive::put(out, duration.count());
    }
    static void get(ByteReader& in, Duration& duration) {
        Rep count{};
        archive::get(in, count);
        duration = Duration(count);
    }
};

template <class Clock, class Duration>
struct Codec<std::chrono::time_point<Clock, Duration>> {
    using Time = std::chrono::time_point<Clock, Duration>;
    template <class Sink>
    static void put(Sink& out, const Time& time) {
        archive::put(out, time.time_since_epoch());
    }
    static void get(ByteReader& in, Time& time) {
        Duration since{};
        archive::get(in, since);
        time = Time(since);
    }
};

template <class I, class T>
struct Codec<IndexedVector<I, T>> {
    template <class Sink>
    static void put(Sink& out, const IndexedVector<I, T>& items) {
        archive::put(out, items.items());
    }
    static void get(ByteReader& in, IndexedVector<I, T>& items) { archive::get(in, items.items()); }
};

template <class I, class T>
struct Codec<Adjacency<I, T>> {
    template <class Sink>
    static void put(Sink& out, const Adjacency<I, T>& rows) {
        std::vector<std::uint32_t> first;
        for (const I row : indices<I>(rows.rows() + 1)) first.push_back(rows.first(row));
        out.put(first);
        archive::put(out, rows.items());
    }
    static void get(ByteReader& in, Adjacency<I, T>& rows) {
        std::vector<std::uint32_t> first;
        in.get(first);
        std::vector<T> items;
        archive::get(in, items);
        const bool sound = in.fits() && !first.empty() && first.front() == 0 &&
                           first.back() == items.size() &&
                           std::is_sorted(first.begin(), first.end());
        if (sound) rows = Adjacency<I, T>(std::move(first), std::move(items));
    }
};

template <>
struct Codec<NamedValue> {
    template <class Sink>
    static void put(Sink& out, const NamedValue& named) {
        archive::put(out, named.name);
        out.put(static_cast<std::uint8_t>(named.value.index()));
        std::visit([&](const auto& value) { archive::put(out, value); }, named.value);
    }
    static void get(ByteReader& in, NamedValue& named) {
        archive::get(in, named.name);
        std::uint8_t kind = 0;
        archive::get(in, kind);
        switch (kind) {
            case 0:
                return archive::get(in, named.value.emplace<std::string>());
            case 1:
                return archive::get(in, named.value.emplace<std::int64_t>());
            default:
                return archive::get(in, named.value.emplace<double>());
        }
    }
};

template <>
struct Codec<Sample> {
    template <class Sink>
    static void put(Sink& out, const Sample& sample) {
        archive::put(out, sample.text);
        archive::put(out, sample.values);
    }
    static void get(ByteReader& in, Sample& sample) {
        archive::get(in, sample.text);
        archive::get(in, sample.values);
    }
};

template <>
struct Codec<Notices> {
    template <class Sink>
    static void put(Sink& out, const Notices& notices) {
        archive::put(out, notices.items());
    }
    static void get(ByteReader& in, Notices& notices) {
        std::vector<Notice> items;
        archive::get(in, items);
        notices = Notices(std::move(items));
    }
};

}  // namespace lisiere::archive
