// Fields, indexing, dereferencing: expressions that are places.

#include "base/text.h"
#include "sema/check.h"
#include "sema/impl_index.h"
#include "sema/visibility.h"

namespace sema {

bool BodyChecker::field_is_visible(const FieldDef& field) {
  return field.is_public || !field.visible_within || is_inside(program_, scope_.module, field.visible_within);
}

bool BodyChecker::is_place(ExprId id) {
  const auto& kind = body_.exprs[id].kind;
  if (const auto* field = std::get_if<FieldExpr>(&kind)) return is_place(field->base);
  if (const auto* index = std::get_if<IndexExpr>(&kind)) return is_place(index->base);
  return std::holds_alternative<LocalRef>(kind) || std::holds_alternative<StaticRef>(kind) || std::holds_alternative<DerefExpr>(kind);
}

/// Written as a place; a field of a value counts, whose temporary is assigned to.
/// A place of type `!`: naming it is nothing yet, only to read it cannot be survived.
bool BodyChecker::is_place_of_nothing(ExprId id) { return is_never(body_.exprs[id].ty) && is_place_syntax(id); }

bool BodyChecker::is_place_syntax(ExprId id) {
  const auto& kind = body_.exprs[id].kind;
  return is_place(id) || std::holds_alternative<FieldExpr>(kind) || std::holds_alternative<IndexExpr>(kind);
}

ExprId BodyChecker::borrow(ExprId place, BorrowExpr::Kind kind, Span span, bool is_implicit) {
  Mutability mutability = kind == BorrowExpr::Kind::Shared ? Mutability::Shared : Mutability::Mutable;
  return make(span, types().ref(body_.exprs[place].ty, mutability), BorrowExpr{kind, place, is_implicit});
}

std::optional<ExprId> BodyChecker::deref_once(ExprId value, Span span, bool only_builtin) {
  TyId ty = structurally(body_.exprs[value].ty);
  const Ty seen = types()[ty];
  if (seen.kind == TyKind::Ref) return make(span, seen.args[0], DerefExpr{value});
  if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).is_box) return make(span, seen.args[0], DerefExpr{value});
  if (only_builtin) return std::nullopt;
  if (seen.kind != TyKind::Adt && seen.kind != TyKind::Param && seen.kind != TyKind::Projection && seen.kind != TyKind::Opaque) return std::nullopt;
  TraitId trait = program_.lang.trait("deref");
  if (solver_.evaluate_trait(trait, {ty}) == Answer::No) return std::nullopt;
  TyId target = solver_.projection(program_.lang.assoc_ty("deref_target"), {ty}, span);
  ExprId self = borrow(value, BorrowExpr::Kind::Shared, span);
  ExprId callee = make(span, fn_def(program_.traits.at(trait).fns[0], {ty}), ZeroSized{});
  ExprId pointer = make(span, types().ref(target, Mutability::Shared), CallExpr{callee, {self}, span, true});
  return make(span, target, DerefExpr{pointer});
}

void BodyChecker::make_mutable(ExprId place) {
  for (;;) {
    auto& kind = body_.exprs[place].kind;
    if (const auto* field = std::get_if<FieldExpr>(&kind)) {
      place = field->base;
    } else if (const auto* index = std::get_if<IndexExpr>(&kind)) {
      place = index->base;
    } else if (const auto* deref = std::get_if<DerefExpr>(&kind)) {
      ExprId pointer = deref->operand;
      TyId pointer_ty = ty_of(pointer);
      auto* call = std::get_if<CallExpr>(&body_.exprs[pointer].kind);
      if (!call || !call->is_of_place) {
        // Behind a box or another reference, which must itself be reached by one that may change it.
        place = pointer;
        continue;
      }
      if (types()[pointer_ty].mutability == Mutability::Mutable) return;
      // Deref::deref to DerefMut::deref_mut, Index::index to IndexMut::index_mut.
      const Ty callee = types()[ty_of(call->callee)];
      bool is_index = call->arguments.size() == 2;
      TraitId trait = program_.lang.trait(is_index ? "index_mut" : "deref_mut");
      TyId self_ty = callee.args[0];
      if (solver_.evaluate_trait(trait, callee.args) == Answer::No) return;   // said by the borrow checker: not mutable
      body_.exprs[call->callee].ty = fn_def(program_.traits.at(trait).fns[0], callee.args);
      TyId target = types()[pointer_ty].args[0];
      body_.exprs[pointer].ty = types().ref(target, Mutability::Mutable);
      ExprId self = call->arguments[0];
      if (const auto* cast = std::get_if<CastExpr>(&body_.exprs[self].kind)) {
        // An array that is indexed as a slice.
        body_.exprs[self].ty = types().ref(self_ty, Mutability::Mutable);
        self = cast->operand;
        self_ty = types()[ty_of(self)].args[0];
      }
      if (auto* borrowed = std::get_if<BorrowExpr>(&body_.exprs[self].kind)) {
        borrowed->kind = BorrowExpr::Kind::Mutable;
        ExprId inner = borrowed->operand;
        body_.exprs[self].ty = types().ref(self_ty, Mutability::Mutable);
        place = inner;
        continue;
      }
      return;
    } else {
      return;
    }
  }
}

ExprId BodyChecker::check_field(const syntax::FieldExpr& field, Span span) {
  ExprId base = check(field.base);
  NameId name = field.name.name;
  TyId ty = must_know(body_.exprs[base].ty, span_of(base));
  ExprId place = base;
  AdtId private_in;
  for (int step = 0; step < 32; ++step) {
    ty = structurally(body_.exprs[place].ty);
    const Ty seen = types()[ty];
    if (seen.kind == TyKind::Error) return error_expr(span);
    if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).kind != AdtKind::Enum) {
      const AdtDef& adt = program_.adts.at(seen.adt());
      const std::vector<FieldDef>& fields = adt.variants[0].fields;
      for (std::uint32_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name != name) continue;
        if (!field_is_visible(fields[i])) {
          private_in = seen.adt();
          break;
        }
        TyId field_ty = normalize(substitute(types(), fields[i].ty, seen.args), span);
        return make(span, field_ty, FieldExpr{place, i});
      }
    } else if (seen.kind == TyKind::Tuple) {
      std::string_view digits = program_.names.text(name);
      bool is_number = !digits.empty();
      std::uint32_t index = 0;
      for (char c : digits) {
        is_number = is_number && c >= '0' && c <= '9' && index < 100000;
        index = index * 10 + static_cast<std::uint32_t>(c - '0');
      }
      if (is_number && index < seen.args.size()) return make(span, seen.args[index], FieldExpr{place, index});
    }
    std::optional<ExprId> next = deref_once(place, span_of(base));
    if (!next) break;
    place = *next;
  }
  std::string shown = this->name(body_.exprs[base].ty);
  if (private_in) {
    report(diag::Kind::PrivateField, field.name.span, concat("field ", quoted(text(name)), " of ", quoted(text(program_.adts.at(private_in).name)), " is private"));
    return error_expr(span);
  }
  MethodProbe prober(solver_, scope_);
  if (prober.probe(body_.exprs[base].ty, name).kind == ProbeResult::Kind::Found) {
    report(diag::Kind::FieldIsMethod, field.name.span, concat(quoted(text(name)), " is a method of ", quoted(shown), ", not a field")).with_help(concat("call it: `.", text(name), "()`"));
    return error_expr(span);
  }
  std::vector<std::string_view> known;
  for (const AutoderefStep& step : prober.autoderef(body_.exprs[base].ty)) {
    const Ty seen = types()[step.ty];
    if (seen.kind != TyKind::Adt || program_.adts.at(seen.adt()).kind == AdtKind::Enum) continue;
    for (const FieldDef& each : program_.adts.at(seen.adt()).variants[0].fields) known.push_back(program_.names.text(each.name));
  }
  bool has_fields = is(body_.exprs[base].ty, TyKind::Adt) || is(body_.exprs[base].ty, TyKind::Tuple) || is(body_.exprs[base].ty, TyKind::Ref);
  diag::Diagnostic& said = report(has_fields ? diag::Kind::UnknownField : diag::Kind::NoFields, field.name.span, concat(quoted(shown), " has no field ", quoted(text(name))));
  std::string_view near = nearest_word(program_.names.text(name), known);
  if (!near.empty()) said.with_help(concat("did you mean ", quoted(near), "?"));
  return error_expr(span);
}

ExprId BodyChecker::check_deref(const syntax::UnaryExpr& deref, Span span, Expected) {
  ExprId operand = check(deref.operand);
  TyId ty = must_know(body_.exprs[operand].ty, span_of(operand));
  const Ty seen = types()[ty];
  if (seen.kind == TyKind::Error) return error_expr(span);
  if (seen.kind == TyKind::RawPtr) return make(span, seen.args[0], DerefExpr{operand});
  if (std::optional<ExprId> place = deref_once(operand, span)) return *place;
  report(diag::Kind::CannotDeref, span, concat(quoted(name(ty)), " cannot be dereferenced"));
  return error_expr(span);
}

/// Of a type that could be indexed if an impl's bounds held, those bounds are told.
bool BodyChecker::require_index_impl(TraitId trait, const Args& args, Span span) {
  const auto impls = program_.impls_by_head.find(impl_key(trait, type_head(types(), args[0])));
  if (impls == program_.impls_by_head.end()) return false;
  for (const ImplId impl : std::vector<ImplId>(impls->second)) {
    const InferTable::Snapshot before = table_.snapshot();
    Args impl_args;
    std::vector<Obligation> bounds;
    if (!solver_.match_impl(impl, {trait, args}, impl_args, bounds)) {
      table_.rollback(before);
      continue;
    }
    for (Obligation& bound : bounds) {
      bound.span = span;
      solver_.require(std::move(bound));
    }
    return true;
  }
  return false;
}

ExprId BodyChecker::check_index(const syntax::IndexExpr& indexing, Span span) {
  ExprId base = check(indexing.base);
  ExprId index = check(indexing.index);
  must_know(body_.exprs[base].ty, span_of(base));
  TyId index_ty = structurally(body_.exprs[index].ty);
  if (is_error(body_.exprs[base].ty) || is_error(index_ty)) return error_expr(span);
  TraitId trait = program_.lang.trait("index");
  ExprId place = base;
  for (int step = 0; step < 32; ++step) {
    TyId ty = structurally(body_.exprs[place].ty);
    const Ty seen = types()[ty];
    bool is_sequence = seen.kind == TyKind::Array || seen.kind == TyKind::Slice;
    bool may_be_usize = shallow(index_ty) == types().usize_ || (is(index_ty, TyKind::Infer) && table_.kind_of(shallow(index_ty)) == VarKind::Int);
    if (is_sequence && may_be_usize) {
      table_.unify(index_ty, types().usize_);
      return make(span, seen.args[0], IndexExpr{place, index});
    }
    TyId self = ty;
    ExprId self_place = place;
    bool is_unsized = false;
    if (seen.kind == TyKind::Array) {
      self = types().slice(seen.args[0]);
      is_unsized = true;
    }
    TyId input = fresh(span);
    bool may_have = seen.kind == TyKind::Adt || seen.kind == TyKind::Param || seen.kind == TyKind::Slice || seen.kind == TyKind::Array ||
                    seen.kind == TyKind::Str || seen.kind == TyKind::Projection || seen.kind == TyKind::Opaque || seen.kind == TyKind::Dyn;
    if (may_have && solver_.evaluate_trait(trait, {self, input}) != Answer::No) {
      // The wanted index type may be a reference that the given one coerces to (`map[&key]`).
      solver_.require_trait(trait, {self, input}, span_of(index));
      solver_.solve_where_possible();
      InferTable::Snapshot before = table_.snapshot();
      if (!table_.unify(input, index_ty)) table_.rollback(before);
      solver_.solve_where_possible();
      index = coerce(index, input);
      TyId output = solver_.projection(program_.lang.assoc_ty("index_output"), {self, input}, span);
      ExprId borrowed = borrow(self_place, BorrowExpr::Kind::Shared, span_of(base));
      if (is_unsized) borrowed = make(span_of(base), types().ref(self, Mutability::Shared), CastExpr{CastKind::Unsize, borrowed});
      ExprId callee = make(span, fn_def(program_.traits.at(trait).fns[0], {self, input}), ZeroSized{});
      ExprId pointer = make(span, types().ref(output, Mutability::Shared), CallExpr{callee, {borrowed, index}, indexing.brackets, true});
      return make(span, output, DerefExpr{pointer});
    }
    if (seen.kind == TyKind::Adt && require_index_impl(trait, {ty, index_ty}, span_of(base))) return error_expr(span);
    if (is_sequence) {
      report(diag::Kind::TraitNotImplemented, span_of(index), concat(quoted(name(self)), " is indexed by ", quoted(name(index_ty)), ", expected `usize` or a range of it"))
          .with_help("convert it: `as usize`");
      return error_expr(span);
    }
    std::optional<ExprId> next = deref_once(place, span_of(base));
    if (!next) break;
    place = *next;
  }
  report(diag::Kind::CannotIndex, span, concat(quoted(name(body_.exprs[base].ty)), " cannot be indexed"));
  return error_expr(span);
}

}  // namespace sema
