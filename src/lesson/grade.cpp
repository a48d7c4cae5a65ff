#include "lesson/grade.h"

#include <algorithm>

#include "base/result.h"
#include "base/text.h"
#include "lesson/answers.h"
#include "lesson/goal.h"

namespace lesson {

namespace {

Feedback right(std::string message = {}) {
  Feedback feedback;
  feedback.is_right = true;
  feedback.message = std::move(message);
  return feedback;
}

Feedback wrong(std::string message) {
  Feedback feedback;
  feedback.message = std::move(message);
  return feedback;
}

Feedback unreadable() { return wrong("This answer cannot be read. Please give it again."); }

/// What is left of an answer when case, spacing, backticks and a final stop do not count.
std::string plain_answer(std::string_view text, bool is_code) {
  std::string out;
  for (const std::string& word : read_words(text)) {
    if (!out.empty()) out += ' ';
    for (const char c : word) {
      if (c == '`') continue;
      out += !is_code && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  while (!out.empty() && (out.back() == '.' || (!is_code && out.back() == ';'))) out.pop_back();
  return out;
}

Feedback grade_short_answer(const Question& question, std::string_view answer) {
  const bool is_code = question.response == "code";
  const std::string given = plain_answer(answer, is_code);
  for (const std::string& accepted : question.accepted)
    if (plain_answer(accepted, is_code) == given) return right();
  if (question.keywords.empty()) return wrong(given.empty() ? "Type an answer first." : "That is not it.");
  std::size_t met = 0;
  for (const std::vector<std::string>& group : question.keywords)
    if (std::any_of(group.begin(), group.end(), [&](const std::string& word) {
          return given.find(plain_answer(word, is_code)) != std::string::npos;
        }))
      ++met;
  if (met == question.keywords.size())
    return right(concat("Your answer names what matters. Compare it with ours: ", question.accepted.empty() ? "" : question.accepted.front()));
  return wrong(met == 0 ? "The point that matters is not in it yet."
                        : "You are on the way. Something that matters is still missing.");
}

/// Lines without the space at their ends.
std::string plain_output(std::string_view output) {
  std::string out;
  for (const std::string_view line : split_lines(without_final_newline(output))) {
    const std::size_t end = line.find_last_not_of(" \t\r");
    out += concat(line.substr(0, end == std::string_view::npos ? 0 : end + 1), "\n");
  }
  return out;
}

/// Where two outputs part, without saying what would be right.
std::string first_difference(std::string_view given, std::string_view printed) {
  const std::vector<std::string_view> yours = split_lines(without_final_newline(given)), its = split_lines(without_final_newline(printed));
  for (std::size_t i = 0; i < yours.size() && i < its.size(); ++i)
    if (yours[i] != its[i]) return concat("Line ", i + 1, " of the output is the first that differs.");
  return yours.size() < its.size() ? "As far as your lines go they are right; more follow." : "It prints fewer lines.";
}

Feedback grade_tracing(const Question& question, std::string_view answer) {
  if (const std::optional<std::string> output = read_output(answer)) {
    if (!question.does_compile) return wrong("This program does not compile.");
    const std::string given = plain_output(*output), printed = plain_output(question.stdout_text);
    return given == printed ? right() : wrong(concat("It compiles, and prints something else. ", first_difference(given, printed)));
  }
  const std::optional<std::uint32_t> line = read_line(answer);
  if (!line) return unreadable();
  if (question.does_compile) return wrong("The compiler accepts this program.");
  return *line == question.line_number ? right() : wrong("It does not compile, for another line's sake.");
}

Feedback grade_order(const Question& question, std::string_view answer) {
  const auto order = read_indexes(answer);
  if (!order || order->size() != question.options.size()) return unreadable();
  std::vector<std::uint32_t> sorted = *order;
  std::sort(sorted.begin(), sorted.end());
  for (std::uint32_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] != i) return unreadable();

  // Steps of equal rank may change places, so a step is right where its rank is.
  std::vector<std::uint32_t> ranks;
  for (const Option& option : question.options) ranks.push_back(option.rank);
  std::sort(ranks.begin(), ranks.end());
  Feedback feedback;
  for (std::size_t place = 0; place < order->size(); ++place)
    if (question.options[(*order)[place]].rank != ranks[place]) feedback.wrong_options.push_back((*order)[place]);
  feedback.is_right = feedback.wrong_options.empty();
  if (!feedback.is_right)
    feedback.message = concat(order->size() - feedback.wrong_options.size(), " of ", order->size(),
                              " steps are in their place. Ask of each step: what must have happened before?");
  return feedback;
}

Feedback grade_locate(const Question& question, std::string_view answer) {
  const std::optional<std::uint32_t> line = read_line(answer);
  if (!line) return unreadable();
  const auto& lines = question.line_numbers;
  return std::find(lines.begin(), lines.end(), *line) != lines.end() ? right() : wrong(concat("Not line ", *line, ". Say to yourself what that line does, then read again what is asked for."));
}

}  // namespace

Judging judging_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::ShortAnswer:
    case QuestionKind::Tracing:
    case QuestionKind::MultipleChoice:
    case QuestionKind::Order:
    case QuestionKind::Locate: return Judging::AtOnce;
    case QuestionKind::Outcomes:
    case QuestionKind::Schedule:
    case QuestionKind::Ordering:
    case QuestionKind::Exercise: return Judging::ByRunning;
  }
  return Judging::AtOnce;
}

Feedback grade_choices(const Question& question, std::string_view answer, const std::vector<bool>& is_right) {
  const auto chosen = read_indexes(answer);
  if (!chosen) return unreadable();
  Feedback feedback;
  std::size_t found = 0;
  for (const std::uint32_t index : *chosen) {
    if (index >= question.options.size()) return unreadable();
    if (is_right[index]) ++found;
    else feedback.wrong_options.push_back(index);
  }
  const auto wanted = static_cast<std::size_t>(std::count(is_right.begin(), is_right.end(), true));
  const std::size_t missing = wanted - std::min(found, wanted);
  feedback.is_right = feedback.wrong_options.empty() && missing == 0;
  if (feedback.is_right || !question.accepts_several) return feedback;
  if (missing > 0 && feedback.wrong_options.empty())
    feedback.message = concat("What you chose is right, but ", missing == 1 ? "one is" : concat(missing, " are"), " missing.");
  else if (missing > 0)
    feedback.message = concat(missing == 1 ? "One right choice is" : concat(missing, " right choices are"), " missing.");
  return feedback;
}

Feedback grade_at_once(const Question& question, std::string_view answer) {
  INVARIANT(judging_of(question.kind) == Judging::AtOnce, "only what needs no run is judged at once");
  switch (question.kind) {
    case QuestionKind::ShortAnswer: return grade_short_answer(question, answer);
    case QuestionKind::Tracing: return grade_tracing(question, answer);
    case QuestionKind::MultipleChoice: {
      std::vector<bool> is_right;
      for (const Option& option : question.options) is_right.push_back(option.is_right);
      return grade_choices(question, answer, is_right);
    }
    case QuestionKind::Order: return grade_order(question, answer);
    case QuestionKind::Locate: return grade_locate(question, answer);
    case QuestionKind::Outcomes:
    case QuestionKind::Schedule:
    case QuestionKind::Ordering:
    case QuestionKind::Exercise: break;
  }
  return unreadable();
}

}  // namespace lesson
