#include "app/course.h"

#include <algorithm>

#include "base/text.h"

namespace app {
namespace {

const std::string book_path = "book.toml";

}  // namespace

void Course::ask(const std::string& path, Effects& effects) {
  if (files_.count(path) || asked_.count(path) || failed_.count(path)) return;
  asked_.insert(path);
  effects.push_back(FetchFile{concat(course_folder, path)});
}

void Course::start(Effects& effects) {
  book_state_ = ui::LoadState::Loading;
  ask(book_path, effects);
}

void Course::retry(Effects& effects) {
  failed_.clear();
  if (book_state_ == ui::LoadState::Failed) book_state_ = ui::LoadState::Loading;
  ask(book_path, effects);
  advance(effects);
}

void Course::open(std::string_view chapter_id, Effects& effects) {
  if (opened_.id == chapter_id && opened_.state == ui::LoadState::Ready) return;
  // Trying a chapter again is what a student does after it failed.
  failed_.clear();
  opened_ = {};
  opened_.id = chapter_id;
  opened_.state = ui::LoadState::Loading;
  advance(effects);
}

void Course::fetch_all(Effects& effects) {
  for (const lesson::TocEntry& entry : book_.contents)
    if (!entry.is_draft && !entry.chapter_id.empty()) ask(lesson::chapter_path(book_, entry.chapter_id), effects);
}

lesson::Chapter Course::read(std::string_view chapter_id) const {
  diag::Diagnostics unused;
  SourceMap sources;
  return lesson::load_chapter(files_, book_, chapter_id, sources, unused);
}

bool Course::has_file(std::string_view chapter_id) const { return files_.count(lesson::chapter_path(book_, chapter_id)) > 0; }

bool Course::file_arrived(std::string_view url, std::string text, Effects& effects) {
  if (url.substr(0, course_folder.size()) != course_folder) return false;
  const std::string path(url.substr(course_folder.size()));
  if (asked_.erase(path) == 0) return false;
  files_[path] = std::move(text);
  advance(effects);
  return true;
}

bool Course::file_failed(std::string_view url, std::string_view reason, Effects& effects) {
  if (url.substr(0, course_folder.size()) != course_folder) return false;
  const std::string path(url.substr(course_folder.size()));
  if (asked_.erase(path) == 0) return false;
  failed_[path] = reason;
  advance(effects);
  return true;
}

void Course::advance(Effects& effects) {
  const auto fail_book = [&](const std::string& path) {
    book_state_ = ui::LoadState::Failed;
    book_error_ = concat("The course could not be loaded: `", path, "`: ", failed_[path], ".");
  };
  if (failed_.count(book_path)) return fail_book(book_path);
  if (book_state_ == ui::LoadState::Loading && files_.count(book_path)) {
    if (summary_path_.empty()) {
      diag::Diagnostics unused;
      SourceMap sources;
      summary_path_ = concat(lesson::load_book(files_, sources, unused).source_folder, "SUMMARY.md");
    }
    if (failed_.count(summary_path_)) return fail_book(summary_path_);
    if (!files_.count(summary_path_)) return ask(summary_path_, effects);
    diag::Diagnostics diagnostics;
    book_ = lesson::load_book(files_, sources_, diagnostics);
    if (first_chapter().empty()) {
      book_state_ = ui::LoadState::Failed;
      book_error_ = concat("The course has no chapters: ", summary_path_, " names none.");
      for (const diag::Diagnostic& problem : diagnostics.all()) book_error_ += concat(" ", problem.message, ".");
      return;
    }
    book_state_ = ui::LoadState::Ready;
    if (opened_.id.empty()) {
      opened_.id = first_chapter();
      opened_.state = ui::LoadState::Loading;
    }
  }
  if (book_state_ == ui::LoadState::Ready && opened_.state == ui::LoadState::Loading) load_opened(effects);
}

void Course::load_opened(Effects& effects) {
  if (!has_chapter(opened_.id)) {
    opened_.state = ui::LoadState::Failed;
    opened_.error = concat("The course has no chapter ", opened_.id, ".");
    return;
  }
  const std::string path = lesson::chapter_path(book_, opened_.id);
  const auto failure = failed_.find(path);
  if (failure != failed_.end()) {
    opened_.state = ui::LoadState::Failed;
    opened_.error = concat("This chapter could not be loaded: ", failure->second, ".");
    return;
  }
  if (!files_.count(path)) return ask(path, effects);
  bool is_waiting = false;
  for (const std::string& needed : lesson::files_needed(files_, book_, opened_.id)) {
    // A quiz that cannot be had is a problem shown in the chapter; the rest is still read.
    if (files_.count(needed) || failed_.count(needed)) continue;
    ask(needed, effects);
    is_waiting = true;
  }
  if (is_waiting) return;
  diag::Diagnostics diagnostics;
  opened_.chapter = lesson::load_chapter(files_, book_, opened_.id, sources_, diagnostics);
  opened_.problems = diagnostics.all();
  opened_.state = ui::LoadState::Ready;
}

std::string Course::first_chapter() const {
  for (const lesson::TocEntry& entry : book_.contents)
    if (!entry.chapter_id.empty() && !entry.is_draft && !entry.is_part) return entry.chapter_id;
  return {};
}

bool Course::has_chapter(std::string_view chapter_id) const {
  for (const lesson::TocEntry& entry : book_.contents)
    if (!entry.is_draft && !entry.chapter_id.empty() && entry.chapter_id == chapter_id) return true;
  return false;
}

double Course::load_progress() const {
  const double all = static_cast<double>(files_.size() + asked_.size());
  return all == 0 ? 0 : static_cast<double>(files_.size()) / all;
}

}  // namespace app
