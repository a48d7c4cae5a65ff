// Getting about: the address, the browser's history, and the chapters. The address says which chapter
// and heading; each entry of the history also keeps how far the chapter was scrolled when it was left.

#include <algorithm>

#include "app/model.h"
#include "base/text.h"

namespace app {
namespace {

constexpr std::string_view try_route = "/try";

std::string state_of(int index, float scroll) {
  Json::Object state;
  state["index"] = Json(index);
  state["y"] = Json(static_cast<double>(scroll));
  return Json(std::move(state)).print();
}

std::string route_of(const std::string& chapter_id, const std::string& anchor) {
  return anchor.empty() ? concat("/", chapter_id) : concat("/", chapter_id, "/", anchor);
}

}  // namespace

std::string Model::place_state() const { return state_of(history_index_, ui_state.reading_scroll); }

void Model::route_changed(const std::string& route, const std::string& state, Effects& effects) {
  const Json json = parse_json(state).value_or(Json());
  const bool is_ours = json["index"].number() != nullptr;
  const bool is_first = route_.empty();
  if (is_ours) {
    history_index_ = std::max(0, static_cast<int>(json["index"].number_or(0)));
    history_last_ = std::max(history_last_, history_index_);
    scroll_wanted_ = static_cast<float>(json["y"].number_or(-1));
    // A reload: the entry knows only how far the chapter was scrolled when it was last left.
    if (is_first && route == saved.route) scroll_wanted_ = saved.scroll;
  } else {
    // Typed into the address bar, or a link from elsewhere: a new entry, which is now marked.
    if (!is_first) history_last_ = ++history_index_;
    scroll_wanted_ = -1;
  }
  route_ = route.empty() ? "/" : route;
  is_route_new_ = true;
  if (route_ == "/" && is_first && !saved.route.empty()) {
    route_ = saved.route;
    scroll_wanted_ = saved.scroll;
  }
  if (route_ != try_route && (!is_ours || route_ != route))
    effects.push_back(ReplaceRoute{route_, state_of(history_index_, scroll_wanted_)});
  follow_route(effects);
}

/// Opens what the address names, once the book is there to tell what that is.
void Model::follow_route(Effects& effects) {
  if (!is_route_new_ || course.book_state() != ui::LoadState::Ready) return;
  is_route_new_ = false;
  std::string chapter_id, anchor;
  if (route_ == "/" || route_ == try_route) {
    chapter_id = course.opened().id.empty() ? course.first_chapter() : course.opened().id;
    if (route_ == "/") {
      route_ = route_of(chapter_id, "");
      effects.push_back(ReplaceRoute{route_, state_of(history_index_, 0)});
    }
  } else {
    const lesson::LinkTarget target = lesson::read_link(course.book(), concat("#", route_));
    chapter_id = target.is_inside ? target.chapter_id : route_.substr(1);
    anchor = target.anchor;
  }
  anchor_wanted_ = anchor;
  if (chapter_id != course.opened().id || course.opened().state != ui::LoadState::Ready) {
    questions.close();
    shown_chapter_.clear();
    course.open(chapter_id, effects);
  }
  chapter_may_be_ready(effects);
  if (course.opened().state == ui::LoadState::Ready && shown_chapter_ == chapter_id)
    ui_state.scroll = {true, scroll_wanted_ >= 0 ? std::string() : anchor_wanted_, std::max(0.0f, scroll_wanted_)};
}

/// Deals once with a chapter that has arrived: its questions, its place, its first program.
void Model::chapter_may_be_ready(Effects& effects) {
  const OpenedChapter& opened = course.opened();
  if (opened.state != ui::LoadState::Ready || shown_chapter_ == opened.id) return;
  shown_chapter_ = opened.id;
  saved.visited.insert(opened.id);
  std::vector<std::string>& ids = saved.questions[opened.id];
  ids.clear();
  for (const lesson::Quiz& quiz : opened.chapter.quizzes)
    for (const lesson::Question& question : quiz.questions) ids.push_back(question.id);
  if (route_ != try_route) saved.route = route_;
  changed();
  questions.open(opened.chapter, saved);
  ui_state.scroll = {true, scroll_wanted_ >= 0 ? std::string() : anchor_wanted_, std::max(0.0f, scroll_wanted_)};
  effects.push_back(SetTitle{concat(opened.chapter.title, " · ", course.book().title)});

  if (route_ == try_route && !shared_program_.empty()) return put_shared_on_stage(effects);
  if (is_careful || route_ == try_route || opened.chapter.programs.empty()) return;
  const auto is_runnable = [](const lesson::Program& program) {
    return program.options.language == "rust" && !program.options.is_ignored;
  };
  // A reload finds on the stage what was there.
  const std::string on_stage = saved.program_on_stage;
  if (!on_stage.empty() && put_on_stage(on_stage, effects)) return;
  const auto first = std::find_if(opened.chapter.programs.begin(), opened.chapter.programs.end(), is_runnable);
  if (first != opened.chapter.programs.end()) put_on_stage(first->options.id, effects);
}

/// A new entry in the history. The entry that is left keeps how far its chapter was scrolled.
void Model::go_to(const std::string& route, Effects& effects) {
  if (route == route_) {
    scroll_wanted_ = -1;
    is_route_new_ = true;
    return follow_route(effects);
  }
  if (route_ != try_route) effects.push_back(ReplaceRoute{route_, place_state()});
  history_last_ = ++history_index_;
  effects.push_back(PushRoute{route, state_of(history_index_, -1)});
  route_ = route;
  scroll_wanted_ = -1;
  is_route_new_ = true;
  follow_route(effects);
  saved.route = route_;
  changed();
}

void Model::carry_out(const ui::OpenChapter& command, Effects& effects) {
  ui_state.narrow_pane = ui::NarrowPane::Reading;
  // Opening a chapter that failed, or a course that did, is asking for it again.
  if (course.book_state() == ui::LoadState::Failed) return course.retry(effects);
  if (course.opened().id == command.chapter_id && course.opened().state == ui::LoadState::Failed) {
    course.open(command.chapter_id, effects);
    return chapter_may_be_ready(effects);
  }
  go_to(route_of(command.chapter_id, command.anchor), effects);
}

void Model::carry_out(const ui::OpenLink& command, Effects& effects) {
  const lesson::LinkTarget target = lesson::read_link(course.book(), command.url);
  if (target.is_inside)
    return carry_out(ui::OpenChapter{target.chapter_id.empty() ? course.opened().id : target.chapter_id, target.anchor}, effects);
  const std::string_view url = command.url;
  const auto begins_with = [&](std::string_view scheme) { return url.substr(0, scheme.size()) == scheme; };
  if (begins_with("https://") || begins_with("http://") || begins_with("mailto:"))
    effects.push_back(OpenUrl{command.url});
  else
    say(concat("This link leads nowhere: ", quoted(url)), ui::ToastTone::Bad);
}

void Model::carry_out(const ui::GoBack&, Effects& effects) {
  if (history_index_ > 0) effects.push_back(BrowserBack{});
}
void Model::carry_out(const ui::GoForward&, Effects& effects) {
  if (history_index_ < history_last_) effects.push_back(BrowserForward{});
}

}  // namespace app
