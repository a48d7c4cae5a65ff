// The reading column: the open chapter, its questions, and the way to the next one. Blocks out of
// sight are skipped once their height is known, so that a frame costs the same in a long chapter.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/panes.h"
#include "ui/questions.h"
#include "ui/rich_text.h"

namespace ui {
namespace {

using lesson::Block;
using lesson::BlockKind;

const ContentsRow* row_of(const PageView& view, std::string_view chapter_id) {
  for (const ContentsRow& row : view.book.contents)
    if (row.entry != nullptr && row.entry->chapter_id == chapter_id &&
        !row.entry->chapter_id.empty())
      return &row;
  return nullptr;
}

/// The chapter before (-1) or after (+1) the open one.
const ContentsRow* neighbour_of(const PageView& view, int direction) {
  const ContentsRow* here = row_of(view, view.book.chapter_id);
  if (here == nullptr) return nullptr;
  const auto& rows = view.book.contents;
  for (long i = here - rows.data() + direction; i >= 0 && i < static_cast<long>(rows.size());
       i += direction) {
    const ContentsRow& row = rows[static_cast<std::size_t>(i)];
    if (row.entry != nullptr && !row.entry->chapter_id.empty() && !row.entry->is_draft) return &row;
  }
  return nullptr;
}

float draw_neighbours(const Reader& reader, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const ContentsRow* rows[] = {neighbour_of(reader.view, -1), neighbour_of(reader.view, 1)};
  if (rows[0] == nullptr && rows[1] == nullptr) return 0;
  hairline(painter, at, width);
  const auto fits = [&](const ContentsRow* row) {
    return row == nullptr || width_of(painter, Type::UiStrong, row->entry->title) <= (width - 16) / 2 - 64;
  };
  const bool is_stacked = width < 480 || !fits(rows[0]) || !fits(rows[1]);
  const float each = is_stacked ? width : (width - 16) / 2;
  const float height = 68 * painter.scale;
  float y = at.y + 28, x = at.x;
  for (int side = 0; side < 2; ++side) {
    if (rows[side] == nullptr) {
      if (!is_stacked) x += each + 16;
      continue;
    }
    const lesson::TocEntry& entry = *rows[side]->entry;
    const std::string_view lead = side == 0 ? "Previous" : "Next";
    const ImVec2 from(x, y), to(x + each, y + height);
    const Touched touched =
        press_area(painter, Role::Link, {concat(lead, ": ", entry.title), lead}, from, to, {}, 10);
    card(painter, from, to);
    if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 10);
    const float text_x = side == 0 ? from.x + 44 : from.x + 20;
    const float top = from.y + (height - line_height_of(painter, Type::Caption) -
                                line_height_of(painter, Type::UiStrong) - 2) /
                                   2;
    draw_text(painter, ImVec2(text_x, top), Type::Caption, painter.ink(Ink::Muted), lead);
    draw_elided(painter, ImVec2(text_x, top + line_height_of(painter, Type::Caption) + 2),
                Type::UiStrong, painter.ink(touched.is_hovered ? Ink::Accent : Ink::Heading),
                entry.title, each - 64);
    draw_icon(canvas(), side == 0 ? Icon::ChevronLeft : Icon::ChevronRight,
              ImVec2(side == 0 ? from.x + 22 : to.x - 22, (from.y + to.y) / 2), 16,
              painter.ink(Ink::Muted));
    if (touched.is_clicked) reader.commands.push_back(OpenChapter{entry.chapter_id, ""});
    if (is_stacked)
      y += height + 12;
    else
      x += each + 16;
  }
  return (is_stacked ? y : y + height) - at.y;
}

float draw_problems(const Reader& reader, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const auto& problems = reader.view.chapter.problems;
  if (problems.empty()) return 0;
  Backdrop backdrop;
  float y = at.y + 14;
  draw_text(painter, ImVec2(at.x + 18, y), Type::UiStrong, painter.ink(Ink::Warn),
            "This chapter's source has mistakes");
  y += line_height_of(painter, Type::UiStrong) + 4;
  for (const diag::Diagnostic& problem : problems)
    y += draw_sentence(painter, problem.message, ImVec2(at.x + 18, y), width - 36,
                       {Type::Small, painter.ink(Ink::Text)});
  y += 14;
  backdrop.begin_ground();
  fill(at, ImVec2(at.x + width, y), painter.ink(Ink::WarnSoft), 10);
  return y - at.y + 24;
}

float draw_chapter_label(const Reader& reader, ImVec2 at, float width) {
  const ContentsRow* row = row_of(reader.view, reader.view.book.chapter_id);
  if (row == nullptr) return 0;
  std::string_view part;
  for (const ContentsRow* each = reader.view.book.contents.data(); each <= row; ++each)
    if (each->entry != nullptr && each->entry->is_part) part = each->entry->title;
  std::string label = row->entry->number.empty()
                          ? std::string(part)
                          : concat(part, part.empty() ? "" : "   ·   ", row->entry->number);
  if (row->questions > 0)
    label += concat("   ·   ", row->questions_right, " of ", row->questions, " questions");
  draw_elided(reader.painter, at, Type::Small, reader.painter.ink(Ink::Muted), label, width);
  return line_height_of(reader.painter, Type::Small) + 10;
}

/// A chapter still on its way: bars where text will be, and how far it is.
float draw_loading(const Painter& painter, const PageView& view, ImVec2 at, float width) {
  draw_text(painter, at, Type::Ui, painter.ink(Ink::Muted), "Opening the chapter");
  progress_bar(painter, {"Opening the chapter"}, at + ImVec2(0, 34), std::min(width, 280.0f),
               view.book.state == LoadState::Loading ? view.book.load_progress : -1.0);
  static constexpr float shares[] = {0.62f, 0, 1, 0.94f, 0.98f, 0.55f, 0, 1, 0.9f, 0.7f};
  float y = at.y + 84;
  for (const float share : shares) {
    if (share > 0)
      fill(ImVec2(at.x, y), ImVec2(at.x + width * share, y + 12), painter.ink(Ink::Hover), 6);
    y += 28;
  }
  return y - at.y;
}

float draw_failure(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
                   float width) {
  const std::string& error =
      view.chapter.state == LoadState::Failed ? view.chapter.error : view.book.error;
  float y = at.y;
  draw_icon(canvas(), Icon::Warning, ImVec2(at.x + 14, y + 14), 28, painter.ink(Ink::Warn));
  y += 44;
  draw_text(painter, ImVec2(at.x, y), Type::Heading, painter.ink(Ink::Heading),
            "This chapter could not be opened");
  y += line_height_of(painter, Type::Heading) + 8;
  const float error_height =
      draw_wrapped(painter, ImVec2(at.x, y), width, Type::Body, painter.ink(Ink::Text), error);
  note_widget(painter, Role::Status, error, ImVec2(at.x, y),
              ImVec2(at.x + width, y + error_height));
  y += error_height + 16;
  const auto is_chapter = [](const ContentsRow& row) {
    return row.entry != nullptr && !row.entry->is_draft && !row.entry->chapter_id.empty();
  };
  const auto first = std::find_if(view.book.contents.begin(), view.book.contents.end(), is_chapter);
  const bool is_of_course =
      first == view.book.contents.end() ||
      std::any_of(first, view.book.contents.end(), [&](const ContentsRow& row) { return is_chapter(row) && row.entry->chapter_id == view.book.chapter_id; });
  ButtonStyle again, other;
  again.look = Look::Primary;
  again.icon = Icon::Reset;
  float x = at.x;
  // What the course has not, trying again does not bring.
  if (is_of_course && button(painter, {"Try again", "reopen"}, ImVec2(x, y), again, {}, &x)) {
    commands.push_back(OpenChapter{view.book.chapter_id, ""});
  }
  other.look = is_of_course ? Look::Outlined : Look::Primary;
  if (first != view.book.contents.end() &&
      button(painter, {"Open the first chapter", "first-chapter"}, ImVec2(is_of_course ? x + 8 : x, y), other))
    commands.push_back(OpenChapter{first->entry->chapter_id, ""});
  return y + 44 - at.y;
}

bool has_name(const Reader& reader, const Block& block, const std::string& name) {
  if (block.anchor == name) return true;
  if (block.program > 0) return reader.chapter->programs[block.program - 1].options.id == name;
  if (block.quiz == 0) return false;
  const lesson::Quiz& quiz = reader.chapter->quizzes[block.quiz - 1];
  return quiz.id == name ||
         std::any_of(quiz.questions.begin(), quiz.questions.end(),
                     [&](const lesson::Question& each) { return each.id == name; });
}

/// Draws what is near the window's visible part and adds up heights for the rest. After a change of
/// width the block that was at the top is brought there again.
enum class Flow { Same, Changed };
float draw_chapter(const Reader& reader, ImVec2 at, float width, Flow flow) {
  UiState& state = reader.painter.state;
  const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
  const std::vector<Block>& blocks = reader.chapter->blocks;
  const float top = ImGui::GetCursorScreenPos().y;
  float y = at.y;
  state.visible_anchor.clear();
  // At the end of the page nothing more comes to its top: the last heading in sight is where one reads.
  const bool is_at_end = ImGui::GetScrollMaxY() > 0 && ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 2;
  const float read_from = is_at_end ? clip.Max.y - 120 : clip.Min.y + 120;
  const std::size_t kept = state.top_block;
  const float kept_part = state.top_block_part;
  state.top_block = blocks.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (i > 0) y += gap_between(reader, blocks[i - 1], block);
    if (state.scroll.is_pending && !state.scroll.anchor.empty() &&
        has_name(reader, block, state.scroll.anchor)) {
      state.scroll.y = y - top - 24;
      state.scroll.anchor.clear();
    }
    if (block.kind == BlockKind::Heading && y < read_from)
      state.visible_anchor = block.anchor;
    const auto known = state.heights.find(&block);
    const bool is_far = known != state.heights.end() &&
                        (y + known->second < clip.Min.y - 40 || y > clip.Max.y + 40);
    if (!is_far) {
      ImGui::PushID(static_cast<int>(i));
      const float height =
          block.kind == BlockKind::Quiz && block.quiz > 0
              ? draw_quiz(reader, reader.chapter->quizzes[block.quiz - 1], ImVec2(at.x, y), width)
              : draw_block(reader, block, ImVec2(at.x, y), width);
      ImGui::PopID();
      state.heights[&block] = height;
    }
    const float height = state.heights[&block];
    if (flow == Flow::Changed && i == kept) {
      ImGui::SetScrollY(std::max(y - top + kept_part * height, 0.0f));
      state.wants_animation = true;
    }
    if (state.top_block == blocks.size() && y + height > clip.Min.y) {
      state.top_block = i;
      state.top_block_part = height > 0 ? std::max(clip.Min.y - y, 0.0f) / height : 0;
    }
    y += height;
  }
  return y - at.y;
}

/// Moves the scroll towards where it was asked to be.
void follow_scroll(const Painter& painter, bool is_new_chapter) {
  UiState& state = painter.state;
  const float now = ImGui::GetScrollY();
  if (state.scroll.is_pending && !is_new_chapter) {
    // An anchor that is nowhere in the chapter leaves the page at its top.
    const float wanted = std::max(state.scroll.y, 0.0f);
    state.scroll.is_pending = false;
    state.scroll.anchor.clear();
    if (painter.is_motion_reduced || std::abs(wanted - now) > 4000 || state.is_scroll_instant) {
      ImGui::SetScrollY(wanted);
      state.scroll_target = -1;
      state.wants_animation = true;
    } else {
      state.scroll_target = wanted;
    }
    state.is_scroll_instant = false;
  }
  // A wheel, a finger or the scroll bar has moved the page meanwhile: the student is in charge.
  const bool is_disturbed = state.scroll_set >= 0 && std::abs(now - state.scroll_set) > 2;
  if (is_disturbed || ImGui::GetIO().MouseWheel != 0 || ImGui::IsMouseDown(ImGuiMouseButton_Left))
    state.scroll_target = -1;
  state.scroll_set = -1;
  if (state.scroll_target >= 0) {
    const float target = std::min(state.scroll_target, ImGui::GetScrollMaxY());
    const float left = target - now;
    if (std::abs(left) < 1) {
      ImGui::SetScrollY(target);
      state.scroll_target = -1;
    } else {
      const float step = left * (1 - std::exp(-painter.seconds * 16));
      state.scroll_set = std::floor(now + (std::abs(step) < 1 ? (left > 0 ? 1.0f : -1.0f) : step));
      ImGui::SetScrollY(state.scroll_set);
      state.wants_animation = true;
    }
  }
  state.reading_scroll = now;
}

}  // namespace

void draw_reading(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  UiState& state = painter.state;
  const bool is_new_chapter =
      state.chapter_id != view.book.chapter_id || state.drawn_chapter != view.chapter.chapter;
  const float margin = area.width() < 520 ? 20.0f : area.width() < 760 ? 36.0f : 48.0f;
  const float width = std::floor(std::min(area.width() - 2 * margin, 672.0f * painter.scale));
  const bool is_reflowed = state.heights_width != width || state.heights_scale != painter.scale;
  const Flow flow =
      is_reflowed && !is_new_chapter && ImGui::GetFrameCount() > 1 ? Flow::Changed : Flow::Same;
  if (is_new_chapter || is_reflowed) {
    state.heights.clear();
    state.heights_width = width;
    state.heights_scale = painter.scale;
  }
  const ImVec2 window_from = area.from;
  if (ImGui::IsMouseHoveringRect(area.from, area.to) &&
      ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    state.keys_go_to = KeyTarget::Reading;
  begin_pane(painter, "reading", area);
  if (is_new_chapter && !state.scroll.is_pending && state.chapter_id != view.book.chapter_id)
    ImGui::SetScrollY(0);
  if (state.chapter_id != view.book.chapter_id) state.is_scroll_instant = true;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const ImVec2 at(std::floor(window_from.x + (area.width() - width) / 2),
                  origin.y + (area.width() < 520 ? 24 : 44));
  Reader reader{painter, view, commands, view.chapter.chapter};
  float y = at.y;
  if (view.chapter.state == LoadState::Failed || view.book.state == LoadState::Failed) {
    y += draw_failure(painter, view, commands, at, width);
  } else if (view.chapter.chapter == nullptr) {
    y += draw_loading(painter, view, at, width);
  } else {
    y += draw_chapter_label(reader, at, width);
    y += draw_problems(reader, ImVec2(at.x, y), width);
    y += draw_chapter(reader, ImVec2(at.x, y), width, flow) + 56;
    y += draw_neighbours(reader, ImVec2(at.x, y), width);
    follow_scroll(painter, is_new_chapter);
    if (is_new_chapter) state.wants_animation = true;
    state.chapter_id = view.book.chapter_id;
    state.drawn_chapter = view.chapter.chapter;
  }
  end_pane(ImVec2(origin.x, y + 72));
}

}  // namespace ui
