#include "app/browser/bridge.h"

#include <emscripten.h>

#include <cstdlib>

// What the browser calls. The definitions are in main.cpp.
extern "C" {
double app_frame();
double app_work();
int app_busy();
const char* app_widgets();
const char* app_saved();
void app_activate(unsigned id);
void app_focus(unsigned id);
void app_copy_key(int is_cut);
void app_wheel(float x, float y, float dx, float dy, int is_step);
void app_touch_begin(float x, float y, double time);
void app_touch_move(float x, float y, double time);
void app_touch_end(float x, float y, double time);
void app_touch_cancel();
}

// Names in quotes are those of the page's scripts, which the minifier must leave alone.
EM_JS(void, host_attach, (), {
  Module["host"]["attach"]({
    "frame": () => _app_frame(),
    "work": () => _app_work(),
    "busy": () => _app_busy() !== 0,
    "widgets": () => UTF8ToString(_app_widgets()),
    "saved": () => UTF8ToString(_app_saved()),
    "activate": (id) => _app_activate(id),
    "focus": (id) => _app_focus(id),
    "copyKey": (isCut) => _app_copy_key(isCut),
    "wheel": (x, y, dx, dy, isStep) => _app_wheel(x, y, dx, dy, isStep),
    "touchBegin": (x, y, time) => _app_touch_begin(x, y, time),
    "touchMove": (x, y, time) => _app_touch_move(x, y, time),
    "touchEnd": (x, y, time) => _app_touch_end(x, y, time),
    "touchCancel": () => _app_touch_cancel()
  });
});

EM_JS(int, host_take_message, (), { return Module["host"]["takeMessage"](); });
// A text of the host, as a new UTF-8 string that the caller frees.
EM_JS(char*, host_message_part, (int part), {
  const text = Module["host"]["message"][part];
  const size = lengthBytesUTF8(text) + 1;
  const bytes = _malloc(size);
  stringToUTF8(text, bytes, size);
  return bytes;
});
EM_JS(char*, host_text, (const char* name), {
  const text = String(Module["host"][UTF8ToString(name)]());
  const size = lengthBytesUTF8(text) + 1;
  const bytes = _malloc(size);
  stringToUTF8(text, bytes, size);
  return bytes;
});
// Calls the host's function of that name with up to two texts and a number.
EM_JS(void, host_call, (const char* name, const char* first, const char* second, int number), {
  Module["host"][UTF8ToString(name)](UTF8ToString(first), UTF8ToString(second), number);
});

EM_JS(int, host_font_size, (const char* name), {
  const bytes = Module["host"]["font"](UTF8ToString(name));
  return bytes ? bytes.length : 0;
});
EM_JS(void, host_copy_font, (const char* name, unsigned char* to), {
  HEAPU8.set(Module["host"]["font"](UTF8ToString(name)), to);
});
EM_JS(void, host_release_fonts, (), { Module["host"]["releaseFonts"](); });
EM_JS(int, host_image_size, (const char* url), {
  const image = Module["host"]["images"][UTF8ToString(url)];
  return image ? image["data"].length : 0;
});
EM_JS(void, host_take_image, (const char* url, unsigned char* to), {
  const images = Module["host"]["images"];
  HEAPU8.set(images[UTF8ToString(url)]["data"], to);
  delete images[UTF8ToString(url)];
});
EM_JS(int, host_set_aside, (), { return Module["host"]["setStateAside"](); });
EM_JS(void, host_go, (int by), { history.go(by); });
EM_JS(void, host_set_text_input, (int wanted, float x, float y, float height), {
  Module["host"]["setTextInput"](wanted !== 0, x, y, height);
});
EM_JS(void, host_set_editor, (int is_visible, float x, float y, float width, float height, float clip_x,
                              float clip_y, float clip_width, float clip_height, int focus, int line), {
  Module["host"]["setEditor"](is_visible === 0 ? null : {
    "rect": {"x": x, "y": y, "width": width, "height": height},
    "clip": {"x": clip_x, "y": clip_y, "width": clip_width, "height": clip_height},
    "focus": focus !== 0,
    "reveal": line
  });
});

namespace app::bridge {
namespace {

std::string taken(char* text) {
  std::string out(text);
  std::free(text);
  return out;
}

void call(const char* name, const std::string& first = {}, const std::string& second = {}, int number = 0) {
  host_call(name, first.c_str(), second.c_str(), number);
}

}  // namespace

void attach() { host_attach(); }

bool take_message(Message& out) {
  if (host_take_message() == 0) return false;
  out.name = taken(host_message_part(0));
  out.first = taken(host_message_part(1));
  out.second = taken(host_message_part(2));
  return true;
}

std::vector<unsigned char> take_font(const char* file_name) {
  std::vector<unsigned char> bytes(static_cast<std::size_t>(host_font_size(file_name)));
  if (!bytes.empty()) host_copy_font(file_name, bytes.data());
  return bytes;
}
void release_fonts() { host_release_fonts(); }

std::vector<unsigned char> take_image(const std::string& url) {
  std::vector<unsigned char> bytes(static_cast<std::size_t>(host_image_size(url.c_str())));
  if (!bytes.empty()) host_take_image(url.c_str(), bytes.data());
  return bytes;
}

void fetch_text(const std::string& url) { call("fetchText", url); }
void fetch_engine(const std::string& std_url) { call("fetchEngine", std_url); }
void fetch_image(const std::string& url) { call("fetchImage", url); }
void push_route(const std::string& route, const std::string& state) { call("setRoute", route, state, 0); }
void replace_route(const std::string& route, const std::string& state) { call("setRoute", route, state, 1); }
void go_back() { host_go(-1); }
void go_forward() { host_go(1); }
void fail(const std::string& reason) { call("fail", reason); }
void set_title(const std::string& title) { call("setTitle", title); }
void open_url(const std::string& url) { call("openUrl", url); }

std::string load_state() { return taken(host_text("loadState")); }
void state_changed() { call("stateChanged"); }
bool set_state_aside() { return host_set_aside() != 0; }

void write_clipboard(const std::string& text) { call("copy", text); }
std::string clipboard_text() { return taken(host_text("clipboardText")); }
void make_share_link(const std::string& text) { call("share", text); }
void download(const std::string& name, const std::string& text) { call("download", name, text); }
void pick_file() { call("pickFile"); }

void set_text_input(bool is_wanted, float x, float y, float height) {
  host_set_text_input(is_wanted ? 1 : 0, x, y, height);
}
void set_page_colors(const std::string& background, bool is_dark) {
  call("setColors", background, is_dark ? "dark" : "");
}

void set_editor(const ui::EditorRequest& request) {
  host_set_editor(request.is_visible ? 1 : 0, request.rect.x, request.rect.y, request.rect.width,
                  request.rect.height, request.clip.x, request.clip.y, request.clip.width,
                  request.clip.height, request.wants_focus ? 1 : 0, static_cast<int>(request.reveal_line));
}
void set_editor_text(const std::string& text) { call("setEditorText", text); }
void set_editor_marks(const std::string& json) { call("setEditorMarks", json); }
void set_editor_theme(const std::string& json) { call("setEditorTheme", json); }

}  // namespace app::bridge
