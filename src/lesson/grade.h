#pragma once
// Judging answers that need no run: those of ShortAnswer, Tracing, MultipleChoice, Order and Locate,
// whose right answers stand in the quiz file (and are verified by `check_book`). The others are judged
// by running the program: see grading.h.

#include <string_view>

#include "lesson/quiz.h"

namespace lesson {

enum class Judging { AtOnce, ByRunning };
Judging judging_of(QuestionKind kind);

/// Judges an answer in the form of answers.h. An answer of another form is wrong, with a message.
/// The question is one that is judged at once.
Feedback grade_at_once(const Question& question, std::string_view answer);

/// Marks the chosen options that `is_right` does not have, and says how many are missing.
Feedback grade_choices(const Question& question, std::string_view answer, const std::vector<bool>& is_right);

}  // namespace lesson
