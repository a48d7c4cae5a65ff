#include "lesson/answers.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace lesson {

std::optional<std::uint32_t> read_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  std::uint32_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

std::string answer_of_order(const std::vector<std::uint32_t>& indexes) {
  std::string out;
  for (const std::uint32_t index : indexes) {
    if (!out.empty()) out += ' ';
    out += std::to_string(index);
  }
  return out;
}

std::string answer_of_choices(std::vector<std::uint32_t> indexes) {
  std::sort(indexes.begin(), indexes.end());
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  return answer_of_order(indexes);
}

std::string answer_of_output(std::string_view output) { return concat("prints\n", output); }

std::string answer_of_line(std::uint32_t line) { return concat("line ", line); }

std::vector<std::string> read_words(std::string_view answer) {
  std::vector<std::string> words;
  while (true) {
    answer = trimmed(answer);
    if (answer.empty()) return words;
    const std::size_t end = std::min(answer.find_first_of(" \t\r\n"), answer.size());
    words.emplace_back(answer.substr(0, end));
    answer.remove_prefix(end);
  }
}

std::optional<std::vector<std::uint32_t>> read_indexes(std::string_view answer) {
  std::vector<std::uint32_t> indexes;
  for (const std::string& word : read_words(answer)) {
    const std::optional<std::uint32_t> index = read_number(word);
    if (!index) return std::nullopt;
    indexes.push_back(*index);
  }
  return indexes;
}

std::optional<std::uint32_t> read_line(std::string_view answer) {
  const std::vector<std::string> words = read_words(answer);
  if (words.size() != 2 || words[0] != "line") return std::nullopt;
  return read_number(words[1]);
}

std::optional<std::string> read_output(std::string_view answer) {
  if (answer == "prints") return std::string();
  constexpr std::string_view head = "prints\n";
  if (answer.substr(0, head.size()) != head) return std::nullopt;
  return std::string(answer.substr(head.size()));
}

std::string right_answer(const Question& question) {
  switch (question.kind) {
    case QuestionKind::ShortAnswer:
      return question.accepted.empty() ? std::string() : question.accepted.front();
    case QuestionKind::Tracing:
      return question.does_compile ? answer_of_output(question.stdout_text)
                                   : answer_of_line(question.line_number);
    case QuestionKind::MultipleChoice:
    case QuestionKind::Outcomes: {
      std::vector<std::uint32_t> right;
      for (std::uint32_t i = 0; i < question.options.size(); ++i)
        if (question.options[i].is_right) right.push_back(i);
      return answer_of_choices(right);
    }
    case QuestionKind::Order: {
      std::vector<std::uint32_t> order(question.options.size());
      std::iota(order.begin(), order.end(), 0u);
      std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return question.options[a].rank < question.options[b].rank;
      });
      return answer_of_order(order);
    }
    case QuestionKind::Ordering: {
      std::string out;
      for (const std::string& ordering : question.accepted) out += (out.empty() ? "" : " ") + ordering;
      return out;
    }
    case QuestionKind::Locate:
      return question.line_numbers.empty() ? std::string() : answer_of_line(question.line_numbers[0]);
    case QuestionKind::Schedule:
    case QuestionKind::Exercise:
      return question.solution;
  }
  return {};
}

}  // namespace lesson
