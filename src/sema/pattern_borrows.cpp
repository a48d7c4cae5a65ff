#include "sema/pattern_borrows.h"

#include "base/text.h"

namespace sema {

namespace {

enum class Binds : std::uint8_t { Copy, Move, Borrow, BorrowMutably };

class PatternBorrows {
 public:
  PatternBorrows(Program& program, const Body& body) : program_(program), body_(body) {}

  void run() {
    for (std::uint32_t i = 0; i < body_.pats.size(); ++i) {
      const Pat& pattern = body_.pats[PatId(i)];
      const auto* binding = std::get_if<BindingPat>(&pattern.kind);
      if (!binding || !binding->subpattern) continue;
      const Binds outer = how(*binding, pattern.ty);
      if (outer != Binds::Copy) look_inside(binding->subpattern, outer, pattern.span);
    }
  }

 private:
  /// Of a value whose type has parameters nothing is said.
  Binds how(const BindingPat& binding, TyId ty) {
    switch (binding.mode) {
      case BindingMode::ByRef: return Binds::Borrow;
      case BindingMode::ByRefMut: return Binds::BorrowMutably;
      case BindingMode::ByValue: break;
    }
    const TyFlags flags = program_.types.flags(ty);
    return flags.has_param || flags.has_projection || flags.has_opaque || is_copy(program_, ty) ? Binds::Copy : Binds::Move;
  }

  void look_inside(PatId id, Binds outer, Span span) {
    const Pat& pattern = body_.pats[id];
    const auto look_at_all = [&](const auto& fields) {
      for (const auto& [field, part] : fields) look_inside(part, outer, span);
    };
    if (const auto* binding = std::get_if<BindingPat>(&pattern.kind)) {
      compare(outer, how(*binding, pattern.ty), span);
      if (binding->subpattern) look_inside(binding->subpattern, outer, span);
    } else if (const auto* variant = std::get_if<VariantPat>(&pattern.kind)) {
      look_at_all(variant->fields);
    } else if (const auto* leaf = std::get_if<LeafPat>(&pattern.kind)) {
      look_at_all(leaf->fields);
    } else if (const auto* slice = std::get_if<SlicePat>(&pattern.kind)) {
      for (const PatId part : slice->prefix) look_inside(part, outer, span);
      for (const PatId part : slice->suffix) look_inside(part, outer, span);
      if (slice->middle) look_inside(slice->middle, outer, span);
    } else if (const auto* any = std::get_if<OrPat>(&pattern.kind)) {
      for (const PatId part : any->alternatives) look_inside(part, outer, span);
    }
  }

  /// Two moves are left to the borrow checker, as any use of what was moved.
  void compare(Binds outer, Binds inner, Span span) {
    const bool is_borrowed = outer == Binds::Borrow || outer == Binds::BorrowMutably;
    if (outer == Binds::Move && (inner == Binds::Borrow || inner == Binds::BorrowMutably)) {
      report(span, "this binds a value that is moved, and borrows it inside");
    } else if (is_borrowed && inner == Binds::Move) {
      report(span, "this borrows a value, and moves it inside");
    } else if (outer == Binds::Borrow && inner == Binds::BorrowMutably) {
      report(span, "this borrows a value, and borrows it mutably inside");
    } else if (outer == Binds::BorrowMutably && inner != Binds::Copy) {
      report(span, "this borrows a value mutably, and borrows it once more inside");
    }
  }

  void report(Span span, const char* message) {
    if (reported_ == span) return;
    reported_ = span;
    program_.diagnostics.add(diag::Kind::BoundTwoWays, span, message);
  }

  Program& program_;
  const Body& body_;
  Span reported_;
};

}  // namespace

void check_pattern_borrows(Program& program, const Body& body) { PatternBorrows(program, body).run(); }

}  // namespace sema
