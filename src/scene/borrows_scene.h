#pragma once
// The picture of an aliasing model as plain data: a card for each piece of memory that pointers were
// made to, and for each run of its bytes the pointers with what they may still do: a stack (Stacked
// Borrows) or a tree (Tree Borrows). Pointers are called by the expression that made them.

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"

namespace scene {

enum class BorrowModel { Stacked, Tree };

/// What a permission is drawn as; the two models' words for it are in the text.
enum class PermissionTone { Unique, Reserved, SharedWrite, ReadOnly, Cell, Disabled };

/// What the last step did to a tag.
enum class TagChange { None, Made, Changed, Gone };

constexpr std::uint32_t no_tag_row = 0xffffffffu;

struct BorrowTag {
  std::uint32_t tag = 0;
  std::uint32_t parent_row = no_tag_row;  // in the same list; none for the memory's own tag
  std::uint32_t depth = 0;                // in the tree of those that are shown
  std::string name;                       // "&mut x"; the variable for its own tag
  std::string origin;                     // "a mutable reference"
  std::uint32_t line = 0;                 // where it was made; 0 for the memory's own tag
  std::uint32_t made_step = 0;            // right after it was made
  std::string permission;                 // "Unique", "Reserved (conflicted)", …
  PermissionTone tone = PermissionTone::Unique;
  std::string permission_before;          // of TagChange::Changed
  std::string holder;                     // "r": the variable that carries it; empty if none does
  std::string loss;                       // "a write: popped off the borrow stack"; empty if none
  std::uint32_t loss_line = 0;
  std::uint32_t color = 0;                // equal tags have equal numbers; 0: the memory's own
  bool is_own = false;
  bool is_gone = false;                   // no longer in the borrow stack
  bool is_protected = false;
  bool is_exposed = false;
  bool is_culprit = false;                // the undefined behaviour that ended the run is about it
  TagChange change = TagChange::None;
};

/// Bytes whose pointers all stand alike. Stacked Borrows: from the bottom up, those that are gone
/// last. Tree Borrows: parents before their children.
struct BorrowRange {
  std::uint64_t begin = 0, end = 0;
  std::string name;                       // "pair.0"; the card's name if it is the whole
  std::vector<BorrowTag> tags;
  bool has_change = false;
};

/// A value within the memory: a field, an element, or the whole.
struct BorrowCell {
  std::uint64_t begin = 0, end = 0;
  std::string name;                       // ".left", "[2]"; empty for the whole
  std::string value;
};

/// A variable that points into the memory, or to its end.
struct BorrowArrow {
  std::string name;                       // "r"
  std::string maker;                      // "&mut x"; the memory's name for a pointer that is none's child
  std::uint64_t offset = 0;
  std::uint32_t tag = 0, color = 0, line = 0;
  PermissionTone tone = PermissionTone::Unique;
};

struct BorrowCard {
  std::uint32_t alloc = 0;
  std::string name;                       // "x", "what `v` owns"
  std::string place;                      // "variable of main", "heap", "static"
  std::uint32_t line = 0;                 // where it was made
  std::uint64_t size = 0;
  std::vector<BorrowCell> cells;          // rising; none if the type is not known or has too many parts
  std::vector<BorrowArrow> arrows;        // rising by offset
  std::vector<BorrowRange> ranges;
  bool has_change = false;
};

enum class BorrowMomentKind { Made, Lost, Freed, Used };
struct BorrowMoment {
  BorrowMomentKind kind = BorrowMomentKind::Made;
  std::uint32_t line = 0;
  std::uint32_t step = 0;                 // to look at it
  std::string sentence;
};

/// The permissions and how accesses change them, from the model's own table.
struct PermissionState {
  std::string name;
  PermissionTone tone = PermissionTone::Unique;
  std::string allows;                     // "reads and writes"
  bool is_current = false;                // the last step brought a tag here
};
struct PermissionMove {
  std::uint32_t from = 0, to = 0;         // of the states
  std::string by;                         // "own write", "foreign read, foreign write"
  bool is_current = false;                // the last step did this
};

struct BorrowsScene {
  BorrowModel model = BorrowModel::Stacked;
  std::vector<BorrowCard> cards;
  std::vector<BorrowMoment> moments;      // of undefined behaviour, in the order of time
  std::string verdict;                    // what the model says of it; empty without
  std::string change;                     // a sentence on what the last step did to permissions
  std::uint32_t left_out = 0;             // tags that no pointer carries any more
  std::vector<PermissionState> states;
  std::vector<PermissionMove> moves;
};

}  // namespace scene
