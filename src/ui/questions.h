#pragma once
// Questions in the reading column. A question is a card: what is asked, a way to answer it, and
// what the judge said. An answer under way is a draft in UiState, in the form of lesson/answers.h.

#include "ui/blocks.h"

namespace ui {

/// All questions of a quiz; `first` is the index of its first one in the view's list.
float draw_quiz(const Reader& reader, const lesson::Quiz& quiz, ImVec2 at, float width);

/// One question as its card draws it.
struct Asked {
  const lesson::Question& question;
  const QuestionView& view;
  std::string& draft;
  bool is_judged;  // the draft is what was judged, so marks and reasons are shown
};

/// The part between prompt and buttons; by the kind of question. Returns its height.
float draw_answering(const Reader& reader, Asked asked, ImVec2 at, float width);
/// Whether the draft can be handed in.
bool is_complete(const Reader& reader, const Asked& asked);
/// The answer to hand in: the draft, or the run or the program on the stage.
std::string answer_to_give(const Reader& reader, const Asked& asked);

}  // namespace ui
