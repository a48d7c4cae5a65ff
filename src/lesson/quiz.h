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
  std::string text;       // Markdown
  bool is_right = false;
  std::string because;    // Markdown: why it is right or wrong; may be empty
};

struct Question {
  QuestionKind kind = QuestionKind::MultipleChoice;
  std::string id;
  std::string prompt;                  // Markdown
  std::vector<Option> options;         // MultipleChoice; Outcomes (texts offered); Order (right order as given)
  bool accepts_several = false;        // MultipleChoice with a list of answers; Outcomes always
  std::vector<std::string> accepted;   // ShortAnswer: the answer and its alternatives
  std::string program;                 // Tracing, Outcomes, Schedule, Ordering, Locate, Exercise: Rust text
  int edition = 2024;
  bool does_compile = true;            // Tracing
  std::string stdout_text;             // Tracing: what it prints
  std::uint32_t line_number = 0;       // Tracing that does not compile; Locate
  std::string goal;                    // Schedule: "deadlock", "race", "panic", or "prints: 1"; Exercise: what must hold
  std::string solution;                // Exercise: a program that passes, used by the checker only
  std::string context;                 // Markdown: the explanation shown after an answer
  Span span;
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
