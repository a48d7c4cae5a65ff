#include "export/question_html.h"

#include <algorithm>

#include "base/text.h"
#include "export/text_twin.h"
#include "lesson/goal.h"

namespace exporting {

namespace {

using lesson::Option;
using lesson::Question;
using lesson::QuestionKind;
using Markdown = std::function<std::string(std::string_view)>;

std::string option_text(const Question& question, const Option& option, const Markdown& markdown) {
  const bool is_output = question.kind == QuestionKind::Outcomes && option.text.substr(0, 6) != "stops:";
  return is_output ? code_html("text", option.text) : markdown(option.text);
}

/// The options in their order; with the answers, only the right ones and what is said about the rest.
std::string options_html(const Question& question, const Markdown& markdown) {
  std::string out = "<ul>\n";
  for (const Option& option : question.options) out += concat("<li>", option_text(question, option, markdown), "</li>\n");
  return out + "</ul>\n";
}

std::string judged_options_html(const Question& question, const Markdown& markdown) {
  std::string out = "<ul>\n";
  for (const Option& option : question.options)
    out += concat("<li><strong>", option.is_right ? "Right" : "Wrong", ":</strong> ",
                  option_text(question, option, markdown), markdown(option.because), "</li>\n");
  return out + "</ul>\n";
}

std::string steps_html(const Question& question, const Markdown& markdown) {
  std::vector<const Option*> steps;
  for (const Option& option : question.options) steps.push_back(&option);
  std::stable_sort(steps.begin(), steps.end(), [](const Option* a, const Option* b) { return a->rank < b->rank; });
  std::string out = "<ol>\n";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_free = i > 0 && steps[i]->rank == steps[i - 1]->rank;
    out += concat("<li>", markdown(steps[i]->text), is_free ? "<p>(or before the one above)</p>" : "", "</li>\n");
  }
  return out + "</ol>\n";
}

std::string goal_sentence(const Question& question, std::string_view head) {
  const auto goal = lesson::read_goal(question.goal);
  return goal ? concat("<p>", head, escape_html(lesson::describe_goal(*goal)), ".</p>\n") : std::string();
}

std::string task_html(const Question& question, const Markdown& markdown) {
  switch (question.kind) {
    case QuestionKind::MultipleChoice:
    case QuestionKind::Outcomes:
    case QuestionKind::Order: return options_html(question, markdown);
    case QuestionKind::Tracing: return "<p>Does it compile? If so, what does it print? If not, which line is wrong?</p>\n";
    case QuestionKind::Schedule: return goal_sentence(question, "Find an order of the threads in which it ");
    case QuestionKind::Exercise: return goal_sentence(question, "Change it so that in every execution it ");
    case QuestionKind::ShortAnswer:
    case QuestionKind::Ordering:
    case QuestionKind::Locate: return {};
  }
  return {};
}

std::string answer_html(const Question& question, const Markdown& markdown) {
  switch (question.kind) {
    case QuestionKind::ShortAnswer:
      return question.accepted.empty() ? std::string() : markdown(question.accepted.front());
    case QuestionKind::Tracing:
      if (question.does_compile) return concat("<p>It prints</p>\n", code_html("text", question.stdout_text));
      return concat("<p>It does not compile: line ", question.line_number, ".</p>\n");
    case QuestionKind::MultipleChoice:
    case QuestionKind::Outcomes: return judged_options_html(question, markdown);
    case QuestionKind::Order: return steps_html(question, markdown);
    case QuestionKind::Ordering: {
      std::string out;
      for (std::size_t i = 0; i < question.accepted.size(); ++i)
        out += concat("<p><code>?", i + 1, "</code>: <code>", escape_html(question.accepted[i]), "</code></p>\n");
      return out;
    }
    case QuestionKind::Locate: {
      std::string out;
      for (const std::uint32_t line : question.line_numbers) out += concat(out.empty() ? "<p>Line " : " or ", line);
      return out + "</p>\n";
    }
    case QuestionKind::Schedule: return {};
    case QuestionKind::Exercise:
      return question.solution.empty() ? std::string() : code_html("rust", question.solution);
  }
  return {};
}

}  // namespace

std::string code_html(std::string_view language, std::string_view text) {
  return concat("<pre><code", language.empty() ? "" : concat(" class=\"language-", escape_html(language), "\""), ">",
                escape_html(text), "</code></pre>\n");
}

std::string claim_html(const lesson::FenceOptions& options) {
  static constexpr struct { std::string_view claim, sentence; } sentences[] = {
      {"panic", "panics"}, {"abort", "aborts"}, {"ub", "has undefined behaviour"}, {"race", "has a data race"},
      {"leak", "leaks memory"}, {"deadlock", "ends in a deadlock"}, {"limit", "does not end"},
  };
  std::string out;
  if (options.expect == "compile_error") {
    const auto code = options.others.find("code");
    out += concat("<p>It does not compile", code == options.others.end() ? "" : concat(" (", escape_html(code->second), ")"),
                  ".</p>\n");
  }
  for (const auto& [claim, sentence] : sentences)
    if (options.expect == claim)
      out += concat("<p>", options.is_explored ? (options.is_always ? "Every execution " : "Some execution ") : "It ",
                    sentence, ".</p>\n");
  if (const auto outputs = options.others.find("outputs"); outputs != options.others.end()) {
    out += "<p>What its executions print:</p>\n";
    std::string_view rest = outputs->second;
    while (true) {
      const std::size_t end = rest.find('|');
      out += code_html("text", lesson::unescape(rest.substr(0, end)));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return out;
}

std::string question_html(const Question& question, const Markdown& markdown) {
  std::string out = concat("<section class=\"question\" id=\"", escape_html(question.id), "\">\n<h3>Question</h3>\n",
                           markdown(question.part_of), markdown(question.prompt));
  if (!question.program.empty()) out += code_html("rust", question.program);
  out += task_html(question, markdown);
  out += concat("<details><summary>Answer</summary>\n", answer_html(question, markdown), markdown(question.context),
                "</details>\n</section>\n");
  return out;
}

}  // namespace exporting
