#include "cli/course_text.h"

#include <vector>

#include "base/text.h"
#include "cli/files.h"
#include "export/text_twin.h"

namespace cli {

std::optional<std::size_t> write_course_text(const std::string& folder, const std::string& out) {
  const std::optional<lesson::FileSet> files = read_folder(folder);
  if (!files) return std::nullopt;
  const std::vector<exporting::TextFile> pages = exporting::text_twin(*files);
  for (const exporting::TextFile& page : pages)
    if (!write_file(concat(out, "/", page.path), page.bytes)) return std::nullopt;
  return pages.size();
}

}  // namespace cli
