#include "app/browser/std_text.h"

#include <vector>

#include "base/text.h"
#include "run/std_source.h"
#include "std_digest.h"

namespace app {
namespace {

std::string bundle;                       // filled once, before the first compilation
std::vector<std_source::File> files;      // parts of the bundle

}  // namespace

std::string std_text_url() { return concat("std.txt?", std_digest); }

bool has_std_text() { return !files.empty(); }

bool take_std_text(std::string text) {
  if (has_std_text()) return true;
  bundle = std::move(text);
  std::string_view rest = bundle;
  while (!rest.empty()) {
    // "vec.rs 1234", then so many bytes.
    const std::size_t space = rest.find(' '), line_end = rest.find('\n');
    std::size_t size = 0;
    bool is_number = space != rest.npos && line_end != rest.npos && space + 1 < line_end;
    for (std::size_t i = space + 1; is_number && i < line_end; ++i) {
      is_number = rest[i] >= '0' && rest[i] <= '9' && size < bundle.size();
      size = size * 10 + static_cast<std::size_t>(rest[i] - '0');
    }
    if (!is_number || size > rest.size() - line_end - 1) {
      files.clear();
      return false;
    }
    files.push_back({rest.substr(0, space), rest.substr(line_end + 1, size)});
    rest.remove_prefix(line_end + 1 + size);
  }
  return has_std_text();
}

}  // namespace app

namespace std_source {

std::span<const File> files() { return app::files; }

}  // namespace std_source
