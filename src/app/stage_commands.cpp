// What concerns the program on the stage: putting one there, editing, running, exploring, sharing.

#include <algorithm>

#include "app/model.h"
#include "base/text.h"

namespace app {
namespace {

constexpr std::string_view shared_id = "try";

ui::StageTab tab_of(std::string_view demo) {
  if (demo == "memory") return ui::StageTab::Variables;
  if (demo == "aliasing") return ui::StageTab::Borrows;
  if (demo == "states" || demo == "async") return ui::StageTab::Futures;
  if (demo == "output") return ui::StageTab::Output;
  return ui::StageTab::Threads;
}

std::string title_of(const lesson::Program& program) {
  return program.options.title.empty() ? program.options.id : program.options.title;
}

}  // namespace

/// Puts a program of the open chapter, or of one of its questions, on the stage, as it was left.
bool Model::put_on_stage(std::string_view program_id, Effects& effects) {
  const OpenedChapter& opened = course.opened();
  StageProgram program;
  for (const lesson::Program& candidate : opened.chapter.programs) {
    if (candidate.options.id != program_id) continue;
    program.title = title_of(candidate);
    program.lesson_text = candidate.text;
    program.demo = candidate.options.demo;
    program.aliasing = candidate.options.aliasing;
    program.memory = candidate.options.memory;
    program.edition = candidate.options.edition;
    program.id = program_id;
  }
  if (program.id.empty()) {
    const lesson::Question* question = questions.find(program_id);
    if (!question || question->program.empty()) return false;
    program.title = "From the question";
    program.lesson_text = question->program;
    if (question->aliasing != "none") program.demo = "aliasing";
    program.aliasing = question->aliasing;
    program.memory = question->memory;
    program.edition = question->edition;
    program.is_to_be_driven = question->kind == lesson::QuestionKind::Schedule;
    program.id = program_id;
  }
  program.key = concat(opened.id, "#", program.id);
  if (program.key == stage.program().key) return true;
  const auto edited = saved.programs.find(program.key);
  std::string text = edited != saved.programs.end() ? edited->second : program.lesson_text;
  ui_state.tab = tab_of(program.demo);
  ui_state.mode = ui::StageMode::Read;
  saved.program_on_stage = program.id;
  changed();
  stage.load(std::move(program), std::move(text));
  text_was_set(effects);
  return true;
}

void Model::try_arrived(std::string_view json, Effects& effects) {
  const std::optional<Json> shared = parse_json(json);
  if (!shared || !(*shared)["program"].string())
    return say("This link holds no program that can be read. Copy the whole link and open it again.", ui::ToastTone::Bad);
  shared_program_ = json;
  put_shared_on_stage(effects);
}

void Model::put_shared_on_stage(Effects& effects) {
  const Json shared = parse_json(shared_program_).value_or(Json());
  shared_program_.clear();
  StageProgram program;
  program.id = shared_id;
  program.key = shared_id;
  program.title = shared["title"].text_or("A shared program");
  program.lesson_text = shared["program"].text_or("");
  program.demo = shared["demo"].text_or("");
  program.aliasing = shared["aliasing"].text_or("none");
  program.memory = shared["memory"].text_or("sc");
  program.has_spurious_wakeups = shared["wakeups"].text_or("") == "any";
  program.edition = shared["edition"].number_or(2024) == 2021 ? 2021 : 2024;
  ui_state.tab = tab_of(program.demo);
  ui_state.mode = ui::StageMode::Read;
  ui_state.narrow_pane = ui::NarrowPane::Stage;
  std::string text = program.lesson_text;
  stage.load(std::move(program), std::move(text));
  const std::string schedule = shared["schedule"].text_or("");
  if (!schedule.empty()) stage.load_schedule(schedule, Stage::CursorAt::End);
  text_was_set(effects);
}

void Model::link_made(const std::string& link, Effects& effects) {
  effects.push_back(WriteClipboard{link});
  say("A link to this program is in the clipboard.", ui::ToastTone::Good);
}

void Model::text_was_set(Effects& effects) { effects.push_back(SetEditorText{stage.text()}); }

/// Keeps the text in what survives a reload; a program that is as in the lesson takes no room.
void Model::remember_text() {
  if (stage.is_empty() || stage.program().id == shared_id) return;
  if (stage.is_edited()) saved.programs[stage.program().key] = stage.text();
  else saved.programs.erase(stage.program().key);
  changed();
}

void Model::text_edited(std::string text) {
  if (stage.is_empty() || text == stage.text()) return;
  stage.edit(std::move(text));
  remember_text();
}

void Model::editor_command(std::string_view name, Effects& effects) {
  if (name == "undo") carry_out(ui::UndoEdit{}, effects);
  if (name == "redo") carry_out(ui::RedoEdit{}, effects);
  if (name == "run") carry_out(ui::Run{}, effects);
  if (name == "leave") ui_state.mode = ui::StageMode::Read;
}

void Model::carry_out(const ui::LoadProgram& command, Effects& effects) {
  is_careful = false;
  if (!put_on_stage(command.program_id, effects))
    return say("This program is not in the open chapter.", ui::ToastTone::Bad);
  ui_state.narrow_pane = ui::NarrowPane::Stage;
}
void Model::carry_out(const ui::EditProgram& command, Effects& effects) {
  text_edited(command.text);
  text_was_set(effects);
}
void Model::carry_out(const ui::ResetProgram&, Effects& effects) {
  stage.reset();
  remember_text();
  text_was_set(effects);
}
void Model::carry_out(const ui::UndoEdit&, Effects& effects) {
  stage.undo();
  remember_text();
  text_was_set(effects);
}
void Model::carry_out(const ui::RedoEdit&, Effects& effects) {
  stage.redo();
  remember_text();
  text_was_set(effects);
}
void Model::carry_out(const ui::ShareProgram&, Effects& effects) {
  const StageProgram& program = stage.program();
  Json::Object shared;
  shared["program"] = Json(stage.text());
  shared["title"] = Json(program.title);
  shared["edition"] = Json(program.edition);
  if (!program.demo.empty()) shared["demo"] = Json(program.demo);
  if (program.aliasing != "none") shared["aliasing"] = Json(program.aliasing);
  if (stage.memory() != "sc") shared["memory"] = Json(stage.memory());
  if (program.has_spurious_wakeups) shared["wakeups"] = Json("any");
  const std::string schedule = stage.schedule();
  if (!schedule.empty()) shared["schedule"] = Json(schedule);
  effects.push_back(MakeShareLink{Json(std::move(shared)).print()});
}
void Model::carry_out(const ui::SetEdition& command, Effects&) { stage.set_edition(command.year); }
void Model::carry_out(const ui::SetAliasing& command, Effects&) { stage.set_aliasing(command.model); }

void Model::carry_out(const ui::SetMemory& command, Effects&) { stage.set_memory(command.model); }
void Model::carry_out(const ui::SetWakeups& command, Effects&) { stage.set_wakeups(command.are_spurious); }

void Model::carry_out(const ui::Run& command, Effects&) {
  is_careful = false;
  // Whoever runs it wants to see the run: the table of all runs and the list of mistakes are not about this one.
  if (ui_state.tab == ui::StageTab::Outcomes || ui_state.tab == ui::StageTab::Problems) ui_state.tab = tab_of(stage.program().demo);
  stage.run(command.goes_on);
}
void Model::carry_out(const ui::StepForward&, Effects&) { stage.step_forward(); }
void Model::carry_out(const ui::StepBack&, Effects&) { stage.step_back(); }
void Model::carry_out(const ui::StepOver&, Effects&) { stage.step_over(); }
void Model::carry_out(const ui::SeekStep& command, Effects&) { stage.seek(command.step); }
void Model::carry_out(const ui::Play&, Effects&) { stage.play(); }
void Model::carry_out(const ui::Pause&, Effects&) { stage.pause(); }
void Model::carry_out(const ui::SetSpeed& command, Effects&) {
  stage.set_speed(std::clamp(command.steps_per_second, 0.25, 64.0));
  ui_state.arrangement.speed = static_cast<float>(command.steps_per_second);
}
void Model::carry_out(const ui::MoveThread& command, Effects&) { stage.move_thread(command.thread, command.choice); }
void Model::carry_out(const ui::CancelFuture& command, Effects&) { stage.cancel_future(command.future); }
void Model::carry_out(const ui::Explore& command, Effects&) {
  ui_state.tab = ui::StageTab::Outcomes;
  stage.explore(command.compares);
}
void Model::carry_out(const ui::CancelWork&, Effects&) { stage.cancel(); }
void Model::carry_out(const ui::LoadOutcome& command, Effects&) {
  ui_state.tab = ui::StageTab::Threads;
  stage.load_outcome(command.index);
}

}  // namespace app
