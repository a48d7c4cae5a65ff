#include "app/model.h"

#include <algorithm>

#include "base/text.h"

namespace app {
namespace {

constexpr double toast_ms = 5000;
constexpr double bad_toast_ms = 9000;

}  // namespace

Model::Model() : compiler(std::make_shared<run::Compiler>()), stage(compiler), questions(compiler) {}

void Model::say(std::string text, ui::ToastTone tone) {
  // The same again replaces the old one, so that holding a key does not fill the page.
  toasts_.erase(std::remove_if(toasts_.begin(), toasts_.end(),
                               [&](const TimedToast& old) { return old.toast.text == text; }),
                toasts_.end());
  const double until = now_ms_ + (tone == ui::ToastTone::Bad ? bad_toast_ms : toast_ms);
  toasts_.push_back({{std::move(text), tone}, until});
  if (toasts_.size() > 4) toasts_.erase(toasts_.begin());
}

void Model::start(std::string_view stored, Effects& effects) {
  switch (read_saved(stored, saved)) {
    case SavedProblem::None: break;
    case SavedProblem::Damaged:
      say("What this browser had stored cannot be read. It is kept aside, and the page starts afresh.",
          ui::ToastTone::Bad);
      break;
    case SavedProblem::LaterVersion:
      say("What this browser had stored is of a later version of Crabglass. It is kept aside.",
          ui::ToastTone::Bad);
      break;
  }
  ui_state.arrangement = saved.arrangement;
  ui_state.drafts = saved.drafts;
  stage.set_speed(saved.arrangement.speed);
  course.start(effects);
}

void Model::apply(const ui::Command& command, Effects& effects) {
  std::visit([&](const auto& one) { carry_out(one, effects); }, command);
}

void Model::file_arrived(std::string_view url, std::string text, Effects& effects) {
  if (!course.file_arrived(url, std::move(text), effects)) return;
  follow_route(effects);
  chapter_may_be_ready(effects);
}

void Model::file_failed(std::string_view url, std::string_view reason, Effects& effects) {
  if (!course.file_failed(url, reason, effects)) return;
  follow_route(effects);
  chapter_may_be_ready(effects);
}

bool Model::advance(double now_ms, double budget_ms, Effects&) {
  now_ms_ = now_ms;
  bool has_changed = false;
  const auto is_over = [&](const TimedToast& toast) { return toast.until_ms <= now_ms_; };
  const auto first_over = std::remove_if(toasts_.begin(), toasts_.end(), is_over);
  has_changed |= first_over != toasts_.end();
  toasts_.erase(first_over, toasts_.end());

  // What the student looks at comes first.
  if (is_engine_there && stage.advance(now_ms, budget_ms)) has_changed = true;
  if (is_engine_there && !stage.is_busy())
    for (const Questions::Judged& judged : questions.advance(budget_ms)) {
      saved.answers[judged.question_id] = judged.answer;
      changed();
      has_changed = true;
    }
  has_changed |= read_for_search();
  const ui::Arrangement& now = ui_state.arrangement;
  const ui::Arrangement& was = saved.arrangement;
  if (now.is_contents_open != was.is_contents_open || now.stage_share != was.stage_share ||
      now.program_share != was.program_share || now.stacked_share != was.stacked_share ||
      now.program_width_share != was.program_width_share || now.speed != was.speed) {
    saved.arrangement = now;
    changed();
  }
  remember_drafts();
  if (course.opened().state == ui::LoadState::Ready && shown_chapter_ == course.opened().id &&
      !ui_state.scroll.is_pending && saved.scroll != ui_state.reading_scroll) {
    saved.scroll = ui_state.reading_scroll;
    changed();
  }
  return has_changed;
}

/// What is written and not yet given as an answer survives a reload too.
void Model::remember_drafts() {
  std::map<std::string, std::string> drafts;
  for (const auto& [id, draft] : ui_state.drafts) {
    const auto given = saved.answers.find(id);
    if (!draft.empty() && (given == saved.answers.end() || given->second.answer != draft)) drafts[id] = draft;
  }
  if (drafts == saved.drafts) return;
  saved.drafts = std::move(drafts);
  changed();
}

/// A chapter that has arrived and is not known to the search yet.
const lesson::TocEntry* Model::next_to_search() const {
  if (!is_search_open_) return nullptr;
  for (const lesson::TocEntry& entry : course.book().contents)
    if (!entry.is_draft && !entry.chapter_id.empty() && !search_.has(entry.chapter_id) && course.has_file(entry.chapter_id)) return &entry;
  return nullptr;
}

/// One chapter at a time, so that the page goes on.
bool Model::read_for_search() {
  const lesson::TocEntry* entry = next_to_search();
  if (entry) search_.add(*entry, course.read(entry->chapter_id));
  return entry != nullptr;
}

bool Model::is_busy() const { return stage.is_busy() || questions.is_busy() || course.is_busy() || next_to_search(); }

double Model::next_due_ms() const {
  if (next_to_search()) return now_ms_;
  double due = stage.next_due_ms();
  for (const TimedToast& toast : toasts_)
    if (due < 0 || toast.until_ms < due) due = toast.until_ms;
  return due;
}

std::string Model::theme_name() const {
  if (saved.theme != "system") return saved.theme;
  return preferences.is_contrast_high ? "contrast" : preferences.is_dark ? "dark" : "light";
}

void Model::fill(ui::PageView& view) {
  view.book.state = course.book_state();
  view.book.error = course.book_error();
  view.book.load_progress = course.load_progress();
  view.book.title = course.book().title;
  view.book.chapter_id = course.opened().id;
  view.book.can_go_back = history_index_ > 0;
  view.book.can_go_forward = history_index_ < history_last_;
  view.book.contents.clear();
  for (const lesson::TocEntry& entry : course.book().contents) {
    ui::ContentsRow row;
    row.entry = &entry;
    row.is_visited = saved.visited.count(entry.chapter_id) > 0;
    const auto asked = saved.questions.find(entry.chapter_id);
    if (asked != saved.questions.end())
      for (const std::string& question_id : asked->second) {
        ++row.questions;
        const auto answer = saved.answers.find(question_id);
        if (answer != saved.answers.end() && answer->second.is_right) ++row.questions_right;
      }
    view.book.contents.push_back(row);
  }

  const OpenedChapter& opened = course.opened();
  view.chapter.state = opened.state;
  view.chapter.error = opened.error;
  view.chapter.chapter = opened.state == ui::LoadState::Ready ? &opened.chapter : nullptr;
  view.chapter.problems = opened.problems;
  view.chapter.questions = questions.views();
  stage.fill(view);

  view.settings.theme = saved.theme;
  view.settings.is_system_dark = preferences.is_dark;
  if (saved.theme == "system" && preferences.is_contrast_high) view.settings.theme = "contrast";
  view.settings.text_scale = saved.text_scale;
  view.settings.is_motion_reduced = preferences.is_motion_reduced;
  view.layout.is_touch = preferences.is_touch;
  view.toasts.clear();
  for (const TimedToast& toast : toasts_) view.toasts.push_back(toast.toast);
  view.search = {is_search_open_, is_search_open_ && (course.is_busy() || next_to_search()), {}};
  if (is_search_open_) view.search.hits = search_.find(course.book(), search_words_);
  view.is_help_open = is_help_open_;
  view.is_settings_open = is_settings_open_;
}

}  // namespace app
