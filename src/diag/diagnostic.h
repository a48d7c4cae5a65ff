#pragma once
// What is wrong with a text (a program, a chapter, a quiz), as values. Kinds stand in kinds.def with
// rustc's code where rustc has one; messages are written where they are produced, by the rules of
// style in src/README.md: lower case, code in backticks, what was seen, then what was expected.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "base/span.h"

namespace diag {

enum class Level { Error, Warning, Note };

enum class Kind {
#define KIND(name, level, code, explanation) name,
#include "diag/kinds.def"
#undef KIND
};

struct KindInfo {
  std::string_view name;
  Level level;
  std::string_view code;  // rustc's, such as "E0382"; empty where rustc has none
  std::string_view explanation;
};
const KindInfo& info(Kind kind);

/// A second place with a word about it; the text may be empty: just mark it.
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Kind kind;
  Span span;
  std::string message;
  std::vector<Label> labels;
  std::string help;  // what to do; empty when there is no single fix

  Diagnostic& label(Span at, std::string text) {
    labels.push_back({at, std::move(text)});
    return *this;
  }
  Diagnostic& with_help(std::string text) {
    help = std::move(text);
    return *this;
  }
};

class Diagnostics {
 public:
  Diagnostic& add(Kind kind, Span span, std::string message);
  bool has_errors() const;
  const std::vector<Diagnostic>& all() const { return items_; }
  /// By position in the source, then by order of discovery; the same twice is said once.
  void sort(const SourceMap& sources);
  std::size_t size() const { return items_.size(); }
  template <typename Condition>
  void remove_if(Condition condition) { items_.erase(std::remove_if(items_.begin(), items_.end(), condition), items_.end()); }
  /// Drops what was added after there were `size` of them; for trial parses and probes.
  void truncate(std::size_t size) { items_.erase(items_.begin() + static_cast<long>(size), items_.end()); }

 private:
  std::vector<Diagnostic> items_;
};

/// The caret picture that a terminal shows.
std::string render(const Diagnostic& diagnostic, const SourceMap& sources);
/// The place, its line, and the marks under it with a word beside them; empty for a span of no file.
std::string picture(Span span, std::string_view text, char mark, const SourceMap& sources);

}  // namespace diag
