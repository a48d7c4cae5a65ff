// What closures capture and how (edition 2021: places, not whole variables), and from that whether
// they are Fn, FnMut or FnOnce. After rustc's upvar analysis and RFC 2229.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"

namespace sema {

/// Walks the body of one closure and notes the uses of variables from outside of it.
class CaptureAnalysis {
 public:
  CaptureAnalysis(BodyChecker& checker, ClosureId closure) : c_(checker), closure_(closure) {}

  void run() {
    const Closure record = c_.program_.closures.at(closure_);
    if (record.value) value(record.value);
    std::vector<Capture> captures = parameters(record);
    minimal(record, captures);
    in_order(captures);
    ClosureKind kind = kind_;
    c_.program_.closures[closure_].captures = std::move(captures);
    if (!record.is_coroutine) c_.program_.closures[closure_].kind = kind;
    c_.solver_.open_closures.erase(closure_);
  }
  ClosureKind kind() const { return kind_; }
  Span kind_span() const { return kind_span_; }

 private:
  /// How a place is used, weakest first.
  enum class Use : std::uint8_t { Shared, Mutable, Move };
  struct Step { bool is_deref; std::uint32_t field; TyId ty; bool through_shared, through_raw, is_union; };
  struct Place { LocalId local; std::vector<Step> steps; bool is_known = false; };
  struct Found { Place place; Use use; Span span; };

  TyId ty(ExprId id) { return c_.table_.resolve(c_.body_.exprs[id].ty); }

  /// The path to a place; visits what has to be computed on the way. Unknown if it does not start at
  /// a variable.
  Place place(ExprId id, Use use) {
    const Expr node = c_.body_.exprs[id];
    if (const auto* local = std::get_if<LocalRef>(&node.kind)) return {local->local, {}, true};
    if (const auto* field = std::get_if<FieldExpr>(&node.kind)) {
      Place base = place(field->base, use);
      const Ty& of = c_.types()[ty(field->base)];
      bool is_union = of.kind == TyKind::Adt && c_.program_.adts.at(of.adt()).kind == AdtKind::Union;
      if (base.is_known) base.steps.push_back({false, field->field, ty(id), false, false, is_union});
      return base;
    }
    if (const auto* deref = std::get_if<DerefExpr>(&node.kind)) {
      const Ty of = c_.types()[ty(deref->operand)];
      if (!c_.is_place(deref->operand)) {
        value(deref->operand);
        return {};
      }
      Place base = place(deref->operand, use);
      bool is_shared = of.kind == TyKind::Ref && of.mutability == Mutability::Shared;
      if (base.is_known) base.steps.push_back({true, 0, ty(id), is_shared, of.kind == TyKind::RawPtr, false});
      return base;
    }
    if (const auto* index = std::get_if<IndexExpr>(&node.kind)) {
      value(index->index);
      // An element is used through the whole: by reference at most.
      use_place(index->base, use == Use::Move ? Use::Shared : use, node.span);
      return {};
    }
    if (std::holds_alternative<StaticRef>(node.kind)) return {};
    value(id);
    return {};
  }

  void use_place(ExprId id, Use use, Span span) {
    Place found = place(id, use);
    if (found.is_known) note(std::move(found), use, span);
  }

  void note(Place found, Use use, Span span) {
    if (c_.local_owner(found.local) == closure_) return;
    // A use through a shared reference or raw pointer reads the pointer, whatever happens behind it.
    for (std::size_t i = 0; i < found.steps.size(); ++i) {
      if (found.steps[i].through_raw) {
        found.steps.resize(i);
        use = Use::Shared;
        break;
      }
      if (found.steps[i].is_union) {
        found.steps.resize(i);
        if (use == Use::Move) use = Use::Shared;
        break;
      }
      if (found.steps[i].through_shared && use != Use::Shared) use = Use::Shared;
    }
    if (use == Use::Move) raise(ClosureKind::FnOnce, span);
    if (use == Use::Mutable) raise(ClosureKind::FnMut, span);
    found_.push_back({std::move(found), use, span});
  }

  void raise(ClosureKind kind, Span span) {
    if (kind > kind_) {
      kind_ = kind;
      kind_span_ = span;
    }
  }

  bool is_copy(TyId of) { return c_.solver_.evaluate_trait(c_.program_.lang.trait("copy"), {of}) == Answer::Yes; }

  /// The expression for its value.
  void value(ExprId id) {
    const Expr node = c_.body_.exprs[id];
    if (c_.is_place(id)) {
      use_place(id, is_copy(ty(id)) ? Use::Shared : Use::Move, node.span);
      return;
    }
    std::visit([&](const auto& kind) { visit(kind, node); }, node.kind);
  }

  void visit(const Literal&, const Expr&) {}
  void visit(const LocalRef&, const Expr&) {}
  void visit(const StaticRef&, const Expr&) {}
  void visit(const ConstRef&, const Expr&) {}
  void visit(const ZeroSized&, const Expr&) {}
  void visit(const ConstParamRef&, const Expr&) {}
  void visit(const OffsetOfExpr&, const Expr&) {}
  void visit(const ContinueExpr&, const Expr&) {}
  void visit(const UnsupportedExpr&, const Expr&) {}
  void visit(const ErrorExpr&, const Expr&) {}
  void visit(const AdtExpr& e, const Expr& node) {
    for (const auto& [field, part] : e.fields) value(part);
    if (!e.base) return;
    if (!c_.is_place(e.base)) return value(e.base);
    // Only the fields that are not given are taken.
    const Ty of = c_.types()[c_.table_.resolve(node.ty)];
    Place base = place(e.base, Use::Shared);
    if (!base.is_known) return;
    const std::vector<FieldDef> fields = c_.program_.adts.at(e.adt).variants[e.variant].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      bool is_given = false;
      for (const auto& [field, part] : e.fields) is_given = is_given || field == i;
      if (is_given) continue;
      TyId field_ty = c_.table_.resolve(c_.normalize(substitute(c_.types(), fields[i].ty, of.args), node.span));
      Place part = base;
      part.steps.push_back({false, i, field_ty, false, false, false});
      note(std::move(part), is_copy(field_ty) ? Use::Shared : Use::Move, node.span);
    }
  }
  void visit(const TupleExpr& e, const Expr&) { for (ExprId part : e.elements) value(part); }
  void visit(const ArrayExpr& e, const Expr&) { for (ExprId part : e.elements) value(part); }
  void visit(const RepeatExpr& e, const Expr&) { value(e.element); }
  void visit(const UnaryExpr& e, const Expr&) { value(e.operand); }
  void visit(const BinaryExpr& e, const Expr&) { value(e.left); value(e.right); }
  void visit(const LogicalExpr& e, const Expr&) { value(e.left); value(e.right); }
  void visit(const DerefExpr& e, const Expr&) { value(e.operand); }
  void visit(const FieldExpr& e, const Expr&) { value(e.base); }
  void visit(const IndexExpr& e, const Expr&) { value(e.base); value(e.index); }
  void visit(const AssignExpr& e, const Expr& node) {
    value(e.value);
    use_place(e.place, Use::Mutable, node.span);
  }
  void visit(const CompoundAssignExpr& e, const Expr& node) {
    value(e.value);
    use_place(e.place, Use::Mutable, node.span);
  }
  void visit(const BorrowExpr& e, const Expr& node) {
    use_place(e.operand, e.kind == BorrowExpr::Kind::Shared ? Use::Shared : Use::Mutable, node.span);
  }
  void visit(const RawBorrowExpr& e, const Expr& node) {
    use_place(e.operand, e.mutability == Mutability::Shared ? Use::Shared : Use::Mutable, node.span);
  }
  void visit(const CastExpr& e, const Expr&) { value(e.operand); }
  void visit(const CallExpr& e, const Expr&) {
    value(e.callee);
    for (ExprId part : e.arguments) value(part);
  }
  void visit(const BlockExpr& e, const Expr&) {
    for (const Stmt& stmt : e.stmts) {
      if (const auto* run = std::get_if<ExprStmt>(&stmt)) {
        statement(run->expr);
      } else {
        const auto& let = std::get<LetStmt>(stmt);
        if (let.value) matched(let.value, {let.pattern});
        if (let.has_else) value(let.else_block);
      }
    }
    if (e.tail) value(e.tail);
  }
  void statement(ExprId id) { value(id); }
  void visit(const LetExpr& e, const Expr&) { matched(e.value, {e.pattern}); }
  void visit(const IfExpr& e, const Expr&) {
    value(e.condition);
    value(e.then_expr);
    if (e.else_expr) value(e.else_expr);
  }
  void visit(const MatchExpr& e, const Expr&) {
    std::vector<PatId> patterns;
    for (const Arm& arm : e.arms) patterns.push_back(arm.pattern);
    matched(e.scrutinee, patterns);
    for (const Arm& arm : e.arms) {
      if (arm.guard) value(arm.guard);
      value(arm.body);
    }
  }
  void visit(const LoopExpr& e, const Expr&) { value(e.body); }
  void visit(const BreakExpr& e, const Expr&) { if (e.value) value(e.value); }
  void visit(const ReturnExpr& e, const Expr&) { if (e.value) value(e.value); }
  void visit(const AwaitExpr& e, const Expr&) { value(e.future); }
  void visit(const ClosureExpr& e, const Expr&) {
    // What an inner closure captures is used where it is made.
    CaptureAnalysis inner(c_, e.closure);
    if (c_.solver_.open_closures.count(e.closure)) c_.analyze_closure(e.closure);
    const Closure record = c_.program_.closures.at(e.closure);
    for (const Capture& capture : record.captures) {
      Place found{capture.local, {}, true};
      TyId at = c_.table_.resolve(c_.body_.locals[capture.local].ty);
      for (const Capture::Step& step : capture.path) {
        const Ty of = c_.types()[at];
        bool is_shared = step.is_deref && of.kind == TyKind::Ref && of.mutability == Mutability::Shared;
        bool is_raw = step.is_deref && of.kind == TyKind::RawPtr;
        at = step_type(at, step);
        found.steps.push_back({step.is_deref, step.field, at, is_shared, is_raw, false});
      }
      Use use = Use::Shared;
      if (capture.mode == Capture::Mode::ByRefMut || capture.mode == Capture::Mode::ByUniqueRef) use = Use::Mutable;
      if (capture.mode == Capture::Mode::ByValue) use = is_copy(at) ? Use::Shared : Use::Move;
      note(std::move(found), use, capture.span);
    }
  }

  TyId step_type(TyId of, const Capture::Step& step) {
    const Ty seen = c_.types()[of];
    if (step.is_deref) return c_.table_.resolve(seen.args[0]);
    if (seen.kind == TyKind::Tuple) return c_.table_.resolve(seen.args[step.field]);
    const FieldDef& field = c_.program_.adts.at(seen.adt()).variants[0].fields[step.field];
    return c_.table_.resolve(c_.normalize(substitute(c_.types(), field.ty, seen.args), {}));
  }

  /// A value that patterns take apart: used as far as they look at it.
  void matched(ExprId scrutinee, const std::vector<PatId>& patterns) {
    if (!c_.is_place(scrutinee)) {
      value(scrutinee);
      return;
    }
    Place found = place(scrutinee, Use::Shared);
    if (!found.is_known) return;
    bool is_many = patterns.size() > 1;
    for (PatId pattern : patterns) bind(pattern, found, is_many);
    if (patterns.empty()) note(found, Use::Shared, c_.body_.exprs[scrutinee].span);
  }

  void bind(PatId id, const Place& of, bool reads_tag) {
    const Pat pattern = c_.body_.pats[id];
    TyId pat_ty = c_.table_.resolve(pattern.ty);
    auto part = [&](bool is_deref, std::uint32_t field, PatId inner, bool is_shared, bool is_union) {
      Place next = of;
      next.steps.push_back({is_deref, field, c_.table_.resolve(c_.body_.pats[inner].ty), is_shared, false, is_union});
      bind(inner, next, reads_tag);
    };
    if (const auto* binding = std::get_if<BindingPat>(&pattern.kind)) {
      Use use = binding->mode == BindingMode::ByRefMut ? Use::Mutable : binding->mode == BindingMode::ByRef || is_copy(pat_ty) ? Use::Shared : Use::Move;
      note(of, use, pattern.span);
      if (binding->subpattern) bind(binding->subpattern, of, reads_tag);
    } else if (const auto* variant = std::get_if<VariantPat>(&pattern.kind)) {
      if (c_.program_.adts.at(variant->adt).variants.size() == 1) {
        for (const auto& [field, inner] : variant->fields) part(false, field, inner, false, false);
        return;
      }
      // Reading which variant it is, is a read; parts of a variant are not places of their own.
      note(of, Use::Shared, pattern.span);
      for (const auto& [field, inner] : variant->fields) bind_inside(inner, of);
    } else if (const auto* leaf = std::get_if<LeafPat>(&pattern.kind)) {
      const Ty& seen = c_.types()[pat_ty];
      bool is_union = seen.kind == TyKind::Adt && c_.program_.adts.at(seen.adt()).kind == AdtKind::Union;
      for (const auto& [field, inner] : leaf->fields) part(false, field, inner, false, is_union);
    } else if (const auto* deref = std::get_if<DerefPat>(&pattern.kind)) {
      const Ty& seen = c_.types()[pat_ty];
      part(true, 0, deref->inner, seen.kind == TyKind::Ref && seen.mutability == Mutability::Shared, false);
    } else if (std::holds_alternative<ConstantPat>(pattern.kind) || std::holds_alternative<RangePat>(pattern.kind)) {
      note(of, Use::Shared, pattern.span);
    } else if (std::holds_alternative<SlicePat>(pattern.kind)) {
      // The length of an array is known without a look at it.
      if (c_.types()[pat_ty].kind != TyKind::Array) note(of, Use::Shared, pattern.span);
      const auto& slice = std::get<SlicePat>(pattern.kind);
      for (PatId inner : slice.prefix) bind_inside(inner, of);
      for (PatId inner : slice.suffix) bind_inside(inner, of);
      if (slice.middle) bind_inside(slice.middle, of);
    } else if (const auto* either = std::get_if<OrPat>(&pattern.kind)) {
      for (PatId inner : either->alternatives) bind(inner, of, true);
    }
  }

  /// Bindings below a variant or element use the whole.
  void bind_inside(PatId id, const Place& of) {
    const Pat pattern = c_.body_.pats[id];
    TyId pat_ty = c_.table_.resolve(pattern.ty);
    if (const auto* binding = std::get_if<BindingPat>(&pattern.kind)) {
      Use use = binding->mode == BindingMode::ByRefMut ? Use::Mutable : binding->mode == BindingMode::ByRef || is_copy(pat_ty) ? Use::Shared : Use::Move;
      note(of, use, pattern.span);
      if (binding->subpattern) bind_inside(binding->subpattern, of);
    } else if (const auto* variant = std::get_if<VariantPat>(&pattern.kind)) {
      for (const auto& [field, inner] : variant->fields) bind_inside(inner, of);
    } else if (const auto* leaf = std::get_if<LeafPat>(&pattern.kind)) {
      for (const auto& [field, inner] : leaf->fields) bind_inside(inner, of);
    } else if (const auto* deref = std::get_if<DerefPat>(&pattern.kind)) {
      const Ty& seen = c_.types()[pat_ty];
      bool is_shared = seen.kind == TyKind::Ref && seen.mutability == Mutability::Shared;
      if (is_shared) note(of, Use::Shared, pattern.span);
      else bind_inside(deref->inner, of);
    } else if (const auto* slice = std::get_if<SlicePat>(&pattern.kind)) {
      for (PatId inner : slice->prefix) bind_inside(inner, of);
      for (PatId inner : slice->suffix) bind_inside(inner, of);
      if (slice->middle) bind_inside(slice->middle, of);
    } else if (const auto* either = std::get_if<OrPat>(&pattern.kind)) {
      for (PatId inner : either->alternatives) bind_inside(inner, of);
    }
  }

  /// Truncates the places as the closure's form asks, and keeps none inside another.
  void minimal(const Closure& record, std::vector<Capture>& out) {
    for (Found& found : found_) {
      bool by_value = record.is_move || found.use == Use::Move;
      if (by_value) {
        for (std::size_t i = 0; i < found.place.steps.size(); ++i) {
          if (found.place.steps[i].is_deref) {
            found.place.steps.resize(i);
            break;
          }
        }
        without_parts_of_drop_types(found.place);
      } else if (found.use == Use::Shared) {
        // Behind a shared reference nothing is gained by borrowing a part.
        for (std::size_t i = found.place.steps.size(); i > 0; --i) {
          if (found.place.steps[i - 1].through_shared) {
            found.place.steps.resize(i);
            break;
          }
        }
      }
      Capture capture;
      capture.local = found.place.local;
      capture.span = found.span;
      for (const Step& step : found.place.steps) capture.path.push_back({step.is_deref, step.field});
      capture.place_ty = found.place.steps.empty() ? c_.table_.resolve(c_.body_.locals[capture.local].ty) : found.place.steps.back().ty;
      capture.mode = by_value ? Capture::Mode::ByValue : found.use == Use::Mutable ? Capture::Mode::ByRefMut : Capture::Mode::ByRef;
      merge(out, std::move(capture));
    }
  }

  /// What has a destructor is moved as a whole.
  void without_parts_of_drop_types(Place& place) {
    TyId of = c_.table_.resolve(c_.body_.locals[place.local].ty);
    if (place.steps.empty() || is_copy(place.steps.back().ty)) return;
    for (std::size_t i = 0; i < place.steps.size(); of = place.steps[i++].ty) {
      const Ty& seen = c_.types()[of];
      if (seen.kind != TyKind::Adt || !c_.program_.adts.at(seen.adt()).drop_fn) continue;
      place.steps.resize(i);
      return;
    }
  }

  /// The body of an async function takes all parameters, used or not, in their order.
  std::vector<Capture> parameters(const Closure& record) {
    std::vector<Capture> out;
    if (!record.is_coroutine) return out;
    const std::vector<Param>& outer = record.taken_params;
    for (const Param& param : outer) {
      const auto* whole = std::get_if<BindingPat>(&c_.body_.pats[param.pattern].kind);
      Capture capture;
      capture.local = whole->local;
      capture.mode = Capture::Mode::ByValue;
      capture.place_ty = c_.table_.resolve(c_.body_.locals[whole->local].ty);
      capture.span = param.span;
      out.push_back(std::move(capture));
    }
    return out;
  }

  static bool is_prefix(const Capture& a, const Capture& b) {
    if (a.local != b.local || a.path.size() > b.path.size()) return false;
    for (std::size_t i = 0; i < a.path.size(); ++i) {
      if (a.path[i].is_deref != b.path[i].is_deref || a.path[i].field != b.path[i].field) return false;
    }
    return true;
  }
  static Capture::Mode stronger(Capture::Mode a, Capture::Mode b) {
    auto rank = [](Capture::Mode mode) { return mode == Capture::Mode::ByValue ? 2 : mode == Capture::Mode::ByRef ? 0 : 1; };
    return rank(a) >= rank(b) ? a : b;
  }

  void merge(std::vector<Capture>& out, Capture capture) {
    for (Capture& known : out) {
      if (is_prefix(known, capture)) {
        known.mode = stronger(known.mode, capture.mode);
        return;
      }
    }
    // An ancestor of known ones takes the place of the first.
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < out.size();) {
      if (!is_prefix(capture, out[i])) {
        ++i;
        continue;
      }
      capture.mode = stronger(capture.mode, out[i].mode);
      if (!first) {
        first = i;
        capture.span = out[i].span;
        ++i;
      } else {
        out.erase(out.begin() + static_cast<long>(i));
      }
    }
    if (first) out[*first] = std::move(capture);
    else out.push_back(std::move(capture));
  }

  /// Variables in the order in which they are first used; the parts of one in the order of its fields,
  /// which is the order in which they are dropped.
  static void in_order(std::vector<Capture>& captures) {
    std::vector<Capture> out;
    for (const Capture& first : captures) {
      const std::size_t begin = out.size();
      if (std::any_of(out.begin(), out.end(), [&](const Capture& known) { return known.local == first.local; })) continue;
      for (const Capture& each : captures) if (each.local == first.local) out.push_back(each);
      std::stable_sort(out.begin() + static_cast<long>(begin), out.end(), [](const Capture& a, const Capture& b) {
        for (std::size_t i = 0; i < std::min(a.path.size(), b.path.size()); ++i)
          if (a.path[i].field != b.path[i].field) return a.path[i].field < b.path[i].field;
        return false;
      });
    }
    captures = std::move(out);
  }

  BodyChecker& c_;
  ClosureId closure_;
  std::vector<Found> found_;
  ClosureKind kind_ = ClosureKind::Fn;
  Span kind_span_;
};

ClosureId BodyChecker::coroutine_of_async_closure(ClosureId id) const {
  const Closure& closure = program_.closures.at(id);
  if (!closure.is_async_closure || !closure.value) return {};
  const auto* made = std::get_if<ClosureExpr>(&body_.exprs[closure.value].kind);
  return made ? made->closure : ClosureId();
}

void BodyChecker::analyze_closure(ClosureId id) {
  std::optional<CaptureAnalysis> analysis(std::in_place, *this, id);
  analysis->run();
  // The future of an async closure borrows from the closure, unless calling it uses it up.
  const ClosureId future = coroutine_of_async_closure(id);
  bool is_once = analysis->kind() == ClosureKind::FnOnce;
  for (const OpenClosure& open : closures_) is_once |= open.id == id && open.expected_kind == ClosureKind::FnOnce;
  if (future && is_once && program_.closures.at(id).is_move && !program_.closures.at(future).is_move) {
    program_.closures[future].is_move = true;
    solver_.open_closures.insert(future);
    analyze_closure(future);
    analysis.emplace(*this, id);
    analysis->run();
  }
  for (const OpenClosure& open : closures_) {
    if (open.id != id || program_.closures.at(id).is_coroutine || !open.expected_kind) continue;
    ClosureKind wanted = *open.expected_kind;
    program_.closures[id].kind = wanted;
    if (analysis->kind() <= wanted || was_wrong_before_captures_) continue;
    std::string_view trait = wanted == ClosureKind::Fn ? "Fn" : "FnMut";
    if (analysis->kind() == ClosureKind::FnOnce) {
      report(diag::Kind::MoveOutOfBorrow, analysis->kind_span(), concat("a captured variable is moved out of a closure that must be `", trait, "`, and may be called again"));
    } else {
      bool is_assignment = false;
      for (std::uint32_t i = 0; i < body_.exprs.size(); ++i) {
        const Expr& each = body_.exprs[ExprId(i)];
        bool assigns = std::holds_alternative<AssignExpr>(each.kind) || std::holds_alternative<CompoundAssignExpr>(each.kind);
        is_assignment = is_assignment || (assigns && each.span == analysis->kind_span());
      }
      report(is_assignment ? diag::Kind::AssignImmutable : diag::Kind::NotMutable, analysis->kind_span(), "a captured variable is changed in a closure that must be `Fn`");
    }
  }
}

/// Inner closures first: an outer one uses what they capture.
void BodyChecker::infer_captures() {
  was_wrong_before_captures_ = body_.has_errors;
  for (const OpenClosure& open : std::vector<OpenClosure>(closures_)) {
    if (solver_.open_closures.count(open.id)) analyze_closure(open.id);
  }
  settle_callees();
  // While a closure was open, any call of it seemed right: what callees ask of closures is asked again.
  for (std::uint32_t i = 0; i < body_.exprs.size(); ++i) {
    const auto* call = std::get_if<CallExpr>(&body_.exprs[ExprId(i)].kind);
    if (!call) continue;
    const Span span = body_.exprs[call->callee].span;
    const Ty callee = types()[table_.resolve(body_.exprs[call->callee].ty)];
    if (callee.kind != TyKind::FnDef || program_.fns.at(callee.fn()).owner == FnOwner::Trait) continue;
    for (const Predicate& declared : std::vector<Predicate>(program_.fns.at(callee.fn()).generics.predicates)) {
      const bool is_call = declared.trait_ref.trait == program_.lang.trait("fn") || declared.trait_ref.trait == program_.lang.trait("fn_mut");
      if (declared.kind != Predicate::Kind::Trait || !is_call) continue;
      Obligation asked;
      asked.predicate = substitute(types(), declared, callee.args);
      asked.span = span;
      asked.callee = callee.fn();
      asked.declared = declared.trait_ref.args;
      const Ty self = types()[table_.resolve(asked.predicate.trait_ref.args[0])];
      if (self.kind == TyKind::Closure) solver_.require(std::move(asked));
    }
  }
}

}  // namespace sema
