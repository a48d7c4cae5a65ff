#pragma once
// Ids and stores. A node is named by a small number whose type says which store it belongs to, so
// that mixing two kinds up does not compile, and whole structures can be copied: nothing in the core
// holds a pointer into itself.

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "base/result.h"

template <class Tag>
struct Id {
  static constexpr std::uint32_t none_value = 0xffffffffu;
  std::uint32_t value = none_value;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : value(index) {}
  /// False for the default id, which names nothing.
  constexpr explicit operator bool() const { return value != none_value; }
  constexpr friend bool operator==(Id a, Id b) { return a.value == b.value; }
  constexpr friend bool operator!=(Id a, Id b) { return a.value != b.value; }
  constexpr friend bool operator<(Id a, Id b) { return a.value < b.value; }
};

template <class Tag>
struct std::hash<Id<Tag>> {
  std::size_t operator()(Id<Tag> id) const { return std::hash<std::uint32_t>()(id.value); }
};

/// A growing array of T in which each element keeps the id it was given.
template <class T, class IdType>
class Store {
 public:
  IdType add(T item) {
    items_.push_back(std::move(item));
    return IdType(static_cast<std::uint32_t>(items_.size() - 1));
  }
  T& operator[](IdType id) {
    INVARIANT(id.value < items_.size(), "an id names an element of its own store");
    return items_[id.value];
  }
  const T& operator[](IdType id) const {
    INVARIANT(id.value < items_.size(), "an id names an element of its own store");
    return items_[id.value];
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(items_.size()); }
  bool is_empty() const { return items_.empty(); }
  /// The id that the next `add` will return.
  IdType next_id() const { return IdType(size()); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};
