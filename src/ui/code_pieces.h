#pragma once
// Rust text cut into pieces by what they look like, for colouring. It only colours: the front end's
// lexer decides what a text means. Works on any text, also on one that does not parse.

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/theme.h"

namespace ui {

struct CodePiece {
  std::uint32_t begin = 0, end = 0;  // bytes; pieces cover the text without gaps
  Ink ink = Ink::CodeText;
  bool is_strong = false;
};

/// Whether the byte may stand in a name or a number.
bool is_word(char c);
std::vector<CodePiece> rust_pieces(std::string_view text);
/// One piece, for text that is not Rust.
std::vector<CodePiece> plain_pieces(std::string_view text);

}  // namespace ui
