#pragma once
// The course as plain pages, written to the disk.

#include <cstddef>
#include <optional>
#include <string>

namespace cli {

/// Writes the text twin of the course in `folder` to `out`: how many files, or none after saying on
/// stderr what could not be read or written.
std::optional<std::size_t> write_course_text(const std::string& folder, const std::string& out);

}  // namespace cli
