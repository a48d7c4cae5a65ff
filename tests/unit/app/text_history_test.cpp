#include <doctest.h>

#include "app/text_history.h"

using app::TextHistory;

namespace {

void type(TextHistory& history, std::string_view letters) {
  for (const char letter : letters) history.edit(history.text() + letter);
}

}  // namespace

TEST_CASE("typing is undone a word at a time") {
  TextHistory history("");
  type(history, "let x");
  CHECK(history.text() == "let x");
  history.undo();
  CHECK(history.text() == "let");
  history.undo();
  CHECK(history.text().empty());
  CHECK_FALSE(history.can_undo());
  history.redo();
  history.redo();
  CHECK(history.text() == "let x");
  CHECK_FALSE(history.can_redo());
}

TEST_CASE("a new edit forgets what was undone") {
  TextHistory history("a");
  history.edit("ab");
  history.undo();
  history.edit("ac");
  CHECK_FALSE(history.can_redo());
  history.undo();
  CHECK(history.text() == "a");
}

TEST_CASE("a reset is one step and the same text is none") {
  TextHistory history("a");
  type(history, "bc");
  history.replace("a");
  history.replace("a");
  history.undo();
  CHECK(history.text() == "abc");
}

TEST_CASE("edits at another place do not join") {
  TextHistory history("12");
  history.edit("1a2");
  history.edit("b1a2");
  history.undo();
  CHECK(history.text() == "1a2");
}
