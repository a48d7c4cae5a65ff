// Colours that can be read, code that is coloured as Rust, and text that wraps.

#include <doctest.h>

#include "ui/code_pieces.h"
#include "ui/code_text.h"
#include "ui/theme.h"

using namespace ui;

TEST_CASE("text can be read on its ground in every theme") {
  for (const char* name : {"light", "dark", "contrast"}) {
    const Theme& theme = theme_named(name, false);
    CAPTURE(name);
    const auto contrast = [&](Ink text, Ink ground) {
      return contrast_of(ink_of(theme, text), ink_of(theme, ground));
    };
    for (const Ink ground : {Ink::Page, Ink::Panel, Ink::Card}) {
      CHECK(contrast(Ink::Text, ground) >= 7);
      CHECK(contrast(Ink::Heading, ground) >= 7);
      CHECK(contrast(Ink::Muted, ground) >= 4.5);
      CHECK(contrast(Ink::Link, ground) >= 4.5);
    }
    CHECK(contrast(Ink::OnAccent, Ink::Accent) >= 4.5);
    CHECK(contrast(Ink::Accent, Ink::AccentSoft) >= 4.5);
    CHECK(contrast(Ink::Good, Ink::GoodSoft) >= 4.5);
    CHECK(contrast(Ink::Bad, Ink::BadSoft) >= 4.5);
    CHECK(contrast(Ink::Warn, Ink::WarnSoft) >= 4.5);
    CHECK(contrast(Ink::Note, Ink::NoteSoft) >= 4.5);
    for (const Ink ink : {Ink::CodeText, Ink::Keyword, Ink::TypeName, Ink::Function, Ink::String,
                          Ink::Number, Ink::MacroName, Ink::Lifetime})
      CHECK(contrast(ink, Ink::CodeBack) >= 4.5);
    for (const std::uint32_t lane : theme.lanes)
      CHECK(contrast_of(lane, ink_of(theme, Ink::Page)) >= 4);
  }
}

TEST_CASE("the system's theme is light or dark as the system says") {
  CHECK(theme_named("system", true).name == "dark");
  CHECK(theme_named("system", false).name == "light");
}

TEST_CASE("pieces of code cover the text without gaps") {
  for (const std::string_view text :
       {"", "fn main() { let s = \"a\\\"b\"; }", "/* open", "'a 'b' b'c' r#\"x\"# \"open",
        "#[derive(Clone)] é 1.0_f32 1..2"}) {
    std::uint32_t at = 0;
    for (const CodePiece& piece : rust_pieces(text)) {
      CHECK(piece.begin == at);
      CHECK(piece.end > piece.begin);
      at = piece.end;
    }
    CHECK(at == text.size());
  }
}

TEST_CASE("Rust is coloured by what its words are") {
  const auto ink_at = [](std::string_view text, std::string_view word) {
    const auto offset = static_cast<std::uint32_t>(text.find(word));
    for (const CodePiece& piece : rust_pieces(text))
      if (piece.begin <= offset && offset < piece.end) return piece.ink;
    return Ink::Page;
  };
  constexpr std::string_view text =
      "fn f<'a>(x: &'a u32) { println!(\"{}\", 'c'); Vec::new(); 42 } // end";
  CHECK(ink_at(text, "fn") == Ink::Keyword);
  CHECK(ink_at(text, "'a") == Ink::Lifetime);
  CHECK(ink_at(text, "u32") == Ink::TypeName);
  CHECK(ink_at(text, "println!") == Ink::MacroName);
  CHECK(ink_at(text, "\"{}\"") == Ink::String);
  CHECK(ink_at(text, "'c'") == Ink::String);
  CHECK(ink_at(text, "Vec") == Ink::TypeName);
  CHECK(ink_at(text, "new") == Ink::Function);
  CHECK(ink_at(text, "42") == Ink::Number);
  CHECK(ink_at(text, "// end") == Ink::Comment);
}

TEST_CASE("long lines of code are folded, short ones are not") {
  const std::vector<CodeRow> whole = code_rows("one\n\ntwo\n", 0);
  REQUIRE(whole.size() == 3);
  CHECK(whole[2].line == 3);
  const std::vector<CodeRow> folded = code_rows("let a = first + second + third;", 16);
  REQUIRE(folded.size() > 1);
  CHECK(folded[1].is_continued());
  CHECK(folded[1].line == 1);
  CHECK(folded.back().end == 31);
}

TEST_CASE("code without spaces is folded at a call, beyond the indentation of its line") {
  const std::string text = "    let n = COUNTER.load(Ordering::SeqCst);";
  const std::vector<CodeRow> rows = code_rows(text, 36);
  REQUIRE(rows.size() == 2);
  CHECK(text.substr(rows[1].begin) == "Ordering::SeqCst);");
  CHECK(rows[1].indent == 8);
}
