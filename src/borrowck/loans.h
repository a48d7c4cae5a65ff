#pragma once
// The loans of a body: each `&place` borrows its place for as long as the region of the reference lasts.
// A region is a set of points: those where something is used later that may hold the reference. This is
// rustc's non-lexical analysis: regions grow until everything that is asked of them holds, whatever the
// order of the statements is.

#include <optional>

#include "borrowck/liveness.h"

namespace borrowck {

struct Loan {
  mir::Place place;
  mir::BorrowKind kind = mir::BorrowKind::Shared;
  Span span;
  std::uint32_t point = 0;       // of the statement that borrows
  std::uint32_t region = 0;
  mir::LocalId holder;           // where the reference is put first
  std::optional<Span> closure = {};   // that the reference is captured by
  bool is_unique_capture = false;   // and changes what a `&mut` refers to
  std::uint32_t destructor = no_destructor;   // number of the first step into a type with a destructor
  static constexpr std::uint32_t no_destructor = 0xffffffffu;
  bool is_mutable() const { return kind != mir::BorrowKind::Shared && !is_of_guard(); }
  /// What decides a match, while one of its guards runs: the place itself, not what is in it.
  bool is_of_guard() const { return kind == mir::BorrowKind::Fake; }
};

class Loans {
 public:
  Loans(const Input& input, const Places& places, const Flow& flow);

  bool is_empty() const { return loans_.empty(); }
  std::uint32_t count() const { return static_cast<std::uint32_t>(loans_.size()); }
  const Loan& loan(std::uint32_t index) const { return loans_[index]; }
  const Points& points() const { return points_; }
  /// Those that last at the start of the block; further inside it, `pass` tells.
  Bits at_start_of(std::uint32_t block) const;
  /// Ends those that do not last to the point.
  void arrive(std::uint32_t point, Bits& lasting) const;
  void pass(const mir::Statement& statement, std::uint32_t point, Bits& lasting) const;
  void pass(const mir::Terminator& terminator, Bits& lasting) const;

  /// The local may have a value at the point.
  bool may_have_value(mir::LocalId local, std::uint32_t point) const { return liveness_.has_value[point].has(local.value); }
  /// The statement at the point borrows for a closure what a `&mut` refers to.
  bool is_unique_capture(std::uint32_t point) const {
    for (const Loan& each : loans_)
      if (each.point == point) return each.is_unique_capture;
    return false;
  }
  /// The reference of a two-phase borrow has not been used yet: it lies in the local that it was put in.
  bool is_before_use(const Loan& loan, std::uint32_t point) const { return liveness_.used[point].has(loan.holder.value); }

  /// Why a loan lasts.
  struct Reason {
    enum class Kind : std::uint8_t { Unknown, Use, Drop, Returned, Outside } kind = Kind::Unknown;
    Span span;
    mir::LocalId local;          // Drop: of what
    bool is_of_object = false;   // Outside: a `dyn Trait` made of it asks, not what returns or calls
  };
  Reason reason(std::uint32_t loan, std::uint32_t point) const;

 private:
  void collect();
  void solve_regions();
  void solve_loans();
  /// The regions that a loan's region must last for, each with what asked for it.
  std::vector<const mir::Outlives*> reached_from(std::uint32_t region) const;
  bool lasts_for_caller(std::uint32_t local) const { return local <= input_.body.argument_count; }

  const Input& input_;
  const Places& places_;
  const Flow& flow_;
  Points points_;
  Liveness liveness_;
  std::vector<Loan> loans_;
  std::vector<Bits> regions_;                            // the points of each
  std::vector<std::vector<const mir::Outlives*>> asked_; // by the longer
  std::vector<Bits> at_start_;                           // by block
};

}  // namespace borrowck
