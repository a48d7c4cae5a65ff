#pragma once
// Reading and writing runs of abstract bytes that are kept eight to a word. Frames and allocations
// share this form, so that a value is copied between them without being taken apart.
//
//   byte offset   0 1 2 3 4 5 6 7 | 8 9 …
//   word          words[0]        | words[1]
//
// A pointer that fills one aligned word is the quick case; elsewhere each byte knows which byte of
// which pointer it is.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "memory/pointer.h"

namespace memory {

inline std::uint64_t low_mask(std::uint32_t bytes) {
  return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (bytes * 8)) - 1;
}
inline std::uint64_t words_for(std::uint64_t bytes) { return (bytes + 7) / 8; }

/// The words of a value on its way from one place to another; a short one needs no memory of its own.
class Value {
 public:
  explicit Value(std::uint64_t count = 0, const Word& word = {}) { reset(count, word); }
  void reset(std::uint64_t count, const Word& word = {}) {
    count_ = count;
    if (count > few) many_.assign(count, word);
    else std::fill_n(few_, count, word);
  }
  Word* data() { return count_ > few ? many_.data() : few_; }
  Word& operator[](std::size_t index) { return data()[index]; }
  std::size_t size() const { return count_; }

 private:
  static constexpr std::size_t few = 4;
  std::size_t count_ = 0;
  Word few_[few];
  std::vector<Word> many_;
};

/// Whether every byte of the run is initialized.
bool is_initialized(const Word* words, std::uint64_t offset, std::uint64_t size);
/// The slow ways of `load` and `store`, for runs that straddle words.
bool load_bytes(const Word* words, std::uint64_t offset, std::uint32_t size, Scalar& out);
void store_bytes(Word* words, std::uint64_t offset, std::uint32_t size, const Scalar& value);

/// Reads up to 16 bytes; false if one of them is uninitialized.
inline bool load(const Word* words, std::uint64_t offset, std::uint32_t size, Scalar& out) {
  const std::uint32_t at = offset & 7;
  if (at + size <= 8) {
    const Word& word = words[offset >> 3];
    const auto wanted = static_cast<std::uint8_t>(((1u << size) - 1) << at);
    if ((word.init & wanted) != wanted) return false;
    out.bits = (word.bits >> (at * 8)) & low_mask(size);
    out.provenance = size == 8 && word.is_whole_pointer() ? word.provenance : Provenance{};
    return true;
  }
  return load_bytes(words, offset, size, out);
}

inline void store(Word* words, std::uint64_t offset, std::uint32_t size, const Scalar& value) {
  const std::uint32_t at = offset & 7;
  if (at + size <= 8) {
    Word& word = words[offset >> 3];
    const std::uint64_t mask = low_mask(size) << (at * 8);
    word.bits = (word.bits & ~mask) | ((static_cast<std::uint64_t>(value.bits) << (at * 8)) & mask);
    if (size == 8) word.set_provenance(value.provenance);
    else if (!word.provenance.is_none()) word.lose(static_cast<std::uint8_t>(((1u << size) - 1) << at));
    word.init |= static_cast<std::uint8_t>(((1u << size) - 1) << at);
    return;
  }
  store_bytes(words, offset, size, value);
}

/// Copies bytes with what is known of each; the runs may overlap.
void copy_bytes(const Word* from, std::uint64_t from_offset, Word* to, std::uint64_t to_offset,
                std::uint64_t size);

inline void copy(const Word* from, std::uint64_t from_offset, Word* to, std::uint64_t to_offset,
                 std::uint64_t size) {
  if (((from_offset | to_offset | size) & 7) == 0) {
    const Word* source = from + (from_offset >> 3);
    Word* target = to + (to_offset >> 3);
    const std::uint64_t count = size >> 3;
    if (source < target && source + count > target) {
      for (std::uint64_t i = count; i-- > 0;) target[i] = source[i];
    } else {
      for (std::uint64_t i = 0; i < count; ++i) target[i] = source[i];
    }
    return;
  }
  copy_bytes(from, from_offset, to, to_offset, size);
}

/// Marks bytes as uninitialized.
void forget_bytes(Word* words, std::uint64_t offset, std::uint64_t size);
inline void forget(Word* words, std::uint64_t offset, std::uint64_t size) {
  if (((offset | size) & 7) == 0) {
    std::fill_n(words + (offset >> 3), size >> 3, Word{});
    return;
  }
  forget_bytes(words, offset, size);
}

inline std::uint8_t byte_at(const Word* words, std::uint64_t offset) {
  return static_cast<std::uint8_t>(words[offset >> 3].bits >> ((offset & 7) * 8));
}
inline bool is_byte_initialized(const Word* words, std::uint64_t offset) {
  return (words[offset >> 3].init >> (offset & 7)) & 1;
}
void set_byte(Word* words, std::uint64_t offset, std::uint8_t value);
/// Whether a byte of the run is one of a pointer with provenance.
bool has_provenance(const Word* words, std::uint64_t offset, std::uint64_t size);
/// Takes what bytes know of a pointer that they belong to: they are part of a number now.
void forget_provenance(Word* words, std::uint64_t offset, std::uint64_t size);

}  // namespace memory
