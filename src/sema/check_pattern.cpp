// Patterns, with default binding modes (RFC 2005): matching a reference with a pattern that is no
// reference goes through it, and what is bound inside is bound by reference.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"
#include "sema/resolve.h"

namespace sema {

namespace {

bool is_rest(const syntax::Ast& ast, syntax::PatId id) { return std::holds_alternative<syntax::RestPat>(ast.pats.at(id).kind); }

}  // namespace

PatId BodyChecker::check_pat(syntax::PatId id, TyId expected, BindingMode mode) {
  const syntax::Pat node = ast().pats.at(id);
  // Which patterns look through references?
  bool peels = std::holds_alternative<syntax::TupleStructPat>(node.kind) || std::holds_alternative<syntax::StructPat>(node.kind) ||
               std::holds_alternative<syntax::TuplePat>(node.kind) || std::holds_alternative<syntax::SlicePat>(node.kind) ||
               std::holds_alternative<syntax::RangePat>(node.kind);
  if (const auto* literal = std::get_if<syntax::LiteralPat>(&node.kind)) {
    const auto* value = std::get_if<syntax::LiteralExpr>(&ast().exprs.at(literal->literal).kind);
    using Kind = syntax::LiteralExpr::Kind;
    peels = !value || (value->kind != Kind::Str && value->kind != Kind::ByteStr && value->kind != Kind::CStr);
  } else if (const auto* path = std::get_if<syntax::PathPat>(&node.kind)) {
    if (!path->path.self_type) {
      PathResolution found = resolve_path(program_, scope_, path->path, Namespace::Values, false);
      bool is_whole = found.resolved_segments == path->path.segments.size();
      peels = is_whole && (found.def.kind == Def::Kind::Ctor || found.def.kind == Def::Kind::Variant || found.def.kind == Def::Kind::SelfType);
      if (!is_whole && path->path.segments.size() == found.resolved_segments + 1 &&
          (found.def.kind == Def::Kind::SelfType || found.def.kind == Def::Kind::TypeAlias || found.def.kind == Def::Kind::Adt)) {
        // `Self::A`: a variant if the type has one of this name.
        TyId ty = found.def.ty ? found.def.ty : found.def.kind == Def::Kind::TypeAlias ? program_.type_aliases.at(Id<struct TypeAliasTag>(found.def.id)).ty : TyId();
        if (ty && types()[ty].kind == TyKind::Adt) {
          for (const VariantDef& variant : program_.adts.at(types()[ty].adt()).variants) peels = peels || variant.name == path->path.segments.back().ident.name;
        }
      }
    }
  } else if (const auto* ident = std::get_if<syntax::IdentPat>(&node.kind)) {
    if (std::optional<Def> item = unit_item(*ident)) peels = item->kind != Def::Kind::Const;
  }
  if (!peels) return check_pat_kind(id, expected, mode);

  std::vector<TyId> peeled;
  TyId at = structurally(expected);
  while (types()[at].kind == TyKind::Ref) {
    peeled.push_back(at);
    mode = types()[at].mutability == Mutability::Shared || mode == BindingMode::ByRef ? BindingMode::ByRef : BindingMode::ByRefMut;
    at = structurally(types()[at].args[0]);
  }
  PatId pattern = check_pat_kind(id, at, mode);
  for (auto it = peeled.rbegin(); it != peeled.rend(); ++it) pattern = make_pat(node.span, *it, DerefPat{pattern});
  return pattern;
}

/// The constant or unit struct or variant that a lone name means in a pattern.
std::optional<Def> BodyChecker::unit_item(const syntax::IdentPat& pattern) {
  if (pattern.by_ref || pattern.subpattern || pattern.mutability == Mutability::Mutable) return std::nullopt;
  syntax::Path path;
  path.segments.push_back({pattern.name, {}});
  path.span = pattern.name.span;
  PathResolution found = resolve_path(program_, scope_, path, Namespace::Values, false);
  if (found.resolved_segments != 1) return std::nullopt;
  if (found.def.kind == Def::Kind::Const) return found.def;
  if (found.def.kind == Def::Kind::Ctor || found.def.kind == Def::Kind::Variant) {
    bool is_unit = program_.adts.at(AdtId(found.def.id)).variants[found.def.variant].fields_kind == syntax::FieldsKind::Unit;
    if (is_unit) return found.def;
  }
  return std::nullopt;
}

PatId BodyChecker::check_pat_kind(syntax::PatId id, TyId expected, BindingMode mode) {
  const syntax::Pat node = ast().pats.at(id);
  Span span = node.span;
  struct Visitor {
    BodyChecker& c;
    Span span;
    TyId expected;
    BindingMode mode;
    PatId operator()(const syntax::WildPat&) { return c.make_pat(span, expected, WildPat{}); }
    PatId operator()(const syntax::RestPat&) {
      c.report(diag::Kind::OtherError, span, "`..` stands here alone; it belongs into a tuple or slice pattern");
      return c.make_pat(span, expected, ErrorPat{});
    }
    PatId operator()(const syntax::IdentPat& p) { return c.check_ident_pat(p, span, expected, mode); }
    PatId operator()(const syntax::LiteralPat& p) {
      ExprId value = c.pattern_value(p.literal, expected);
      return c.make_pat(span, expected, ConstantPat{value});
    }
    PatId operator()(const syntax::RangePat& p) {
      RangePat made;
      made.is_inclusive = p.is_inclusive;
      if (c.is_text(p.low) || c.is_text(p.high)) {
        c.report(diag::Kind::PatternRange, span, "range patterns are for numbers and characters");
        return c.make_pat(span, expected, ErrorPat{});
      }
      const std::size_t mistakes = c.program_.diagnostics.size();
      if (p.low) made.low = c.pattern_value(p.low, expected);
      if (p.high) made.high = c.pattern_value(p.high, expected);
      TyId ty = c.structurally(expected);
      if (!c.is_numeric(ty) && !c.is(ty, TyKind::Char) && !c.is_error(ty) && c.program_.diagnostics.size() == mistakes) {
        c.report(diag::Kind::PatternRange, span, concat("range patterns are for numbers and characters, found ", quoted(c.name(ty))));
      }
      c.ranges_.push_back({p, span});
      return c.make_pat(span, expected, made);
    }
    PatId operator()(const syntax::PathPat& p) { return c.check_path_pat(p.path, span, expected); }
    PatId operator()(const syntax::TupleStructPat& p) { return c.check_tuple_struct_pat(p, span, expected, mode); }
    PatId operator()(const syntax::StructPat& p) { return c.check_struct_pat(p, span, expected, mode); }
    PatId operator()(const syntax::TuplePat& p) { return c.check_tuple_pat(p, span, expected, mode); }
    PatId operator()(const syntax::SlicePat& p) { return c.check_slice_pat(p, span, expected, mode); }
    PatId operator()(const syntax::RefPat& p) {
      TyId ty = c.structurally(expected);
      TyId inner;
      if (c.types()[ty].kind == TyKind::Ref && (c.types()[ty].mutability == p.mutability)) {
        inner = c.types()[ty].args[0];
      } else {
        inner = c.fresh(span);
        TyId wanted = c.types().ref(inner, p.mutability);
        if (!c.table_.try_unify(ty, wanted)) {
          c.mismatch(expected, wanted, span);
          inner = c.types().error_;
        }
      }
      const bool is_name = std::holds_alternative<syntax::IdentPat>(c.ast().pats.at(p.inner).kind);
      if (is_name && c.is(inner, TyKind::Dyn)) {
        c.report(diag::Kind::DynPattern, span, concat("the value of a trait object cannot be bound: ", quoted(c.name(inner)), " has no known size"));
        inner = c.types().error_;
      }
      PatId pattern = c.check_pat(p.inner, inner, BindingMode::ByValue);
      return c.make_pat(span, expected, DerefPat{pattern});
    }
    PatId operator()(const syntax::OrPat& p) { return c.check_or_pat(p, span, expected, mode); }
    PatId operator()(const syntax::ErrorPat&) {
      c.body_.has_errors = true;
      return c.make_pat(span, expected, ErrorPat{});
    }
  };
  return std::visit(Visitor{*this, span, expected, mode}, node.kind);
}

PatId BodyChecker::check_ident_pat(const syntax::IdentPat& pattern, Span span, TyId expected, BindingMode mode) {
  if (std::optional<Def> item = unit_item(pattern)) {
    syntax::Path path;
    path.segments.push_back({pattern.name, {}});
    path.span = span;
    return check_path_pat(path, span, expected);
  }
  check_binding_name(pattern, expected);
  if (pattern.by_ref) mode = pattern.ref_mutability == Mutability::Mutable ? BindingMode::ByRefMut : BindingMode::ByRef;
  if (pattern.mutability == Mutability::Mutable && !pattern.by_ref) mode = BindingMode::ByValue;
  TyId ty = expected;
  if (mode == BindingMode::ByRef) ty = types().ref(expected, Mutability::Shared);
  if (mode == BindingMode::ByRefMut) ty = types().ref(expected, Mutability::Mutable);
  LocalId local;
  bool is_shared = false;
  if (or_bindings_) {
    auto known = or_bindings_->find(pattern.name.name);
    if (known != or_bindings_->end()) {
      local = known->second;
      is_shared = true;
      or_seen_.insert(pattern.name.name);
      if (!table_.try_unify(body_.locals[local].ty, ty)) mismatch(body_.locals[local].ty, ty, span, body_.locals[local].span);
    }
  }
  if (!is_shared) {
    local = new_local(pattern.name.name, ty, pattern.mutability, pattern.name.span);
    variables_.push_back({pattern.name.name, pattern.name.hygiene, local, scope_.module});
  }
  BindingPat made;
  made.local = local;
  made.mode = mode;
  if (pattern.subpattern) made.subpattern = check_pat(pattern.subpattern, expected, pattern.by_ref ? BindingMode::ByValue : mode);
  return make_pat(span, expected, std::move(made));
}

/// What a pattern compares with is one value, whatever the parameters of the function are.
bool BodyChecker::is_settled_constant(ExprId value) {
  const auto* constant = std::get_if<ConstRef>(&body_.exprs[value].kind);
  bool is_generic = std::holds_alternative<ConstParamRef>(body_.exprs[value].kind);
  if (constant && program_.consts.at(constant->item).trait && !constant->args.empty()) {
    const TyKind self = kind_of(constant->args[0]).kind;
    is_generic = self == TyKind::Param || self == TyKind::Projection || self == TyKind::Opaque;
  }
  if (is_generic) report(diag::Kind::GenericPattern, span_of(value), "a constant in a pattern cannot depend on a generic parameter").with_help("compare in a guard: `x if x == …`");
  return !is_generic;
}

PatId BodyChecker::constant_pat(const ValuePath& path, Span span, TyId expected) {
  ExprId value = value_of(path, span);
  if (!is_settled_constant(value)) return make_pat(span, expected, ErrorPat{});
  if (!table_.try_unify(expected, body_.exprs[value].ty)) mismatch(expected, body_.exprs[value].ty, span);
  return make_pat(span, expected, ConstantPat{value});
}

PatId BodyChecker::check_path_pat(const syntax::Path& path, Span span, TyId expected) {
  if (!path.self_type && resolve_path(program_, scope_, path, Namespace::Values, false).is_error) {
    resolve_path_as(program_, scope_, path, PathUse::UnitPattern);
    body_.has_errors = true;
    return make_pat(span, expected, ErrorPat{});
  }
  ValuePath resolved = resolve_value_path(path, span, false);
  switch (resolved.kind) {
    case ValuePath::Kind::Const: case ValuePath::Kind::ConstParam:
      return constant_pat(resolved, span, expected);
    case ValuePath::Kind::UnitStruct: {
      AdtId adt(resolved.def.id);
      TyId ty = types().adt(adt, resolved.args);
      if (!table_.try_unify(expected, ty)) {
        mismatch(expected, ty, span);
        return make_pat(span, expected, ErrorPat{});
      }
      if (program_.adts.at(adt).kind == AdtKind::Enum) return make_pat(span, expected, VariantPat{adt, resolved.def.variant, {}});
      return make_pat(span, expected, LeafPat{});
    }
    case ValuePath::Kind::Error: break;
    default:
      report(resolved.kind == ValuePath::Kind::Fn && program_.fns.at(FnId(resolved.def.id)).owner != FnOwner::Free ? diag::Kind::NotAUnit : diag::Kind::PatternNotTupleStruct, span, concat(quoted(text(path.segments.back().ident.name)), " is no constant, unit struct or unit variant; a pattern needs one here"));
  }
  return make_pat(span, expected, ErrorPat{});
}

PatId BodyChecker::check_tuple_struct_pat(const syntax::TupleStructPat& pattern, Span span, TyId expected, BindingMode mode) {
  auto give_up = [&]() {
    for (syntax::PatId element : pattern.elements) {
      if (!is_rest(ast(), element)) check_pat(element, types().error_, mode);
    }
    body_.has_errors = true;
    return make_pat(span, expected, ErrorPat{});
  };
  if (!pattern.path.self_type && resolve_path(program_, scope_, pattern.path, Namespace::Values, false).is_error) {
    resolve_path_as(program_, scope_, pattern.path, PathUse::TuplePattern);
    return give_up();
  }
  if (!pattern.path.self_type && pattern.path.segments.size() > 1) {
    const PathResolution found = resolve_path(program_, scope_, pattern.path, Namespace::Values, false);
    const bool is_whole = found.def.kind == Def::Kind::Variant && found.resolved_segments == pattern.path.segments.size();
    if (is_whole && program_.adts.at(AdtId(found.def.id)).variants[found.def.variant].fields_kind == syntax::FieldsKind::Named) {
      report(diag::Kind::NotATuple, span, concat(quoted(text(pattern.path.segments.back().ident.name)), " has named fields: write `", text(pattern.path.segments.back().ident.name), " { … }`"));
      return give_up();
    }
  }
  ValuePath resolved = resolve_value_path(pattern.path, span, false);
  if (resolved.kind != ValuePath::Kind::Ctor) {
    if (resolved.kind != ValuePath::Kind::Error) {
      const bool is_method = resolved.kind == ValuePath::Kind::Fn && program_.fns.at(FnId(resolved.def.id)).owner != FnOwner::Free;
      report(is_method ? diag::Kind::NotATuple : diag::Kind::PatternNotTupleStruct, span, concat(quoted(text(pattern.path.segments.back().ident.name)), " is no tuple struct or tuple variant"));
    }
    return give_up();
  }
  AdtId adt(resolved.def.id);
  VariantIndex variant = resolved.def.variant;
  TyId ty = types().adt(adt, resolved.args);
  if (!table_.try_unify(expected, ty)) {
    mismatch(expected, ty, span);
    return give_up();
  }
  std::vector<TyId> fields;
  for (const FieldDef& field : program_.adts.at(adt).variants[variant].fields) fields.push_back(field.ty);
  std::size_t count = fields.size(), rest = pattern.elements.size();
  for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
    if (is_rest(ast(), pattern.elements[i])) rest = i;
  }
  bool has_rest = rest < pattern.elements.size();
  std::size_t given = pattern.elements.size() - (has_rest ? 1 : 0);
  if (has_rest ? given > count : given != count) {
    report(diag::Kind::PatternFieldCount, span, concat("this pattern has ", given, given == 1 ? " field" : " fields", ", ", quoted(text(program_.adts.at(adt).variants[variant].name)), " has ", count));
    return give_up();
  }
  std::vector<std::pair<std::uint32_t, PatId>> parts;
  for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
    if (i == rest) continue;
    std::size_t at = i < rest ? i : count - (pattern.elements.size() - i);
    TyId field_ty = normalize(substitute(types(), fields[at], resolved.args), span);
    parts.push_back({static_cast<std::uint32_t>(at), check_pat(pattern.elements[i], field_ty, mode)});
  }
  if (program_.adts.at(adt).kind == AdtKind::Enum) return make_pat(span, expected, VariantPat{adt, variant, std::move(parts)});
  return make_pat(span, expected, LeafPat{std::move(parts)});
}

PatId BodyChecker::check_struct_pat(const syntax::StructPat& pattern, Span span, TyId expected, BindingMode mode) {
  VariantPath path = resolve_variant_path(pattern.path, span);
  auto give_up = [&]() {
    for (const syntax::FieldPat& field : pattern.fields) check_pat(field.pattern, types().error_, mode);
    body_.has_errors = true;
    return make_pat(span, expected, ErrorPat{});
  };
  if (path.is_error) return give_up();
  TyId ty = types().adt(path.adt, path.args);
  if (!table_.try_unify(expected, ty)) {
    mismatch(expected, ty, span);
    return give_up();
  }
  const std::vector<FieldDef> fields = program_.adts.at(path.adt).variants[path.variant].fields;
  std::vector<std::pair<std::uint32_t, PatId>> parts;
  std::vector<bool> seen(fields.size(), false);
  std::vector<syntax::Ident> unknown;
  for (const syntax::FieldPat& field : pattern.fields) {
    std::uint32_t at = 0;
    while (at < fields.size() && fields[at].name != field.name.name) ++at;
    if (at == fields.size()) {
      unknown.push_back(field.name);
      check_pat(field.pattern, types().error_, mode);
      continue;
    }
    if (seen[at]) report(diag::Kind::PatternFieldTwice, field.name.span, concat("field ", quoted(text(field.name.name)), " is named twice"));
    if (!field_is_visible(fields[at])) program_.diagnostics.add(diag::Kind::PrivateFieldInit, field.name.span, concat("field ", quoted(text(field.name.name)), " is private"));
    seen[at] = true;
    TyId field_ty = normalize(substitute(types(), fields[at].ty, path.args), span);
    parts.push_back({at, check_pat(field.pattern, field_ty, mode)});
  }
  bool is_union = program_.adts.at(path.adt).kind == AdtKind::Union;
  // If one is left out, an unknown name like it means that one, which is then not left out besides.
  const auto lone = std::find(seen.begin(), seen.end(), false);
  const bool is_lone = lone != seen.end() && std::find(lone + 1, seen.end(), false) == seen.end();
  const std::string_view left = is_lone ? program_.names.text(fields[static_cast<std::size_t>(lone - seen.begin())].name) : std::string_view();
  for (const syntax::Ident& field : unknown) {
    diag::Diagnostic& said = report(diag::Kind::PatternNoField, field.span, concat(quoted(name(ty)), " has no field ", quoted(text(field.name))));
    if (!is_lone || nearest_word(program_.names.text(field.name), {left}).empty()) continue;
    said.with_help(concat("did you mean ", quoted(left), "?"));
    if (&field == &unknown.back()) *lone = true;
  }
  if (!pattern.has_rest && !is_union) {
    std::string missing;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!seen[i]) missing += concat(missing.empty() ? "" : ", ", quoted(text(fields[i].name)));
    }
    bool is_any_visible = false;
    for (std::size_t i = 0; i < fields.size(); ++i) is_any_visible = is_any_visible || (!seen[i] && field_is_visible(fields[i]));
    if (!missing.empty() && !is_any_visible) report(diag::Kind::OtherError, span, concat("this pattern leaves out ", missing, ", which cannot be named here")).with_help("end the pattern with `..`");
    else if (!missing.empty()) report(diag::Kind::PatternMissingField, span, concat("this pattern leaves out ", missing)).with_help("name them, or end the pattern with `..`");
  }
  if (program_.adts.at(path.adt).kind == AdtKind::Enum) return make_pat(span, expected, VariantPat{path.adt, path.variant, std::move(parts)});
  return make_pat(span, expected, LeafPat{std::move(parts)});
}

PatId BodyChecker::check_tuple_pat(const syntax::TuplePat& pattern, Span span, TyId expected, BindingMode mode) {
  std::size_t rest = pattern.elements.size();
  for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
    if (is_rest(ast(), pattern.elements[i])) rest = i;
  }
  bool has_rest = rest < pattern.elements.size();
  TyId ty = structurally(expected);
  if (types()[ty].kind == TyKind::Infer && !has_rest) {
    Args parts;
    for (syntax::PatId element : pattern.elements) parts.push_back(fresh(ast().pats.at(element).span));
    table_.try_unify(ty, types().tuple(parts));
    ty = shallow(ty);
  } else if (types()[ty].kind == TyKind::Infer) {
    ty = must_know(ty, span);
  }
  const Ty seen = types()[ty];
  std::size_t given = pattern.elements.size() - (has_rest ? 1 : 0);
  bool fits = seen.kind == TyKind::Tuple && (has_rest ? given <= seen.args.size() : given == seen.args.size());
  if (!fits) {
    if (seen.kind != TyKind::Error) {
      Args shown;
      for (std::size_t i = 0; i < given; ++i) shown.push_back(fresh(span));
      mismatch(expected, types().tuple(shown), span);
    }
    for (syntax::PatId element : pattern.elements) {
      if (!is_rest(ast(), element)) check_pat(element, types().error_, mode);
    }
    return make_pat(span, expected, ErrorPat{});
  }
  LeafPat made;
  for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
    if (i == rest) continue;
    std::size_t at = i < rest ? i : seen.args.size() - (pattern.elements.size() - i);
    made.fields.push_back({static_cast<std::uint32_t>(at), check_pat(pattern.elements[i], seen.args[at], mode)});
  }
  return make_pat(span, expected, std::move(made));
}

PatId BodyChecker::check_slice_pat(const syntax::SlicePat& pattern, Span span, TyId expected, BindingMode mode) {
  TyId ty = must_know(expected, span);
  const Ty seen = types()[ty];
  TyId element = seen.kind == TyKind::Array || seen.kind == TyKind::Slice ? seen.args[0] : types().error_;
  if (seen.kind != TyKind::Array && seen.kind != TyKind::Slice) {
    if (seen.kind != TyKind::Error) {
      diag::Diagnostic& said = report(diag::Kind::SlicePatternType, span, concat("found ", quoted(name(ty)), ", expected an array or slice"));
      if (seen.kind == TyKind::Adt) said.with_help("match on `value[..]` or `value.as_slice()`");
    }
    for (syntax::PatId each : pattern.elements) {
      if (!is_rest(ast(), each)) check_pat(each, types().error_, mode);
    }
    return make_pat(span, expected, ErrorPat{});
  }
  auto is_middle = [&](syntax::PatId id) {
    const auto* binding = std::get_if<syntax::IdentPat>(&ast().pats.at(id).kind);
    return is_rest(ast(), id) || (binding && binding->subpattern && is_rest(ast(), binding->subpattern));
  };
  SlicePat made;
  std::size_t fixed = 0;
  for (syntax::PatId each : pattern.elements) fixed += is_middle(each) ? 0 : 1;
  for (syntax::PatId each : pattern.elements) {
    if (!is_middle(each)) {
      PatId part = check_pat(each, element, mode);
      (made.has_middle ? made.suffix : made.prefix).push_back(part);
      continue;
    }
    made.has_middle = true;
    if (is_rest(ast(), each)) continue;
    // `rest @ ..`: what is left over.
    TyId middle = types().slice(element);
    if (seen.kind == TyKind::Array) {
      const Ty& length = kind_of(seen.args[1]);
      unsigned __int128 left = length.kind == TyKind::ConstValue && length.value >= fixed ? length.value - fixed : 0;
      middle = types().array(element, types().const_value(left, types().usize_));
    }
    syntax::IdentPat binding = std::get<syntax::IdentPat>(ast().pats.at(each).kind);
    binding.subpattern = {};
    made.middle = check_ident_pat(binding, ast().pats.at(each).span, middle, mode);
  }
  // `let [a, b] = make();` says how many `make` makes.
  if (seen.kind == TyKind::Array && is(seen.args[1], TyKind::Infer) && !made.has_middle)
    table_.unify(seen.args[1], types().const_value(fixed, types().usize_));
  if (seen.kind == TyKind::Array) {
    const Ty& length = kind_of(seen.args[1]);
    if (length.kind == TyKind::ConstValue) {
      bool fits = made.has_middle ? fixed <= length.value : fixed == length.value;
      if (!fits) {
        report(made.has_middle ? diag::Kind::SlicePatternTooLong : diag::Kind::SlicePatternLength, span,
               concat("this pattern needs ", made.has_middle ? "at least " : "", fixed, " elements, the array has ", to_decimal(length.value)));
      }
    }
  }
  return make_pat(span, expected, std::move(made));
}

PatId BodyChecker::check_or_pat(const syntax::OrPat& pattern, Span span, TyId expected, BindingMode mode) {
  OrPat made;
  std::size_t first_variable = variables_.size();
  std::unordered_map<NameId, LocalId>* outer = or_bindings_;
  std::unordered_map<NameId, LocalId> known;
  if (outer) known = *outer;
  std::unordered_set<NameId> before = or_seen_;
  for (std::size_t i = 0; i < pattern.alternatives.size(); ++i) {
    if (i == 0) {
      std::unordered_set<NameId> seen_before = or_seen_;
      made.alternatives.push_back(check_pat(pattern.alternatives[0], expected, mode));
      for (std::size_t v = first_variable; v < variables_.size(); ++v) known[variables_[v].name] = variables_[v].local;
      continue;
    }
    std::size_t bound = variables_.size();
    or_bindings_ = &known;
    or_seen_.clear();
    made.alternatives.push_back(check_pat(pattern.alternatives[i], expected, mode));
    Span at = ast().pats.at(pattern.alternatives[i]).span;
    for (std::size_t v = first_variable; v < bound; ++v) {
      if (or_seen_.count(variables_[v].name)) continue;
      report(diag::Kind::OrPatternBindings, at, concat("variable ", quoted(text(variables_[v].name)), " is not bound in every alternative"))
          .label(body_.locals[variables_[v].local].span, "bound here");
    }
    for (std::size_t v = bound; v < variables_.size(); ++v) {
      report(diag::Kind::OrPatternBindings, ast().pats.at(pattern.alternatives[0]).span, concat("variable ", quoted(text(variables_[v].name)), " is not bound in every alternative"))
          .label(body_.locals[variables_[v].local].span, "bound here");
    }
    or_bindings_ = outer;
  }
  for (std::size_t v = first_variable; v < variables_.size(); ++v) before.insert(variables_[v].name);
  if (outer) {
    // Names of an outer alternative that were bound in here count as bound there.
    for (const auto& [bound, local] : *outer) before.insert(bound);
  }
  or_seen_ = before;
  return make_pat(span, expected, std::move(made));
}

/// A literal, a negative one, or a path to a constant, in a pattern.
ExprId BodyChecker::pattern_value(syntax::ExprId id, TyId expected) {
  const syntax::Expr node = ast().exprs.at(id);
  TyId ty = structurally(expected);
  ExprId value;
  if (const auto* literal = std::get_if<syntax::LiteralExpr>(&node.kind); literal && literal->kind == syntax::LiteralExpr::Kind::ByteStr && is(ty, TyKind::Ref)) {
    // b"…" matches a slice of bytes as well as an array.
    value = check_literal(*literal, node.span, ty);
    if (is(types()[ty].args[0], TyKind::Slice) || is(types()[shallow(ty)].args[0], TyKind::Slice)) return coerce(value, ty);
  } else {
    value = check(id, ty);
  }
  is_settled_constant(value);
  if (!table_.try_unify(ty, body_.exprs[value].ty)) mismatch(expected, body_.exprs[value].ty, node.span);
  return value;
}

bool BodyChecker::binds_mutably(PatId id) {
  const Pat pattern = body_.pats[id];
  if (const auto* binding = std::get_if<BindingPat>(&pattern.kind)) {
    return binding->mode == BindingMode::ByRefMut || (binding->subpattern && binds_mutably(binding->subpattern));
  }
  auto any = [&](const auto& list) {
    for (const auto& [field, part] : list) {
      if (binds_mutably(part)) return true;
    }
    return false;
  };
  if (const auto* variant = std::get_if<VariantPat>(&pattern.kind)) return any(variant->fields);
  if (const auto* leaf = std::get_if<LeafPat>(&pattern.kind)) return any(leaf->fields);
  if (const auto* deref = std::get_if<DerefPat>(&pattern.kind)) return binds_mutably(deref->inner);
  if (const auto* slice = std::get_if<SlicePat>(&pattern.kind)) {
    for (PatId part : slice->prefix) if (binds_mutably(part)) return true;
    for (PatId part : slice->suffix) if (binds_mutably(part)) return true;
    return slice->middle && binds_mutably(slice->middle);
  }
  if (const auto* either = std::get_if<OrPat>(&pattern.kind)) {
    for (PatId part : either->alternatives) if (binds_mutably(part)) return true;
  }
  return false;
}

void BodyChecker::fix_scrutinee(ExprId scrutinee, PatId pattern) {
  if (binds_mutably(pattern)) make_mutable(scrutinee);
}

}  // namespace sema
