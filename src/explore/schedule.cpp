#include "explore/schedule.h"

#include "base/text.h"

namespace explore {

using machine::Choice;
using machine::ChoiceKind;

namespace {

constexpr std::string_view version = "s1";
constexpr std::string_view cancel_mark = ".cancel-";
constexpr std::size_t max_choices = 1'000'000;

/// The letter that stands before the number; NextThread has none.
char letter_of(ChoiceKind kind) {
  switch (kind) {
    case ChoiceKind::NextThread: return '\0';
    case ChoiceKind::ReadFrom: return 'r';
    case ChoiceKind::StoreAt: return 'p';
    case ChoiceKind::WeakFailure: return 'f';
    case ChoiceKind::WakeWhich: return 'w';
    case ChoiceKind::SpuriousWakeup: return 'u';
    case ChoiceKind::Timeout: return 't';
  }
  return '\0';
}

bool kind_of(char letter, ChoiceKind& kind) {
  switch (letter) {
    case 'r': kind = ChoiceKind::ReadFrom; return true;
    case 'p': kind = ChoiceKind::StoreAt; return true;
    case 'f': kind = ChoiceKind::WeakFailure; return true;
    case 'w': kind = ChoiceKind::WakeWhich; return true;
    case 'u': kind = ChoiceKind::SpuriousWakeup; return true;
    case 't': kind = ChoiceKind::Timeout; return true;
    default: return false;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads a number of at most seven digits.
bool read_number(std::string_view text, std::size_t& at, std::uint32_t& value) {
  const std::size_t begin = at;
  value = 0;
  while (at < text.size() && is_digit(text[at]) && at - begin < 7) value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
  return at > begin && !(at < text.size() && is_digit(text[at]));
}

}  // namespace

bool operator==(const Schedule& a, const Schedule& b) {
  if (a.choices.size() != b.choices.size()) return false;
  for (std::size_t i = 0; i < a.choices.size(); ++i)
    if (a.choices[i].kind != b.choices[i].kind || a.choices[i].value != b.choices[i].value) return false;
  return true;
}

std::string to_text(const Schedule& schedule) {
  std::string text(version);
  for (std::size_t i = 0; i < schedule.choices.size();) {
    const Choice& choice = schedule.choices[i];
    std::size_t end = i + 1;
    while (end < schedule.choices.size() && schedule.choices[end].kind == choice.kind && schedule.choices[end].value == choice.value) ++end;
    text += '-';
    if (const char letter = letter_of(choice.kind)) text += letter;
    text += std::to_string(choice.value);
    if (end - i > 1) text += concat("x", end - i);
    i = end;
  }
  return text;
}

Result<Schedule, ScheduleError> parse_schedule(std::string_view whole) {
  const std::string_view text = trimmed(whole);
  const std::size_t shift = text.empty() ? 0 : static_cast<std::size_t>(text.data() - whole.data());
  const auto error = [shift](std::string message, std::size_t at) { return ScheduleError{std::move(message), at + shift}; };
  if (text.empty()) return error("a schedule is empty; the shortest is `s1`", 0);
  if (text.substr(0, version.size()) != version || (text.size() > version.size() && text[version.size()] != '-')) {
    std::size_t at = 1;
    std::uint32_t number = 0;
    if (text[0] == 's' && read_number(text, at, number) && (at == text.size() || text[at] == '-'))
      return error(concat("a schedule of version ", number, "; this program reads version 1"), 0);
    return error("a schedule starts with `s1`", 0);
  }
  Schedule schedule;
  std::size_t at = version.size();
  while (at < text.size()) {
    if (text[at] != '-') return error(concat("found ", quoted(text.substr(at, 1)), " in a schedule; expected `-` before the next choice"), at);
    ++at;
    Choice choice;
    if (at < text.size() && !is_digit(text[at])) {
      if (!kind_of(text[at], choice.kind)) return error(concat("found ", quoted(text.substr(at, 1)), " in a schedule; expected a thread's number, or one of the letters r p f w u t before a number"), at);
      ++at;
    }
    std::uint32_t repeat = 1;
    if (!read_number(text, at, choice.value)) return error("a choice in a schedule lacks its number, or has more than seven digits", at);
    if (at < text.size() && text[at] == 'x') {
      ++at;
      if (!read_number(text, at, repeat) || repeat == 0) return error("after `x` in a schedule stands how often the choice is made, from 1", at);
    }
    if (schedule.choices.size() + repeat > max_choices) return error("a schedule of more than a million choices", at);
    schedule.choices.insert(schedule.choices.end(), repeat, choice);
  }
  return schedule;
}

std::string to_text(const SharedRun& run) {
  return to_text(run.schedule) + (run.cancel ? concat(cancel_mark, run.cancel->moment, "-", run.cancel->future) : std::string());
}

Result<SharedRun, ScheduleError> parse_shared_run(std::string_view text) {
  SharedRun run;
  const std::string_view whole = trimmed(text);
  const std::size_t mark = whole.find(cancel_mark);
  if (mark != std::string_view::npos) {
    std::size_t at = mark + cancel_mark.size();
    std::uint32_t moment = 0, future = 0;
    const bool has_moment = read_number(whole, at, moment) && at < whole.size() && whole[at] == '-';
    if (!has_moment || !read_number(whole, ++at, future) || at < whole.size())
      return ScheduleError{concat("after `", cancel_mark, "` stand a moment, `-` and the number of a future"), static_cast<std::size_t>(whole.data() - text.data()) + at};
    run.cancel = SharedRun::Cancel{moment, future};
  }
  run.schedule = TRY(parse_schedule(whole.substr(0, mark)));
  return run;
}

std::uint32_t context_switches(const Schedule& schedule) {
  std::uint32_t switches = 0;
  bool has_last = false;
  std::uint32_t last = 0;
  for (const Choice& choice : schedule.choices) {
    if (choice.kind != ChoiceKind::NextThread) continue;
    if (has_last && choice.value != last) ++switches;
    last = choice.value;
    has_last = true;
  }
  return switches;
}

}  // namespace explore
