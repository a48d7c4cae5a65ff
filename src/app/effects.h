#pragma once
// What the model asks of the world. Commands change the model and leave these behind; the browser's
// side carries them out and answers with events. Tests read them instead.

#include <string>
#include <variant>
#include <vector>

namespace app {

struct FetchFile { std::string url; };               // answered by `file_arrived` or `file_failed`
struct FetchImage { std::string url; };
struct PushRoute { std::string route, state; };      // a new entry of the browser's history
struct ReplaceRoute { std::string route, state; };
struct BrowserBack {};
struct BrowserForward {};
struct WriteClipboard { std::string text; };
struct MakeShareLink { std::string text; };          // answered by `link_made`
struct DownloadFile { std::string name, text; };
struct PickFile {};                                  // answered by `progress_imported`
struct OpenUrl { std::string url; };
struct SetEditorText { std::string text; };
struct SetTitle { std::string title; };

using Effect = std::variant<FetchFile, FetchImage, PushRoute, ReplaceRoute, BrowserBack, BrowserForward,
                            WriteClipboard, MakeShareLink, DownloadFile, PickFile, OpenUrl,
                            SetEditorText, SetTitle>;
using Effects = std::vector<Effect>;

}  // namespace app
