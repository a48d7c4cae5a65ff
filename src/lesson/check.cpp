#include "lesson/check.h"

#include <algorithm>

#include "base/text.h"
#include "lesson/load.h"

namespace lesson {
namespace {

bool has_anchor(const std::vector<Block>& blocks, std::string_view anchor) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.anchor == anchor || has_anchor(block.children, anchor);
  });
}

}  // namespace

BookCheck::BookCheck(const FileSet& files) : compiler_(std::make_shared<run::Compiler>()) {
  diag::Diagnostics of_book;
  book_ = load_book(files, sources_, of_book);
  count(std::move(of_book));
  std::vector<diag::Diagnostics> of_chapters;
  for (const TocEntry& entry : book_.contents) {
    if (entry.chapter_id.empty()) continue;
    diag::Diagnostics diagnostics;
    chapters_.push_back(load_chapter(files, book_, entry.chapter_id, sources_, diagnostics));
    of_chapters.push_back(std::move(diagnostics));
  }
  for (std::size_t i = 0; i < chapters_.size(); ++i) {
    const Chapter& chapter = chapters_[i];
    check_links(chapter, files, of_chapters[i]);
    count(std::move(of_chapters[i]));
    for (std::size_t at = 0; at < chapter.programs.size(); ++at)
      if (!chapter.programs[at].options.is_ignored)
        jobs_.push_back({concat(chapter.id, ": ", chapter.programs[at].options.id), i, false, 0, at});
    for (std::size_t quiz = 0; quiz < chapter.quizzes.size(); ++quiz)
      for (std::size_t at = 0; at < chapter.quizzes[quiz].questions.size(); ++at)
        jobs_.push_back({concat(chapter.id, ": ", chapter.quizzes[quiz].questions[at].id), i, true, quiz, at});
  }
}

void BookCheck::check_links(const Chapter& chapter, const FileSet& files, diag::Diagnostics& diagnostics) const {
  for (const LinkUse& link : chapter.links) {
    const auto complain = [&](std::string what) { diagnostics.add(diag::Kind::LessonClaim, link.span, std::move(what)); };
    if (link.target.empty()) continue;
    if (link.target[0] == '/') {
      if (!find_file(files, link.target.substr(1))) complain(concat("there is no file ", quoted(link.target.substr(1))));
      continue;
    }
    const LinkTarget target = read_link(book_, link.target);
    // What a chapter says of itself was looked at when it was read.
    if (!target.is_inside || target.chapter_id == chapter.id) continue;
    const auto found = std::find_if(chapters_.begin(), chapters_.end(), [&](const Chapter& other) { return other.id == target.chapter_id; });
    if (found == chapters_.end()) complain(concat("there is no chapter ", quoted(target.chapter_id)));
    else if (!target.anchor.empty() && !has_anchor(found->blocks, target.anchor))
      complain(concat("the chapter ", quoted(target.chapter_id), " has no heading ", quoted(target.anchor)));
  }
}

bool BookCheck::advance() {
  if (next_ >= jobs_.size()) return false;
  const Job& job = jobs_[next_++];
  const Chapter& chapter = chapters_[job.chapter];
  diag::Diagnostics diagnostics;
  if (job.is_question) check_question(chapter.quizzes[job.quiz].questions[job.index], compiler_, diagnostics);
  else check_program(chapter.programs[job.index], *compiler_, diagnostics);
  count(std::move(diagnostics));
  return next_ < jobs_.size();
}

std::string BookCheck::current() const { return next_ < jobs_.size() ? jobs_[next_].name : std::string(); }

void BookCheck::count(diag::Diagnostics diagnostics) {
  diagnostics.sort(sources_);
  if (!diagnostics.has_errors()) ++passed_;
  for (const diag::Diagnostic& item : diagnostics.all()) {
    if (diag::info(item.kind).level != diag::Level::Error) continue;
    CheckFailure failure;
    if (item.span.file) {
      failure.file = sources_.file(item.span.file).name;
      failure.line = sources_.begin_of(item.span).line;
    }
    failure.message = item.message;
    failure.rendered = concat(diag::render(item, sources_), "\n");
    failures_.push_back(std::move(failure));
  }
}

}  // namespace lesson
