#include "borrowck/loan_messages.h"

#include "base/text.h"

namespace borrowck {

std::string LoanMessages::name_of(const mir::Place& place) const {
  const auto name = places_.name_of(place);
  return name ? quoted(*name) : "this value";
}

void LoanMessages::explain(diag::Diagnostic& made, const Loans::Reason& reason, const Loan& loan) const {
  switch (reason.kind) {
    case Loans::Reason::Kind::Unknown: break;
    case Loans::Reason::Kind::Use:
      if (reason.span == made.span || reason.span == loan.span) break;
      made.label(reason.span, "the borrow is used again here");
      break;
    case Loans::Reason::Kind::Drop: {
      const std::string& name = places_.local(reason.local).name;
      made.label(reason.span, name.empty() ? std::string("a temporary value that holds the borrow is dropped here")
                                           : concat(quoted(name), " holds the borrow and is dropped here"));
      break;
    }
    case Loans::Reason::Kind::Returned: made.label(reason.span, "the borrow is returned here, so it lasts to the end"); break;
    case Loans::Reason::Kind::Outside: made.label(reason.span, "this asks that the borrow lasts longer than the function runs"); break;
  }
}

void LoanMessages::conflict(std::uint32_t index, std::uint32_t point, const mir::Place& place, Access access, Span span, std::optional<Span> closure) {
  if (closure) std::swap(span, *closure);
  if (!reported_.insert({span.begin, span.end}).second) return;
  const Loan& loan = loans_.loan(index);
  const std::string name = name_of(place);
  if (loan.is_of_guard()) {
    diagnostics_.add(diag::Kind::ChangedInGuard, span, concat(access == Access::Assign ? "cannot assign to " : "cannot mutably borrow ", name, " in a guard of the match that looks at it"))
        .label(loan.span, "the match decides by this value");
    return;
  }
  const char* how = loan.is_mutable() ? "mutably borrowed" : "borrowed";
  diag::Kind kind = diag::Kind::BorrowConflict;
  std::string act;
  switch (access) {
    case Access::Copy:
      kind = diag::Kind::UseBorrowed;
      act = "cannot use ";
      break;
    case Access::Borrow:
      if (loan.is_unique_capture) kind = diag::Kind::ClosureHasUnique;
      act = "cannot borrow ";
      break;
    case Access::Reserve:
    case Access::BorrowMutably:
      if (loan.is_mutable()) kind = loan.is_unique_capture ? diag::Kind::ClosureHasUnique : diag::Kind::BorrowedMutablyTwice;
      act = "cannot mutably borrow ";
      break;
    case Access::CaptureUniquely:
      kind = loan.is_unique_capture ? diag::Kind::TwoUniqueClosures : diag::Kind::ClosureNeedsUnique;
      act = "cannot capture ";
      break;
    case Access::Move:
      kind = diag::Kind::MoveBorrowed;
      act = "cannot move ";
      break;
    case Access::Assign:
      kind = diag::Kind::AssignBorrowed;
      act = "cannot assign to ";
      break;
  }
  const bool is_same_place = loan.closure.value_or(loan.span) == span;
  diag::Diagnostic& made = diagnostics_.add(
      kind, span, is_same_place ? concat(act, name, ": the borrow of the round before is still used") : concat(act, name, " while it is ", how));
  if (!is_same_place) made.label(loan.span, concat(is_same(loan.place, place) ? std::string() : concat(name_of(loan.place), " is "), how, " here"));
  if (closure) made.label(*closure, "the closure uses it here");
  explain(made, loans_.reason(index, point), loan);
}

void LoanMessages::too_short(std::uint32_t index, std::uint32_t point, Span span, bool is_destructor) {
  const Loan& loan = loans_.loan(index);
  const mir::Local& local = places_.local(loan.place.local);
  const Loans::Reason reason = loans_.reason(index, point);
  const bool is_asked_from_outside = reason.kind == Loans::Reason::Kind::Returned || reason.kind == Loans::Reason::Kind::Outside;
  if (loan.closure && is_asked_from_outside && !reason.is_of_object && places_.is_variable(loan.place.local)) {
    if (!reported_.insert({loan.closure->begin, loan.closure->end}).second) return;
    diagnostics_.add(diag::Kind::ClosureMayOutlive, *loan.closure, concat("this closure may outlive the function, but it borrows ", name_of(loan.place), ", which the function owns"))
        .label(loan.span, concat(name_of(loan.place), " is borrowed here"))
        .with_help("put `move` before it, so that it owns what it uses");
    return;
  }
  if (is_destructor) {
    if (!reported_.insert({loan.span.begin, loan.span.end}).second) return;
    diag::Diagnostic& made = diagnostics_.add(diag::Kind::BorrowedAcrossDrop, loan.span, concat(name_of(loan.place), " is borrowed while the destructor of its owner may still use it"));
    if (local.span.file) made.label(span, concat(local.name.empty() ? std::string("the owner") : quoted(local.name), " is dropped here"));
    explain(made, reason, loan);
    return;
  }
  if (reason.kind == Loans::Reason::Kind::Returned) {
    if (!reported_.insert({reason.span.begin, reason.span.end}).second) return;
    const std::string what = local.name.empty() ? std::string("a temporary value") : quoted(local.name);
    diag::Diagnostic& made = diagnostics_.add(diag::Kind::ReturnsLocalReference, reason.span,
                                              concat("cannot return what borrows ", what, ", which is gone when the function ends"));
    if (loan.span != reason.span) made.label(loan.span, "borrowed here");
    return;
  }
  if (!reported_.insert({loan.span.begin, loan.span.end}).second) return;
  if (places_.is_variable(loan.place.local)) {
    diag::Diagnostic& made = diagnostics_.add(diag::Kind::BorrowedTooShort, loan.span, concat(name_of(loan.place), " does not live as long as this borrow of it"));
    made.label(local.span, concat(quoted(local.name), " is declared here")).label(span, concat(quoted(local.name), " ends here while it is borrowed"));
    explain(made, reason, loan);
    return;
  }
  diag::Diagnostic& made = diagnostics_.add(diag::Kind::TemporaryBorrowed, loan.span, "a temporary value is gone while it is still borrowed");
  made.label(span, "the temporary value ends here");
  explain(made, reason, loan);
  made.with_help("give the value a name with `let`, so that it lives as long as the variable");
}

}  // namespace borrowck
