// Functions: generics, parameter types, results; and what starts a program.

#include "base/text.h"
#include "sema/attributes.h"
#include "sema/collector.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

TyId Collector::self_param_type(const syntax::SelfParam& self, const ItemScope& scope) {
  TyId self_ty = scope.self_ty ? scope.self_ty : program_.types.error_;
  switch (self.kind) {
    case syntax::SelfParam::Kind::Value: return self_ty;
    case syntax::SelfParam::Kind::Ref: return program_.types.ref(self_ty, Mutability::Shared);
    case syntax::SelfParam::Kind::RefMut: return program_.types.ref(self_ty, Mutability::Mutable);
    case syntax::SelfParam::Kind::Typed: return lower_type(program_, scope, self.type, nullptr);
  }
  return program_.types.error_;
}

/// `async fn f() -> T` gives a type of its own that implements `Future<Output = T>`.
TyId Collector::async_output(TyId output, FnId fn, const ItemScope& scope, Span span) {
  TraitId future = program_.lang.trait("future_trait");
  AssocTyId future_output = future ? own_assoc_ty(program_, future, program_.names.intern("Output"))
                                   : AssocTyId();
  if (!future_output) {
    program_.diagnostics.add(Kind::Unsupported, span, "async functions need the trait `Future`");
    return program_.types.error_;
  }
  OpaqueDef def;
  def.fn = fn;
  def.span = span;
  OpaqueId id = program_.opaques.add(std::move(def));
  Ty ty;
  ty.kind = TyKind::Opaque;
  ty.def = id.value;
  ty.args = identity_args(program_.types, scope.generics);
  TyId opaque = program_.types.intern(std::move(ty));
  Predicate implements, equals, sized;
  implements.trait_ref = {future, {opaque}};
  equals.kind = Predicate::Kind::ProjectionEquals;
  equals.trait_ref = implements.trait_ref;
  equals.assoc_ty = future_output;
  equals.ty = output;
  sized.trait_ref = {program_.lang.trait("sized"), {opaque}};
  implements.span = equals.span = sized.span = span;
  std::vector<Predicate>& bounds = program_.opaques[id].bounds;
  bounds.push_back(implements);
  bounds.push_back(equals);
  if (sized.trait_ref.trait) bounds.push_back(sized);
  return opaque;
}

void Collector::complete_fn(FnId id, const syntax::FnItem& item, const ItemScope& around) {
  const syntax::FnDecl& decl = item.decl;
  ItemScope scope = around;
  scope.fn = id;
  scope.generics.parent_count = static_cast<std::uint32_t>(scope.generics.params.size());
  declare_params(program_, scope, decl.generics, scope.generics);
  ImplTraitParams impl_traits = declare_impl_trait_params(program_, decl, scope.generics);
  lower_predicates(program_, scope, decl.generics, &impl_traits);

  std::vector<TyId> params;
  if (decl.self_param) params.push_back(self_param_type(*decl.self_param, scope));
  TypeLowering lowering(program_, scope, nullptr);
  lowering.impl_trait = {ImplTraitPlace::Kind::Parameter, &impl_traits.params, {}};
  for (const syntax::Param& param : decl.params) params.push_back(lowering.type(param.type));
  lowering.impl_trait = {ImplTraitPlace::Kind::Result, nullptr, id};
  TyId output = decl.output ? lowering.type(decl.output) : program_.types.unit_;
  if (decl.is_async) output = async_output(output, id, scope, decl.name.span);

  const syntax::Item& node = program_.ast.items.at(program_.fns.at(id).item);
  FnDef& def = program_.fns[id];
  def.name = decl.name.name;
  def.generics = scope.generics;
  def.params = std::move(params);
  def.output = output;
  def.has_self = decl.self_param.has_value();
  def.has_body = static_cast<bool>(decl.body);
  def.is_const = decl.is_const;
  def.is_async = decl.is_async;
  def.is_variadic = decl.is_variadic;
  // What an extern block declares is unsafe unless it says `safe`.
  bool is_foreign = def.owner == FnOwner::Foreign;
  def.is_unsafe = decl.is_unsafe || (is_foreign && !decl.is_safe);
  if (!decl.abi.empty()) def.abi = decl.abi;
  if (is_foreign) def.link_name = program_.names.text(decl.name.name);
  read_fn_attributes(node.attributes, program_.names.text(decl.name.name), def);
  def.span = decl.head_span;
  def.name_span = decl.name.span;
  program_.fn_scopes[id] = std::move(scope);
}

void Collector::note_entry_points() {
  auto main = program_.modules.at(declarations_.root).values.find(program_.names.intern("main"));
  if (main != program_.modules.at(declarations_.root).values.end() &&
      main->second.def.kind == Def::Kind::Fn) {
    program_.main_fn = FnId(main->second.def.id);
  }
  for (const Declared& declared : declarations_.items) {
    if (declared.def.kind != Def::Kind::Fn) continue;
    FnId id(declared.def.id);
    if (program_.fns.at(id).is_test) program_.tests.push_back(id);
  }
}

}  // namespace sema
