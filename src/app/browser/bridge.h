#pragma once
// The seam to the browser, whole: what the program asks of `web/host/host.js`, and the messages that
// come back. Messages are three texts; they are collected by the browser's side and taken here at the
// start of a frame, so that nothing runs between frames.

#include <string>
#include <string_view>
#include <vector>

#include "ui/state.h"

namespace app::bridge {

/// Hands the exported functions to the browser's side, which from then on asks for frames.
void attach();

struct Message {
  std::string name, first, second;
};
/// The next message, oldest first; false if there is none.
bool take_message(Message& out);

/// The bytes of a font file, or none if it could not be downloaded.
std::vector<unsigned char> take_font(const char* file_name);
void release_fonts();
/// The pixels of a picture that has arrived: 32 bits each, red first.
std::vector<unsigned char> take_image(const std::string& url);

void fetch_text(const std::string& url);
/// The other half of the program (web/host/engine.js), answered with the text of std.
void fetch_engine(const std::string& std_url);
void fetch_image(const std::string& url);
void push_route(const std::string& route, const std::string& state);
void replace_route(const std::string& route, const std::string& state);
void go_back();
void go_forward();
/// Ends the page: the reader is shown with this reason.
void fail(const std::string& reason);
void set_title(const std::string& title);
void open_url(const std::string& url);

std::string load_state();
/// What is to be stored has changed; the browser's side asks for it a little later.
void state_changed();
/// Keeps the stored text that could not be read under another name; false if there is no room.
bool set_state_aside();

void write_clipboard(const std::string& text);
std::string clipboard_text();
void make_share_link(const std::string& text);
void download(const std::string& name, const std::string& text);
void pick_file();

/// Whether a text field has the keyboard, and where its caret is.
void set_text_input(bool is_wanted, float x, float y, float height);
void set_page_colors(const std::string& background, bool is_dark);

void set_editor(const ui::EditorRequest& request);
void set_editor_text(const std::string& text);
void set_editor_marks(const std::string& json);
void set_editor_theme(const std::string& json);

}  // namespace app::bridge
