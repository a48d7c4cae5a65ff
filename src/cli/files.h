#pragma once
// Files of the disk, for commands.

#include <optional>
#include <string>

#include "lesson/file_set.h"

namespace cli {

/// The bytes of a file, or none, after saying on stderr why. "-" is the standard input.
std::optional<std::string> read_file(const std::string& path);
/// Writes a file, with the folders that lead to it; false after saying on stderr why.
bool write_file(const std::string& path, std::string_view bytes);
/// The last part of a path: as messages name a program.
std::string file_name_of(const std::string& path);
/// All files below a folder by their paths relative to it, or none after saying why. What
/// begins with a dot is left out.
std::optional<lesson::FileSet> read_folder(const std::string& path);

}  // namespace cli
