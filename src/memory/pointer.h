#pragma once
// Pointers as the abstract machine has them: an address, and a provenance that says which allocation
// may be reached through it and under which tag of the aliasing model. After Miri and MiniRust.

#include <cstdint>

#include "base/ids.h"

namespace memory {

using AllocId = Id<struct AllocTag>;
/// A borrow's name in the aliasing model; 0 means none was given.
using TagValue = std::uint32_t;

struct Provenance {
  static constexpr std::uint32_t no_alloc = 0xffffffffu;
  static constexpr std::uint32_t wildcard_alloc = 0xfffffffeu;
  std::uint32_t alloc = no_alloc;
  TagValue tag = 0;

  bool is_none() const { return alloc == no_alloc; }
  /// From an integer with exposed provenance: may reach any exposed allocation.
  bool is_wildcard() const { return alloc == wildcard_alloc; }
  AllocId alloc_id() const { return AllocId(alloc); }
  friend bool operator==(Provenance a, Provenance b) { return a.alloc == b.alloc && a.tag == b.tag; }
};

struct Pointer {
  std::uint64_t address = 0;
  Provenance provenance;
};

/// A scalar value of up to 16 bytes with the provenance it carries if it is a pointer.
struct Scalar {
  unsigned __int128 bits = 0;
  Provenance provenance;

  Pointer pointer() const { return {static_cast<std::uint64_t>(bits), provenance}; }
  static Scalar of(unsigned __int128 bits) { return {bits, {}}; }
  static Scalar of(Pointer pointer) { return {pointer.address, pointer.provenance}; }
};

/// Eight bytes of abstract memory: their values, which of them are initialized (bit i: byte i), and
/// the provenance that they carry. Nearly always that of a pointer which fills the word. Otherwise
/// (bytes of a pointer copied one by one, a pointer in a packed struct) byte i is byte i + `shift`
/// (modulo 8) of a pointer with that provenance, unless bit i of `lost` is set. Where two pointers meet
/// in a word, the bytes in `of_other` are byte i + `other_shift` of one with provenance `other`.
struct Word {
  std::uint64_t bits = 0;
  Provenance provenance;
  std::uint8_t init = 0;
  std::uint8_t lost = 0;
  std::uint8_t shift = 0;
  std::uint8_t of_other = 0;
  std::uint8_t other_shift = 0;
  Provenance other = {};

  bool is_whole_pointer() const { return (lost | shift) == 0; }
  void set_provenance(Provenance whole) {
    provenance = whole;
    lost = shift = of_other = 0;
  }
  /// Those bytes are of no pointer any more.
  void lose(std::uint8_t bytes) {
    lost |= bytes;
    of_other = static_cast<std::uint8_t>(of_other & ~bytes);
    if (lost != 0xff && !provenance.is_none()) return;
    if (of_other == 0) return set_provenance({});
    provenance = other;
    shift = other_shift;
    lost = static_cast<std::uint8_t>(~of_other);
    of_other = 0;
  }
};

}  // namespace memory
