#include "cli/files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/text.h"

namespace cli {
namespace {

void complain(std::string_view what) { std::fprintf(stderr, "crabglass: %.*s\n", static_cast<int>(what.size()), what.data()); }

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) {
    complain(concat(path, " is a folder"));
    return std::nullopt;
  }
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file) {
    complain(concat(path, " cannot be read"));
    return std::nullopt;
  }
  std::string bytes;
  char buffer[1 << 14];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) bytes.append(buffer, count);
  const bool is_whole = !std::ferror(file);
  if (file != stdin) std::fclose(file);
  if (!is_whole) {
    complain(concat(path, " cannot be read to its end"));
    return std::nullopt;
  }
  return bytes;
}

bool write_file(const std::string& path, std::string_view bytes) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool is_written = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool is_closed = file && std::fclose(file) == 0;
  if (!is_written || !is_closed) complain(concat(path, " cannot be written"));
  return is_written && is_closed;
}

std::string file_name_of(const std::string& path) {
  return path == "-" ? std::string("main.rs") : path.substr(path.find_last_of('/') + 1);
}

std::optional<lesson::FileSet> read_folder(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    complain(concat(path, " is no folder"));
    return std::nullopt;
  }
  lesson::FileSet files;
  fs::recursive_directory_iterator at(path, error), end;
  while (!error && at != end) {
    const fs::path& here = at->path();
    const bool is_hidden = here.filename().string().front() == '.';
    if (at->is_directory(error)) {
      if (is_hidden) at.disable_recursion_pending();
    } else if (!is_hidden && at->is_regular_file(error)) {
      std::optional<std::string> bytes = read_file(here.string());
      if (!bytes) return std::nullopt;
      files[here.lexically_relative(path).generic_string()] = std::move(*bytes);
    }
    at.increment(error);
  }
  if (error) {
    complain(concat(path, ": ", error.message()));
    return std::nullopt;
  }
  return files;
}

}  // namespace cli
