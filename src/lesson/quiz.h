#pragma once
// Questions as values. The file format is mdbook-quiz's TOML with types of our own added; a file of
// that tool loads unchanged. Question ids are stable, so that editing a text loses no answer.

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"

namespace lesson {

enum class QuestionKind { ShortAnswer, Tracing, MultipleChoice, Outcomes, Schedule, Order, Ordering, Locate, Exercise };

struct Option {
  std::string text;       // Markdown; Outcomes: a stdout, or "stops: deadlock" and the like, as it is
  bool is_right = false;
  std::string because;    // Markdown: why it is right or wrong; may be empty
  std::uint32_t rank = 0; // Order: where it belongs; steps of equal rank may stand in any order
};

struct Question {
  QuestionKind kind = QuestionKind::MultipleChoice;
  std::string id;
  std::string prompt;                  // Markdown
  std::string part_of;                 // Markdown: what the parts of a multipart question share
  std::string response = "short";      // ShortAnswer: "short", "long" or "code"
  std::vector<Option> options;         // in the order to show them in
  bool accepts_several = false;        // MultipleChoice with a list of answers; Outcomes always
  std::vector<std::string> accepted;   // ShortAnswer: the answer and its alternatives;
                                       // Ordering: the weakest orderings, one a hole
  std::vector<std::vector<std::string>> keywords;  // ShortAnswer: one word of each group is enough
  std::string program;                 // Tracing, Outcomes, Schedule, Ordering, Locate, Exercise: Rust text
  int edition = 2024;
  bool does_compile = true;            // Tracing
  std::string stdout_text;             // Tracing: what it prints
  std::string memory = "sc";           // the memory model to judge under
  std::string aliasing = "none";
  std::uint32_t line_number = 0;       // Tracing that does not compile
  std::vector<std::uint32_t> line_numbers;  // Locate: any of these is right
  std::vector<std::string> must_contain;      // Exercise: what the answer's text keeps,
  std::vector<std::string> must_not_contain;  // and what it does without
  std::string hidden_text;             // Exercise: Rust put after the answer before it runs
  // Schedule (the run that the student drove reaches it) and Exercise, Ordering (it holds in every
  // execution): "prints: 1" (that is all it prints, a final line end apart; \n separates lines),
  // "ends", "panic", "race", "deadlock", "ub", "leak".
  std::string goal;
  std::string solution;                // Exercise: a program that passes; Schedule: a schedule that
                                       // reaches the goal. Used by the checker only
  std::string context;                 // Markdown: the explanation shown after an answer
  Span span;
  Span program_span;                   // where the program stands in the quiz file
};

struct Quiz {
  std::string id;
  std::vector<Question> questions;
  Span span;
};

/// A judged answer, with what to tell the student at once.
struct Feedback {
  bool is_right = false;
  std::string message;                 // Markdown
  std::vector<std::uint32_t> wrong_options;   // indexes into options
  std::string refuting_schedule;       // a run that shows it; empty if there is none
};

}  // namespace lesson
