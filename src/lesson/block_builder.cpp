#include "lesson/block_builder.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "lesson/answers.h"

namespace lesson {

namespace {

constexpr std::size_t nowhere = std::string::npos;

/// mdBook's rule for the id of a heading.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || byte >= 0x80)
      anchor += c;
    else if (c == ' ' || c == '\t' || c == '\n') anchor += '-';
  }
  return anchor;
}

/// Takes mdBook's `{#id .class}` off a heading's end; returns the id, or nothing.
std::string take_own_anchor(std::vector<Inline>& inlines) {
  if (inlines.empty() || inlines.back().kind != InlineKind::Text) return {};
  std::string& last = inlines.back().text;
  const std::size_t open = last.rfind('{');
  if (open == nowhere || last.back() != '}') return {};
  std::string anchor;
  for (const std::string& word : read_words(last.substr(open + 1, last.size() - open - 2)))
    if (word.size() > 1 && word[0] == '#') anchor = word.substr(1);
  last.erase(open);
  last.erase(last.find_last_not_of(' ') + 1);
  return anchor;
}

void join_lines(std::vector<Inline>& inlines) {
  for (Inline& item : inlines) {
    std::replace(item.text.begin(), item.text.end(), '\n', ' ');
    join_lines(item.children);
  }
}

void join_lines(Block& block) {
  join_lines(block.inlines);
  for (TableRow& row : block.rows)
    for (std::vector<Inline>& cell : row.cells) join_lines(cell);
  for (Block& child : block.children) join_lines(child);
}

}  // namespace

BlockBuilder::BlockBuilder(const MappedText& text, diag::Diagnostics& diagnostics)
    : text_(text), diagnostics_(diagnostics) {
  stack_.emplace_back();  // the whole text
  stack_.front().block.kind = BlockKind::Quote;  // it holds blocks, not words
}

MarkdownParts BlockBuilder::take() {
  close_inlines();
  close_html();
  parts_.blocks = std::move(stack_.front().block.children);
  for (Block& block : parts_.blocks) join_lines(block);
  return std::move(parts_);
}

bool BlockBuilder::is_own(std::string_view piece) const {
  const std::string& text = text_.text();
  return piece.data() >= text.data() && piece.data() + piece.size() <= text.data() + text.size();
}

void BlockBuilder::note(std::string_view piece) {
  if (!is_own(piece)) return;
  last_begin_ = static_cast<std::size_t>(piece.data() - text_.text().data());
  last_end_ = last_begin_ + piece.size();
  for (std::size_t i = stack_.size(); i-- > 1 && stack_[i].begin == nowhere;) stack_[i].begin = last_begin_;
}

void BlockBuilder::complain(diag::Kind kind, Span span, std::string message) {
  diagnostics_.add(kind, span, std::move(message));
}

Block& BlockBuilder::push(BlockKind kind, Origin origin) {
  OpenBlock open;
  open.origin = origin;
  open.block.kind = kind;
  stack_.push_back(std::move(open));
  return top();
}

void BlockBuilder::pop() {
  if (stack_.size() <= 1) return;
  OpenBlock open = std::move(stack_.back());
  stack_.pop_back();
  if (open.begin == nowhere) open.begin = last_end_;
  open.block.span = text_.span(open.begin, std::max(open.begin, last_end_));
  finish(open.block);
  const bool is_empty = open.block.kind == BlockKind::Paragraph && open.block.inlines.empty();
  if (!is_empty) top().children.push_back(std::move(open.block));
  for (const std::uint32_t number : waiting_quizzes_) add_quiz(number);
  waiting_quizzes_.clear();
}

void BlockBuilder::close_implicit() {
  if (stack_.back().origin == Origin::Implicit) pop();
}

void BlockBuilder::close_html() {
  close_implicit();
  while (stack_.back().origin == Origin::Html) {
    const std::size_t begin = stack_.back().begin == nowhere ? last_begin_ : stack_.back().begin;
    complain(diag::Kind::LessonFile, text_.span(begin, begin + 1),
             top().kind == BlockKind::Details ? "`<details>` is never closed" : "`<div>` is never closed");
    pop();
  }
}

bool BlockBuilder::is_html_open(BlockKind kind) const {
  const std::size_t back = stack_.back().origin == Origin::Implicit && stack_.size() > 1 ? 2 : 1;
  const OpenBlock& open = stack_[stack_.size() - back];
  return open.origin == Origin::Html && open.block.kind == kind;
}

void BlockBuilder::add_quiz(std::uint32_t number) {
  Block block;
  block.kind = BlockKind::Quiz;
  block.quiz = number + 1;
  block.span = here();
  parts_.quiz_order.push_back(number);
  top().children.push_back(std::move(block));
}

void BlockBuilder::add_quiz_after(std::uint32_t number) {
  sink();
  waiting_quizzes_.push_back(number);
}

void BlockBuilder::finish(Block& block) {
  if (block.kind == BlockKind::Heading) finish_heading(block);
  if (block.kind == BlockKind::Quote) finish_quote(block);
  if (block.kind != BlockKind::Paragraph) return;
  std::vector<Inline>& inlines = block.inlines;
  const bool has_words_only = std::all_of(inlines.begin(), inlines.end(),
                                          [](const Inline& item) { return item.kind == InlineKind::Text; });
  if (has_words_only && trimmed(plain_text(inlines)).empty()) inlines.clear();
  if (inlines.size() == 1 && inlines[0].kind == InlineKind::Image) block.kind = BlockKind::Image;
}

void BlockBuilder::finish_heading(Block& block) {
  const std::string own_anchor = take_own_anchor(block.inlines);
  const std::string base = own_anchor.empty() ? anchor_of(plain_text(block.inlines)) : own_anchor;
  const int count = anchors_[base]++;
  block.anchor = count == 0 ? base : concat(base, "-", count);
  if (count > 0 && !own_anchor.empty())
    complain(diag::Kind::LessonFile, block.span, concat("two headings have the anchor ", quoted(base)));
}

/// GitHub's alerts: a quote whose first line is "[!NOTE]".
void BlockBuilder::finish_quote(Block& block) {
  if (block.children.empty() || block.children[0].kind != BlockKind::Paragraph) return;
  std::vector<Inline>& inlines = block.children[0].inlines;
  if (inlines.empty() || inlines[0].kind != InlineKind::Text) return;
  std::string& first = inlines[0].text;
  const std::size_t end = first.find(']');
  if (first.substr(0, 2) != "[!" || end == nowhere) return;
  const std::size_t line_end = std::min(first.find('\n'), first.size());
  if (line_end < end || !trimmed(std::string_view(first).substr(end + 1, line_end - end - 1)).empty()) return;
  std::string label;
  for (const char c : first.substr(2, end - 2)) label += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  static const std::set<std::string> known = {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"};
  if (!known.count(label)) {
    complain(diag::Kind::LessonWarning, block.span, concat("unknown note ", quoted(first.substr(0, end + 1))));
    return;
  }
  block.kind = BlockKind::Note;
  block.label = label;
  first.erase(0, std::min(line_end + 1, first.size()));
  if (first.empty()) inlines.erase(inlines.begin());
  if (inlines.empty()) block.children.erase(block.children.begin());
}

/// Where inlines go: an open span, a cell, or a block; a list item or a quote gets a paragraph.
std::vector<Inline>& BlockBuilder::sink() {
  if (!inlines_.empty()) return inlines_.back().item.children;
  if (top().kind == BlockKind::Table && !top().rows.empty() && !top().rows.back().cells.empty())
    return top().rows.back().cells.back();
  if (top().kind != BlockKind::Paragraph && top().kind != BlockKind::Heading)
    push(BlockKind::Paragraph, Origin::Implicit);
  return top().inlines;
}

void BlockBuilder::add_inline(Inline item) { sink().push_back(std::move(item)); }

void BlockBuilder::add_text(std::string_view text) {
  std::vector<Inline>& items = sink();
  if (items.empty() || items.back().kind != InlineKind::Text)
    items.push_back(Inline{InlineKind::Text, {}, {}, {}});
  items.back().text += text;
}

void BlockBuilder::open_inline(Inline item, std::string html_name) {
  inlines_.push_back({std::move(item), std::move(html_name)});
}

void BlockBuilder::close_inline() {
  if (inlines_.empty()) return;
  Inline item = std::move(inlines_.back().item);
  inlines_.pop_back();
  if (item.kind == InlineKind::Code || item.kind == InlineKind::Image) {
    if (!item.children.empty()) item.text = plain_text(item.children);
    item.children.clear();
  }
  if (inlines_.size() >= max_nesting) {  // flattened
    for (Inline& child : item.children) inlines_.back().item.children.push_back(std::move(child));
    return;
  }
  add_inline(std::move(item));
}

void BlockBuilder::close_span() {
  while (inlines_.size() > 1 && !inlines_.back().html_name.empty()) close_inline();
  close_inline();
}

void BlockBuilder::close_inlines() {
  while (!inlines_.empty()) close_inline();
}

bool BlockBuilder::is_inline_open(std::string_view html_name) const {
  return !inlines_.empty() && inlines_.back().html_name == html_name;
}

}  // namespace lesson
