#pragma once
// The program on the stage: its text and history, what compiling it gave, the run that is recorded,
// where the cursor is in it, and the search through all runs. Nothing here takes long: compiling,
// running and exploring are done in pieces by `advance`, which is given the time it may use.

#include <memory>
#include <string>
#include <string_view>

#include "app/text_history.h"
#include "run/compile.h"
#include "ui/page.h"

namespace app {

/// A program as the lesson, a question or a link gives it.
struct StageProgram {
  std::string key;            // under which its edited text is stored
  std::string id;             // the fence's or the question's; "try" for one that came by a link
  std::string title;
  std::string lesson_text;
  std::string demo;           // the view that opens with it
  std::string aliasing = "none";
  std::string memory = "sc";
  bool has_spurious_wakeups = false;
  int edition = 2024;
  bool is_editable = true;
  bool is_to_be_driven = false;   // a question asks for a run of it, moved by hand
};

class Stage {
 public:
  explicit Stage(std::shared_ptr<run::Compiler> compiler);
  ~Stage();

  void load(StageProgram program, std::string text);
  bool is_empty() const { return program_.id.empty(); }
  const StageProgram& program() const { return program_; }
  const std::string& text() const { return history_.text(); }
  bool is_edited() const { return text() != program_.lesson_text; }

  void edit(std::string text);
  void reset();
  void undo();
  void redo();
  void set_edition(int year);
  /// A run that is shown is made again under the new rules.
  void set_aliasing(std::string model);
  void set_memory(std::string model);
  void set_wakeups(bool are_spurious);

  /// From the start, or on from where the shown run has come to.
  void run(bool goes_on = false);
  void step_forward();
  void step_back();
  void step_over();
  void seek(std::uint32_t step);
  void move_thread(std::uint32_t thread, const scene::MoveChoice& choice);
  void cancel_future(std::uint32_t future);
  void play();
  void pause();
  void set_speed(double steps_per_second);
  void explore(bool compares = false);
  void cancel();
  void load_outcome(std::uint32_t index);
  /// Replays a schedule once the program is compiled, and puts the cursor at its end, or at its
  /// beginning when it is to be played from there.
  enum class CursorAt { Beginning, End };
  void load_schedule(std::string schedule, CursorAt cursor);
  std::string schedule() const;
  /// The memory model of the run that is shown.
  const std::string& memory() const;

  /// Goes on with what is under way for about `budget_ms`. Returns whether the picture has changed.
  bool advance(double now_ms, double budget_ms);
  /// Compiling, running or exploring is not done yet.
  bool is_busy() const;
  /// When the next step of playing is due; below 0 if none is.
  double next_due_ms() const;

  /// Fills what the page shows; the pointers stay valid until the next call that changes something.
  void fill(ui::PageView& view);

 private:
  struct Session;             // of one compiled text
  void text_changed();
  void rules_changed();
  void catch_up();

  std::shared_ptr<run::Compiler> compiler_;
  StageProgram program_;
  TextHistory history_;
  std::unique_ptr<Session> session_;
};

}  // namespace app
