#include "lesson/file_set.h"

#include <vector>

namespace lesson {

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string resolve_path(std::string_view folder, std::string_view target) {
  std::string whole(target.substr(0, 1) == "/" ? std::string_view() : folder);
  whole += target;
  std::vector<std::string_view> parts;
  std::string_view rest = whole;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return {};
    } else {
      parts.pop_back();
    }
  }
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

const std::string* find_file(const FileSet& files, std::string_view path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

}  // namespace lesson
