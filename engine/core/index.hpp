// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lisiere {

/// An index that cannot be mistaken for another: `Index<struct NodeTag>` does not convert to
/// `Index<struct StopTag>` nor to a number. 32 bits; `none()` is the one value that points nowhere.
template <class Tag>
class Index {
  public:
    constexpr Index() = default;
    constexpr explicit Index(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}
    static constexpr Index none() { return Index{}; }

    constexpr std::uint32_t value() const { return value_; }
    constexpr bool valid() const { return value_ != 0xFFFFFFFFU; }
    constexpr Index& operator++() {
        ++value_;
        return *this;
    }
    friend constexpr auto operator<=>(Index, Index) = default;

  private:
    std::uint32_t value_ = 0xFFFFFFFFU;
};

/// A vector that is read by its own index type only.
template <class I, class T>
class IndexedVector {
  public:
    using value_type = T;
    IndexedVector() = default;
    explicit IndexedVector(std::size_t count, const T& value = T{}) : items_(count, value) {}
    explicit IndexedVector(std::vector<T> items) : items_(std::move(items)) {}

    decltype(auto) operator[](I index) { return items_[index.value()]; }
    decltype(auto) operator[](I index) const { return items_[index.value()]; }
    I push_back(T item) {
        items_.push_back(std::move(item));
        return I{items_.size() - 1};
    }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    void reserve(std::size_t count) { items_.reserve(count); }
    void resize(std::size_t count) { items_.resize(count); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    const std::vector<T>& items() const { return items_; }
    std::vector<T>& items() { return items_; }
    friend bool operator==(const IndexedVector&, const IndexedVector&) = default;

  private:
    std::vector<T> items_;
};

/// The indices 0..count-1, for range loops over an IndexedVector: `for (NodeIdx n :
/// indices<NodeIdx>(count))`.
template <class I>
class indices {
  public:
    explicit indices(std::size_t count) : count_(count) {}
    struct iterator {
        I at;
        I operator*() const { return at; }
        iterator& operator++() {
            ++at;
            return *this;
        }
        friend bool operator==(iterator, iterator) = default;
    };
    iterator begin() const { return {I{0}}; }
    iterator end() const { return {I{count_}}; }

  private:
    std::size_t count_;
};

/// Compressed rows: row `i` is a contiguous span of `T`. Immutable after `Adjacency(first, items)`;
/// `first` has one more entry than there are rows and is non-decreasing.
template <class I, class T>
class Adjacency {
  public:
    Adjacency() : first_(1, 0) {}
    Adjacency(std::vector<std::uint32_t> first, std::vector<T> items)
        : first_(std::move(first)), items_(std::move(items)) {}

    std::span<const T> operator[](I row) const {
        return {items_.data() + first_[row.value()], items_.data() + first_[row.value() + 1]};
    }
    std::uint32_t first(I row) const { return first_[row.value()]; }
    std::size_t rows() const { return first_.size() - 1; }
    const std::vector<T>& items() const { return items_; }

  private:
    std::vector<std::uint32_t> first_;
    std::vector<T> items_;
};

}  // namespace lisiere
