#pragma once
// What drawing remembers from frame to frame and the model need not know. A plain value: a new one
// gives a page as first seen. `app/` stores the part called Arrangement with the student's
// settings.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lesson/book.h"
#include "ui/widget_node.h"

namespace ui {

enum class StageTab { Threads, Borrows, Futures, Output, Variables, Outcomes, Problems };
enum class StageMode { Read, Edit };
/// On a screen too narrow for two columns, one of them is seen at a time.
enum class NarrowPane { Reading, Stage };

enum class KeyTarget { Reading, Stage };

/// How the student has arranged the page: worth storing.
struct Arrangement {
  bool is_contents_open = true;  // the course list of a wide screen
  float stage_share = 0.46f;     // of the width that reading and stage share
  float stacked_share = 0.55f;   // of the height, when the stage is below the text
  float program_width_share =
      0.46f;                    // of the stage's width, when the program stands beside its run
  float program_share = 0.42f;  // of the stage's height
  float speed = 4;              // steps a second, as last set
};

/// Where the text editor is to be laid over the canvas.
struct EditorRequest {
  bool is_visible = false;        // false also while a sheet or a tooltip would be hidden by it
  Rect rect;                      // the whole editor
  Rect clip;                      // the part that may be seen
  bool wants_focus = false;       // set in the frame in which editing begins
  float font_size = 14;           // an em in CSS pixels, and the height of a line: those of the
  float gutter = 50;              // before the text, for the numbers of lines
  float line_height = 22;         // program as it is read, so that nothing moves
  std::uint32_t reveal_line = 0;  // one-based; 0: leave the editor where it is
};

/// Put the reading column somewhere. `app/` sets it after opening a chapter; drawing clears it.
struct ScrollRequest {
  bool is_pending = false;
  std::string anchor;  // a heading, or a program's or question's id; empty: use `y`
  float y = 0;
};

struct UiState {
  // For `app/`, after each frame.
  WidgetNodes widgets;
  EditorRequest editor;
  std::string listed_chapter;   // brought into sight in the course list
  bool wants_animation = false;
  float reading_scroll = 0;    // where the reading column is, to be restored later
  std::string visible_anchor;  // of the heading at the top of the reading column

  // For `app/`, to set.
  Arrangement arrangement;
  ScrollRequest scroll;
  StageMode mode = StageMode::Read;
  StageTab tab = StageTab::Threads;
  NarrowPane narrow_pane = NarrowPane::Reading;

  // Drawing's own.
  bool is_drawer_open = false;                     // the course list of a narrow screen
  std::uint32_t activate_id = 0, focus_id = 0;     // asked for by activate_widget, focus_widget
  std::string chapter_id;                          // last drawn; a change resets the scroll
  const lesson::Chapter* drawn_chapter = nullptr;  // only compared, never read
  bool is_scroll_instant = false;                  // the next jump is to a place in another chapter
  KeyTarget keys_go_to = KeyTarget::Reading;       // where arrow keys and Home and End act
  float scroll_set = -1;                           // what it set last, to notice who else scrolls
  float scroll_target = -1;                        // of a smooth scroll under way; -1 for none
  float time = 0;                                  // seconds, for what pulses
  std::uint32_t rested_id = 0;                     // what the pointer rests on
  float rested_seconds = 0;
  std::string explanation;  // of it, to be drawn last
  Rect explained;
  bool explains_control = false;  // and not a part of the picture
  Rect stage, watched;            // the stage, and the picture of the run in it
  std::uint32_t rested_cursor = 0;  // of the run, when the pointer came to rest
  Rect explanation_box;           // where the explanation stands; empty while none is shown
  bool is_slider_focused = false;  // so arrow keys are its own
  std::uint32_t hovered_line = 0;  // of the program, from a row under the pointer
  std::uint32_t next_hovered_line = 0;
  std::uint32_t hovered_object = 0;  // of the threads view, by its colour number
  std::uint32_t next_hovered_object = 0;
  std::uint32_t followed_row_cursor = 0xffffffff;  // the cursors that panes last scrolled to
  float followed_rows_height = 0;  // of the threads view then: in a lower one the row may be out of sight
  std::uint32_t followed_line_cursor = 0xffffffff;
  std::string followed_program;
  std::uint32_t followed_future_cursor = 0xffffffff;
  std::uint32_t wanted_machine = 0xffffffff;  // to be scrolled to in the futures view
  bool shows_machines = false;                // where they and the polls do not fit below each other
  std::uint32_t code_machine = 0xffffffff;    // shown there as Rust, instead of all as diagrams
  std::uint32_t moved_cursor = 0xffffffff;    // the cursor for which a future's last move is drawn
  float move_end = 0;                         // and until when
  std::uint32_t pulsed_cursor = 0xffffffff;  // the cursor for which the next moves pulse
  float pulse_end = 0;                       // and until when
  std::uint32_t borrows_cursor = 0xffffffff;  // the cursor whose changes come in,
  float borrows_settled = 0;                  // and when they have
  StageTab followed_tab = StageTab::Threads;   // brought into sight where they do not all fit
  bool shows_last_tabs = false;
  bool was_editing = false;
  bool is_scrubbing = false;
  std::string open_rule;   // the choice of the stage's head whose menu is open; empty for none
  Rect rule_place;
  std::string search_words;
  std::size_t search_chosen = 0;   // of the hits
  bool search_wants_focus = false;
  std::string open_sheet;  // "help", "settings" or "search"; empty for none
  bool is_confirming_clear = false;
  std::map<std::string, std::string> drafts;  // question id -> answer being made
  std::map<std::string, std::vector<lesson::Block>> markdown;
  std::map<std::string, bool> folds;              // open details and variables, by path
  std::map<const lesson::Block*, float> heights;  // measured, so that unseen blocks are skipped
  float heights_width = 0, heights_scale = 0;
  std::size_t top_block = 0;  // the block at the top of the reading column,
  float top_block_part = 0;   // and how much of it is above
};

/// Acts as if the widget with this id were clicked, or focused, in the next frame: for the mirror
/// that screen readers and tests use.
void activate_widget(UiState& state, std::uint32_t id);
void focus_widget(UiState& state, std::uint32_t id);

}  // namespace ui
