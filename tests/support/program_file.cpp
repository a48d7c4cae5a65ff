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

std::string with_escaped_quotes(std::string_view value) {
  std::string out;
  for (const char c : value) out += c == '"' ? std::string("\\\"") : std::string(1, c);
  return out;
}

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
    if (key == "models") continue;
    if (key == "edition") info += concat(" edition", value);
    else info += concat(" ", key, "=\"", with_escaped_quotes(value), "\"");
  }
  return info;
}

/// The text with the claims about that model as plain claims, and without those about others.
std::string for_model(const std::string& text, const std::string& model) {
  std::string out;
  for (const std::string_view line : split_lines(text)) {
    std::string here(line);
    const std::size_t mark = here.find("//~[");
    if (mark != std::string::npos) {
      const std::size_t close = here.find(']', mark);
      const bool is_meant = here.substr(mark + 4, close - mark - 4) == model;
      here = is_meant ? here.substr(0, mark + 3) + here.substr(close + 1) : here.substr(0, mark);
    }
    out += here + "\n";
  }
  return out;
}

}  // namespace

std::vector<std::string> models(const std::string& path) {
  const std::string text = read(path);
  for (std::string_view line : split_lines(text)) {
    if (line.substr(0, 3) != "//@") break;
    line = trimmed(line.substr(3));
    if (line.substr(0, 7) != "models:") continue;
    std::istringstream names{std::string(line.substr(7))};
    std::vector<std::string> out;
    for (std::string name; names >> name;) out.push_back(name);
    return out;
  }
  return {std::string()};
}

lesson::Program parse(const std::string& path, SourceMap& sources, diag::Diagnostics& diagnostics, const std::string& model) {
  const std::string whole = read(path);
  const FileId file = sources.add_file(path.substr(path.rfind('/') + 1), model.empty() ? whole : for_model(whole, model));
  const std::string& text = *sources.file(file).text;
  std::vector<lesson::FenceLine> lines;
  for (const std::string_view line : split_lines(text)) {
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    lines.push_back({std::string(line), Span{file, begin, begin + static_cast<std::uint32_t>(line.size()), {}}});
  }
  const Span head{file, 0, 0, {}};
  return lesson::read_program(lesson::read_fence_info(info_of(text) + (model.empty() ? std::string() : " aliasing=\"" + model + "\""), head, 2024, diagnostics), lines, head, diagnostics);
}

}  // namespace program_file
