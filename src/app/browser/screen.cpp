#include "app/browser/screen.h"

#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#define GL_GLEXT_PROTOTYPES
#include <GLES3/gl3.h>

#include <algorithm>
#include <cstring>

#include "app/browser/bridge.h"

// SDL asks by name for extensions of EGL that no browser has. Emscripten's answer would link its table of
// all functions of OpenGL ES, a hundredth of the page.
extern "C" void (*eglGetProcAddress(const char*))() { return nullptr; }

namespace app {
namespace {

constexpr const char* shader_version = "#version 300 es";
constexpr float longest_frame = 0.1f;  // seconds

char* clipboard_copy = nullptr;        // what ImGui was last given; it keeps no copy of its own

const char* get_clipboard(ImGuiContext*) {
  const std::string text = bridge::clipboard_text();
  std::free(clipboard_copy);
  clipboard_copy = strdup(text.c_str());
  return clipboard_copy;
}
void set_clipboard(ImGuiContext*, const char* text) { bridge::write_clipboard(text); }
bool open_in_browser(ImGuiContext*, const char* url) {
  bridge::open_url(url);
  return true;
}
void place_text_input(ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
  bridge::set_text_input(data->WantTextInput || data->WantVisible, data->InputPos.x, data->InputPos.y, data->InputLineHeight);
}

/// A face from the downloaded file; it stays in memory, since glyphs are cut when first needed.
ImFont* add_face(const char* file_name, ImFont* behind = nullptr) {
  const std::vector<unsigned char> bytes = bridge::take_font(file_name);
  if (bytes.empty()) return nullptr;
  void* kept = IM_ALLOC(bytes.size());
  std::memcpy(kept, bytes.data(), bytes.size());
  ImFontConfig config;
  config.MergeMode = behind != nullptr;
  config.DstFont = behind;
  config.OversampleH = config.OversampleV = 0;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(kept, static_cast<int>(bytes.size()), 16.0f, &config);
}

/// A face with the code face behind it, for the symbols that it lacks.
ImFont* add_text_face(const char* file_name) {
  ImFont* face = add_face(file_name);
  if (face != nullptr) add_face("code-regular.ttf", face);
  return face;
}

}  // namespace

bool Screen::open() {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#agent");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  window_ = SDL_CreateWindow("Crabglass", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 1280, 720,
                             SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (!window_) return false;
  context_ = SDL_GL_CreateContext(window_);
  if (!context_) return false;

  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.ConfigNavCursorVisibleAuto = true;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init(shader_version);
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_GetClipboardTextFn = get_clipboard;
  platform.Platform_SetClipboardTextFn = set_clipboard;
  platform.Platform_OpenInShellFn = open_in_browser;
  platform.Platform_SetImeDataFn = place_text_input;
  return true;
}

void Screen::load_faces(ui::Fonts& fonts) {
  fonts.text = add_text_face("text-regular.otf");
  fonts.strong = add_text_face("text-strong.otf");
  fonts.italic = add_text_face("text-italic.otf");
  fonts.strong_italic = add_text_face("text-strong-italic.otf");
  fonts.code = add_face("code-regular.ttf");
  fonts.code_strong = add_face("code-strong.ttf");
  bridge::release_fonts();
}

double Screen::begin_frame(bool is_moving) {
  SDL_Event event;
  while (SDL_PollEvent(&event)) ImGui_ImplSDL2_ProcessEvent(&event);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (io.DeltaTime <= 0 || io.DeltaTime > longest_frame) io.DeltaTime = is_moving ? longest_frame : 1.0f / 60;
  ImGui::NewFrame();
  return io.DeltaTime;
}

void Screen::end_frame(unsigned background) {
  ImGui::Render();
  if (is_lost_) return;
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  const ImVec4 color = ImGui::ColorConvertU32ToFloat4(background);
  glClearColor(color.x, color.y, color.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window_);
}

void Screen::context_restored() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplOpenGL3_Init(shader_version);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_WantCreate);
  }
  is_lost_ = false;
}

float Screen::width() const { return ImGui::GetIO().DisplaySize.x; }
float Screen::height() const { return ImGui::GetIO().DisplaySize.y; }

}  // namespace app
