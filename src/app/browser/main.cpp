// The program of the page. It draws a frame when the browser's side asks for one, and says when it
// wants the next: at once while something moves, at a given time for playing and for messages that go
// away, otherwise never. Long work goes on between frames. Everything that is not drawing or carrying
// out is in Model.

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "app/browser/bridge.h"
#include "app/browser/pictures.h"
#include "app/browser/screen.h"
#include "app/browser/scrolling.h"
#include "app/browser/std_text.h"
#include "app/editor_text.h"
#include "app/model.h"
#include "base/text.h"
#include "lesson/load.h"
#include "ui/theme.h"

namespace app {
namespace {

constexpr double work_budget_ms = 8;
/// How often the picture of long work is drawn anew.
constexpr double progress_ms = 200;
/// How long the first picture waits for the chapter that it is to show.
constexpr double first_picture_ms = 150;
constexpr double caret_blink_ms = 400;
constexpr double engine_retry_ms = 10'000;

struct Page {
  Model model;
  Screen screen;
  Scrolling scrolling;
  Pictures pictures;
  ui::PageView view;
  ui::Commands commands;
  bool is_started = false;
  double started_ms = 0;
  double drawn_ms = 0;         // when the last frame was begun; 0 before the first
  bool is_outdated = false;    // something has changed since
  bool is_moving = false;      // it asked for the next one at once
  bool has_engine = false;     // the model is told after the first picture
  double ask_for_engine_ms = -1;   // when to ask for it; below 0 while it is on its way

  // As last told to the browser's side, so that it is told only what is new.
  std::uint64_t saved_revision = 0;
  std::string editor_theme, editor_marks, background;
  ui::EditorRequest editor;
  std::string answer;   // of the last exported function that returns a text
};

Page* page = nullptr;   // made by main, there as long as the tab is

void carry_out(const FetchFile& effect) { bridge::fetch_text(effect.url); }
void carry_out(const FetchImage& effect) { bridge::fetch_image(effect.url); }
void carry_out(const PushRoute& effect) { bridge::push_route(effect.route, effect.state); }
void carry_out(const ReplaceRoute& effect) { bridge::replace_route(effect.route, effect.state); }
void carry_out(const BrowserBack&) { bridge::go_back(); }
void carry_out(const BrowserForward&) { bridge::go_forward(); }
void carry_out(const WriteClipboard& effect) { bridge::write_clipboard(effect.text); }
void carry_out(const MakeShareLink& effect) { bridge::make_share_link(effect.text); }
void carry_out(const DownloadFile& effect) { bridge::download(effect.name, effect.text); }
void carry_out(const PickFile&) { bridge::pick_file(); }
void carry_out(const OpenUrl& effect) { bridge::open_url(effect.url); }
void carry_out(const SetEditorText& effect) { bridge::set_editor_text(effect.text); }
void carry_out(const SetTitle& effect) { bridge::set_title(effect.title); }

void carry_out_all(Effects& effects) {
  for (const Effect& effect : effects) std::visit([](const auto& one) { carry_out(one); }, effect);
  effects.clear();
}

void press(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  ImGui::GetIO().AddKeyEvent(key, false);
}

void set_preferences(const std::string& words) {
  const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
  page->model.preferences.is_dark = has("dark");
  page->model.preferences.is_motion_reduced = has("still");
  page->model.preferences.is_contrast_high = has("contrast");
  page->model.preferences.is_touch = has("touch");
  ImGui::GetIO().ConfigMacOSXBehaviors = has("mac");
}

void ask_for_engine() {
  page->ask_for_engine_ms = -1;
  bridge::fetch_engine(std_text_url());
}

/// The engine came with the text of std, or did not; false if the message is of something else.
bool receive_engine(bridge::Message& message) {
  Model& model = page->model;
  if (message.first != std_text_url()) return false;
  if (message.name == "fetched" && take_std_text(std::move(message.second))) {
    page->has_engine = true;
    page->ask_for_engine_ms = 0;
    return true;
  }
  model.say("What runs programs could not be downloaded. It is tried again every ten seconds.", ui::ToastTone::Bad);
  page->ask_for_engine_ms = emscripten_get_now() + engine_retry_ms;
  return true;
}

void receive(bridge::Message& message, Effects& effects) {
  Model& model = page->model;
  const std::string& name = message.name;
  if ((name == "fetched" || name == "fetch-failed") && receive_engine(message)) return;
  if (name == "route") model.route_changed(message.first, message.second, effects);
  else if (name == "fetched") model.file_arrived(message.first, std::move(message.second), effects);
  else if (name == "fetch-failed") model.file_failed(message.first, message.second, effects);
  else if (name == "image") page->pictures.arrived(message.first, message.second);
  else if (name == "image-failed") page->pictures.failed(message.first);
  else if (name == "try") model.try_arrived(message.second, effects);
  else if (name == "try-failed") model.try_arrived({}, effects);
  else if (name == "link") model.link_made(message.second, effects);
  else if (name == "link-failed") model.say("The link could not be made.", ui::ToastTone::Bad);
  else if (name == "file") model.progress_imported(message.second, effects);
  else if (name == "file-failed") model.say(concat("Nothing was imported: ", message.second, "."), ui::ToastTone::Bad);
  else if (name == "edited") model.text_edited(std::move(message.first));
  else if (name == "search") model.apply(ui::ToggleSearch{}, effects);
  else if (name == "editor-command") model.editor_command(message.first, effects);
  else if (name == "editor-failed")
    model.say("The editor could not be downloaded. Leave editing and begin it again to retry.", ui::ToastTone::Bad);
  else if (name == "preferences") set_preferences(message.first);
  else if (name == "pointer") model.preferences.is_touch = message.first == "touch";
  else if (name == "context" && message.first == "lost") page->screen.context_lost();
  else if (name == "context") page->screen.context_restored();
  else if (name == "storage-failed")
    model.say(message.first == "full" ? "The browser's storage is full: what you do from now on is not kept. "
                                        "Export your progress in the settings."
                                      : "The browser does not let the page store anything: what you do is not "
                                        "kept. Export your progress in the settings.",
              ui::ToastTone::Bad);
  else if (name == "storage-works") model.say("Your progress is stored again.", ui::ToastTone::Good);
  else if (name == "stored-elsewhere") model.stored_elsewhere(message.first);
  else if (name == "careful") {
    model.is_careful = true;
    model.say("The page stopped last time. Nothing runs until you ask for it.", ui::ToastTone::Bad);
  } else if (name == "text") ImGui::GetIO().AddInputCharactersUTF8(message.first.c_str());
  else if (name == "erase")
    for (int i = std::atoi(message.first.c_str()); i > 0; --i) press(ImGuiKey_Backspace);
}

void start(Effects& effects) {
  page->is_started = true;
  page->started_ms = emscripten_get_now();
  page->model.is_engine_there = false;
  ask_for_engine();
  const std::string stored = bridge::load_state();
  Saved unread;
  // A text that cannot be read is kept under another name before anything is written over it.
  if (read_saved(stored, unread) != SavedProblem::None) bridge::set_state_aside();
  page->screen.load_faces(page->view.fonts);
  page->view.settings.version = "0.1";
  page->view.markdown = [](std::string_view text) { return lesson::load_markdown(text); };
  page->view.image = [](std::string_view target) {
    const std::string path = lesson::chapter_path(page->model.course.book(), page->model.course.opened().id);
    return page->pictures.find(lesson::folder_of(path), target);
  };
  page->model.start(stored, effects);
}

/// Tells the text editor where it is, how it looks and what it marks.
void place_editor(const ui::Theme& theme) {
  bridge::set_editor(page->model.ui_state.editor);
  if (!page->model.ui_state.editor.is_visible) return;
  const std::string colors = editor_theme(theme, page->model.ui_state.editor);
  if (colors != page->editor_theme) bridge::set_editor_theme(page->editor_theme = colors);
  if (!page->view.stage.program) return;
  const std::string marks = editor_marks(*page->view.stage.program, page->view.stage.threads, theme);
  if (marks != page->editor_marks) bridge::set_editor_marks(page->editor_marks = marks);
}

// What `app_frame` and `app_work` answer, besides milliseconds until the next frame.
constexpr double draw_at_once = 0, sleep_on = -1, work_on = -2, draw_and_work_on = -3;

bool has_work() {
  const Model& model = page->model;
  return model.is_engine_there && (model.stage.is_busy() || model.questions.is_busy());
}

double wait_for_next(double now_ms) {
  Model& model = page->model;
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (page->scrolling.is_moving() || !page->commands.empty() || context.InputEventsQueue.Size > 0) return draw_at_once;
  if (model.ui_state.wants_animation) return has_work() ? draw_and_work_on : draw_at_once;
  if (has_work()) return work_on;
  double wait = model.next_due_ms();
  if (!page->has_engine && page->ask_for_engine_ms > 0) wait = page->ask_for_engine_ms;
  if (wait >= 0) wait = std::max(1.0, wait - now_ms);
  // Only a text field's caret blinks, and nothing does when motion is to be reduced.
  if (context.IO.WantTextInput && !model.preferences.is_motion_reduced && (wait < 0 || wait > caret_blink_ms))
    wait = caret_blink_ms;
  return wait;
}

/// Whether there is something new to draw: files of a course that waits for more are nothing new.
bool take_messages() {
  Effects effects;
  if (!page->is_started) start(effects);
  carry_out_all(effects);
  bool is_new = false, has_file = false;
  bridge::Message message;
  while (bridge::take_message(message)) {
    (message.name == "fetched" ? has_file : is_new) = true;
    receive(message, effects);
    carry_out_all(effects);   // what is asked for may be the next message
  }
  return is_new || (has_file && !page->model.course.is_busy());
}

double draw_frame() {
  Model& model = page->model;
  take_messages();
  Effects effects;
  const double now_ms = emscripten_get_now();
  page->drawn_ms = now_ms;
  page->is_outdated = false;
  model.advance(now_ms, work_budget_ms, effects);
  if (page->screen.is_lost()) {
    carry_out_all(effects);
    return sleep_on;
  }

  page->scrolling.advance(ImGui::GetIO().DeltaTime, model.preferences.is_motion_reduced);
  page->screen.begin_frame(page->is_moving);
  page->view.layout.width = page->screen.width();
  page->view.layout.height = page->screen.height();
  model.fill(page->view);
  page->commands.clear();
  ui::draw_page(page->view, model.ui_state, page->commands);
  const ui::Theme& theme = ui::theme_named(model.theme_name(), model.preferences.is_dark);
  const std::uint32_t background = ui::ink_of(theme, ui::Ink::Page);
  page->screen.end_frame(background);
  const std::string color = css_color(background);
  if (color != page->background) bridge::set_page_colors(page->background = color, theme.is_dark);
  place_editor(theme);

  for (const ui::Command& command : page->commands) model.apply(command, effects);
  carry_out_all(effects);
  // Not before there is a chapter to read, or none to wait for.
  if (page->has_engine && !model.course.is_busy()) model.is_engine_there = true;
  if (!page->has_engine && page->ask_for_engine_ms >= 0 && now_ms >= page->ask_for_engine_ms) ask_for_engine();
  if (page->saved_revision != model.saved_revision) {
    page->saved_revision = model.saved_revision;
    bridge::state_changed();
  }
  const double wait = wait_for_next(now_ms);
  page->is_moving = wait == draw_at_once || wait == draw_and_work_on;
  return wait;
}

/// Goes on with what takes long and takes what was downloaded, between frames; draws nothing.
double work() {
  if (page->screen.is_lost()) return sleep_on;
  page->is_outdated |= take_messages();
  Effects effects;
  const double now_ms = emscripten_get_now();
  Model& model = page->model;
  page->is_outdated |= model.advance(now_ms, work_budget_ms, effects);
  carry_out_all(effects);
  if (page->drawn_ms == 0) {
    const double left_ms = page->started_ms + first_picture_ms - now_ms;
    return model.course.is_busy() && left_ms > 0 ? left_ms : draw_at_once;
  }
  const bool is_on_the_way = model.is_engine_there && model.stage.is_busy() && now_ms < page->drawn_ms + progress_ms;
  if (!page->is_outdated || is_on_the_way) return has_work() ? work_on : wait_for_next(now_ms);
  return has_work() ? draw_and_work_on : draw_at_once;
}

}  // namespace
}  // namespace app

using app::page;

extern "C" {

EMSCRIPTEN_KEEPALIVE double app_frame() { return app::draw_frame(); }
EMSCRIPTEN_KEEPALIVE double app_work() { return app::work(); }
EMSCRIPTEN_KEEPALIVE int app_busy() {
  if (!page->is_started) return 1;
  // What waits for the engine to be asked for again waits for long.
  return page->model.is_busy() && page->ask_for_engine_ms <= 0 ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE const char* app_widgets() {
  return (page->answer = app::widgets_json(page->model.ui_state.widgets)).c_str();
}
EMSCRIPTEN_KEEPALIVE const char* app_saved() {
  return (page->answer = app::print_saved(page->model.saved)).c_str();
}
EMSCRIPTEN_KEEPALIVE void app_activate(unsigned id) { ui::activate_widget(page->model.ui_state, id); }
EMSCRIPTEN_KEEPALIVE void app_focus(unsigned id) { ui::focus_widget(page->model.ui_state, id); }
EMSCRIPTEN_KEEPALIVE void app_copy_key(int is_cut) {
  ImGuiIO& io = ImGui::GetIO();
  const ImGuiKey modifier = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
  io.AddKeyEvent(modifier, true);
  app::press(is_cut ? ImGuiKey_X : ImGuiKey_C);
  io.AddKeyEvent(modifier, false);
}
EMSCRIPTEN_KEEPALIVE void app_wheel(float x, float y, float dx, float dy, int is_step) {
  page->scrolling.wheel(x, y, dx, dy, is_step != 0);
}
EMSCRIPTEN_KEEPALIVE void app_touch_begin(float x, float y, double time) {
  page->scrolling.touch_begin(x, y, time, page->model.ui_state.widgets);
}
EMSCRIPTEN_KEEPALIVE void app_touch_move(float x, float y, double time) { page->scrolling.touch_move(x, y, time); }
EMSCRIPTEN_KEEPALIVE void app_touch_end(float x, float y, double time) { page->scrolling.touch_end(x, y, time); }
EMSCRIPTEN_KEEPALIVE void app_touch_cancel() { page->scrolling.touch_cancel(); }

}  // extern "C"

int main() {
  page = new app::Page;
  if (!page->screen.open()) {
    app::bridge::fail("The browser gave the page no WebGL 2 context to draw with.");
    return 1;
  }
  app::bridge::attach();
  return 0;
}
