#pragma once
// The permissions of Tree Borrows and how accesses change them: one table that the model runs by, the
// diagrams are drawn from, and the proofs below go through. After Villani et al., "Tree Borrows"
// (PLDI 2025), as Miri has it.

#include <cstdint>
#include <string_view>

#include "memory/alias_model.h"

namespace borrows {

enum class Permission : std::uint8_t {
  Cell,                 // stands for: & into an UnsafeCell. allows: all. changed by: nothing
  ReservedIM,           // stands for: &mut to what has an UnsafeCell, not written yet. allows: all. changed by: its own write
  Reserved,             // stands for: &mut, not written yet. allows: all. changed by: its own write, foreign writes
  ReservedConflicted,   // stands for: the same, read by others during its call. allows: reads while protected
  Unique,               // stands for: &mut, written. allows: all. changed by: any foreign access
  Frozen,               // stands for: &, or &mut after a foreign read. allows: reads. changed by: foreign writes
  Disabled,             // stands for: what is over. allows: nothing
};
constexpr int permission_count = 7;
/// In the table: the access is undefined behaviour.
constexpr Permission forbidden = static_cast<Permission>(0xff);

/// An access as a tag sees it. Local: through the tag or one made from it. Foreign: through any other.
enum class Transition : std::uint8_t { LocalRead, LocalWrite, ForeignRead, ForeignWrite };
constexpr int transition_count = 4;

constexpr Transition transition_of(memory::AccessKind kind, bool is_foreign) {
  return static_cast<Transition>((is_foreign ? 2 : 0) + (kind == memory::AccessKind::Write ? 1 : 0));
}

namespace permission_table {
constexpr Permission C = Permission::Cell, I = Permission::ReservedIM, R = Permission::Reserved,
                     X = Permission::ReservedConflicted, U = Permission::Unique, F = Permission::Frozen,
                     D = Permission::Disabled, ub = forbidden;
// Columns: local read, local write, foreign read, foreign write.
constexpr Permission free[permission_count][transition_count] = {
    /* Cell               */ {C, C, C, C},
    /* ReservedIM         */ {I, U, I, I},
    /* Reserved           */ {R, U, R, D},
    /* ReservedConflicted */ {X, U, X, D},
    /* Unique             */ {U, U, F, D},
    /* Frozen             */ {F, ub, F, D},
    /* Disabled           */ {ub, ub, D, D},
};
// While a call that got the tag as an argument runs. What becomes Disabled then is undefined behaviour
// if the tag has been used at that byte: `disables_protected`.
constexpr Permission guarded[permission_count][transition_count] = {
    /* Cell               */ {C, C, C, C},
    /* ReservedIM         */ {I, U, I, I},
    /* Reserved           */ {R, U, X, D},
    /* ReservedConflicted */ {X, ub, X, D},
    /* Unique             */ {U, U, D, D},
    /* Frozen             */ {F, ub, F, D},
    /* Disabled           */ {ub, ub, D, D},
};
}  // namespace permission_table

constexpr Permission after(Permission permission, Transition transition, bool is_protected) {
  const auto row = static_cast<int>(permission), column = static_cast<int>(transition);
  return is_protected ? permission_table::guarded[row][column] : permission_table::free[row][column];
}

/// Whether such an access through another pointer would change the permission.
constexpr bool is_awake(Permission permission, memory::AccessKind kind, bool is_protected) {
  return after(permission, transition_of(kind, true), is_protected) != permission;
}

/// Whether a transition takes everything from a tag that a running call relies on.
constexpr bool disables_protected(Permission old_permission, Permission new_permission) {
  return new_permission == Permission::Disabled && old_permission != Permission::Disabled;
}

/// What a tag may still do itself: nothing (0), read (1), write (2).
constexpr int strength(Permission permission, bool is_protected) {
  if (after(permission, Transition::LocalRead, is_protected) == forbidden) return 0;
  return after(permission, Transition::LocalWrite, is_protected) == forbidden ? 1 : 2;
}

/// Whether a tag that nobody carries any more may be left out between its parent and its only child:
/// then whatever it forbids the child, the child forbids as well.
constexpr bool may_be_left_out(Permission permission, Permission child) {
  if (permission == Permission::Cell) return true;
  if (child == Permission::Cell) return false;
  if (permission == Permission::ReservedIM) return true;
  if (child == Permission::ReservedIM) return false;
  if (permission == Permission::Reserved || permission == Permission::ReservedConflicted) return true;
  if (child == Permission::Reserved || child == Permission::ReservedConflicted) return false;
  return static_cast<int>(child) >= static_cast<int>(permission);
}

std::string_view name_of(Permission permission);

// ---- Proofs

constexpr bool every_access_is_idempotent() {
  for (int guarded = 0; guarded < 2; ++guarded)
    for (int p = 0; p < permission_count; ++p)
      for (int t = 0; t < transition_count; ++t) {
        const Permission once = after(static_cast<Permission>(p), static_cast<Transition>(t), guarded == 1);
        if (once != forbidden && after(once, static_cast<Transition>(t), guarded == 1) != once) return false;
      }
  return true;
}
/// A read after a write through the same tag changes nothing more.
constexpr bool reads_follow_from_writes() {
  for (int guarded = 0; guarded < 2; ++guarded)
    for (int p = 0; p < permission_count; ++p)
      for (int side = 0; side < 2; ++side) {
        const Permission written = after(static_cast<Permission>(p), static_cast<Transition>(side * 2 + 1), guarded == 1);
        if (written != forbidden && after(written, static_cast<Transition>(side * 2), guarded == 1) != written) return false;
      }
  return true;
}
/// No foreign access is undefined behaviour by itself; only that of a protected tag may be.
constexpr bool foreign_accesses_are_always_defined() {
  for (int guarded = 0; guarded < 2; ++guarded)
    for (int p = 0; p < permission_count; ++p)
      for (int t = 2; t < transition_count; ++t)
        if (after(static_cast<Permission>(p), static_cast<Transition>(t), guarded == 1) == forbidden) return false;
  return true;
}
/// Whatever happens to others, a tag never gets stronger.
constexpr bool foreign_accesses_never_strengthen() {
  for (int guarded = 0; guarded < 2; ++guarded)
    for (int p = 0; p < permission_count; ++p)
      for (int t = 2; t < transition_count; ++t) {
        const auto permission = static_cast<Permission>(p);
        if (strength(after(permission, static_cast<Transition>(t), guarded == 1), guarded == 1) > strength(permission, guarded == 1)) return false;
      }
  return true;
}
/// Two foreign or two local reads, through whichever tags, may change places.
constexpr bool reads_commute() {
  for (int guarded = 0; guarded < 2; ++guarded)
    for (int p = 0; p < permission_count; ++p) {
      const auto permission = static_cast<Permission>(p);
      const Permission local = after(permission, Transition::LocalRead, guarded == 1);
      const Permission foreign = after(permission, Transition::ForeignRead, guarded == 1);
      if (local == forbidden || disables_protected(permission, foreign)) continue;
      if (after(local, Transition::ForeignRead, guarded == 1) != after(foreign, Transition::LocalRead, guarded == 1)) return false;
    }
  return true;
}
/// What changes nothing while a tag is protected changes nothing afterwards.
constexpr bool protectors_only_add() {
  for (int p = 0; p < permission_count; ++p)
    for (int t = 0; t < transition_count; ++t) {
      const auto permission = static_cast<Permission>(p);
      const auto transition = static_cast<Transition>(t);
      if (after(permission, transition, true) == permission && after(permission, transition, false) != permission) return false;
    }
  return true;
}
static_assert(every_access_is_idempotent());
static_assert(reads_follow_from_writes());
static_assert(foreign_accesses_are_always_defined());
static_assert(foreign_accesses_never_strengthen());
static_assert(reads_commute());
static_assert(protectors_only_add());

}  // namespace borrows
