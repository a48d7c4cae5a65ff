#include "scene/desugar_writer.h"

#include <algorithm>

#include "base/text.h"

namespace scene {

using run::Range;

namespace {

/// 1 if a line opens more brackets than it closes, -1 for fewer; and whether it closes some at its very start.
int brackets(std::string_view line, int& closing_first) {
  int net = 0;
  closing_first = 0;
  bool is_start = true;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '/' && line.substr(i, 2) == "//") break;
    if (c == '"')
      for (++i; i < line.size() && line[i] != '"'; ++i) i += line[i] == '\\' ? 1 : 0;
    if (c == '\'' && i + 2 < line.size() && line[i + 2] == '\'') i += 2;
    const bool closes = c == '}' || c == ')' || c == ']';
    if (closes) --net;
    if (closes && is_start) closing_first = 1;
    if (c == '{' || c == '(' || c == '[') ++net;
    is_start = is_start && closes;
  }
  return net > 0 ? 1 : net < 0 ? -1 : 0;
}

}  // namespace

void CodeWriter::say(std::string_view text, Range source, bool is_head) {
  int closing_first = 0;
  const int net = brackets(text, closing_first);
  CodeLine line;
  line.text = text.empty() ? "" : concat(std::string(static_cast<std::size_t>(4 * std::max(depth_ - closing_first, 0)), ' '), text);
  line.state = state;
  line.is_head = is_head;
  line.begin = source.begin;
  line.end = source.end;
  if (!source.is_empty()) line.line = static_cast<std::uint32_t>(std::count(text_.begin(), text_.begin() + source.begin, '\n')) + 1;
  out_.push_back(std::move(line));
  depth_ += net;
}

void CodeWriter::copy(Range range, std::string_view before, std::string_view after) {
  std::string line(before);
  Range source{range.begin, range.begin};
  std::vector<Range> ends;   // where a `return` ends, and whether it has got braces
  const auto flush = [&] {
    const std::string_view words = trimmed(line);
    if (!words.empty()) say(words, source);
    line.clear();
  };
  for (std::uint32_t at = range.begin; at < range.end;) {
    if (Patch* patch = patch_at(at, range)) {
      patch->is_used = true;
      line += patch->text;
      source.end = at = patch->range.end;
      continue;
    }
    if (!ends.empty() && ends.back().begin <= at) {
      line += ends.back().end > 0 ? ") }" : ")";
      ends.pop_back();
    }
    const Range way_out = return_at(at, range);
    if (!way_out.is_empty()) {
      // As a statement it needs no braces.
      const bool is_statement = way_out.end < text_.size() && text_[way_out.end] == ';';
      line += concat(is_statement ? "" : "{ ", "*self = Returned; return Poll::Ready(");
      at += 6;
      if (at == way_out.end) line += "()";
      while (at < way_out.end && text_[at] == ' ') ++at;
      ends.push_back({way_out.end, is_statement ? 0u : 1u});
      continue;
    }
    if (text_[at] == '\n') {
      flush();
      ++at;
      while (at < range.end && (text_[at] == ' ' || text_[at] == '\t')) ++at;
      source = {at, at};
      continue;
    }
    line += text_[at++];
    source.end = at;
  }
  if (!ends.empty()) line += ends.back().end > 0 ? ") }" : ")";
  line += after;
  flush();
}

Range CodeWriter::return_at(std::uint32_t at, Range within) const {
  for (const Range& way_out : returns_)
    if (way_out.begin == at && within.contains(way_out)) return way_out;
  return {};
}

/// The outermost one that begins there.
Patch* CodeWriter::patch_at(std::uint32_t at, Range within) {
  Patch* found = nullptr;
  for (std::vector<Patch>* list : {&patches, &jumps})
    for (Patch& patch : *list)
      if (patch.range.begin == at && within.contains(patch.range) && (!found || patch.range.contains(found->range))) found = &patch;
  return found;
}

}  // namespace scene
