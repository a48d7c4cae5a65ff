// What is changed must be mutable: E0594 (assigned), E0596 (borrowed as mutable). What is moved must
// belong to the one who moves it: E0507, E0508, E0509. What is borrowed is aligned: E0793.

#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "borrowck/checks.h"
#include "borrowck/flow.h"
#include "borrowck/places.h"

namespace borrowck {

namespace {

using Kind = mir::Projection::Kind;

enum class Change : std::uint8_t { Assign, Borrow };

class AccessCheck {
 public:
  AccessCheck(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics)
      : input_(input), places_(places), flow_(flow), diagnostics_(diagnostics) {}

  void run() {
    for (const std::uint32_t block : flow_.order()) {
      for (const mir::Statement& statement : input_.body.blocks[block].statements) look_at(statement);
      look_at(input_.body.blocks[block].terminator);
    }
    for (auto& [local, said] : not_mutable_) {
      diag::Diagnostic& made = diagnostics_.add(said.kind, said.span, said.message);
      made.labels = std::move(said.labels);
      made.help = std::move(said.help);
    }
  }

 private:
  void look_at(const mir::Statement& statement) {
    if (const auto* read = std::get_if<mir::FakeReadStmt>(&statement.kind)) matched_.push_back({read->place, statement.span});
    const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
    if (!assign) return;
    if (const auto* reference = std::get_if<mir::RefRvalue>(&assign->value)) {
      const bool is_mutable = reference->kind == mir::BorrowKind::Mutable || reference->kind == mir::BorrowKind::TwoPhaseMutable;
      if (reference->kind != mir::BorrowKind::Fake) aligned(reference->place, statement.span);
      if (is_mutable) changed(reference->place, Change::Borrow, statement.span);
    } else if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) {
      if (raw->is_mutable) changed(raw->place, Change::Borrow, statement.span);
    } else {
      const bool is_bound = assign->place.projections.empty() && places_.is_variable(assign->place.local);
      for_each_operand(assign->value, [&](const mir::Operand& operand) { used(operand, statement.span, is_bound); });
    }
    if (!assign->place.projections.empty()) changed(assign->place, Change::Assign, statement.span);
  }

  void look_at(const mir::Terminator& terminator) {
    const auto* call = std::get_if<mir::CallTerm>(&terminator.kind);
    if (!call) return;
    for (const mir::Operand& argument : call->arguments) used(argument, terminator.span, false);
    if (!call->destination.projections.empty()) changed(call->destination, Change::Assign, terminator.span);
  }

  /// A field is aligned less than its type asks only where what is around it is packed.
  void aligned(const mir::Place& place, Span span) {
    const mir::Type& type = places_.type_of(place);
    for (std::size_t i = place.projections.size(); i-- > 0 && place.projections[i].kind != Kind::Deref;) {
      if (places_.type_before(place, i).align >= type.align) continue;
      if (!reported_.insert({span.begin, span.end}).second) return;
      diagnostics_.add(diag::Kind::UnalignedReference, span, concat("a reference to ", quoted_name(place), " may not be aligned, as the type around it is packed"))
          .with_help("copy the field to a variable first: `{ value.field }`, or use `&raw const`");
      return;
    }
  }

  // ---- Changes

  /// Why a place cannot be changed: the step or root that forbids it.
  struct Obstacle {
    enum class Kind : std::uint8_t { None, Variable, Capture, FnClosure, Reference, Pointer } kind = Kind::None;
    std::size_t at = 0;      // Reference, Pointer: number of the step that follows it
    std::size_t capture = 0;
  };

  /// The capture that the first `length` steps name, if they name one exactly.
  const mir::CaptureFacts* capture_at(const mir::Place& place, std::size_t length) const {
    if (!places_.is_environment(place.local)) return nullptr;
    const std::size_t to_field = places_.type_before(place, 0).kind == mir::TypeKind::Pointer ? 1 : 0;
    if (place.projections.size() <= to_field || place.projections[to_field].kind != Kind::Field) return nullptr;
    const std::size_t number = place.projections[to_field].index;
    if (number >= input_.facts.captures.size()) return nullptr;
    const mir::CaptureFacts& capture = input_.facts.captures[number];
    return length == to_field + (capture.is_by_reference ? 2 : 1) ? &capture : nullptr;
  }

  Obstacle obstacle_to(const mir::Place& place) const {
    bool is_through_unique = false;
    for (std::size_t length = place.projections.size();; --length) {
      const mir::CaptureFacts* capture = capture_at(place, length);
      if (capture && !capture->is_mutable && !is_through_unique) return {Obstacle::Kind::Capture, length, 0};
      if (capture && capture->is_by_reference) return {};
      if (length == 0) break;
      if (place.projections[length - 1].kind != Kind::Deref) continue;
      switch (places_.type_before(place, length - 1).pointer_kind) {
        case mir::PointerKind::Ref:
          if (length == 1 && places_.is_environment(place.local)) return {Obstacle::Kind::FnClosure, 0, 0};
          return {Obstacle::Kind::Reference, length - 1, 0};
        case mir::PointerKind::Raw: return {Obstacle::Kind::Pointer, length - 1, 0};
        case mir::PointerKind::RawMut: return {};
        case mir::PointerKind::RefMut: is_through_unique = true; break;
        case mir::PointerKind::Box: break;
      }
    }
    const mir::Local& local = places_.local(place.local);
    if (local.is_mutable || is_through_unique || !places_.is_variable(place.local)) return {};
    return {Obstacle::Kind::Variable, 0, 0};
  }

  void changed(const mir::Place& place, Change change, Span span) {
    const Obstacle obstacle = obstacle_to(place);
    if (obstacle.kind == Obstacle::Kind::None) return;
    const bool is_assigned = change == Change::Assign;
    if (!reported_.insert({span.begin, span.end}).second) return;
    const std::string name = quoted_name(place);
    const std::string act = concat(is_assigned ? "cannot assign to " : "cannot borrow ", name, is_assigned ? "" : " as mutable");
    const diag::Kind kind = is_assigned ? diag::Kind::AssignImmutable : diag::Kind::NotMutable;
    const mir::Local& local = places_.local(place.local);
    switch (obstacle.kind) {
      case Obstacle::Kind::None: break;
      case Obstacle::Kind::Variable: {
        diag::Diagnostic made{kind, span, concat(act, ": ", quoted(local.name), " is not declared `mut`"), {}, {}};
        made.label(local.span, "declared here without `mut`")
            .with_help(local.name == "self" ? "make it `mut self`" : concat("make it `mut`: `mut ", local.name, "`"));
        if (!is_assigned) return borrowed_again(place.local, std::move(made));
        diagnostics_.add(made.kind, made.span, made.message).label(local.span, "declared here without `mut`").with_help(made.help);
        break;
      }
      case Obstacle::Kind::Capture: {
        const mir::CaptureFacts& capture = *capture_at(place, obstacle.at);
        diagnostics_.add(kind, span, concat(act, ": ", quoted(capture.name), " is not declared `mut`"))
            .label(capture.declared, "declared here without `mut`");
        break;
      }
      case Obstacle::Kind::FnClosure:
        diagnostics_.add(kind, span, concat(act, ": a closure that is `Fn` cannot change what it captures"))
            .label(input_.body.span, "this closure must be `Fn` where it is used");
        break;
      case Obstacle::Kind::Reference:
      case Obstacle::Kind::Pointer: {
        const mir::Place pointer = prefix(place, obstacle.at);
        const bool is_reference = obstacle.kind == Obstacle::Kind::Reference;
        const std::string what = is_reference ? "a `&` reference" : "a `*const` pointer";
        const auto pointer_name = places_.name_of(pointer);
        diag::Diagnostic& made = diagnostics_.add(
            kind, span, concat(act, pointer_name ? concat(": ", quoted(*pointer_name), " is ", what) : concat(": it is behind ", what)));
        if (pointer.projections.empty() && places_.is_variable(pointer.local))
          made.label(places_.local(pointer.local).span, concat("this is ", what))
              .with_help(pointer_name == std::string("self") ? "take `&mut self`" : is_reference ? "make it a `&mut` reference" : "make it a `*mut` pointer");
        break;
      }
    }
  }

  /// Several borrows of one variable are one mistake, which is then that of its declaration.
  void borrowed_again(mir::LocalId id, diag::Diagnostic&& made) {
    const auto [first, is_first] = not_mutable_.emplace(id, made);
    if (is_first) return;
    diag::Diagnostic& said = first->second;
    const mir::Local& local = places_.local(id);
    if (said.span != local.span) {
      said.labels = {{said.span, "borrowed as mutable here"}};
      said.message = concat("cannot borrow ", quoted(local.name), " as mutable: it is not declared `mut`");
      said.span = local.span;
    }
    said.label(made.span, "and here");
  }

  // ---- Moves

  void used(const mir::Operand& operand, Span span, bool is_bound) {
    if (operand.kind != mir::Operand::Kind::Move) return;
    const mir::Place& place = operand.place;
    if (!places_.type_of(place).is_sized && unsized_.insert({span.begin, span.end}).second)
      diagnostics_.add(diag::Kind::UnsizedMove, span, concat("cannot move ", quoted_name(place), ": its size is not known while compiling"));
    for (std::size_t i = 0; i < place.projections.size(); ++i) {
      const Kind step = place.projections[i].kind;
      const bool is_element = step == Kind::Index || (step == Kind::ConstantIndex && places_.type_before(place, i).kind == mir::TypeKind::Slice);
      if (is_element) return report_move(place, i, diag::Kind::MoveOutOfElement, span, is_bound);
      const mir::TypeId owner = i == 0 ? places_.local(place.local).type : place.projections[i - 1].type;
      if (step == Kind::Field && input_.facts.with_destructor.count(owner)) return report_move(place, i, diag::Kind::MoveOutOfDrop, span, is_bound);
      if (!places_.leaves_owner(place, i)) continue;
      const mir::TypeKind behind = places_.type_before(place, i + 1).kind;
      if (behind == mir::TypeKind::Slice || behind == mir::TypeKind::Array) return report_move(place, i + 1, diag::Kind::MoveOutOfElement, span, is_bound);
      // The innermost pointer is the one to blame.
      for (std::size_t j = place.projections.size(); j-- > i;)
        if (places_.leaves_owner(place, j)) return report_move(place, j, diag::Kind::MoveOutOfBorrow, span, is_bound);
    }
  }

  void report_move(const mir::Place& place, std::size_t at, diag::Kind kind, Span span, bool is_bound) {
    // A pattern's moves are shown at what is matched.
    Span shown = span;
    if (is_bound)
      for (const auto& [matched, matched_span] : matched_)
        if (is_within(place, matched)) shown = matched_span;
    if (!moved_.insert({shown.begin, shown.end}).second) return;
    const bool is_element = kind == diag::Kind::MoveOutOfElement;
    const mir::Place owner = prefix(place, at);
    const bool is_capture = !is_element && kind != diag::Kind::MoveOutOfDrop && places_.is_environment(place.local) && at == 0;
    std::string message = concat("cannot move ", quoted_name(place));
    if (is_capture) {
      message = concat(message, " out of the closure, which may be called again");
    } else if (kind == diag::Kind::MoveOutOfDrop) {
      message = concat(message, " out of ", quoted_name(owner), ", whose destructor needs all of it");
    } else if (is_element) {
      message = concat(message, " out of ", quoted_name(owner), " by an index");
    } else {
      const mir::Type& type = places_.type_of(owner);
      const bool is_raw = type.pointer_kind == mir::PointerKind::Raw || type.pointer_kind == mir::PointerKind::RawMut;
      const auto name = places_.name_of(owner);
      const char* what = is_raw ? "a raw pointer" : "a reference";
      message = name ? concat(message, ": ", quoted(*name), " is ", what) : concat(message, ": it is behind ", what);
    }
    diag::Diagnostic& made = diagnostics_.add(kind, shown, std::move(message));
    if (shown.begin != span.begin || shown.end != span.end) made.label(span, "moved into this variable");
    made.with_help("borrow it with `&`, or take a copy made with `.clone()`");
  }

  // ---- Helpers

  std::string quoted_name(const mir::Place& place) const {
    const auto name = places_.name_of(place);
    return name ? quoted(*name) : "this value";
  }

  static mir::Place prefix(const mir::Place& place, std::size_t length) {
    return {place.local, {place.projections.begin(), place.projections.begin() + static_cast<std::ptrdiff_t>(length)}};
  }

  const Input& input_;
  const Places& places_;
  const Flow& flow_;
  diag::Diagnostics& diagnostics_;
  std::vector<std::pair<mir::Place, Span>> matched_;   // what patterns have looked at, in order
  std::map<mir::LocalId, diag::Diagnostic> not_mutable_;   // variables without `mut` that are borrowed as mutable
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported_, moved_, unsized_;
};

}  // namespace

void check_access(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics) {
  AccessCheck(input, places, flow, diagnostics).run();
}

}  // namespace borrowck
