// Statics, constants, text and vtables.

#include "base/text.h"
#include "lower/monomorphizer.h"

namespace lower {

using sema::TyKind;

mir::GlobalId Monomorphizer::new_global(mir::Global::Kind kind, std::string name, sema::TyId ty,
                                        FnKey initializer, Span span) {
  mir::Global global;
  global.kind = kind;
  global.name = std::move(name);
  global.type = type(ty);
  global.initializer = function(std::move(initializer));
  global.span = span;
  return out_.globals.add(std::move(global));
}

mir::GlobalId Monomorphizer::static_item(sema::StaticId item) {
  const auto found = known_.statics.find(item.value);
  if (found != known_.statics.end()) return found->second;
  const sema::StaticDef& def = program_.statics.at(item);
  const sema::TyId ty = normalize(def.ty, {});
  FnKey initializer;
  initializer.id = item.value;
  initializer.kind = FnKey::Kind::Static;
  if (def.is_foreign) {
    initializer = FnKey();
    initializer.kind = FnKey::Kind::Shim;
    initializer.shim = ShimKind::Missing;
    initializer.ty = ty;
    initializer.extra = foreign_static;
  }
  const auto kind = def.is_thread_local ? mir::Global::Kind::ThreadLocal : mir::Global::Kind::Static;
  const mir::GlobalId id = new_global(kind, std::string(program_.names.text(def.name)), ty,
                                      std::move(initializer), def.span);
  const bool is_written = def.mutability == sema::Mutability::Mutable;
  out_.globals[id].is_mutable = is_written || mir_type(ty).has_unsafe_cell;
  known_.statics.emplace(item.value, id);
  return id;
}

mir::GlobalId Monomorphizer::const_item(sema::ConstId item, sema::Args args) {
  auto [own, own_args] = sema::resolve_const(program_, item, args);
  const std::pair<std::uint32_t, sema::Args> key(own.value, own_args);
  const auto found = known_.consts.find(key);
  if (found != known_.consts.end()) return found->second;
  const sema::ConstDef& def = program_.consts.at(own);
  FnKey initializer;
  initializer.kind = FnKey::Kind::Const;
  initializer.id = own.value;
  initializer.args = own_args;
  const mir::GlobalId id =
      new_global(mir::Global::Kind::Const, std::string(program_.names.text(def.name)),
                 normalize(def.ty, own_args), std::move(initializer), def.span);
  known_.consts.emplace(key, id);
  return id;
}

mir::GlobalId Monomorphizer::promoted(mir::Body initializer, mir::TypeId type) {
  mir::Global global;
  global.kind = mir::Global::Kind::Promoted;
  global.type = type;
  global.span = initializer.span;
  global.initializer = out_.bodies.add(std::move(initializer));
  make_drop_glue(global.initializer);
  return out_.globals.add(std::move(global));
}

mir::GlobalId Monomorphizer::bytes(std::string text, mir::TypeId type) {
  std::pair<std::string, mir::TypeId> key(std::move(text), type);
  const auto found = known_.byte_globals.find(key);
  if (found != known_.byte_globals.end()) return found->second;
  mir::Global global;
  global.kind = mir::Global::Kind::Bytes;
  global.type = type;
  global.bytes = key.first;
  const mir::GlobalId id = out_.globals.add(std::move(global));
  known_.byte_globals.emplace(std::move(key), id);
  return id;
}

// ---- Vtables

namespace {

sema::Args without_self(const sema::Args& args) {
  return sema::Args(args.begin() + (args.empty() ? 0 : 1), args.end());
}

}  // namespace

mir::VtableId Monomorphizer::vtable(sema::TyId type_id, sema::TyId dyn_ty, sema::TraitRef principal) {
  if (principal.args.empty()) principal.args.push_back(type_id);
  principal.args[0] = type_id;
  const Instances::Principal of(principal.trait.value, without_self(principal.args));
  const auto found = known_.vtables.find({type_id, of});
  if (found != known_.vtables.end()) return found->second;
  const mir::VtableId id = out_.vtables.add(mir::Vtable{});
  known_.vtables[{type_id, of}] = id;
  mir::Vtable made;
  made.type = type(type_id);
  made.trait_name = mir_type(dyn_ty).name;
  made.drop_glue = drop_glue(type_id);
  for (const auto& [fn, args] : sema::vtable_methods(program_, principal))
    made.methods.push_back(fn ? vtable_method(fn, args) : mir::FnId());
  out_.vtables[id] = std::move(made);
  known_.vtables_of[of].push_back({type_id, id});
  const std::vector<Instances::Upcast> upcasts = known_.upcasts_from[of];
  for (const Instances::Upcast& upcast : upcasts) add_upcast({type_id, id}, upcast);
  return id;
}

mir::VtableId Monomorphizer::auto_vtable(sema::TyId type_id) {
  const Instances::Principal none(sema::TraitId().value, {});
  const auto found = known_.vtables.find({type_id, none});
  if (found != known_.vtables.end()) return found->second;
  mir::Vtable made;
  made.type = type(type_id);
  made.drop_glue = drop_glue(type_id);
  const mir::VtableId id = out_.vtables.add(std::move(made));
  known_.vtables[{type_id, none}] = id;
  return id;
}

mir::VtableId Monomorphizer::vtable_for(sema::TyId type_id, sema::TyId dyn_ty) {
  const sema::DynTy dyn = *program_.types[dyn_ty].dyn;
  if (!dyn.principal) return auto_vtable(type_id);
  sema::TraitRef principal{dyn.principal, {type_id}};
  principal.args.insert(principal.args.end(), dyn.principal_args.begin(), dyn.principal_args.end());
  return vtable(type_id, dyn_ty, std::move(principal));
}

/// A method that takes self by value gets a pointer to it: the caller does not know its size.
mir::FnId Monomorphizer::vtable_method(sema::FnId fn, const sema::Args& args) {
  const sema::FnDef& def = program_.fns.at(fn);
  const sema::Ty& receiver = program_.types[def.params.empty() ? program_.types.unit_ : def.params[0]];
  const bool is_by_value = def.has_self && receiver.kind == TyKind::Param && receiver.index == 0;
  if (!is_by_value) return instance(fn, args);
  FnKey key;
  key.kind = FnKey::Kind::Shim;
  key.shim = ShimKind::SelfByPointer;
  key.id = fn.value;
  key.ty = args[0];
  key.args = args;
  return function(std::move(key));
}

void Monomorphizer::upcast(sema::TyId from, sema::TyId to, sema::TyId target) {
  const sema::DynTy source = *program_.types[from].dyn;
  const sema::DynTy wanted = *program_.types[to].dyn;
  const bool keeps_vtable = source.principal == wanted.principal && source.principal_args == wanted.principal_args;
  if (!wanted.principal || keeps_vtable) return;
  Instances::Upcast upcast;
  upcast.to = {wanted.principal, {to}};
  upcast.to.args.insert(upcast.to.args.end(), wanted.principal_args.begin(), wanted.principal_args.end());
  // The machine asks by what the pointer points to, or by the smart pointer's own name.
  const sema::Ty& pointer = program_.types[target];
  const bool is_pointer = mir_type(target).kind == mir::TypeKind::Pointer;
  upcast.key = sema::type_name(program_, is_pointer ? pointer.args[0] : target);
  const Instances::Principal of(source.principal.value, source.principal_args);
  std::vector<Instances::Upcast>& known = known_.upcasts_from[of];
  for (const Instances::Upcast& other : known)
    if (other.key == upcast.key && other.to == upcast.to) return;
  known.push_back(upcast);
  const std::vector<Instances::VtableUse> uses = known_.vtables_of[of];
  for (const Instances::VtableUse& use : uses) add_upcast(use, upcast);
}

void Monomorphizer::add_upcast(const Instances::VtableUse& from, const Instances::Upcast& upcast) {
  const mir::VtableId to = vtable(from.type, upcast.to.args[0], upcast.to);
  out_.upcasts.push_back({{from.id, upcast.key}, to});
}

}  // namespace lower
