// What is borrowed must be left alone while the borrow is used: E0499, E0502, E0503, E0505, E0506; and
// must be there as long: E0515, E0597, E0716. Each statement's accesses are held against the loans that
// last there, as rustc does it.

#include "borrowck/conflicts.h"
#include "borrowck/loan_messages.h"

namespace borrowck {

namespace {

class LoanCheck {
 public:
  LoanCheck(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics)
      : input_(input), places_(places), flow_(flow), loans_(input, places, flow), messages_(places, loans_, diagnostics) {}

  void run() {
    if (loans_.is_empty()) return;
    for (const std::uint32_t block : flow_.order()) {
      lasting_ = loans_.at_start_of(block);
      const mir::BasicBlock& of = input_.body.blocks[block];
      for (std::size_t i = 0; i < of.statements.size(); ++i) {
        arrive(loans_.points().at(block, i));
        capturer_ = places_.capturer({block, static_cast<std::uint32_t>(i)});
        look_at(of.statements[i]);
        loans_.pass(of.statements[i], point_, lasting_);
      }
      arrive(loans_.points().at(block, of.statements.size()));
      capturer_.reset();
      look_at(of.terminator);
    }
  }

 private:
  void arrive(std::uint32_t point) {
    point_ = point;
    loans_.arrive(point, lasting_);
  }

  void look_at(const mir::Statement& statement) {
    activate(uses_of(statement));
    if (const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind)) return ended({dead->local, {}}, Depth::Shallow, statement.span);
    const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
    if (!assign) return;
    if (const auto* reference = std::get_if<mir::RefRvalue>(&assign->value)) {
      switch (reference->kind) {
        case mir::BorrowKind::Fake: break;
        case mir::BorrowKind::Shared: access(reference->place, Access::Borrow, Depth::Deep, statement.span); break;
        case mir::BorrowKind::ClosureUnique: access(reference->place, loans_.is_unique_capture(point_) ? Access::CaptureUniquely : Access::BorrowMutably, Depth::Deep, statement.span); break;
        case mir::BorrowKind::Mutable: access(reference->place, Access::BorrowMutably, Depth::Deep, statement.span); break;
        case mir::BorrowKind::TwoPhaseMutable: access(reference->place, Access::Reserve, Depth::Deep, statement.span); break;
      }
    } else if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) {
      access(raw->place, raw->is_mutable ? Access::BorrowMutably : Access::Borrow, Depth::Deep, statement.span);
    } else if (const auto* length = std::get_if<mir::LenRvalue>(&assign->value)) {
      access(length->place, Access::Copy, Depth::Shallow, statement.span);
    } else if (const auto* discriminant = std::get_if<mir::DiscriminantRvalue>(&assign->value)) {
      access(discriminant->place, Access::Copy, Depth::Shallow, statement.span);
    } else {
      for_each_operand(assign->value, [&](const mir::Operand& operand) { used(operand, statement.span); });
    }
    access(assign->place, Access::Assign, Depth::Shallow, statement.span);
  }

  void look_at(const mir::Terminator& terminator) {
    activate(uses_of(terminator));
    if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
      used(call->callee.pointer, terminator.span);
      for (const mir::Operand& argument : call->arguments) used(argument, terminator.span);
      if (call->target) access(call->destination, Access::Assign, Depth::Deep, terminator.span);
    } else if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
      used(choose->operand, terminator.span);
    } else if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
      used(check->condition, terminator.span);
    } else if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) {
      if (!loans_.may_have_value(drop->place.local, point_)) return;
      if (const mir::Statement* put = replacing(*drop)) return access(drop->place, Access::Assign, Depth::Drop, put->span);
      ended(drop->place, Depth::Drop, terminator.span);
    } else if (std::holds_alternative<mir::ReturnTerm>(terminator.kind)) {
      // Arguments end with the call.
      for (std::uint32_t i = 0; i < loans_.count(); ++i) {
        const mir::LocalId local = loans_.loan(i).place.local;
        if (lasting_.has(i) && conflicts(places_, loans_.loan(i).place, {local, {}}, Depth::Shallow)) messages_.too_short(i, point_, terminator.span);
      }
    }
  }

  /// The assignment that the drop makes room for: the old value goes because a new one comes.
  const mir::Statement* replacing(const mir::DropTerm& drop) const {
    if (!drop.target) return nullptr;
    const std::vector<mir::Statement>& next = input_.body.blocks[drop.target.value].statements;
    const auto* assign = next.empty() ? nullptr : std::get_if<mir::AssignStmt>(&next.front().kind);
    return assign && is_same(assign->place, drop.place) ? &next.front() : nullptr;
  }

  void used(const mir::Operand& operand, Span span) {
    if (operand.kind == mir::Operand::Kind::Copy) access(operand.place, Access::Copy, Depth::Deep, span);
    if (operand.kind == mir::Operand::Kind::Move) access(operand.place, Access::Move, Depth::Deep, span);
  }

  // ---- Two-phase borrows: shared until the first use of the reference

  bool is_waiting(const Loan& loan) const {
    return loan.kind == mir::BorrowKind::TwoPhaseMutable && loans_.is_before_use(loan, point_);
  }

  void activate(const LocalUses& uses) {
    for (std::uint32_t i = 0; i < loans_.count(); ++i) {
      const Loan& loan = loans_.loan(i);
      if (loan.kind != mir::BorrowKind::TwoPhaseMutable || !lasting_.has(i) || !is_waiting(loan)) continue;
      bool is_used = false;
      for (const std::uint32_t local : uses.used) is_used |= local == loan.holder.value;
      if (!is_used) continue;
      access(loan.place, Access::BorrowMutably, Depth::Deep, loan.span, i);
    }
  }

  // ---- Accesses

  static bool is_allowed(const Loan& loan, Access access, bool is_waiting) {
    switch (access) {
      case Access::Copy:
      case Access::Borrow: return !loan.is_mutable() || is_waiting;
      case Access::Reserve: return !loan.is_mutable();
      case Access::BorrowMutably:
      case Access::CaptureUniquely:
      case Access::Move:
      case Access::Assign: return false;
    }
    return true;
  }

  static constexpr std::uint32_t no_loan = 0xffffffffu;

  void access(const mir::Place& place, Access access, Depth depth, Span span, std::uint32_t but = no_loan) {
    for (std::uint32_t i = 0; i < loans_.count(); ++i) {
      if (i == but || !lasting_.has(i)) continue;
      const Loan& loan = loans_.loan(i);
      if (is_allowed(loan, access, is_waiting(loan)) || !conflicts(places_, loan.place, place, depth)) continue;
      if (loan.is_of_guard() && (access == Access::Move || place.projections.size() > loan.place.projections.size())) continue;
      messages_.conflict(i, point_, place, access, span, capturer_);
      return;
    }
  }

  void ended(const mir::Place& place, Depth depth, Span span) {
    for (std::uint32_t i = 0; i < loans_.count(); ++i)
      if (lasting_.has(i) && !loans_.loan(i).is_of_guard() && conflicts(places_, loans_.loan(i).place, place, depth, loans_.loan(i).destructor))
        messages_.too_short(i, point_, span, depth == Depth::Drop && loans_.loan(i).destructor != Loan::no_destructor && loans_.loan(i).destructor >= place.projections.size());
  }

  const Input& input_;
  const Places& places_;
  const Flow& flow_;
  Loans loans_;
  LoanMessages messages_;
  Bits lasting_;
  std::uint32_t point_ = 0;
  std::optional<Span> capturer_;   // of the statement that is looked at
};

}  // namespace

void check_loans(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics) {
  if (input.facts.regions.count == 0) return;
  LoanCheck(input, places, flow, diagnostics).run();
}

}  // namespace borrowck
