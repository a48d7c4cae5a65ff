#include "app/questions.h"

#include <chrono>
#include <utility>

#include "lesson/grade.h"

namespace app {
namespace {

constexpr std::uint64_t statements_a_piece = 20'000;

}  // namespace

Questions::Questions(std::shared_ptr<run::Compiler> compiler) : compiler_(std::move(compiler)) {}
Questions::~Questions() = default;

void Questions::open(const lesson::Chapter& chapter, const Saved& saved) {
  entries_.clear();
  for (const lesson::Quiz& quiz : chapter.quizzes)
    for (const lesson::Question& question : quiz.questions) {
      Entry entry;
      entry.question = &question;
      const auto found = saved.answers.find(question.id);
      if (found != saved.answers.end()) {
        entry.answer = found->second.answer;
        entry.tries = found->second.tries;
        entry.is_answered = true;
        judge(entry);
      }
      entries_.push_back(std::move(entry));
    }
}

Questions::Entry* Questions::entry_of(std::string_view question_id) {
  for (Entry& entry : entries_)
    if (entry.question->id == question_id) return &entry;
  return nullptr;
}

const lesson::Question* Questions::find(std::string_view question_id) const {
  for (const Entry& entry : entries_)
    if (entry.question->id == question_id) return entry.question;
  return nullptr;
}

void Questions::answer(const lesson::Question& question, std::string answer) {
  Entry* entry = entry_of(question.id);
  if (!entry || entry->grading) return;
  entry->answer = std::move(answer);
  entry->is_answered = true;
  entry->is_new = true;
  ++entry->tries;
  judge(*entry);
}

/// The answer stays, to be changed; only the verdict goes.
void Questions::retry(std::string_view question_id) {
  Entry* entry = entry_of(question_id);
  if (!entry) return;
  entry->is_answered = false;
  entry->grading.reset();
  entry->feedback = {};
}

std::string Questions::refuting_schedule(std::string_view question_id) const {
  for (const Entry& entry : entries_)
    if (entry.question->id == question_id) return entry.feedback.refuting_schedule;
  return {};
}

void Questions::judge(Entry& entry) {
  entry.feedback = {};
  if (lesson::judging_of(entry.question->kind) == lesson::Judging::AtOnce)
    return be_judged(entry, lesson::grade_at_once(*entry.question, entry.answer));
  entry.grading = std::make_shared<lesson::Grading>(compiler_, *entry.question, entry.answer);
}

void Questions::be_judged(Entry& entry, lesson::Feedback feedback) {
  entry.feedback = std::move(feedback);
  entry.grading.reset();
  if (!std::exchange(entry.is_new, false)) return;
  judged_.push_back({entry.question->id, {entry.answer, entry.feedback.is_right, entry.tries}});
}

std::vector<Questions::Judged> Questions::advance(double budget_ms) {
  const auto start = std::chrono::steady_clock::now();
  const auto has_time = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() < budget_ms; };
  for (Entry& entry : entries_) {
    bool is_going_on = entry.grading != nullptr;
    if (!is_going_on) continue;
    while (is_going_on && has_time()) is_going_on = entry.grading->advance(statements_a_piece);
    // Its verdict is kept apart, as the grading goes away with it.
    if (!is_going_on) be_judged(entry, lesson::Feedback(entry.grading->feedback()));
  }
  return std::exchange(judged_, {});
}

bool Questions::is_busy() const {
  for (const Entry& entry : entries_)
    if (entry.grading) return true;
  return !judged_.empty();
}

std::vector<ui::QuestionView> Questions::views() const {
  std::vector<ui::QuestionView> views;
  for (const Entry& entry : entries_) {
    ui::QuestionView view;
    view.question = entry.question;
    view.answer = entry.answer;
    view.is_answered = entry.is_answered;
    view.is_judging = entry.grading != nullptr;
    view.feedback = entry.feedback;
    view.tries = entry.tries;
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace app
