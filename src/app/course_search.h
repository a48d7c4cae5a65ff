#pragma once
// Finding a place in the course by words. Each heading begins a place, which has the text down to the
// next one. All words must be there, in the text or in the headings above it; those in a chapter's
// title count most, those in a heading more than those in the text, and what only stands inside of a word
// least.

#include <string>
#include <string_view>
#include <vector>

#include "lesson/book.h"
#include "ui/page.h"

namespace app {

class CourseSearch {
 public:
  void add(const lesson::TocEntry& entry, const lesson::Chapter& chapter);
  bool has(std::string_view chapter_id) const;
  /// The best first, and in the course's order among equals. No words find nothing.
  std::vector<ui::SearchHit> find(const lesson::Book& book, std::string_view words) const;

 private:
  struct Place {
    std::string chapter_id, anchor, heading, text;
    std::string low_heading, low_text;   // the same in small letters, byte for byte
  };
  std::vector<Place> places_;
};

}  // namespace app
