// What the language itself provides: Sized, Copy and Clone of built-in types, calls of functions and
// closures, unsizing, tuples, futures made by the compiler.

#include "sema/solver.h"

namespace sema {

std::optional<Answer> Solver::select_builtin(const TraitRef& goal, Selection& selection) {
  const LangItems& lang = program_.lang;
  selection.kind = Selection::Kind::Builtin;
  TyId self = goal.args[0];
  TyKind kind = types()[self].kind;
  if (goal.trait == lang.trait("sized")) return builtin_sized(self, selection);
  if (goal.trait == lang.trait("copy") || goal.trait == lang.trait("clone")) return builtin_copy_clone(goal, selection);
  if (goal.trait == lang.trait("unsize")) return unsize(self, goal.args[1], selection.nested);
  if (goal.trait == lang.trait("tuple_trait")) return kind == TyKind::Tuple ? Answer::Yes : Answer::No;
  if (goal.trait == lang.trait("fn") || goal.trait == lang.trait("fn_mut") || goal.trait == lang.trait("fn_once") ||
      goal.trait == lang.trait("async_fn") || goal.trait == lang.trait("async_fn_mut") || goal.trait == lang.trait("async_fn_once")) {
    return builtin_call(goal, selection);
  }
  if (goal.trait == lang.trait("future_trait") && kind == TyKind::Coroutine) return Answer::Yes;
  return std::nullopt;
}

Answer Solver::builtin_sized(TyId self, Selection& selection) {
  const Ty ty = types()[self];
  switch (ty.kind) {
    case TyKind::Str: case TyKind::Slice: case TyKind::Dyn: case TyKind::Foreign:
      return Answer::No;
    case TyKind::Param:     // its bound was not in scope
      return Answer::No;
    case TyKind::Projection: case TyKind::Opaque:
      // Without ?Sized an associated type is Sized; its bounds were looked at before.
      return Answer::No;
    case TyKind::Tuple:
      if (!ty.args.empty()) need(selection, program_.lang.trait("sized"), {ty.args.back()});
      return Answer::Yes;
    case TyKind::Adt: {
      const AdtDef& adt = program_.adts.at(ty.adt());
      if (adt.kind != AdtKind::Struct || adt.variants.empty() || adt.variants[0].fields.empty()) return Answer::Yes;
      TyId last = adt.variants[0].fields.back().ty;
      // Only a parameter or an unsized type as the last field can make a struct unsized.
      TyKind last_kind = types()[last].kind;
      if (last_kind == TyKind::Param || last_kind == TyKind::Adt || last_kind == TyKind::Str || last_kind == TyKind::Slice ||
          last_kind == TyKind::Dyn || last_kind == TyKind::Projection) {
        need(selection, program_.lang.trait("sized"), {substitute(types(), last, ty.args)});
      }
      return Answer::Yes;
    }
    default:
      return Answer::Yes;
  }
}

std::optional<Answer> Solver::builtin_copy_clone(const TraitRef& goal, Selection& selection) {
  const Ty ty = types()[goal.args[0]];
  switch (ty.kind) {
    case TyKind::FnDef: case TyKind::Ctor: case TyKind::FnPtr: case TyKind::Never:
      return Answer::Yes;
    case TyKind::Tuple:
      for (TyId element : ty.args) need(selection, goal.trait, {element});
      return Answer::Yes;
    case TyKind::Closure: {
      if (open_closures.count(ty.closure())) return Answer::Maybe;
      for (const Capture& capture : program_.closures.at(ty.closure()).captures) {
        if (capture.mode == Capture::Mode::ByRefMut || capture.mode == Capture::Mode::ByUniqueRef) return Answer::No;
        if (capture.mode == Capture::Mode::ByValue) need(selection, goal.trait, {substitute(types(), capture.place_ty, ty.args)});
      }
      return Answer::Yes;
    }
    case TyKind::Coroutine: case TyKind::Dyn: case TyKind::Str: case TyKind::Slice:
      return Answer::No;
    case TyKind::Ref:
      if (ty.mutability == Mutability::Mutable) return Answer::No;
      return Answer::Yes;
    case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::RawPtr:
      return Answer::Yes;
    case TyKind::Infer:
      return Answer::Yes;   // an integer or float
    default:
      return std::nullopt;
  }
}

std::optional<CallSignature> Solver::signature_of(TyId callee) {
  const Ty ty = types()[table_.shallow(callee)];
  CallSignature signature;
  switch (ty.kind) {
    case TyKind::FnDef: {
      const FnDef& fn = program_.fns.at(ty.fn());
      signature.is_unsafe = fn.is_unsafe;
      std::vector<TyId> params = fn.params;
      TyId output = fn.output;
      signature.inputs = substitute(types(), params, ty.args);
      signature.output = substitute(types(), output, ty.args);
      return signature;
    }
    case TyKind::Ctor: {
      const VariantDef& variant = program_.adts.at(ty.adt()).variants[ty.index];
      std::vector<TyId> fields;
      for (const FieldDef& field : variant.fields) fields.push_back(field.ty);
      signature.inputs = substitute(types(), fields, ty.args);
      signature.output = types().adt(ty.adt(), ty.args);
      return signature;
    }
    case TyKind::FnPtr:
      signature.is_unsafe = ty.is_unsafe;
      signature.inputs.assign(ty.args.begin(), ty.args.end() - 1);
      signature.output = ty.args.back();
      return signature;
    case TyKind::Closure: {
      const Closure& closure = program_.closures.at(ty.closure());
      Args params;
      for (const Param& param : closure.params) params.push_back(param.ty);
      TyId output = closure.output;
      signature.inputs = substitute(types(), params, ty.args);
      signature.output = substitute(types(), output, ty.args);
      return signature;
    }
    default:
      return std::nullopt;
  }
}

std::optional<Answer> Solver::builtin_call(const TraitRef& goal, Selection& selection) {
  const LangItems& lang = program_.lang;
  const Ty ty = types()[goal.args[0]];
  std::optional<CallSignature> signature = signature_of(goal.args[0]);
  if (!signature) return std::nullopt;
  if (signature->is_unsafe) return Answer::No;
  if (ty.kind == TyKind::Closure && !open_closures.count(ty.closure())) {
    ClosureKind kind = program_.closures.at(ty.closure()).kind;
    if (goal.trait == lang.trait("fn") && kind != ClosureKind::Fn) return Answer::No;
    if (goal.trait == lang.trait("fn_mut") && kind == ClosureKind::FnOnce) return Answer::No;
  }
  std::vector<Obligation> nested;
  for (TyId& input : signature->inputs) input = normalize(input, {}, nested);
  if (!table_.unify(types().tuple(signature->inputs), goal.args[1])) return Answer::No;
  for (Obligation& each : nested) selection.nested.push_back(std::move(each));
  return Answer::Yes;
}

bool Solver::is_copy(TyId ty) { return evaluate_trait(program_.lang.trait("copy"), {table_.resolve(ty)}) == Answer::Yes; }
bool Solver::is_sized(TyId ty) { return evaluate_trait(program_.lang.trait("sized"), {table_.resolve(ty)}) != Answer::No; }

}  // namespace sema
