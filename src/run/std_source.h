#pragma once
// The text of src/std, embedded when the program is built (web/setup/cmake/embed_std.py).

#include <span>
#include <string_view>

namespace std_source {

struct File {
  std::string_view path;  // relative to src/std, with forward slashes: "sync/mutex.rs"
  std::string_view text;
};

/// Every file, ordered by path.
std::span<const File> files();

}  // namespace std_source
