#include "memory/words.h"

namespace memory {

bool is_initialized(const Word* words, std::uint64_t offset, std::uint64_t size) {
  for (std::uint64_t end = offset + size; offset < end;) {
    const std::uint32_t at = offset & 7;
    const auto here = static_cast<std::uint32_t>(std::min<std::uint64_t>(8 - at, end - offset));
    const auto wanted = static_cast<std::uint8_t>(((1u << here) - 1) << at);
    if ((words[offset >> 3].init & wanted) != wanted) return false;
    offset += here;
  }
  return true;
}

void set_byte(Word* words, std::uint64_t offset, std::uint8_t value) {
  Word& word = words[offset >> 3];
  const std::uint32_t shift = (offset & 7) * 8;
  word.bits = (word.bits & ~(std::uint64_t{0xff} << shift)) | (std::uint64_t{value} << shift);
  word.init |= static_cast<std::uint8_t>(1u << (offset & 7));
  word.lose(static_cast<std::uint8_t>(1u << (offset & 7)));
}

namespace {

/// Which byte of a pointer the byte is, if it is one and that pointer's provenance.
Provenance fragment_of(const Word& word, std::uint32_t at, std::uint32_t& fragment) {
  const bool is_other = ((word.of_other >> at) & 1) != 0;
  if (!is_other && (word.provenance.is_none() || ((word.lost >> at) & 1))) return {};
  fragment = (at + (is_other ? word.other_shift : word.shift)) & 7;
  return is_other ? word.other : word.provenance;
}

/// The byte, which is of no pointer, becomes that byte of one. Of a third pointer in a word there is
/// no room: the second one is lost.
void set_fragment(Word& word, std::uint32_t at, std::uint32_t fragment, Provenance provenance) {
  const auto shift = static_cast<std::uint8_t>((fragment - at) & 7);
  const auto byte = static_cast<std::uint8_t>(1u << at);
  if (word.provenance.is_none()) {
    word.provenance = provenance;
    word.shift = shift;
    word.lost = static_cast<std::uint8_t>(~byte);
  } else if (word.provenance == provenance && word.shift == shift) {
    word.lost = static_cast<std::uint8_t>(word.lost & ~byte);
  } else {
    if (!(word.other == provenance && word.other_shift == shift)) word.of_other = 0;
    word.other = provenance;
    word.other_shift = shift;
    word.of_other |= byte;
  }
}

}  // namespace

bool has_provenance(const Word* words, std::uint64_t offset, std::uint64_t size) {
  std::uint32_t fragment = 0;
  for (std::uint64_t at = offset; at < offset + size; ++at)
    if (!fragment_of(words[at >> 3], at & 7, fragment).is_none()) return true;
  return false;
}

void forget_provenance(Word* words, std::uint64_t offset, std::uint64_t size) {
  for (std::uint64_t end = offset + size; offset < end;) {
    const std::uint32_t at = offset & 7;
    const auto here = static_cast<std::uint32_t>(std::min<std::uint64_t>(8 - at, end - offset));
    words[offset >> 3].lose(static_cast<std::uint8_t>(((1u << here) - 1) << at));
    offset += here;
  }
}

bool load_bytes(const Word* words, std::uint64_t offset, std::uint32_t size, Scalar& out) {
  if (!is_initialized(words, offset, size)) return false;
  out = Scalar{};
  for (std::uint32_t i = 0; i < size; ++i)
    out.bits |= static_cast<unsigned __int128>(byte_at(words, offset + i)) << (i * 8);
  if (size != 8) return true;
  for (std::uint32_t i = 0, fragment = 0; i < 8; ++i) {
    const Provenance found = fragment_of(words[(offset + i) >> 3], (offset + i) & 7, fragment);
    if (found.is_none() || fragment != i || (i > 0 && !(found == out.provenance))) {
      out.provenance = {};
      return true;
    }
    out.provenance = found;
  }
  return true;
}

void store_bytes(Word* words, std::uint64_t offset, std::uint32_t size, const Scalar& value) {
  if ((offset & 7) == 0 && size == 16) {
    words[offset >> 3] = {static_cast<std::uint64_t>(value.bits), {}, 0xff};
    words[(offset >> 3) + 1] = {static_cast<std::uint64_t>(value.bits >> 64), {}, 0xff};
    return;
  }
  for (std::uint32_t i = 0; i < size; ++i) set_byte(words, offset + i, static_cast<std::uint8_t>(value.bits >> (i * 8)));
  if (value.provenance.is_none()) return;
  for (std::uint32_t i = 0; i < size; ++i)
    set_fragment(words[(offset + i) >> 3], (offset + i) & 7, i, value.provenance);
}

namespace {

void copy_byte(const Word* from, std::uint64_t from_offset, Word* to, std::uint64_t to_offset) {
  if (is_byte_initialized(from, from_offset)) {
    std::uint32_t fragment = 0;
    const Provenance provenance = fragment_of(from[from_offset >> 3], from_offset & 7, fragment);
    set_byte(to, to_offset, byte_at(from, from_offset));
    if (!provenance.is_none()) set_fragment(to[to_offset >> 3], to_offset & 7, fragment, provenance);
  } else {
    forget_bytes(to, to_offset, 1);
  }
}

}  // namespace

void copy_bytes(const Word* from, std::uint64_t from_offset, Word* to, std::uint64_t to_offset,
                std::uint64_t size) {
  const std::uint32_t at = from_offset & 7;
  if (size <= 8 && at + size <= 8 && (to_offset & 7) == at) {
    const Word source = from[from_offset >> 3];
    Word& target = to[to_offset >> 3];
    if (size == 8) {
      target = source;
      return;
    }
    const std::uint64_t mask = low_mask(static_cast<std::uint32_t>(size)) << (at * 8);
    const auto bytes = static_cast<std::uint8_t>(((1u << size) - 1) << at);
    target.bits = (target.bits & ~mask) | (source.bits & mask);
    target.init = static_cast<std::uint8_t>((target.init & ~bytes) | (source.init & bytes));
    if (!target.provenance.is_none()) target.lose(bytes);
    if (source.provenance.is_none()) return;
    std::uint32_t fragment = 0;
    for (std::uint32_t i = at; i < at + size; ++i) {
      const Provenance provenance = fragment_of(source, i, fragment);
      if (!provenance.is_none()) set_fragment(target, i, fragment, provenance);
    }
    return;
  }
  // What is written over makes room for the pointers that come.
  if (from != to) forget_provenance(to, to_offset, size);
  const bool backwards = from == to && from_offset < to_offset;
  // Whole words that keep their place in the word carry provenance; the ragged ends are plain bytes.
  if (at == (to_offset & 7) && !backwards) {
    std::uint64_t done = 0;
    while (done < size) {
      if (((from_offset + done) & 7) == 0 && size - done >= 8) {
        to[(to_offset + done) >> 3] = from[(from_offset + done) >> 3];
        done += 8;
      } else {
        copy_byte(from, from_offset + done, to, to_offset + done);
        ++done;
      }
    }
    return;
  }
  if (at == (to_offset & 7)) {
    std::uint64_t left = size;
    while (left > 0) {
      if (((from_offset + left) & 7) == 0 && left >= 8) {
        left -= 8;
        to[(to_offset + left) >> 3] = from[(from_offset + left) >> 3];
      } else {
        --left;
        copy_byte(from, from_offset + left, to, to_offset + left);
      }
    }
    return;
  }
  if (backwards) {
    for (std::uint64_t i = size; i-- > 0;) copy_byte(from, from_offset + i, to, to_offset + i);
  } else {
    for (std::uint64_t i = 0; i < size; ++i) copy_byte(from, from_offset + i, to, to_offset + i);
  }
}

void forget_bytes(Word* words, std::uint64_t offset, std::uint64_t size) {
  for (std::uint64_t end = offset + size; offset < end;) {
    const std::uint32_t at = offset & 7;
    const auto here = static_cast<std::uint32_t>(std::min<std::uint64_t>(8 - at, end - offset));
    Word& word = words[offset >> 3];
    word.init &= static_cast<std::uint8_t>(~(((1u << here) - 1) << at));
    word.lose(static_cast<std::uint8_t>(((1u << here) - 1) << at));
    offset += here;
  }
}

}  // namespace memory
