#pragma once
// A shared value that is copied when it is changed while shared: what makes copying a machine cheap.
// Counts are not atomic: the core runs on one thread.

#include <cstdint>
#include <utility>

template <class T>
class Shared {
 public:
  Shared() = default;
  template <class... Arguments>
  static Shared make(Arguments&&... arguments) {
    Shared shared;
    shared.box_ = new Box{1, 0, T(std::forward<Arguments>(arguments)...)};
    return shared;
  }
  Shared(const Shared& other) : box_(other.box_) {
    if (box_) ++box_->count;
  }
  Shared(Shared&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
  Shared& operator=(Shared other) noexcept {
    std::swap(box_, other.box_);
    return *this;
  }
  ~Shared() {
    if (box_ && --box_->count == 0) delete box_;
  }
  explicit operator bool() const { return box_ != nullptr; }
  const T* get() const { return box_ ? &box_->value : nullptr; }
  const T& operator*() const { return box_->value; }
  const T* operator->() const { return &box_->value; }
  /// The value for changing: a copy of our own if others share it.
  T& edit() {
    if (box_->count > 1) {
      Box* copy = new Box{1, 0, box_->value};
      --box_->count;
      box_ = copy;
    }
    box_->fingerprint = 0;
    return box_->value;
  }
  /// A number that stands for the value, worked out again only after an `edit`.
  template <class Compute>
  std::uint64_t fingerprint(Compute compute) const {
    if (box_->fingerprint == 0) box_->fingerprint = compute(box_->value);
    return box_->fingerprint;
  }
  bool is_same(const Shared& other) const { return box_ == other.box_; }

 private:
  struct Box {
    std::uint32_t count;
    std::uint64_t fingerprint;   // 0: not known
    T value;
  };
  Box* box_ = nullptr;
};
