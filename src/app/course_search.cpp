#include "app/course_search.h"

#include <algorithm>

#include "base/text.h"

namespace app {
namespace {

constexpr std::size_t most_hits = 40;
constexpr std::size_t excerpt_before = 40, excerpt_length = 150;

/// Only ASCII letters change, so that both texts have the same bytes in the same places.
std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

void add_text(std::string& out, const std::vector<lesson::Inline>& inlines) {
  for (const lesson::Inline& each : inlines) {
    if (each.kind != lesson::InlineKind::Image) out += each.text;
    if (each.kind == lesson::InlineKind::LineBreak) out += ' ';
    add_text(out, each.children);
  }
}

std::string text_of(const std::vector<lesson::Inline>& inlines) {
  std::string out;
  add_text(out, inlines);
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

struct Match {
  std::size_t at = std::string::npos;
  bool begins_word = false;
};

/// Where a word of the text begins with it; else where it stands inside of one.
Match find_word(std::string_view low_text, std::string_view word) {
  Match inside;
  for (std::size_t at = low_text.find(word); at != std::string_view::npos; at = low_text.find(word, at + 1)) {
    if (at == 0 || !is_letter(low_text[at - 1]) || !is_letter(word[0])) return {at, true};
    if (inside.at == std::string::npos) inside.at = at;
  }
  return inside;
}

/// What stands around a match, in whole words.
std::string excerpt_of(const std::string& text, std::size_t match) {
  std::size_t from = match > excerpt_before ? text.find(' ', match - excerpt_before) : 0;
  from = from >= match ? match : from == 0 ? 0 : from + 1;
  std::size_t to = std::min(text.size(), from + excerpt_length);
  if (to < text.size()) {
    const std::size_t space = text.rfind(' ', to);
    if (space != std::string::npos && space > match) to = space;
  }
  const std::string_view shown = trimmed(first_bytes(std::string_view(text).substr(from), to - from));
  return concat(from > 0 ? "… " : "", shown, to < text.size() ? " …" : "");
}

/// Where the words stand in an excerpt.
std::vector<ui::TextRange> marks_in(const std::string& excerpt, const std::vector<std::string>& words) {
  const std::string low = small(excerpt);
  std::vector<ui::TextRange> marks;
  for (const std::string& word : words) {
    const Match best = find_word(low, word);
    for (std::size_t at = best.at; at != std::string::npos; at = low.find(word, at + word.size())) {
      const bool begins_word = at == 0 || !is_letter(low[at - 1]);
      if (begins_word || !best.begins_word) marks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
    }
  }
  return marks;
}

/// The cells of a row, told apart as in print.
std::string row_text(const lesson::TableRow& row) {
  std::string out;
  for (const auto& cell : row.cells) {
    const std::string text = text_of(cell);
    if (text.empty()) continue;
    if (!out.empty()) out += " · ";
    out += text;
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : small(text) + " ") {
    if (c != ' ') word += c;
    else if (!word.empty()) words.push_back(std::move(word)), word.clear();
  }
  return words;
}

}  // namespace

bool CourseSearch::has(std::string_view chapter_id) const {
  return std::any_of(places_.begin(), places_.end(), [&](const Place& place) { return place.chapter_id == chapter_id; });
}

void CourseSearch::add(const lesson::TocEntry& entry, const lesson::Chapter& chapter) {
  places_.push_back({entry.chapter_id, "", entry.title, "", "", ""});
  const std::size_t first = places_.size() - 1;
  const auto add_blocks = [&](const auto& self, const std::vector<lesson::Block>& blocks) -> void {
    for (const lesson::Block& block : blocks) {
      if (block.kind == lesson::BlockKind::Heading && block.level > 1) {
        places_.push_back({entry.chapter_id, block.anchor, text_of(block.inlines), "", "", ""});
        continue;
      }
      std::string& text = places_.back().text;
      if (block.kind != lesson::BlockKind::Heading) text += text_of(block.inlines);
      for (const lesson::TableRow& row : block.rows) text += concat(row_text(row), "; ");
      if (!text.empty() && text.back() != ' ') text += ' ';
      self(self, block.children);
    }
  };
  add_blocks(add_blocks, chapter.blocks);
  for (std::size_t i = first; i < places_.size(); ++i) {
    places_[i].low_heading = small(places_[i].heading);
    places_[i].low_text = small(places_[i].text);
  }
}

std::vector<ui::SearchHit> CourseSearch::find(const lesson::Book& book, std::string_view text) const {
  const std::vector<std::string> words = words_of(text);
  if (words.empty()) return {};
  enum Rank { inside_words, in_text, in_heading, in_title };
  std::vector<std::pair<Rank, ui::SearchHit>> found;
  for (const lesson::TocEntry& entry : book.contents) {
    if (entry.chapter_id.empty() || entry.is_draft) continue;
    const std::string title = small(entry.title);
    const std::string chapter = entry.number.empty() ? entry.title : concat(entry.number, "  ", entry.title);
    const auto holds = [&](const std::string& where) {
      return [&](const std::string& word) { return find_word(where, word).begins_word; };
    };
    // A chapter is found by its title before it is there to be read.
    const std::string number = entry.number.empty() ? std::string() : concat("Chapter ", entry.number);
    const bool is_in_title = std::all_of(words.begin(), words.end(), holds(title));
    if (is_in_title) found.push_back({in_title, {entry.chapter_id, "", entry.title, number, "", {}}});
    const std::size_t by_title = found.size() - 1;
    for (const Place& place : places_) {
      if (place.chapter_id != entry.chapter_id) continue;
      const bool is_in_heading = !place.anchor.empty() && std::all_of(words.begin(), words.end(), holds(place.low_heading));
      bool is_in_all = true, begins_words = true;
      std::size_t first = std::string::npos;
      for (const std::string& word : words) {
        const Match match = find_word(place.low_text, word);
        first = std::min(first, match.at);
        const bool is_above = place.low_heading.find(word) != std::string::npos || title.find(word) != std::string::npos;
        is_in_all &= match.at != std::string::npos || is_above;
        begins_words &= match.begins_word || is_above;
      }
      if (!is_in_heading && (!is_in_all || first == std::string::npos)) continue;
      ui::SearchHit hit{place.chapter_id, place.anchor, place.heading, place.anchor.empty() ? number : chapter, "", {}};
      if (first != std::string::npos) hit.excerpt = excerpt_of(place.text, first);
      hit.marks = marks_in(hit.excerpt, words);
      // The chapter's own first lines lead where its title leads.
      if (is_in_title && place.anchor.empty()) found[by_title].second = std::move(hit);
      else found.push_back({is_in_heading ? in_heading : begins_words ? in_text : inside_words, std::move(hit)});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
  if (found.size() > most_hits) found.resize(most_hits);
  std::vector<ui::SearchHit> hits;
  for (auto& [rank, hit] : found) hits.push_back(std::move(hit));
  return hits;
}

}  // namespace app
