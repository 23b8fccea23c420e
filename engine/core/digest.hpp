// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace lisiere {

/// 128 bits that stand for a content: equal contents have equal digests, different ones almost
/// surely differ (one chance in 10^19 among a milliard). No protection against someone who wants
/// two contents to collide.
struct Digest {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    /// 32 lower-case hexadecimal digits.
    std::string text() const;
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// Adds up a content piece by piece (XXH3, 128 bits). Texts and spans go in with their length, so
/// that ("ab", "c") and ("a", "bc") differ. The same on every machine of one byte order.
/// Cost: about the time to read the bytes from memory.
class Digester {
  public:
    Digester();
    ~Digester();
    Digester(Digester&&) noexcept;
    Digester& operator=(Digester&&) noexcept;

    /// The bytes as they are, without their number.
    Digester& bytes(std::span<const std::byte> bytes);
    Digester& add(std::string_view text);
    Digester& add(const Digest& digest);
    template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T> Digester& add(T value) {
        return bytes(std::as_bytes(std::span(&value, 1)));
    }
    template <class T>
    requires std::is_arithmetic_v<T> Digester& add(std::span<const T> values) {
        add(static_cast<std::uint64_t>(values.size()));
        return bytes(std::as_bytes(values));
    }

    Digest digest() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere
