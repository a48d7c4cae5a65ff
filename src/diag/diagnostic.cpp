#include "diag/diagnostic.h"

#include <algorithm>

#include "base/text.h"

namespace diag {

const KindInfo& info(Kind kind) {
  static constexpr KindInfo table[] = {
#define KIND(name, level, code, explanation) {#name, level, code, explanation},
#include "diag/kinds.def"
#undef KIND
  };
  return table[static_cast<std::size_t>(kind)];
}

Diagnostic& Diagnostics::add(Kind kind, Span span, std::string message) {
  items_.push_back({kind, span, std::move(message), {}, {}});
  return items_.back();
}

bool Diagnostics::has_errors() const {
  return std::any_of(items_.begin(), items_.end(),
                     [](const Diagnostic& item) { return info(item.kind).level == Level::Error; });
}

void Diagnostics::sort(const SourceMap&) {
  std::stable_sort(items_.begin(), items_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    if (a.span.file != b.span.file) return a.span.file < b.span.file;
    return a.span.begin < b.span.begin;
  });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.kind == b.kind && a.span == b.span && a.message == b.message;
  };
  items_.erase(std::unique(items_.begin(), items_.end(), same), items_.end());
}

namespace {

std::string_view level_name(Level level) {
  switch (level) {
    case Level::Error: return "error";
    case Level::Warning: return "warning";
    case Level::Note: return "note";
  }
  return "";
}

void append_picture(std::string& out, Span span, std::string_view text, char mark,
                    const SourceMap& sources) {
  if (!span.file) return;
  const LineColumn begin = sources.begin_of(span);
  const std::string number = std::to_string(begin.line);
  const std::string_view line = sources.line_text(span.file, begin.line);
  const std::string margin(number.size(), ' ');
  const LineColumn end = sources.line_column(span.file, span.end);
  const std::uint32_t width =
      end.line == begin.line && end.column > begin.column ? end.column - begin.column : 1;
  out += concat(margin, "--> ", sources.file(span.file).name, ":", begin.line, ":", begin.column, "\n");
  out += concat(margin, " |\n", number, " | ", line, "\n");
  out += concat(margin, " | ", std::string(begin.column - 1, ' '), std::string(width, mark));
  if (!text.empty()) out += concat(" ", text);
  out += "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const SourceMap& sources) {
  const KindInfo& kind = info(diagnostic.kind);
  std::string out(level_name(kind.level));
  if (!kind.code.empty()) out += concat("[", kind.code, "]");
  out += concat(": ", diagnostic.message, "\n");
  append_picture(out, diagnostic.span, "", '^', sources);
  for (const Label& label : diagnostic.labels)
    append_picture(out, label.span, label.text, '-', sources);
  if (!diagnostic.help.empty()) out += concat("  = help: ", diagnostic.help, "\n");
  return out;
}

std::string picture(Span span, std::string_view text, char mark, const SourceMap& sources) {
  std::string out;
  append_picture(out, span, text, mark, sources);
  return out;
}

}  // namespace diag
