#pragma once
// The faces the page is set in. `app/` loads the files (subset, see assets/) and hands them over; a
// face that is missing is replaced by the nearest one present.

struct ImFont;

namespace ui {

struct Fonts {
  ImFont* text = nullptr;    // Inter Regular; JetBrains Mono merged behind it for symbols
  ImFont* italic = nullptr;  // Inter Italic
  ImFont* strong = nullptr;  // Inter SemiBold: headings, buttons, strong text
  ImFont* strong_italic = nullptr;
  ImFont* code = nullptr;         // JetBrains Mono Regular
  ImFont* code_strong = nullptr;  // JetBrains Mono Bold, for keywords; may be missing
};

/// The same with every missing face filled in.
Fonts with_fallbacks(const Fonts& fonts);

}  // namespace ui
