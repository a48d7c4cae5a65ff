#pragma once
// The page's keys in one table: what is pressed, where it counts, and what it says on the help
// sheet.

#include <string_view>

namespace ui {

struct KeyRow {
  std::string_view keys;  // as printed: "→"
  std::string_view meaning;
  bool begins_group = false;
};

inline constexpr KeyRow key_rows[] = {
    {"Enter  or  Space", "Run from the start to the end"},
    {"→", "Step forward"},
    {"←", "Step back"},
    {"↓  or  O", "Step over a call (↓ after clicking on the stage)"},
    {"Home / End", "First or last step (after clicking on the stage)"},
    {"P", "Play or pause"},
    {"1 … 9", "Move that thread: 1 is main"},
    {"F", "Finish the run that threads were moved in"},
    {"E", "Explore every order of events"},
    {"F2", "Edit the program; Esc leaves the editor", true},
    {"S", "Copy a link to the program and its run"},
    {"T", "Next view of the run"},
    {"↑ ↓  Page Up / Down", "Scroll the text", true},
    {"/  or  Ctrl K", "Search the course"},
    {"[  and  ]", "Previous or next chapter"},
    {"M", "Course contents"},
    {"Tab", "Next button or field; Enter presses it"},
    {"?", "This sheet"},
    {"Esc", "Close what is open"},
};

}  // namespace ui
