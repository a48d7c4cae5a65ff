#pragma once
// What can be said against items beyond names and types: impls against their traits, types that
// cannot be, impls that overlap or stand where they must not, lifetimes left
// out. Runs after a crate is collected, on what that crate added to the std under it.

#include "sema/program.h"

namespace sema {

void check_items(Program& program);

// item_checks_impls.cpp: E0046, E0407, E0438, E0050, E0053, E0049, E0185, E0186, E0199, E0200
/// Of a trait in `broken` only what an impl has too much is told.
void check_impl_members(Program& program, ImplId impl, const std::vector<TraitId>& broken);
// item_checks_types.cpp: E0072, E0277 (fields), E0392, E0204, E0206, E0184, E0120, E0740
void check_sizes(Program& program);
void check_params_used(Program& program, AdtId adt);
void check_sized_fields(Program& program, AdtId id);
/// `&'static T` needs `T: 'static` (E0310).
void check_static_fields(Program& program, AdtId adt);
void check_union_fields(Program& program, AdtId adt);
/// A type alias uses its type parameters.
void check_alias_params(Program& program, Id<struct TypeAliasTag> id);
void check_copy_impl(Program& program, ImplId impl);
void check_drop_impl(Program& program, ImplId impl);
// item_checks_coherence.cpp: E0116, E0117, E0118, E0119, E0207, E0210, E0390, E0592
/// False if the impl must not stand in this crate.
bool check_orphan(Program& program, ImplId impl);
void check_params_constrained(Program& program, ImplId impl);
// item_checks_types.cpp: lifetimes in associated types (E0207)
void check_lifetimes_constrained(Program& program, ImplId impl);
/// Adds to `broken` the traits of which two impls apply to one type.
void check_overlaps(Program& program, const std::vector<ImplId>& misplaced, std::vector<TraitId>& broken);

// item_checks_rules.cpp: E0084, E0195, E0276, E0326, E0366, E0367, E0307, E0379, E0403, E0580, E0732, E0801
void check_rules(Program& program);

// item_checks_attributes.cpp
void check_attributes(Program& program);

// item_checks_bounds.cpp: E0277, E0271 of what items write
/// `broken`: impls of a trait of which some impl must not be.
void check_bounds(Program& program, const std::vector<TraitId>& broken);

// item_checks_privacy.cpp: E0446
void check_privacy(Program& program);

// item_checks_opaque.cpp: E0720; after all bodies
void check_opaque_circles(Program& program);
// item_checks_async.cpp: E0733; after all bodies
void check_async_recursion(Program& program);
// const_calls.cpp: E0015; after all bodies
void check_const_calls(Program& program);

/// The text of an impl's head: its trait's path if it has one, else its self type.
Span head_span(const Program& program, const ImplDef& impl);
bool is_derived(const Program& program, const ImplDef& impl);

}  // namespace sema
