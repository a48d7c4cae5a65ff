#pragma once
// A map that is prepared once and then copied often: `freeze` shares what is in it so far among all
// copies, and a copy costs only what was added since. Like Store::freeze in ids.h.

#include <memory>
#include <unordered_map>
#include <utility>

#include "base/result.h"

template <class Key, class Value>
class LayeredMap {
 public:
  using Entry = std::pair<const Key, Value>;

  /// `end()` if there is none. Valid until the map is changed.
  const Entry* find(const Key& key) const {
    if (const auto own = own_.find(key); own != own_.end()) return &*own;
    if (!frozen_) return nullptr;
    const auto found = frozen_->find(key);
    return found != frozen_->end() ? &*found : nullptr;
  }
  const Entry* end() const { return nullptr; }
  bool contains(const Key& key) const { return find(key) != end(); }
  const Value& at(const Key& key) const {
    const Entry* found = find(key);
    INVARIANT(found != end(), "the key is in the map");
    return found->second;
  }
  /// For changing: what is frozen is copied first.
  Value& operator[](const Key& key) {
    if (const auto own = own_.find(key); own != own_.end()) return own->second;
    const Entry* shared = find(key);
    return own_.emplace(key, shared ? shared->second : Value()).first->second;
  }
  /// Keeps what is there.
  void emplace(const Key& key, Value value) {
    if (!contains(key)) own_.emplace(key, std::move(value));
  }
  /// Allowed once, while nothing is frozen.
  void freeze() {
    INVARIANT(!frozen_, "a map is frozen once");
    frozen_ = std::make_shared<const Map>(std::move(own_));
    own_ = Map();
  }

 private:
  using Map = std::unordered_map<Key, Value>;
  std::shared_ptr<const Map> frozen_;
  Map own_;
};
