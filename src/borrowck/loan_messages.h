#pragma once
// What is said of an access that a loan forbids: what happens, where the borrow began, and why it lasts.

#include <set>
#include <string>
#include <utility>

#include "borrowck/loans.h"

namespace borrowck {

enum class Access : std::uint8_t {
  Copy, Borrow,
  Reserve,         // a mutable borrow that begins with the first use of the reference
  BorrowMutably,
  CaptureUniquely, // by a closure that changes what a `&mut` variable refers to
  Move, Assign,
};

class LoanMessages {
 public:
  LoanMessages(const Places& places, const Loans& loans, diag::Diagnostics& diagnostics)
      : places_(places), loans_(loans), diagnostics_(diagnostics) {}

  /// `closure`: that the access captures for.
  void conflict(std::uint32_t loan, std::uint32_t point, const mir::Place& place, Access access, Span span, std::optional<Span> closure);
  /// What is borrowed ends at `span`, and the borrow lasts.
  void too_short(std::uint32_t loan, std::uint32_t point, Span span, bool is_destructor = false);

 private:
  std::string name_of(const mir::Place& place) const;
  void explain(diag::Diagnostic& made, const Loans::Reason& reason, const Loan& loan) const;

  const Places& places_;
  const Loans& loans_;
  diag::Diagnostics& diagnostics_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported_;
};

}  // namespace borrowck
