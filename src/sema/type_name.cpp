// Types as Rust writes them, for messages and for `std::any::type_name`.

#include "base/text.h"
#include "sema/program.h"

namespace sema {

namespace {

class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {}

  std::string name(TyId id) {
    const Ty& ty = program_.types[id];
    switch (ty.kind) {
      case TyKind::Bool: return "bool";
      case TyKind::Char: return "char";
      case TyKind::Int: return std::string(name_of(ty.int_kind));
      case TyKind::Float: return ty.float_bits == 32 ? "f32" : "f64";
      case TyKind::Str: return "str";
      case TyKind::Never: return "!";
      case TyKind::Adt: return concat(text(program_.adts[ty.adt()].name), arguments(ty.args, 0));
      case TyKind::Ref: return concat(ty.mutability == Mutability::Mutable ? "&mut " : "&", behind_pointer(ty.args[0]));
      case TyKind::RawPtr: return concat(ty.mutability == Mutability::Mutable ? "*mut " : "*const ", behind_pointer(ty.args[0]));
      case TyKind::Slice: return concat("[", name(ty.args[0]), "]");
      case TyKind::Array: return concat("[", name(ty.args[0]), "; ", name(ty.args[1]), "]");
      case TyKind::Tuple: return tuple(ty.args);
      case TyKind::FnDef: return concat("fn item {", program_.fns[ty.fn()].path, "}");
      case TyKind::Ctor: return concat("fn item {", program_.adts[ty.adt()].path, "}");
      case TyKind::FnPtr: return function_pointer(ty);
      case TyKind::Closure: return closure(ty);
      case TyKind::Coroutine: return concat("{async block@", place(program_.closures[ty.closure()].head_span), "}");
      case TyKind::Dyn: return dyn(*ty.dyn);
      case TyKind::Param: return text(ty.name);
      case TyKind::Projection: return projection(ty);
      case TyKind::Opaque: return opaque(ty);
      case TyKind::ConstValue: return constant(ty);
      case TyKind::Infer: return "_";
      case TyKind::Foreign: return "extern type";
      case TyKind::Error: return "{unknown}";
    }
    return "_";
  }

 private:
  std::string text(NameId id) { return id ? std::string(program_.names.text(id)) : "_"; }

  std::string arguments(const Args& args, std::size_t first) {
    if (args.size() <= first) return "";
    std::string out = "<";
    for (std::size_t i = first; i < args.size(); ++i) out += concat(i > first ? ", " : "", name(args[i]));
    return out + ">";
  }
  std::string list(const Args& args, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += concat(i ? ", " : "", name(args[i]));
    return out;
  }
  std::string tuple(const Args& args) {
    return concat("(", list(args, args.size()), args.size() == 1 ? ",)" : ")");
  }
  /// `&(dyn A + Send)` needs its parentheses.
  std::string behind_pointer(TyId id) {
    const Ty& ty = program_.types[id];
    std::string inner = name(id);
    bool has_plus = ty.kind == TyKind::Dyn && ty.dyn->auto_traits.size() + (ty.dyn->principal ? 1 : 0) > 1;
    return has_plus ? concat("(", inner, ")") : inner;
  }
  std::string function_pointer(const Ty& ty) {
    std::string out = concat(ty.is_unsafe ? "unsafe " : "", prefix_of(ty.abi), "fn(");
    out += list(ty.args, ty.args.size() - 1) + ")";
    return ty.args.back() == program_.types.unit_ ? out : concat(out, " -> ", name(ty.args.back()));
  }
  std::string place(Span span) {
    if (!span.file) return "std";
    LineColumn at = program_.sources.begin_of(span);
    return concat(program_.sources.file(span.file).name, ":", at.line, ":", at.column);
  }
  std::string closure(const Ty& ty) { return concat("{closure@", place(program_.closures[ty.closure()].head_span), "}"); }

  std::string trait_with(TraitId trait, const Args& own, const std::vector<std::pair<AssocTyId, TyId>>& equal) {
    const TraitDef& def = program_.traits[trait];
    bool is_fn = trait == program_.lang.trait("fn") || trait == program_.lang.trait("fn_mut") || trait == program_.lang.trait("fn_once");
    if (is_fn && own.size() == 1 && program_.types[own[0]].kind == TyKind::Tuple) {
      const Args& parameters = program_.types[own[0]].args;
      std::string out = concat(text(def.name), "(", list(parameters, parameters.size()), ")");
      if (!equal.empty() && equal[0].second != program_.types.unit_) out += concat(" -> ", name(equal[0].second));
      return out;
    }
    std::string inside = list(own, own.size());
    for (const auto& [assoc, ty] : equal) {
      inside += concat(inside.empty() ? "" : ", ", text(program_.assoc_tys[assoc].name), " = ", name(ty));
    }
    return inside.empty() ? text(def.name) : concat(text(def.name), "<", inside, ">");
  }
  std::string dyn(const DynTy& dyn) {
    std::string out = "dyn ";
    bool is_first = true;
    if (dyn.principal) {
      out += trait_with(dyn.principal, dyn.principal_args, dyn.projections);
      is_first = false;
    }
    for (TraitId trait : dyn.auto_traits) {
      out += concat(is_first ? "" : " + ", text(program_.traits[trait].name));
      is_first = false;
    }
    return out;
  }
  std::string projection(const Ty& ty) {
    const AssocTyDef& assoc = program_.assoc_tys[ty.assoc_ty()];
    const TraitDef& trait = program_.traits[assoc.trait];
    std::size_t trait_count = trait.generics.params.size();
    Args of_trait(ty.args.begin() + 1, ty.args.begin() + static_cast<long>(std::min(trait_count, ty.args.size())));
    return concat("<", name(ty.args[0]), " as ", trait_with(assoc.trait, of_trait, {}), ">::", text(assoc.name));
  }
  std::string opaque(const Ty& ty) {
    const OpaqueDef& def = program_.opaques[ty.opaque()];
    std::string out = "impl ";
    bool is_first = true;
    TraitId sized = program_.lang.trait("sized");
    for (const Predicate& bound : def.bounds) {
      if (bound.kind != Predicate::Kind::Trait || bound.trait_ref.trait == sized) continue;
      std::vector<std::pair<AssocTyId, TyId>> equal;
      for (const Predicate& other : def.bounds) {
        if (other.kind == Predicate::Kind::ProjectionEquals && other.trait_ref.trait == bound.trait_ref.trait) equal.push_back({other.assoc_ty, other.ty});
      }
      Args own(bound.trait_ref.args.begin() + 1, bound.trait_ref.args.end());
      out += concat(is_first ? "" : " + ", trait_with(bound.trait_ref.trait, own, equal));
      is_first = false;
    }
    return out;
  }
  std::string constant(const Ty& ty) {
    const Ty& of = program_.types[ty.args[0]];
    if (of.kind == TyKind::Bool) return ty.value ? "true" : "false";
    if (of.kind == TyKind::Char) {
      std::string out = "'";
      append_utf8(out, static_cast<char32_t>(ty.value));
      return out + "'";
    }
    if (of.kind == TyKind::Int && is_signed(of.int_kind)) {
      int shift = 128 - bits_of(of.int_kind);
      return to_decimal(static_cast<__int128>(ty.value << shift) >> shift);
    }
    return to_decimal(ty.value);
  }

  const Program& program_;
};

}  // namespace

std::string type_name(const Program& program, TyId ty) { return Writer(program).name(ty); }

}  // namespace sema
