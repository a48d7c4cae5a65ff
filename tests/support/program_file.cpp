#include "tests/support/program_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "lesson/fence.h"

namespace program_file {

std::vector<std::string> list(const std::string& folder) {
  std::vector<std::string> out;
  const std::filesystem::path root = std::filesystem::path(CRABGLASS_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.path().extension() == ".rs") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

namespace {

/// The head of a program as the info string of a fence.
std::string info_of(std::string_view text) {
  std::string info = "rust";
  for (std::string_view line : split_lines(text)) {
    if (line.substr(0, 3) != "//@") break;
    line = trimmed(line.substr(3));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      info += concat(" ", line);
      continue;
    }
    const std::string_view key = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (key == "edition") info += concat(" edition", value);
    else info += concat(" ", key, "=\"", value, "\"");
  }
  return info;
}

}  // namespace

lesson::Program parse(const std::string& path, SourceMap& sources, diag::Diagnostics& diagnostics) {
  const FileId file = sources.add_file(path.substr(path.rfind('/') + 1), read(path));
  const std::string& text = *sources.file(file).text;
  std::vector<lesson::FenceLine> lines;
  for (const std::string_view line : split_lines(text)) {
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    lines.push_back({std::string(line), Span{file, begin, begin + static_cast<std::uint32_t>(line.size()), {}}});
  }
  const Span head{file, 0, 0, {}};
  return lesson::read_program(lesson::read_fence_info(info_of(text), head, 2024, diagnostics), lines, head, diagnostics);
}

}  // namespace program_file
