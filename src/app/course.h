#pragma once
// The course as far as it has been downloaded: the book's two files first, then a chapter and what it
// includes when it is opened. Files that failed are remembered with the reason, so that the page can
// say it and offer to try again.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/effects.h"
#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/book.h"
#include "lesson/load.h"
#include "ui/page.h"

namespace app {

/// The folder of the site that holds the course's book.toml.
inline constexpr std::string_view course_folder = "lessons/";

struct OpenedChapter {
  std::string id;
  ui::LoadState state = ui::LoadState::Idle;
  std::string error;
  lesson::Chapter chapter;
  std::vector<diag::Diagnostic> problems;
};

class Course {
 public:
  void start(Effects& effects);
  /// A file of the course that was asked for; true if the book or the chapter has changed by it.
  bool file_arrived(std::string_view url, std::string text, Effects& effects);
  bool file_failed(std::string_view url, std::string_view reason, Effects& effects);
  void open(std::string_view chapter_id, Effects& effects);
  /// Asks for the text of every chapter, to search in.
  void fetch_all(Effects& effects);
  /// A chapter that has arrived, whichever is open; its quizzes are left out.
  lesson::Chapter read(std::string_view chapter_id) const;
  bool has_file(std::string_view chapter_id) const;
  /// Asks again for all that failed.
  void retry(Effects& effects);

  const lesson::Book& book() const { return book_; }
  ui::LoadState book_state() const { return book_state_; }
  const std::string& book_error() const { return book_error_; }
  const OpenedChapter& opened() const { return opened_; }
  /// The chapter that the book begins with; empty without a book.
  std::string first_chapter() const;
  bool has_chapter(std::string_view chapter_id) const;
  bool is_busy() const { return !asked_.empty(); }
  double load_progress() const;
  const SourceMap& sources() const { return sources_; }

 private:
  void ask(const std::string& path, Effects& effects);
  void advance(Effects& effects);
  void load_opened(Effects& effects);

  lesson::FileSet files_;
  std::set<std::string, std::less<>> asked_;
  std::map<std::string, std::string, std::less<>> failed_;   // path -> reason
  lesson::Book book_;
  ui::LoadState book_state_ = ui::LoadState::Idle;
  std::string book_error_;
  OpenedChapter opened_;
  SourceMap sources_;
  std::string summary_path_;
};

}  // namespace app
