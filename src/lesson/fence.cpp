#include "lesson/fence.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace lesson {

namespace {

using Words = std::vector<std::string_view>;

const Words demos = {"threads", "async", "aliasing", "memory", "macros", "layout", "states"};
const Words claims = {"output", "panic", "abort",    "ub",   "race",
                      "leak",   "deadlock", "limit", "compile_error"};
const Words levels = {"ERROR", "WARNING", "NOTE", "UB", "PANIC", "ABORT", "RACE", "DEADLOCK", "LEAK", "PRINTS"};
const Words keys = {"demo", "expect", "aliasing", "memory", "id", "title", "outputs", "executions",
                    "hidelines"};
/// Words of mdBook, rustdoc and well-known books that ask nothing of us.
const Words ignored_words = {"noplayground", "noplaypen", "mdbook-runnable", "does_not_compile",
                             "panics", "not_desired_behavior", "test_harness", "standalone_crate",
                             "linenos", "icon"};

bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string list_of(const Words& words) {
  std::string out;
  for (const std::string_view word : words) out += concat(out.empty() ? "" : ", ", quoted(word));
  return out;
}

struct InfoWord {
  std::string key;                   // the whole word if it has no "="
  std::optional<std::string> value;
};

/// "rust,editable demo=threads title=\"a b\"" as words.
std::vector<InfoWord> split_info(std::string_view info) {
  std::vector<InfoWord> words;
  std::size_t at = 0;
  const auto is_gap = [](char c) { return c == ',' || c == ' ' || c == '\t'; };
  while (at < info.size()) {
    if (is_gap(info[at])) {
      ++at;
      continue;
    }
    InfoWord word;
    while (at < info.size() && !is_gap(info[at]) && info[at] != '=') word.key += info[at++];
    if (at < info.size() && info[at] == '=') {
      ++at;
      std::string value;
      if (at < info.size() && info[at] == '"') {
        for (++at; at < info.size() && info[at] != '"'; ++at) {
          if (info.substr(at, 2) == "\\\"") ++at;
          value += info[at];
        }
        ++at;
      } else {
        while (at < info.size() && !is_gap(info[at])) value += info[at++];
      }
      word.value = value;
    }
    words.push_back(std::move(word));
  }
  return words;
}

class InfoReader {
 public:
  InfoReader(FenceOptions& options, Span span, diag::Diagnostics& diagnostics)
      : options_(options), span_(span), diagnostics_(diagnostics) {}

  void read_word(const std::string& word) {
    constexpr std::string_view edition_head = "edition";
    if (word == "editable") options_.is_editable = true;
    else if (word == "ignore") options_.is_ignored = true;
    else if (word == "no_run") options_.others["no_run"] = "true";
    else if (word == "explore") options_.is_explored = true;
    else if (word == "always") options_.is_always = true;
    else if (word == "should_panic") expect("panic");
    else if (word == "compile_fail") expect("compile_error");
    else if (word.substr(0, edition_head.size()) == edition_head) read_edition(word);
    else if (word.size() == 5 && word[0] == 'E' && word.find_first_not_of("0123456789", 1) == word.npos)
      options_.others["code"] = word;
    else if (!contains(ignored_words, word))
      warn(concat("unknown word ", quoted(word), " after the fence"), nearest_word(word, known_words()));
  }

  void read_value(const std::string& key, const std::string& value) {
    if (key == "demo") one_of(options_.demo, value, demos, "demo");
    else if (key == "expect") {
      std::string claim;
      one_of(claim, value, claims, "claim");
      if (!claim.empty()) expect(claim);
    } else if (key == "aliasing") one_of(options_.aliasing, value, {"none", "stacked", "tree", "tree-implicit-writes"}, "model");
    else if (key == "memory") one_of(options_.memory, value, {"sc", "c11"}, "memory model");
    else if (key == "id") options_.id = value;
    else if (key == "title") options_.title = value;
    else {
      options_.others[key] = value;
      const std::string_view near = nearest_word(key, keys);
      if (!near.empty() && near != key) warn(concat("unknown option ", quoted(key)), near);
    }
  }

 private:
  FenceOptions& options_;
  Span span_;
  diag::Diagnostics& diagnostics_;

  static const Words& known_words() {
    static const Words words = {"editable", "ignore", "no_run", "explore", "always", "should_panic",
                                "compile_fail", "edition2021", "edition2024"};
    return words;
  }

  void warn(std::string message, std::string_view near) {
    diag::Diagnostic& item = diagnostics_.add(diag::Kind::LessonWarning, span_, std::move(message));
    if (!near.empty()) item.with_help(concat("did you mean ", quoted(near), "?"));
  }

  void one_of(std::string& field, const std::string& value, const Words& allowed, std::string_view what) {
    if (contains(allowed, value)) {
      field = value;
      return;
    }
    diagnostics_.add(diag::Kind::LessonFile, span_, concat("unknown ", what, " ", quoted(value)))
        .with_help(concat("known are ", list_of(allowed)));
  }

  void expect(const std::string& claim) {
    if (!options_.expect.empty() && options_.expect != claim)
      diagnostics_.add(diag::Kind::LessonFile, span_,
                       concat("the fence claims both ", quoted(options_.expect), " and ", quoted(claim)));
    options_.expect = claim;
  }

  void read_edition(const std::string& word) {
    if (word == "edition2024") options_.edition = 2024;
    else if (word == "edition2021") options_.edition = 2021;
    else if (word == "edition2018" || word == "edition2015") options_.edition = 2021;
    else
      diagnostics_.add(diag::Kind::LessonFile, span_, concat("unknown edition ", quoted(word)))
          .with_help("known are `edition2024` and `edition2021`");
  }
};

/// A line's `//~ LEVEL: text`, taken apart.
struct ClaimText {
  std::size_t begin = std::string::npos;  // of the `//~`
  int up = 0;                             // lines above the one it stands in; negative: below
  bool is_as_before = false;              // about the line that the claim before is about
  std::string level, text;
};

ClaimText find_claim(std::string_view line) {
  ClaimText claim;
  claim.begin = line.find("//~");
  if (claim.begin == std::string_view::npos) return claim;
  std::string_view rest = line.substr(claim.begin + 3);
  for (; !rest.empty() && (rest[0] == '^' || rest[0] == 'v'); rest.remove_prefix(1))
    claim.up += rest[0] == '^' ? 1 : -1;
  if (claim.up == 0 && !rest.empty() && rest[0] == '|') {
    claim.is_as_before = true;
    rest.remove_prefix(1);
  }
  rest = trimmed(rest);
  const std::size_t end = std::min(rest.find_first_of(": \t"), rest.size());
  claim.level = rest.substr(0, end);
  rest.remove_prefix(end);
  if (!rest.empty() && rest[0] == ':') rest.remove_prefix(1);
  claim.text = trimmed(rest);
  return claim;
}

enum class Visibility { Shown, Hidden };

/// mdBook's rule: "# text" and "#" alone are hidden, "##" is a shown "#".
Visibility take_hidden_mark(std::string& line) {
  const std::size_t mark = line.find_first_not_of(" \t");
  if (mark == std::string::npos || line[mark] != '#') return Visibility::Shown;
  if (mark + 1 == line.size()) {
    line.clear();
    return Visibility::Hidden;
  }
  if (line[mark + 1] == '#') {
    line.erase(mark, 1);
    return Visibility::Shown;
  }
  if (line[mark + 1] != ' ') return Visibility::Shown;
  line.erase(mark, 2);
  return Visibility::Hidden;
}

class ProgramReader {
 public:
  explicit ProgramReader(Program& program) : program_(program) {}

  std::uint32_t next_line() const { return static_cast<std::uint32_t>(program_.line_spans.size()) + 1; }

  void add(std::string_view line, Span span, Visibility visibility) {
    program_.text += concat(line, "\n");
    program_.line_spans.push_back(span);
    if (visibility == Visibility::Hidden) return;
    program_.shown_text += concat(line, "\n");
    program_.shown_lines.push_back(static_cast<std::uint32_t>(program_.line_spans.size()));
  }

 private:
  Program& program_;
};

bool has_main(const std::vector<FenceLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const FenceLine& line) {
    return line.text.find("fn main") != std::string::npos;
  });
}

}  // namespace

FenceOptions read_fence_info(std::string_view info, Span span, int edition,
                             diag::Diagnostics& diagnostics) {
  FenceOptions options;
  options.edition = edition;
  const std::vector<InfoWord> words = split_info(info);
  if (words.empty()) return options;
  options.language = words[0].key;
  if (options.language != "rust") return options;  // another language's options are not ours
  InfoReader reader(options, span, diagnostics);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].value) reader.read_value(words[i].key, *words[i].value);
    else reader.read_word(words[i].key);
  }
  return options;
}

Program read_program(FenceOptions options, const std::vector<FenceLine>& lines, Span span,
                     diag::Diagnostics& diagnostics) {
  Program program;
  program.options = std::move(options);
  program.span = span;
  ProgramReader reader(program);

  const bool needs_main = !has_main(lines);
  bool is_main_open = false;
  for (const FenceLine& fence_line : lines) {
    std::string line = fence_line.text;
    const Visibility visibility = take_hidden_mark(line);
    const bool is_inner_attribute = trimmed(line).substr(0, 3) == "#![";
    if (needs_main && !is_main_open && !is_inner_attribute) {
      reader.add("fn main() {", {}, Visibility::Hidden);
      is_main_open = true;
    }
    const ClaimText claim = find_claim(line);
    if (claim.begin == std::string::npos) {
      reader.add(line, fence_line.span, visibility);
      continue;
    }
    line.erase(claim.begin);
    line.erase(line.find_last_not_of(" \t") + 1);
    const std::uint32_t own_line = line.empty() ? reader.next_line() - 1 : reader.next_line();
    // "^" on a line of its own counts from that line, which is taken out.
    const int up = line.empty() ? claim.up - 1 : claim.up;
    const bool has_before = claim.is_as_before && !program.claims.empty();
    const int at = has_before ? static_cast<int>(program.claims.back().line) : static_cast<int>(own_line) - up;
    if (!contains(levels, claim.level)) {
      diagnostics.add(diag::Kind::LessonFile, fence_line.span,
                      concat("unknown claim ", quoted(concat("//~ ", claim.level))))
          .with_help(concat("known are ", list_of(levels)));
    } else if (at < 1) {
      diagnostics.add(diag::Kind::LessonFile, fence_line.span, "the claim points above the first line");
    } else {
      program.claims.push_back(
          {static_cast<std::uint32_t>(at), claim.level, claim.text, fence_line.span});
    }
    if (!line.empty()) reader.add(line, fence_line.span, visibility);
  }
  if (needs_main && !is_main_open) reader.add("fn main() {", {}, Visibility::Hidden);
  if (needs_main) reader.add("}", {}, Visibility::Hidden);
  return program;
}

}  // namespace lesson
