#pragma once
// Verifies a course with the engine: that it loads without mistakes, that its links lead somewhere,
// that each program does what its fence and its line ends claim, and that the right answer of each
// question is right. A claim about all executions is checked by exploring them.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/book.h"
#include "lesson/file_set.h"
#include "run/run.h"

namespace lesson {

/// A claim that does not hold, or a mistake in a file of the course.
struct CheckFailure {
  std::string file;
  std::uint32_t line = 0;
  std::string message;
  std::string rendered;      // with the caret picture, as a terminal shows it
};

/// The check of a whole course, a piece at a time.
class BookCheck {
 public:
  explicit BookCheck(const FileSet& files);

  /// Checks the next program or question; false when all is done.
  bool advance();
  /// What `advance` checks next: "threads/data-races: lost-update"; empty at the end.
  std::string current() const;
  std::size_t passed() const { return passed_; }
  const std::vector<CheckFailure>& failures() const { return failures_; }
  std::size_t total() const { return jobs_.size(); }
  std::size_t done() const { return next_; }

 private:
  /// A program of a chapter, or a question of one of its quizzes.
  struct Job {
    std::string name;
    std::size_t chapter = 0;
    bool is_question = false;
    std::size_t quiz = 0;
    std::size_t index = 0;
  };

  void check_links(const Chapter& chapter, const FileSet& files, diag::Diagnostics& diagnostics) const;
  /// Turns errors into failures; without any, something has passed.
  void count(diag::Diagnostics diagnostics);

  SourceMap sources_;
  Book book_;
  std::vector<Chapter> chapters_;
  std::vector<Job> jobs_;
  std::size_t next_ = 0;
  std::size_t passed_ = 0;
  std::vector<CheckFailure> failures_;
  std::shared_ptr<run::Compiler> compiler_;
};

/// Adds what is wrong with the claims of one program: nothing if it does what it says.
/// Where it claims no ending, one is read from its line ends: `//~ PANIC` says that it panics.
void check_program(const Program& program, run::Compiler& compiler, diag::Diagnostics& diagnostics);
/// Adds what is wrong with a question: nothing if its right answer is right.
void check_question(const Question& question, std::shared_ptr<run::Compiler> compiler, diag::Diagnostics& diagnostics);

}  // namespace lesson
