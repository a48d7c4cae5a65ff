#pragma once
// A course as it lies in memory: the text of each file under its path, "/" between folders, relative
// to the folder that holds book.toml. `app/` fills it from downloads and `cli/` from a folder; nothing
// in `lesson/` touches a disk. A file whose bytes are not needed (a picture) may be there empty.

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace lesson {

using FileSet = std::map<std::string, std::string, std::less<>>;

/// The folder part of a path, with its final slash; empty for a file at the root.
std::string_view folder_of(std::string_view path);
/// `target` as seen from `folder`, with "." and ".." worked out. Empty if it leads out of the root.
std::string resolve_path(std::string_view folder, std::string_view target);
/// The text of a file, or null.
const std::string* find_file(const FileSet& files, std::string_view path);

}  // namespace lesson
