// What a run follows: the edition, the memory model, when `&mut` arguments count as written to, what
// may wake a thread. Each is a choice in the stage's head that says its name and its value, and opens
// a menu in which every value says what it means.
#include <algorithm>
#include <vector>

#include "base/text.h"
#include "ui/views.h"

namespace ui {
namespace {

struct RuleValue {
  std::string_view name, meaning;
  Command command;
};

struct Rule {
  std::string_view name;
  std::size_t chosen = 0;
  std::vector<RuleValue> values;
};

/// Those that this program can notice.
std::vector<Rule> rules_of(const StageView& stage) {
  const auto mentions = [&](std::string_view word) {
    return stage.program != nullptr && stage.program->text.find(word) != std::string::npos;
  };
  const auto index = [](bool is_second) { return is_second ? std::size_t{1} : std::size_t{0}; };
  std::vector<Rule> rules;
  rules.push_back({"Edition", index(stage.edition == 2021),
                   {{"2024", "The edition of the course.", SetEdition{2024}},
                    {"2021", "The one before it: some temporaries live longer.", SetEdition{2021}}}});
  if (stage.memory == "c11" || mentions("Ordering::"))
    rules.push_back({"Memory", index(stage.memory == "c11"),
                     {{"SC", "Sequentially consistent: a load reads the newest store.", SetMemory{"sc"}},
                      {"C11", "A load may read older stores, as far as its ordering allows.", SetMemory{"c11"}}}});
  const bool is_writing = stage.aliasing == "tree-implicit-writes";
  if (is_writing || stage.aliasing == "tree")
    rules.push_back({"&mut arguments", index(is_writing),
                     {{"lazy", "Unique with their first write.", SetAliasing{"tree"}},
                      {"eager", "Their arrival counts as a write: Miri's implicit writes.",
                       SetAliasing{"tree-implicit-writes"}}}});
  if (stage.has_spurious_wakeups || mentions("Condvar"))
    rules.push_back({"Wakeups", index(stage.has_spurious_wakeups),
                     {{"notified", "A wait ends when it is notified.", SetWakeups{false}},
                      {"spurious", "A wait may also end for no reason, as std permits.", SetWakeups{true}}}});
  return rules;
}

constexpr float menu_padding = 8, value_padding = 12;

}  // namespace

float draw_rules(const Painter& painter, const PageView& view, ImVec2 at, float right, float title_end) {
  UiState& state = painter.state;
  const std::vector<Rule> rules = rules_of(view.stage);
  const float arrow = 16, padding = 8, height = painter.target();
  const auto width_with = [&](const Rule& rule, bool is_named) {
    return 2 * padding + arrow + width_of(painter, Type::SmallStrong, rule.values[rule.chosen].name) +
           (is_named ? width_of(painter, Type::Small, rule.name) + 6 : 0);
  };
  float named = 0;
  for (const Rule& rule : rules) named += width_with(rule, true) + 2;
  const bool is_named = right - named > std::max(at.x, title_end);
  for (const Rule& rule : rules) {
    const float width = width_with(rule, is_named);
    if (right - width < at.x) break;
    right -= width + 2;
    const ImVec2 from(right, at.y), to(right + width, at.y + height);
    const std::string_view value = rule.values[rule.chosen].name;
    Traits traits;
    traits.value = value;
    traits.is_expanded = state.open_rule == rule.name;
    const Touched touched = press_area(painter, Role::Button, {concat(rule.name, ": ", value), rule.name}, from, to, traits, 8);
    if (touched.is_hovered || touched.is_held || traits.is_expanded)
      fill(from, to, painter.ink(touched.is_held ? Ink::Pressed : Ink::Hover), 8);
    float x = from.x + padding;
    const float middle = (from.y + to.y) / 2;
    if (is_named) {
      draw_text(painter, ImVec2(x, middle - line_height_of(painter, Type::Small) / 2), Type::Small, painter.ink(Ink::Muted), rule.name);
      x += width_of(painter, Type::Small, rule.name) + 6;
    }
    draw_text(painter, ImVec2(x, middle - line_height_of(painter, Type::SmallStrong) / 2), Type::SmallStrong, painter.ink(Ink::Text), value);
    draw_icon(canvas(), Icon::ChevronDown, ImVec2(to.x - padding - arrow / 2 + 3, middle + 1), 12, painter.ink(Ink::Muted));
    if (!is_named) explain(painter, touched, rule.name);
    if (touched.is_clicked) {
      state.open_rule = rule.name;
      state.rule_place = {from.x, from.y, width, height};
    }
  }
  return right;
}

void draw_rule_menu(const Painter& painter, const PageView& view, Commands& commands) {
  UiState& state = painter.state;
  const std::vector<Rule> rules = rules_of(view.stage);
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& each) { return each.name == state.open_rule; });
  if (rule == rules.end()) return state.open_rule.clear();
  const ImVec2 screen(view.layout.width, view.layout.height);
  const float inner = std::min(300.0f * painter.scale, screen.x - 2 * (8 + menu_padding + value_padding));
  const float name_height = line_height_of(painter, Type::UiStrong);
  const auto height_of = [&](const RuleValue& value) {
    return std::max(painter.target(), name_height + 12 + draw_wrapped(painter, ImVec2(), inner - 24, Type::Small, 0, value.meaning, Pass::Measure));
  };
  float height = 2 * menu_padding;
  for (const RuleValue& value : rule->values) height += height_of(value);
  const float width = inner + 2 * (menu_padding + value_padding);
  const ImVec2 from(std::floor(std::clamp(state.rule_place.x + state.rule_place.width - width, 8.0f, std::max(8.0f, screen.x - width - 8))),
                    std::floor(state.rule_place.y + state.rule_place.height + 4));
  const ImVec2 to = from + ImVec2(width, height);

  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, 0);
  ImGui::Begin("rule-menu", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
  bool wants_close = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing() && !ImGui::IsMouseHoveringRect(from, to);
  shadow(painter, from, to, 12, 16);
  fill(from, to, painter.ink(Ink::Raised), 12);
  outline(from, to, painter.ink(Ink::Outline), 12);
  note_widget(painter, Role::Dialog, rule->name, from, to);
  float y = from.y + menu_padding;
  std::vector<ImGuiID> ids;
  std::size_t focused = rule->chosen;
  for (std::size_t i = 0; i < rule->values.size(); ++i) {
    const RuleValue& value = rule->values[i];
    const float extent = height_of(value);
    const ImVec2 top(from.x + menu_padding, y), bottom(to.x - menu_padding, y + extent);
    Traits traits;
    traits.is_checked = i == rule->chosen;
    traits.value = value.meaning;
    const Touched touched = press_area(painter, Role::Radio, {value.name}, top, bottom, traits, 8);
    ids.push_back(touched.id);
    if (touched.is_focused) focused = i;
    if (touched.is_hovered) fill(top, bottom, painter.ink(Ink::Hover), 8);
    if (traits.is_checked) draw_icon(canvas(), Icon::Check, ImVec2(top.x + value_padding + 7, y + 6 + name_height / 2), 15, painter.ink(Ink::Accent));
    const float x = top.x + value_padding + 24;
    draw_text(painter, ImVec2(x, y + 6), Type::UiStrong, painter.ink(traits.is_checked ? Ink::Accent : Ink::Heading), value.name);
    draw_wrapped(painter, ImVec2(x, y + 6 + name_height), inner - 24, Type::Small, painter.ink(Ink::Muted), value.meaning);
    if (touched.is_clicked) {
      if (!traits.is_checked) commands.push_back(value.command);
      wants_close = true;
    }
    y += extent;
  }
  ImGui::End();
  // The arrows go from value to value, and round.
  const auto is_pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any); };
  const bool is_down = is_pressed(ImGuiKey_DownArrow);
  if (is_down || is_pressed(ImGuiKey_UpArrow)) {
    focus_widget(state, ids[(focused + (is_down ? 1 : ids.size() - 1)) % ids.size()]);
    state.wants_animation = true;
  }
  if (wants_close) state.open_rule.clear();
}

}  // namespace ui
