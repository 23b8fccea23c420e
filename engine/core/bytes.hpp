// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lisiere {

/// A number that is its bytes: no padding that differs from run to run.
template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Numbers, texts and lists of numbers one after the other, in this machine's byte order. For a
/// Memo, not for exchange.
class ByteWriter {
  public:
    template <Scalar T>
    ByteWriter& put(T value) {
        return append(&value, sizeof value);
    }
    ByteWriter& put(std::string_view text) {
        put(static_cast<std::uint64_t>(text.size()));
        return append(text.data(), text.size());
    }
    template <Scalar T>
    ByteWriter& put(const std::vector<T>& values) {
        put(static_cast<std::uint64_t>(values.size()));
        return append(values.data(), values.size() * sizeof(T));
    }
    std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    ByteWriter& append(const void* from, std::size_t size);
    std::vector<std::byte> bytes_;
};

/// Reads back what a ByteWriter put, in the same order. A read past the end gives an empty value
/// and makes `whole()` false for good; nothing throws and no length is trusted before it is checked
/// against what is left.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    template <Scalar T>
    void get(T& value) {
        value = T{};
        take(&value, sizeof value);
    }
    void get(std::string& text) {
        text.assign(length(1), '\0');
        take(text.data(), text.size());
    }
    template <Scalar T>
    void get(std::vector<T>& values) {
        values.assign(length(sizeof(T)), T{});
        take(values.data(), values.size() * sizeof(T));
    }
    /// Was everything asked for there so far?
    bool fits() const { return fits_; }
    /// Was everything asked for there, and is nothing left?
    bool whole() const { return fits_ && rest_.empty(); }

  private:
    std::size_t length(std::size_t item) {
        std::uint64_t count = 0;
        get(count);
        if (count > rest_.size() / item) {
            fits_ = false;
            return 0;
        }
        return static_cast<std::size_t>(count);
    }
    void take(void* to, std::size_t size) {
        if (!fits_ || size > rest_.size()) {
            fits_ = false;
            return;
        }
        if (size > 0) std::memcpy(to, rest_.data(), size);
        rest_ = rest_.subspan(size);
    }
    std::span<const std::byte> rest_;
    bool fits_ = true;
};

}  // namespace lisiere
