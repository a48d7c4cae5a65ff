#pragma once
// Async bodies as state machines, after rustc's StateTransform. The body is first lowered as any other,
// with a suspension at each `.await`:
//
//   coroutine.cpp            the body and its awaits                  BodyBuilder, with FalseEdge as yield
//   coroutine_liveness.cpp   what each suspension keeps               Coroutine
//   coroutine_layout.cpp     where that stands in the coroutine       mir::Type
//   coroutine_transform.cpp  `poll` and the drop of it, over that     mir::Body
//   coroutine_traits.cpp     whether it is Send and Sync
//
// In the body before the transform, local 1 is the coroutine by value, whose fields are the captures,
// and local 2 the context of the poll that runs.

#include <map>
#include <memory>
#include <vector>

#include "lower/monomorphizer.h"
#include "mir/mir.h"

namespace lower {

/// One place where the body waits.
struct Suspension {
  mir::BlockId block;                  // ends in it
  mir::BlockId resume, drop;           // where it goes on; where a drop of the suspended coroutine starts
  Span span;
  std::vector<std::uint32_t> kept;     // numbers of saved locals, increasing
  std::vector<mir::LocalId> live;      // in storage here, but with nothing to keep
};

/// A body with what it keeps while it waits.
struct Coroutine {
  mir::Body body;
  std::vector<mir::LocalId> saved;
  std::vector<Suspension> suspensions;
  std::vector<std::vector<bool>> conflicts;   // by numbers of saved locals: both hold a value at some point
};

/// The states that every coroutine has: before it is first polled, after it was ready, after a panic.
/// Suspension number i is state suspended_state + i.
inline constexpr std::uint32_t unresumed_state = 0, returned_state = 1, panicked_state = 2, suspended_state = 3;

/// Finds the suspensions of a lowered body and what they keep. (coroutine_liveness.cpp)
Coroutine analyze_coroutine(mir::Body body);
/// The body of `poll`, and that of the drop glue. (coroutine_transform.cpp)
mir::Body coroutine_poll(Monomorphizer& mono, sema::TyId ty, const Coroutine& coroutine);
mir::Body coroutine_drop(Monomorphizer& mono, sema::TyId ty, const Coroutine& coroutine);

/// Reports futures that must be Send or Sync and keep what is not. (coroutine_traits.cpp)
void check_auto_traits(Monomorphizer& mono, const std::vector<mir::Coroutine>& coroutines);

/// The coroutines of a program, each lowered when its type is first laid out.
class Coroutines {
 public:
  explicit Coroutines(Monomorphizer& mono) : mono_(mono) {}

  /// None while it is being lowered, which a coroutine that contains itself behind a pointer asks for.
  const Coroutine* of(sema::TyId ty);
  /// All of them, for pictures.
  std::vector<mir::Coroutine> list();
  mir::Body poll(sema::TyId ty);
  mir::Body drop(sema::TyId ty);

 private:
  Monomorphizer& mono_;
  std::map<sema::TyId, std::unique_ptr<Coroutine>> coroutines_;
};

}  // namespace lower
