#include "lesson/directives.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "lesson/answers.h"

namespace lesson {

namespace {

constexpr int max_depth = 10;

/// One line of a file: where it begins, and its text with its line end.
struct Line {
  std::uint32_t begin;
  std::string_view text;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back({static_cast<std::uint32_t>(at), text.substr(at, end - at)});
    at = end;
  }
  return lines;
}

/// The name of `ANCHOR: name` or `ANCHOR_END: name` in a line; empty if it has none.
std::string_view anchor_name(std::string_view line, std::string_view marker) {
  const std::size_t found = line.find(marker);
  if (found == std::string_view::npos) return {};
  std::string_view rest = trimmed(line.substr(found + marker.size()));
  return rest.substr(0, std::min(rest.find_first_of(" \t*/"), rest.size()));
}

bool is_anchor_line(std::string_view line) {
  return !anchor_name(line, "ANCHOR:").empty() || !anchor_name(line, "ANCHOR_END:").empty();
}

/// The part of a file that an inclusion names, as one flag a line.
struct Selection {
  std::vector<bool> is_chosen;
  bool is_found = true;
};

Selection select_lines(const std::vector<Line>& lines, std::string_view range) {
  Selection selection;
  selection.is_chosen.assign(lines.size(), range.empty());
  if (range.empty()) return selection;
  const std::size_t colon = range.find(':');
  const std::string_view first = range.substr(0, colon);
  const std::optional<std::uint32_t> begin = read_number(first);
  if (begin || first.empty()) {
    const std::size_t from = begin ? std::max<std::size_t>(*begin, 1) : 1;
    std::size_t to = from;
    if (colon != std::string_view::npos) {
      const std::string_view last = range.substr(colon + 1);
      to = last.empty() ? lines.size() : read_number(last).value_or(0);
    }
    selection.is_found = from <= lines.size() && to >= from;
    for (std::size_t i = from; i <= std::min(to, lines.size()); ++i) selection.is_chosen[i - 1] = true;
    return selection;
  }
  bool is_inside = false;
  selection.is_found = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (anchor_name(lines[i].text, "ANCHOR:") == first) {
      is_inside = selection.is_found = true;
    } else if (anchor_name(lines[i].text, "ANCHOR_END:") == first) {
      is_inside = false;
    } else if (is_inside) {
      selection.is_chosen[i] = true;
    }
  }
  return selection;
}

class Expander {
 public:
  Expander(const FileSet& files, SourceMap& sources, diag::Diagnostics& diagnostics)
      : files_(files), sources_(sources), diagnostics_(diagnostics) {}

  Expanded take() { return std::move(out_); }

  void expand_file(const std::string& path) {
    const FileId file = source_file(files_, path, sources_);
    expand_text(path, file, 0, *find_file(files_, path));
  }

 private:
  const FileSet& files_;
  SourceMap& sources_;
  diag::Diagnostics& diagnostics_;
  Expanded out_;
  int depth_ = 0;

  void complain(Span span, std::string message) {
    diagnostics_.add(diag::Kind::LessonFile, span, std::move(message));
  }

  void expand_text(const std::string& path, FileId file, std::uint32_t base, std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t open = text.find("{{#", at);
      const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
      const std::size_t line_end = open == std::string_view::npos ? open : text.find('\n', open);
      if (open == std::string_view::npos || close == std::string_view::npos) break;
      if (open > 0 && text[open - 1] == '\\') {
        out_.text.append(file, base + static_cast<std::uint32_t>(at), text.substr(at, open - 1 - at));
        out_.text.append(file, base + static_cast<std::uint32_t>(open), text.substr(open, 3));
        at = open + 3;
        continue;
      }
      if (line_end < close) {  // a directive stands on one line
        out_.text.append(file, base + static_cast<std::uint32_t>(at), text.substr(at, open + 3 - at));
        at = open + 3;
        continue;
      }
      out_.text.append(file, base + static_cast<std::uint32_t>(at), text.substr(at, open - at));
      const Span span{file, base + static_cast<std::uint32_t>(open),
                      base + static_cast<std::uint32_t>(close + 2), {}};
      if (!obey(path, span, trimmed(text.substr(open + 3, close - open - 3))))
        out_.text.append(file, span.begin, text.substr(open, close + 2 - open));
      at = close + 2;
    }
    if (at < text.size())
      out_.text.append(file, base + static_cast<std::uint32_t>(at), text.substr(at));
  }

  /// Carries out one directive. False if it is none of ours, so that its text stays.
  bool obey(const std::string& path, Span span, std::string_view directive) {
    const std::size_t space = std::min(directive.find_first_of(" \t"), directive.size());
    const std::string_view name = directive.substr(0, space);
    const std::string_view rest = trimmed(directive.substr(space));
    if (name == "include") {
      include(path, span, rest, false);
    } else if (name == "rustdoc_include") {
      include(path, span, rest, true);
    } else if (name == "playground" || name == "playpen") {
      const std::vector<std::string> words = read_words(rest);
      std::string info = "```rust";
      for (std::size_t i = 1; i < words.size(); ++i) info += "," + words[i];
      out_.text.append_made(span, info + "\n");
      include(path, span, words.empty() ? std::string_view() : words[0], false);
      if (out_.text.text().back() != '\n') out_.text.append_made(span, "\n");
      out_.text.append_made(span, "```\n");
    } else if (name == "title") {
      out_.title = rest;
    } else if (name == "quiz") {
      use_quiz(path, span, rest);
    } else {
      diagnostics_.add(diag::Kind::LessonWarning, span,
                       concat("unknown directive ", quoted(concat("{{#", name, "}}"))))
          .with_help("known are `include`, `rustdoc_include`, `playground`, `title` and `quiz`");
      return false;
    }
    return true;
  }

  void use_quiz(const std::string& path, Span span, std::string_view target) {
    const std::string quiz_path = resolve_path(folder_of(path), target);
    if (target.empty() || quiz_path.empty())
      return complain(span, "`{{#quiz}}` names no file within the book");
    out_.files.push_back(quiz_path);
    out_.text.append_made(span, concat("<!--quiz ", out_.quizzes.size(), "-->"));
    out_.quizzes.push_back({quiz_path, span});
  }

  void include(const std::string& path, Span span, std::string_view argument, bool hides_rest) {
    const std::size_t colon = std::min(argument.find(':'), argument.size());
    const std::string target = resolve_path(folder_of(path), argument.substr(0, colon));
    const std::string_view range = argument.substr(std::min(colon + 1, argument.size()));
    if (target.empty()) return complain(span, "an inclusion names no file within the book");
    out_.files.push_back(target);
    const std::string* text = find_file(files_, target);
    if (!text) return complain(span, concat("the included file ", quoted(target), " is missing"));
    if (depth_ >= max_depth)
      return complain(span, "files include one another deeper than 10; do they include themselves?");
    const std::vector<Line> lines = lines_of(*text);
    const Selection selection = select_lines(lines, range);
    if (!selection.is_found)
      return complain(span, concat(quoted(target), " has no part ", quoted(range)));

    const FileId file = source_file(files_, target, sources_);
    const auto from_end = std::find(selection.is_chosen.rbegin(), selection.is_chosen.rend(), true);
    const auto end = hides_rest ? lines.size() : static_cast<std::size_t>(selection.is_chosen.rend() - from_end);
    ++depth_;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (is_anchor_line(lines[i].text)) continue;
      std::string_view line = lines[i].text;
      // The text after the directive brings the last line's end.
      if (i + 1 == end && line.back() == '\n') line.remove_suffix(1);
      if (selection.is_chosen[i]) {
        expand_text(target, file, lines[i].begin, line);
      } else if (hides_rest) {
        out_.text.append_made({file, lines[i].begin, lines[i].begin, {}}, "# ");
        out_.text.append(file, lines[i].begin, line);
      }
    }
    --depth_;
  }
};

}  // namespace

FileId source_file(const FileSet& files, const std::string& path, SourceMap& sources) {
  const std::string* text = find_file(files, path);
  for (std::uint32_t i = 0; i < sources.size(); ++i)
    if (const SourceFile& file = sources.file(FileId(i)); file.name == path && text && *file.text == *text)
      return FileId(i);
  return sources.add_file(path, text ? *text : std::string());
}

Expanded expand_directives(const FileSet& files, const std::string& path, SourceMap& sources,
                           diag::Diagnostics& diagnostics) {
  Expander expander(files, sources, diagnostics);
  expander.expand_file(path);
  return expander.take();
}

}  // namespace lesson
