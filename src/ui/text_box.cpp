#include "ui/text_box.h"

#include <algorithm>

namespace ui {
namespace {

int grow_text(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  std::string& text = *static_cast<std::string*>(data->UserData);
  text.resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text.data();
  return 0;
}

}  // namespace

float text_box_height(const Painter& painter, int rows) {
  const TypeFace face = face_of(painter, rows > 1 ? Type::Code : Type::Ui);
  return std::max(painter.target(), face.size * static_cast<float>(rows) + 20);
}

bool text_box(const Painter& painter, Name name, ImVec2 at, float width, int rows,
              std::string_view hint, std::string& text, bool* is_entered) {
  const TypeFace face = face_of(painter, rows > 1 ? Type::Code : Type::Ui);
  const float height = text_box_height(painter, rows);
  const float padding_y = rows > 1 ? 10 : (height - face.size) / 2;
  const std::string key = "##" + std::string(name.key.empty() ? name.text : name.key);
  fill(at, at + ImVec2(width, height), painter.ink(Ink::Page), 8);
  ImGui::SetCursorScreenPos(at);
  ImGui::PushFont(face.font, face.size);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(12, padding_y));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, 8);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, painter.ink(Ink::Text));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, faded(painter.ink(Ink::Accent), 0.3f));
  ImGui::PushStyleColor(ImGuiCol_NavCursor, 0);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  bool is_changed = false;
  if (rows > 1) {
    is_changed = ImGui::InputTextMultiline(key.c_str(), text.data(), text.capacity() + 1,
                                           ImVec2(width, height),
                                           ImGuiInputTextFlags_CallbackResize, grow_text, &text);
  } else {
    ImGui::SetNextItemWidth(width);
    is_changed = ImGui::InputText(key.c_str(), text.data(), text.capacity() + 1,
                                  ImGuiInputTextFlags_CallbackResize, grow_text, &text);
  }
  const bool is_active = ImGui::IsItemActive();
  if (is_entered != nullptr)
    *is_entered = ImGui::IsItemDeactivated() && (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                                                 ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  const ImGuiID id = ImGui::GetItemID();
  ImGui::PopStyleColor(5);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  outline(at, at + ImVec2(width, height), painter.ink(is_active ? Ink::Accent : Ink::Outline), 8,
          is_active ? 2.0f : 1.0f);
  if (text.empty() && !is_active)
    draw_text(painter, ImVec2(at.x + 12, at.y + padding_y + (face.size - face.line_height) / 2),
              rows > 1 ? Type::Code : Type::Ui, painter.ink(Ink::Faint), hint);
  WidgetNode& node = note_widget(painter, Role::TextBox, name.text, at, at + ImVec2(width, height));
  node.id = id;
  node.value = text;
  node.is_focused = is_active;
  return is_changed;
}

}  // namespace ui
