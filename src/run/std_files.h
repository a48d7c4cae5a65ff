#pragma once
// Which files of std a program needs. Most are always read. One whose first line is
//
//   // Only for programs that say: HashMap hash_map
//
// is read for a program in which one of these words stands, and for a file of this kind that is read; one
// that begins with
//
//   // Only for programs that say what it declares
//
// for those in which a name of its public items stands. If the second line is "// Part of io.rs", its items
// stand in that module.
// What std says of such a file elsewhere stands behind `#[cfg(std_file = "hash_map")]`.

#include <set>
#include <string_view>

namespace run {

/// The files that are not always read, by their names without ".rs". The text behind lives as long as std's.
using StdFiles = std::set<std::string_view>;

StdFiles std_files_for(std::string_view program);
StdFiles all_std_files();

/// The name by which a file of std is a module: "vec" of "vec.rs".
std::string_view std_module_name(std::string_view path);
/// Whether the file is read for some programs only.
bool is_for_some(std::string_view std_text);

}  // namespace run
