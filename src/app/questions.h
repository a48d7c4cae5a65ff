#pragma once
// The questions of the open chapter with the answers given. Most are judged at once; those whose
// judgement needs a search through all runs are judged in pieces by `advance`.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/saved.h"
#include "lesson/book.h"
#include "lesson/grading.h"
#include "ui/page.h"

namespace app {

class Questions {
 public:
  explicit Questions(std::shared_ptr<run::Compiler> compiler);
  ~Questions();

  /// The chapter whose questions these are; answers given before are judged again from `saved`.
  void open(const lesson::Chapter& chapter, const Saved& saved);
  /// Forgets them all; before the chapter they stand in goes away.
  void close() { entries_.clear(); }
  void answer(const lesson::Question& question, std::string answer);
  void retry(std::string_view question_id);
  const lesson::Question* find(std::string_view question_id) const;
  /// The run that refutes the last answer; empty if there is none.
  std::string refuting_schedule(std::string_view question_id) const;

  /// Goes on judging for about so long. Answers whose judgement is done are returned for storing.
  struct Judged { std::string question_id; SavedAnswer answer; };
  std::vector<Judged> advance(double budget_ms);
  bool is_busy() const;

  std::vector<ui::QuestionView> views() const;

 private:
  struct Entry {
    const lesson::Question* question = nullptr;   // of the open chapter
    std::string answer;
    bool is_answered = false;
    bool is_new = false;                          // given now, not read from what was saved
    std::uint32_t tries = 0;
    lesson::Feedback feedback;
    std::shared_ptr<lesson::Grading> grading;     // under way
  };
  Entry* entry_of(std::string_view question_id);
  void judge(Entry& entry);
  void be_judged(Entry& entry, lesson::Feedback feedback);

  std::shared_ptr<run::Compiler> compiler_;
  std::vector<Entry> entries_;                    // in the order of the chapter
  std::vector<Judged> judged_;                    // not handed over yet
};

}  // namespace app
