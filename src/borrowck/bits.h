#pragma once
// A set of small numbers, of a size that is fixed when it is made.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace borrowck {

class Bits {
 public:
  explicit Bits(std::size_t size = 0) : words_((size + 63) / 64) {}

  bool has(std::size_t at) const { return (words_[at / 64] >> (at % 64) & 1) != 0; }
  void add(std::size_t at) { words_[at / 64] |= std::uint64_t{1} << (at % 64); }
  void remove(std::size_t at) { words_[at / 64] &= ~(std::uint64_t{1} << (at % 64)); }
  void fill() { words_.assign(words_.size(), ~std::uint64_t{0}); }
  bool is_empty() const {
    for (const std::uint64_t word : words_)
      if (word != 0) return false;
    return true;
  }
  /// Returns whether that added any.
  bool join(const Bits& other) {
    bool has_changed = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t joined = words_[i] | other.words_[i];
      has_changed |= joined != words_[i];
      words_[i] = joined;
    }
    return has_changed;
  }
  void keep(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  bool operator==(const Bits& other) const { return words_ == other.words_; }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace borrowck
