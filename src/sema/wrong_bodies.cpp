#include "sema/wrong_bodies.h"

namespace sema {

namespace {

/// The block that a function of the crate stands with; no span if there is none.
Span block_of(Program& program, FnId fn) {
  const FnDef& def = program.fns.at(fn);
  const auto* item = def.has_body && def.item ? std::get_if<syntax::FnItem>(&program.ast.items.at(def.item).kind) : nullptr;
  if (!item) return {};
  return program.ast.blocks.at(read_fn_body(program, item->decl)).span;
}

bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// What is wrong in a body that has a meaning nevertheless.
bool leaves_types(diag::Kind kind) {
  return kind == diag::Kind::FormatString || kind == diag::Kind::UnsafeRequired || kind == diag::Kind::BindingNamesVariant || kind == diag::Kind::PrivateFieldInit;
}

/// Nothing can be made of types that need themselves.
bool stops_all(diag::Kind kind) {
  return kind == diag::Kind::Unsupported || kind == diag::Kind::Cycle || kind == diag::Kind::OpaqueCircle || kind == diag::Kind::AsyncRecursion;
}

/// What is said of a body before its types are looked at.
bool is_of_names(diag::Kind kind) {
  using diag::Kind;
  switch (kind) {
    case Kind::FormatString: case Kind::MacroNotFound: case Kind::CompileErrorMacro:
    case Kind::Unsupported: case Kind::UnresolvedName: case Kind::UnresolvedType: case Kind::UnresolvedTrait:
    case Kind::UnresolvedPath: case Kind::UnresolvedImport: case Kind::PrivateItem: case Kind::ImportedTwice:
    case Kind::ImportConflict: case Kind::AmbiguousName: case Kind::OuterParam: case Kind::ConstUsesLocal:
    case Kind::OuterLocal: case Kind::NotAValue: case Kind::UnresolvedStruct: case Kind::UnresolvedPattern:
    case Kind::SelfTypeOutside: case Kind::SelfValueOutside: case Kind::DuplicateDefinition: case Kind::NotATrait:
    case Kind::NotAType: case Kind::ExpectedStruct: case Kind::NotATraitMethod: case Kind::NotATraitType:
    case Kind::NotATraitConst: case Kind::MissingLifetime: case Kind::UndeclaredLifetime: case Kind::LifetimeShadowed:
    case Kind::DuplicateParam: case Kind::UndeclaredLabel: case Kind::UnreachableLabel: case Kind::PatternNotTupleStruct:
    case Kind::OrPatternBindings: case Kind::BoundOtherwise: case Kind::BindingTwice: case Kind::ParamTwice: case Kind::BindingShadows:
    case Kind::AwaitOutside: case Kind::LocalInConst: case Kind::NoSuchAssocItem: return true;
    default: return false;
  }
}

/// Said of a signature, it leaves a lifetime of it unknown.
bool hides_lifetime(diag::Kind kind) {
  return kind == diag::Kind::MissingLifetime || kind == diag::Kind::UndeclaredLifetime || kind == diag::Kind::AnonymousLifetime || kind == diag::Kind::HiddenLifetime;
}

/// The function in whose part, as `part_of` tells it, the span stands; the innermost if there are several.
template <typename PartOf>
std::optional<FnId> fn_around(Program& program, Span span, PartOf part_of) {
  std::optional<FnId> around;
  Span narrowest;
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const Span part = part_of(FnId(i));
    if (!part.file || !is_within(span, part)) continue;
    if (around && part.end - part.begin >= narrowest.end - narrowest.begin) continue;
    around = FnId(i);
    narrowest = part;
  }
  return around;
}

Span item_of(Program& program, FnId fn) {
  const FnDef& def = program.fns.at(fn);
  return def.item ? program.ast.items.at(def.item).span : Span{};
}

/// Those of the impl in whose head the span stands, if it is one.
void add_fns_of_impl(Program& program, Span span, std::set<FnId>& out) {
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const FnDef& def = program.fns.at(FnId(i));
    const syntax::ItemId item = def.impl ? program.impls.at(def.impl).item : syntax::ItemId{};
    if (item && is_within(span, program.ast.items.at(item).span)) out.insert(FnId(i));
  }
}

/// Something in the body has no type, or is a function of whose signature something is not known.
bool mentions_unknown(Program& program, const Body& body, const std::set<FnId>& unknown) {
  const auto is_unknown = [&](TyId id) {
    if (!id) return false;
    const Ty& ty = program.types[id];
    return program.types.flags(id).has_error || (ty.kind == TyKind::FnDef && unknown.count(ty.fn()) != 0);
  };
  for (std::uint32_t i = 0; i < body.locals.size(); ++i)
    if (is_unknown(body.locals[LocalId(i)].ty)) return true;
  for (std::uint32_t i = 0; i < body.exprs.size(); ++i)
    if (is_unknown(body.exprs[ExprId(i)].ty)) return true;
  for (std::uint32_t i = 0; i < body.pats.size(); ++i)
    if (is_unknown(body.pats[PatId(i)].ty)) return true;
  return is_unknown(body.output);
}

}  // namespace

void leave_bodies_out(Program& program) {
  program.diagnostics.remove_if([&](const diag::Diagnostic& said) {
    if (is_of_names(said.kind)) return false;
    const Span span = program.expansions.user_span(said.span, program.sources);
    const auto is_in_block = [&](Span at) { return fn_around(program, at, [&](FnId each) { return block_of(program, each); }).has_value(); };
    return is_in_block(said.span) || is_in_block(span);
  });
}

std::optional<std::set<FnId>> wrong_bodies(Program& program) {
  if (program.has_unknown_trait) return std::nullopt;
  std::set<FnId> wrong, unknown;
  for (const diag::Diagnostic& said : program.diagnostics.all()) {
    if (diag::info(said.kind).level != diag::Level::Error) continue;
    if (stops_all(said.kind)) return std::nullopt;
    const Span span = program.expansions.user_span(said.span, program.sources);
    if (const auto fn = fn_around(program, span, [&](FnId each) { return block_of(program, each); })) {
      if (!leaves_types(said.kind)) wrong.insert(*fn);
    } else if (hides_lifetime(said.kind)) {
      if (const auto of = fn_around(program, span, [&](FnId each) { return item_of(program, each); })) unknown.insert(*of);
      else add_fns_of_impl(program, span, unknown);
    }
  }
  wrong.insert(unknown.begin(), unknown.end());
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const FnId fn(i);
    if (!block_of(program, fn).file || wrong.count(fn) != 0) continue;
    const Body& body = body_of(program, BodyOwner::of(fn));
    if (body.has_errors || mentions_unknown(program, body, unknown)) wrong.insert(fn);
  }
  return wrong;
}

}  // namespace sema
