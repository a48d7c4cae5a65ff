#pragma once
// The pieces from which borrows_scene.cpp makes its picture.

#include <map>
#include <string>

#include "scene/borrows_scene.h"
#include "scene/recording.h"

namespace scene {

/// Who carries a pointer with a tag, the most telling first.
enum class TagHolder { Variable, Memory, Temporary, Nobody };

/// Every pointer that the program has now, by its tag.
class TagHolders {
 public:
  explicit TagHolders(const machine::Machine& machine);
  TagHolder of(memory::TagValue tag) const;
  /// The variable, "" if it is none; "r in helper" outside the innermost function.
  std::string name_of(memory::TagValue tag) const;
  /// A pointer in a variable.
  struct Arrow { std::string name; memory::Pointer pointer; };
  const std::vector<Arrow>& arrows() const { return arrows_; }

 private:
  struct Held { TagHolder holder = TagHolder::Nobody; std::string name; };
  void add(const memory::Word* words, std::uint64_t begin, std::uint64_t end, TagHolder holder, const std::string& name);
  void add_frame(const machine::Machine& machine, const machine::Thread& thread, const machine::Frame& frame, bool is_innermost);

  std::map<memory::TagValue, Held> held_;
  std::vector<Arrow> arrows_;
};

inline memory::TagValue newest_tag_of(const machine::Machine& machine) {
  return machine.alias_model() ? machine.alias_model()->newest_tag() : 0;
}
PermissionTone tone_of_permission(std::string_view permission);
/// A piece of the program in one line, cut when long; not in the middle of a character.
std::string one_line(std::string_view text);
/// The expression that made the tag.
std::string name_of_origin(const memory::TagRow& row, const SourceMap& sources);
std::string words_of(memory::BorrowOrigin origin);
/// Whether it is a variable, a static or a box of the student's program.
bool is_of_student(const machine::Machine& machine, const memory::Allocation& allocation);
/// What the memory is called and where it is; no name if nobody would know it.
BorrowCard card_of(ObjectNames& names, const machine::Machine& machine, memory::AllocId id, const memory::Allocation& allocation);
/// The values in the memory, from its type.
void add_cells(BorrowCard& card, ObjectNames& names, const machine::Machine& machine, memory::AllocId id, const memory::Allocation& allocation);
/// The variables that point into the memory; once its ranges are known.
void add_arrows(BorrowCard& card, const TagHolders& holders, const memory::Allocation& allocation);
/// Parents before their children, and after each node all that was made from it.
void sort_as_tree(BorrowRange& range);

/// What the last step did, in a sentence.
std::string change_sentence(const BorrowsScene& scene);
/// The moments of undefined behaviour, if that is how the run has ended.
void add_moments(BorrowsScene& scene, const Recording& recording, const machine::Machine& machine, std::uint32_t step);
/// The permissions and the moves between them, with those that the last step made.
void add_permissions(BorrowsScene& scene);

}  // namespace scene
