#include "ui/rich_text.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using lesson::Inline;
using lesson::InlineKind;

/// A stretch of one look.
struct Stretch {
  std::string_view text;
  bool is_strong = false, is_italic = false, is_code = false, is_struck = false, is_break = false;
  const Inline* link = nullptr;
  TypeFace face = {};
};

/// What is never broken: a word, or the part of it that has one look.
struct Atom {
  std::size_t run = 0;
  std::string_view text;
  float width = 0;
  float space = 0;         // before it, unless it begins a row
  bool can_break = false;  // before it
  bool opens_pill = false, closes_pill = false;
  bool is_break = false;
};

constexpr float pill_padding = 4;

void flatten(const Inline& item, Stretch look, std::vector<Stretch>& runs) {
  switch (item.kind) {
    case InlineKind::Text:
      break;
    case InlineKind::Code:
      look.is_code = true;
      break;
    case InlineKind::Emphasis:
      look.is_italic = true;
      break;
    case InlineKind::Strong:
      look.is_strong = true;
      break;
    case InlineKind::Strikethrough:
      look.is_struck = true;
      break;
    case InlineKind::Link:
      look.link = &item;
      break;
    case InlineKind::Image:
      look.is_italic = true;
      break;
    case InlineKind::LineBreak:
      look.is_break = true;
      break;
  }
  if (!item.text.empty() || look.is_break) {
    look.text = item.text;
    runs.push_back(look);
  }
  for (const Inline& child : item.children) flatten(child, look, runs);
}

std::vector<Stretch> runs_of(const Painter& painter, const std::vector<Inline>& inlines,
                             Prose prose) {
  std::vector<Stretch> runs;
  Stretch look;
  look.is_strong = prose.is_strong;
  for (const Inline& item : inlines) flatten(item, look, runs);
  for (Stretch& run : runs) {
    const Fonts& fonts = painter.fonts;
    ImFont* font = run.is_code     ? (run.is_strong ? fonts.code_strong : fonts.code)
                   : run.is_strong ? (run.is_italic ? fonts.strong_italic : fonts.strong)
                   : run.is_italic ? fonts.italic
                                   : face_of(painter, prose.type).font;
    run.face = face_of(painter, prose.type, font);
  }
  return runs;
}

std::vector<Atom> atoms_of(const std::vector<Stretch>& runs) {
  std::vector<Atom> atoms;
  bool is_after_space = true;
  float space = 0;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    const Stretch& run = runs[index];
    if (run.is_break) {
      Atom atom;
      atom.run = index;
      atom.is_break = true;
      atoms.push_back(atom);
      is_after_space = true;
      space = 0;
      continue;
    }
    const float own_space = width_of(run.face, " ");
    const std::size_t first = atoms.size();
    std::size_t at = 0;
    while (at < run.text.size()) {
      if (run.text[at] == ' ' || run.text[at] == '\n') {
        is_after_space = true;
        space = own_space;
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < run.text.size() && run.text[end] != ' ' && run.text[end] != '\n') {
        ++end;
        // Long paths may break after their joints.
        if (run.is_code && end - at > 12 &&
            (run.text[end - 1] == ':' || run.text[end - 1] == '.' || run.text[end - 1] == '/'))
          break;
      }
      Atom atom;
      atom.run = index;
      atom.text = run.text.substr(at, end - at);
      atom.width = width_of(run.face, atom.text);
      atom.can_break = is_after_space || (at > 0 && atoms.size() > first);
      atom.space = is_after_space ? space : 0;
      atoms.push_back(atom);
      is_after_space = false;
      space = 0;
      at = end;
    }
    if (run.is_code && atoms.size() > first) {
      atoms[first].opens_pill = true;
      atoms[first].width += pill_padding;
      atoms.back().closes_pill = true;
      atoms.back().width += pill_padding;
    }
  }
  return atoms;
}

struct PlacedRow {
  std::size_t begin, end;
};

/// Splits an atom that no row can hold, at a character.
void split_long_atoms(std::vector<Atom>& atoms, const std::vector<Stretch>& runs, float width) {
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (atoms[i].width <= width || atoms[i].text.size() < 2) continue;
    const TypeFace& face = runs[atoms[i].run].face;
    const float padding =
        (atoms[i].opens_pill ? pill_padding : 0) + (atoms[i].closes_pill ? pill_padding : 0);
    std::size_t end = 0;
    float used = padding;
    while (end < atoms[i].text.size()) {
      std::size_t next = end;
      read_utf8(atoms[i].text, next);
      const float step = width_of(face, atoms[i].text.substr(end, next - end));
      if (end > 0 && used + step > width) break;
      used += step;
      end = next;
    }
    if (end >= atoms[i].text.size()) continue;
    Atom rest = atoms[i];
    rest.text = rest.text.substr(end);
    rest.opens_pill = false;
    rest.can_break = true;
    rest.space = 0;
    rest.width = width_of(face, rest.text) + (rest.closes_pill ? pill_padding : 0);
    atoms[i].text = atoms[i].text.substr(0, end);
    atoms[i].closes_pill = false;
    atoms[i].width = width_of(face, atoms[i].text) + (atoms[i].opens_pill ? pill_padding : 0);
    atoms.insert(atoms.begin() + static_cast<long>(i) + 1, rest);
  }
}

std::vector<PlacedRow> rows_of(const std::vector<Atom>& atoms, float width) {
  std::vector<PlacedRow> rows;
  std::size_t begin = 0;
  float used = 0;
  std::size_t i = 0;
  while (i < atoms.size()) {
    if (atoms[i].is_break) {
      rows.push_back({begin, i});
      begin = ++i;
      used = 0;
      continue;
    }
    // A word: this atom and those glued to it.
    std::size_t end = i + 1;
    float word = atoms[i].width;
    while (end < atoms.size() && !atoms[end].can_break && !atoms[end].is_break)
      word += atoms[end++].width;
    const float space = i == begin ? 0 : atoms[i].space;
    if (i != begin && used + space + word > width) {
      rows.push_back({begin, i});
      begin = i;
      used = word;
    } else {
      used += space + word;
    }
    i = end;
  }
  if (begin < atoms.size() || rows.empty()) rows.push_back({begin, atoms.size()});
  return rows;
}

class RowPainter {
 public:
  RowPainter(const Painter& painter, const std::vector<Stretch>& runs,
             const std::vector<Atom>& atoms, Prose prose, Commands& commands, const void* key)
      : painter_(painter),
        runs_(runs),
        atoms_(atoms),
        prose_(prose),
        commands_(commands),
        key_(key) {}

  void draw(PlacedRow row, ImVec2 at, float line_height, float base_line) {
    float x = at.x;
    std::size_t i = row.begin;
    while (i < row.end) {
      // All of this run that stands on this row.
      std::size_t end = i;
      float width = 0;
      const float lead = i == row.begin ? 0 : atoms_[i].space;
      while (end < row.end && atoms_[end].run == atoms_[i].run) {
        if (end != i) width += atoms_[end].space;
        width += atoms_[end++].width;
      }
      x += lead;
      draw_run(i, end, x, width, at.y, line_height, base_line);
      x += width;
      i = end;
    }
  }

 private:
  void draw_run(std::size_t begin, std::size_t end, float x, float width, float y,
                float line_height, float base_line) {
    const Stretch& run = runs_[atoms_[begin].run];
    const ImVec2 from(x, y), to(x + width, y + line_height);
    ImU32 color = prose_.color;
    bool is_hovered = false;
    if (run.link != nullptr) {
      color = painter_.ink(Ink::Link);
      is_hovered = press_link(*run.link, begin, from, to);
    }
    if (run.is_code) {
      const float top = std::floor(y + line_height / 2 - run.face.size * 0.58f);
      fill(ImVec2(x, top), ImVec2(x + width, top + std::ceil(run.face.size * 1.16f)),
           painter_.ink(Ink::CodePill), 4);
    }
    const float text_y = std::floor(base_line - run.face.ascent + 0.5f);
    for (std::size_t i = begin; i < end; ++i) {
      if (i != begin) x += atoms_[i].space;
      const float inner = atoms_[i].opens_pill ? pill_padding : 0;
      const std::string_view text = atoms_[i].text;
      canvas()->AddText(run.face.font, run.face.size, ImVec2(std::floor(x + inner + 0.5f), text_y),
                        color, text.data(), text.data() + text.size());
      x += atoms_[i].width;
    }
    if (run.is_struck) fill(ImVec2(from.x, base_line - 5), ImVec2(to.x, base_line - 4), color);
    if (run.link != nullptr)
      fill(ImVec2(from.x, base_line + 3), ImVec2(to.x, base_line + (is_hovered ? 5 : 4)),
           faded(color, is_hovered ? 1 : 0.4f));
  }

  bool press_link(const Inline& link, std::size_t piece, ImVec2 from, ImVec2 to) {
    ImGui::PushID(key_);
    ImGui::PushID(static_cast<int>(piece));
    const std::string words =
        plain_text(link.children.empty() ? std::vector<Inline>{link} : link.children);
    Traits traits;
    traits.value = link.target;
    const Touched touched = press_area(painter_, Role::Link, {words, "link"}, from, to, traits, 3);
    if (touched.is_clicked) commands_.push_back(OpenLink{link.target});
    if (link.target.rfind("http", 0) == 0) explain(painter_, touched, link.target);
    ImGui::PopID();
    ImGui::PopID();
    return touched.is_hovered;
  }

  const Painter& painter_;
  const std::vector<Stretch>& runs_;
  const std::vector<Atom>& atoms_;
  Prose prose_;
  Commands& commands_;
  const void* key_;
};

}  // namespace

float draw_inlines(const Painter& painter, const std::vector<Inline>& inlines, ImVec2 at,
                   float width, Prose prose, Commands& commands, Pass pass) {
  const std::vector<Stretch> runs = runs_of(painter, inlines, prose);
  if (runs.empty()) return 0;
  std::vector<Atom> atoms = atoms_of(runs);
  split_long_atoms(atoms, runs, width);
  const std::vector<PlacedRow> rows = rows_of(atoms, width);
  const TypeFace face = face_of(painter, prose.type);
  if (pass == Pass::Draw) {
    RowPainter row_painter(painter, runs, atoms, prose, commands, &inlines);
    const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
    float y = at.y;
    for (const PlacedRow& row : rows) {
      const float base_line =
          std::floor(y + (face.line_height - face.size) / 2 + 0.5f) + face.ascent;
      if (y + face.line_height >= clip.Min.y && y <= clip.Max.y)
        row_painter.draw(row, ImVec2(at.x, y), face.line_height, base_line);
      y += face.line_height;
    }
  }
  return face.line_height * static_cast<float>(rows.size());
}

Extent extent_of(const Painter& painter, const std::vector<Inline>& inlines, Prose prose) {
  const std::vector<Stretch> runs = runs_of(painter, inlines, prose);
  Extent extent;
  float word = 0;
  for (const Atom& atom : atoms_of(runs)) {
    word = atom.can_break ? atom.width : word + atom.width;
    extent.least = std::max(extent.least, word);
    extent.most += atom.space + atom.width;
  }
  return extent;
}

float draw_sentence(const Painter& painter, std::string_view text, ImVec2 at, float width,
                    Prose prose, Pass pass) {
  std::vector<Inline> inlines;
  bool is_code = false;
  while (!text.empty()) {
    const std::size_t tick = std::min(text.find('`'), text.size());
    if (tick > 0)
      inlines.push_back({is_code ? InlineKind::Code : InlineKind::Text,
                         std::string(text.substr(0, tick)),
                         "",
                         {}});
    text.remove_prefix(std::min(tick + 1, text.size()));
    is_code = !is_code;
  }
  Commands none;
  return draw_inlines(painter, inlines, at, width, prose, none, pass);
}

std::string without_ticks(std::string_view text) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), '`'), out.end());
  return out;
}

std::string plain_text(const std::vector<Inline>& inlines) {
  std::string out;
  for (const Inline& item : inlines) {
    out += item.kind == InlineKind::LineBreak ? " " : item.text;
    if (item.kind != InlineKind::Image || item.text.empty()) out += plain_text(item.children);
  }
  return out;
}

}  // namespace ui
