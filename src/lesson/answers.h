#pragma once
// The text form of an answer. It is what `AnswerQuestion` carries, what progress stores, and what
// `grade` reads, so it never changes its meaning:
//
//   MultipleChoice, Outcomes   indexes into `options`, rising: "0 2"; "" for none
//   Order                      indexes into `options`, first step first: "2 0 1"
//   ShortAnswer                the words as typed
//   Tracing                    "prints" and a line end, then the output; or "line 4" for the line
//                              that does not compile
//   Locate                     "line 7"
//   Ordering                   the chosen orderings, one a hole: "Release Acquire"
//   Schedule                   the schedule of the run, as `run/` writes it
//   Exercise                   the program

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/quiz.h"

namespace lesson {

std::string answer_of_choices(std::vector<std::uint32_t> indexes);
std::string answer_of_order(const std::vector<std::uint32_t>& indexes);
std::string answer_of_output(std::string_view output);
std::string answer_of_line(std::uint32_t line);

/// The numbers of a MultipleChoice, Outcomes or Order answer, in the order given; none if the text
/// has another form.
std::optional<std::vector<std::uint32_t>> read_indexes(std::string_view answer);
/// The line of a "line 4" answer.
std::optional<std::uint32_t> read_line(std::string_view answer);
/// The output of a "prints" answer.
std::optional<std::string> read_output(std::string_view answer);
/// A number of up to nine digits and nothing else.
std::optional<std::uint32_t> read_number(std::string_view digits);
/// The words between spaces.
std::vector<std::string> read_words(std::string_view answer);

/// An answer that is right, for the checker, for tests and for "show me": empty for ShortAnswers that
/// only name keywords, and for a Schedule or Exercise without a solution.
std::string right_answer(const Question& question);

}  // namespace lesson
