#include "syntax/characters.h"

#include <cstdio>

#include "base/text.h"

namespace syntax {

bool is_ident_start(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return is_ident_continue(c);
}

// Beyond ASCII this follows the large blocks of letters, not the full XID tables: signs, arrows,
// punctuation and pictures are out, everything else is in.
bool is_ident_continue(char32_t c) {
  if (c < 0x80) return is_ident_start(c) || (c >= '0' && c <= '9');
  if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba || c == 0xb7;
  if (c == 0xd7 || c == 0xf7 || c == 0xfffd) return false;
  if (c >= 0x2000 && c <= 0x2bff) return c == 0x203f || c == 0x2040 || c == 0x2071 || c == 0x207f ||
                                         (c >= 0x2090 && c <= 0x209c) || c == 0x2102 || c == 0x2115;
  if (c >= 0x2e00 && c <= 0x2e7f) return false;
  if (c >= 0x3000 && c <= 0x3004) return false;
  if (c >= 0x3008 && c <= 0x3020) return false;
  if (c >= 0xe000 && c <= 0xf8ff) return false;
  if (c >= 0xff01 && c <= 0xff0f) return false;
  if (c >= 0x1f000 && c <= 0x1ffff) return false;
  return c < 0xe0000;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x200e || c == 0x200f ||
         c == 0x2028 || c == 0x2029;
}
std::string shown(char32_t c) {
  const bool is_unseen = c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
                         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
  std::string out;
  if (is_unseen) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "\\u{%x}", static_cast<unsigned>(c));
    return digits;
  }
  append_utf8(out, c);
  return out;
}

}  // namespace syntax
