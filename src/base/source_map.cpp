#include "base/source_map.h"

#include <algorithm>

FileId SourceMap::add_file(std::string name, std::string text, FileOrigin origin) {
  SourceFile file;
  file.name = std::move(name);
  file.origin = origin;
  file.line_starts.push_back(0);
  for (std::uint32_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') file.line_starts.push_back(at + 1);
  file.text = std::make_shared<const std::string>(std::move(text));
  return files_.add(std::move(file));
}

std::string_view SourceMap::text_of(Span span) const {
  if (!span.file) return {};
  const std::string_view text = *files_[span.file].text;
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t end = std::min<std::size_t>(std::max(span.end, span.begin), text.size());
  return text.substr(begin, end - begin);
}

LineColumn SourceMap::line_column(FileId file_id, std::uint32_t offset) const {
  if (!file_id) return {};
  const SourceFile& file = files_[file_id];
  offset = std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(file.text->size()));
  const auto after = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - file.line_starts.begin());
  const std::uint32_t start = file.line_starts[line - 1];
  std::uint32_t column = 1;
  for (std::uint32_t at = start; at < offset; ++at)
    if ((static_cast<unsigned char>((*file.text)[at]) & 0xc0) != 0x80) ++column;
  return {line, column};
}

std::string_view SourceMap::line_text(FileId file_id, std::uint32_t line) const {
  const SourceFile& file = files_[file_id];
  if (line == 0 || line > file.line_starts.size()) return {};
  const std::string_view text = *file.text;
  const std::size_t begin = file.line_starts[line - 1];
  std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) end = text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return text.substr(begin, end - begin);
}
