#pragma once
// Ids and stores. A node is named by a small number whose type says which store it belongs to, so
// that mixing two kinds up does not compile, and whole structures can be copied: nothing in the core
// holds a pointer into itself.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
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
/// `freeze` makes what is there so far immutable and shared, so that copying the store afterwards
/// copies only what was added since: std is prepared once and every program builds on a copy of it.
template <class T, class IdType, class Items = std::vector<T>>
class Store {
 public:
  IdType add(T item) {
    items_.push_back(std::move(item));
    return IdType(size() - 1);
  }
  T& operator[](IdType id) {
    INVARIANT(id.value >= frozen_count_ && id.value < size(), "only what is not frozen is changed");
    return items_[id.value - frozen_count_];
  }
  const T& operator[](IdType id) const {
    if (id.value < frozen_count_) return (*frozen_)[id.value];
    INVARIANT(id.value < size(), "an id names an element of its own store");
    return items_[id.value - frozen_count_];
  }
  const T& at(IdType id) const { return (*this)[id]; }
  std::uint32_t size() const { return frozen_count_ + static_cast<std::uint32_t>(items_.size()); }
  bool is_empty() const { return size() == 0; }
  /// The id that the next `add` will return.
  IdType next_id() const { return IdType(size()); }

  /// Allowed once, while nothing is frozen.
  void freeze() {
    INVARIANT(frozen_count_ == 0, "a store is frozen once");
    frozen_count_ = static_cast<std::uint32_t>(items_.size());
    frozen_ = std::make_shared<const Items>(std::move(items_));
    items_ = Items();   // not {}: that would assign a list, and compile all that inserting one takes
  }
  std::uint32_t frozen_count() const { return frozen_count_; }

 private:
  std::shared_ptr<const Items> frozen_;
  std::uint32_t frozen_count_ = 0;
  Items items_;
};

/// A store in which a reference to an element stays valid while others are added.
template <class T, class IdType>
using StableStore = Store<T, IdType, std::deque<T>>;
