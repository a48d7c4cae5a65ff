#include "app/editor_text.h"

#include <algorithm>
#include <cstdio>

#include "app/json.h"
#include "base/text.h"
#include "ui/code_pieces.h"

namespace app {
namespace {

std::string_view name_of(diag::Level level) {
  switch (level) {
    case diag::Level::Error: return "error";
    case diag::Level::Warning: return "warning";
    case diag::Level::Note: return "note";
  }
  return "error";
}

std::string lane_name(const scene::ThreadsScene* threads, std::uint32_t thread) {
  if (threads)
    for (const scene::Lane& lane : threads->lanes)
      if (lane.thread == thread) return lane.name;
  return thread == 0 ? "main" : concat("thread ", thread);
}

/// How the pieces of a text are called there; what has none looks like the rest.
struct CodeLook { const char* name; ui::Ink ink; };
constexpr CodeLook code_looks[] = {
    {"keyword", ui::Ink::Keyword}, {"unsafe", ui::Ink::Bad},         {"string", ui::Ink::String},
    {"number", ui::Ink::Number},   {"comment", ui::Ink::Comment},    {"type", ui::Ink::TypeName},
    {"function", ui::Ink::Function}, {"macro", ui::Ink::MacroName},  {"lifetime", ui::Ink::Lifetime},
};

}  // namespace

std::string css_color(std::uint32_t color) {
  char text[16];
  std::snprintf(text, sizeof text, "#%02x%02x%02x%02x", color & 255, color >> 8 & 255,
                color >> 16 & 255, color >> 24 & 255);
  return text;
}

std::string editor_theme(const ui::Theme& theme, const ui::EditorRequest& editor) {
  const struct { const char* name; ui::Ink ink; } rows[] = {
      {"background", ui::Ink::CodeBack}, {"ink", ui::Ink::CodeText},   {"faint", ui::Ink::Faint},
      {"line", ui::Ink::Hover},          {"accent", ui::Ink::Accent},  {"selection", ui::Ink::AccentSoft},
      {"current", ui::Ink::AccentSoft},  {"stop", ui::Ink::BadSoft},   {"panel", ui::Ink::Raised},
      {"border", ui::Ink::Outline},      {"error", ui::Ink::Bad},      {"warning", ui::Ink::Warn},
      {"note", ui::Ink::Note},
  };
  Json::Object colors, code;
  for (const CodeLook& look : code_looks) code[look.name] = Json(css_color(ui::ink_of(theme, look.ink)));
  for (const auto& row : rows) colors[row.name] = Json(css_color(ui::ink_of(theme, row.ink)));
  Json::Object all;
  all["colors"] = Json(std::move(colors));
  all["code"] = Json(std::move(code));
  all["isDark"] = Json(theme.is_dark);
  all["fontSize"] = Json(static_cast<double>(editor.font_size));
  all["lineHeight"] = Json(static_cast<double>(editor.line_height));
  all["gutter"] = Json(static_cast<double>(editor.gutter));
  all["fontFamily"] = Json("\"Crabglass Code\", ui-monospace, monospace");
  all["textFamily"] = Json("\"Crabglass Text\", system-ui, sans-serif");
  return Json(std::move(all)).print();
}

std::string editor_marks(const scene::ProgramScene& program, const scene::ThreadsScene* threads,
                         const ui::Theme& theme) {
  Json::Array lines, stops, squiggles;
  for (const scene::LineMark& mark : program.marks) {
    Json::Object line;
    line["line"] = Json(mark.line);
    line["color"] = Json(css_color(ui::lane_of(theme, mark.thread)));
    line["name"] = Json(lane_name(threads, mark.thread));
    lines.push_back(Json(std::move(line)));
  }
  for (const std::uint32_t line : program.stop_lines) stops.push_back(Json(line));
  for (const scene::Squiggle& squiggle : program.squiggles) {
    Json::Object one;
    one["begin"] = Json(squiggle.begin);
    one["end"] = Json(squiggle.end);
    one["level"] = Json(name_of(squiggle.level));
    one["code"] = Json(squiggle.code);
    std::string message = squiggle.message;
    for (const scene::Squiggle::Related& related : squiggle.related)
      if (!related.text.empty()) message += concat("\nline ", related.line, ": ", related.text);
    if (!squiggle.help.empty()) message += concat("\nhelp: ", squiggle.help);
    one["message"] = Json(std::move(message));
    squiggles.push_back(Json(std::move(one)));
  }
  Json::Array pieces;
  for (const ui::CodePiece& piece : ui::rust_pieces(program.text)) {
    const auto look = std::find_if(std::begin(code_looks), std::end(code_looks), [&](const CodeLook& each) { return each.ink == piece.ink; });
    if (look == std::end(code_looks)) continue;
    pieces.push_back(Json(piece.begin));
    pieces.push_back(Json(piece.end));
    pieces.push_back(Json(look->name));
  }
  Json::Object all;
  all["pieces"] = Json(std::move(pieces));
  all["lines"] = Json(std::move(lines));
  all["stops"] = Json(std::move(stops));
  all["squiggles"] = Json(std::move(squiggles));
  return Json(std::move(all)).print();
}

std::string widgets_json(const ui::WidgetNodes& widgets) {
  std::string out = "[";
  for (const ui::WidgetNode& widget : widgets) {
    if (out.size() > 1) out += ',';
    char rect[120];
    std::snprintf(rect, sizeof rect, "\"x\":%.1f,\"y\":%.1f,\"width\":%.1f,\"height\":%.1f", widget.rect.x,
                  widget.rect.y, widget.rect.width, widget.rect.height);
    out += concat("{\"role\":\"", ui::role_name(widget.role), "\",\"name\":", json_quoted(widget.name),
                  ",\"value\":", json_quoted(widget.value), ",\"rect\":{", rect, "},\"id\":", widget.id,
                  ",\"enabled\":", widget.is_enabled ? "true" : "false",
                  ",\"checked\":", widget.is_checked ? "true" : "false",
                  ",\"expanded\":", widget.is_expanded ? "true" : "false",
                  ",\"focused\":", widget.is_focused ? "true" : "false", "}");
  }
  return out + "]";
}

}  // namespace app
