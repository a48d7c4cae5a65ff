#include "sema/types.h"

namespace sema {

Abi abi_of(std::string_view declared) {
  if (declared.empty() || declared.substr(0, 4) == "Rust" || declared.substr(0, 4) == "rust") return Abi::Rust;
  const std::string_view unwind = "-unwind";
  const bool unwinds = declared.size() > unwind.size() && declared.substr(declared.size() - unwind.size()) == unwind;
  return unwinds ? Abi::CUnwind : Abi::C;
}
std::string_view prefix_of(Abi abi) {
  switch (abi) {
    case Abi::Rust: return "";
    case Abi::C: return "extern \"C\" ";
    case Abi::CUnwind: return "extern \"C-unwind\" ";
  }
  return "";
}

bool is_signed(IntKind kind) { return kind <= IntKind::Isize; }

int bits_of(IntKind kind) {
  switch (kind) {
    case IntKind::I8: case IntKind::U8: return 8;
    case IntKind::I16: case IntKind::U16: return 16;
    case IntKind::I32: case IntKind::U32: return 32;
    case IntKind::I128: case IntKind::U128: return 128;
    default: return 64;
  }
}

std::string_view name_of(IntKind kind) {
  static constexpr std::string_view names[] = {"i8", "i16", "i32", "i64", "i128", "isize",
                                               "u8", "u16", "u32", "u64", "u128", "usize"};
  return names[static_cast<std::size_t>(kind)];
}

namespace {

std::size_t mix(std::size_t hash, std::size_t value) { return (hash ^ value) * 0x9e3779b97f4a7c15ull + (hash >> 29); }

std::size_t hash_of(const Ty& ty) {
  std::size_t hash = static_cast<std::size_t>(ty.kind) * 31 + static_cast<std::size_t>(ty.mutability);
  hash = mix(hash, static_cast<std::size_t>(ty.int_kind));
  hash = mix(hash, ty.float_bits + (ty.is_unsafe ? 256u : 0u) + 512u * static_cast<std::uint32_t>(ty.abi));
  hash = mix(hash, ty.def);
  hash = mix(hash, ty.index);
  hash = mix(hash, static_cast<std::size_t>(ty.value));
  for (TyId arg : ty.args) hash = mix(hash, arg.value);
  if (ty.dyn) {
    hash = mix(hash, ty.dyn->principal.value);
    for (TyId arg : ty.dyn->principal_args) hash = mix(hash, arg.value);
    for (const auto& [assoc, equal] : ty.dyn->projections) hash = mix(hash, equal.value);
  }
  return hash;
}

}  // namespace

TyStore::TyStore() {
  auto simple = [this](TyKind kind) {
    Ty ty;
    ty.kind = kind;
    return intern(std::move(ty));
  };
  bool_ = simple(TyKind::Bool);
  char_ = simple(TyKind::Char);
  str_ = simple(TyKind::Str);
  never_ = simple(TyKind::Never);
  unit_ = simple(TyKind::Tuple);
  error_ = simple(TyKind::Error);
  usize_ = int_type(IntKind::Usize);
  isize_ = int_type(IntKind::Isize);
  i32_ = int_type(IntKind::I32);
  u8_ = int_type(IntKind::U8);
  u32_ = int_type(IntKind::U32);
  u64_ = int_type(IntKind::U64);
  Ty f64;
  f64.kind = TyKind::Float;
  f64_ = intern(f64);
  f64.float_bits = 32;
  f32_ = intern(f64);
}

TyId TyStore::intern(Ty ty) {
  std::size_t hash = hash_of(ty);
  TyId& newest = by_hash_[hash];
  for (TyId known = newest; known; known = types_.at(known).same_hash) {
    if (types_.at(known).ty == ty) return known;
  }
  TyFlags flags;
  auto include = [&](TyId part) {
    TyFlags inner = types_.at(part).flags;
    flags.has_infer |= inner.has_infer;
    flags.has_param |= inner.has_param;
    flags.has_projection |= inner.has_projection;
    flags.has_opaque |= inner.has_opaque;
    flags.has_error |= inner.has_error;
  };
  for (TyId arg : ty.args) include(arg);
  if (ty.dyn) {
    for (TyId arg : ty.dyn->principal_args) include(arg);
    for (const auto& [assoc, equal] : ty.dyn->projections) include(equal);
  }
  flags.has_infer |= ty.kind == TyKind::Infer;
  flags.has_param |= ty.kind == TyKind::Param;
  flags.has_projection |= ty.kind == TyKind::Projection;
  flags.has_opaque |= ty.kind == TyKind::Opaque;
  flags.has_error |= ty.kind == TyKind::Error;
  newest = types_.add({std::move(ty), flags, newest});
  return newest;
}

TyFlags TyStore::flags(TyId id) const { return types_.at(id).flags; }
void TyStore::freeze() {
  types_.freeze();
  by_hash_.freeze();
}

TyId TyStore::int_type(IntKind kind) {
  Ty ty;
  ty.kind = TyKind::Int;
  ty.int_kind = kind;
  return intern(std::move(ty));
}
TyId TyStore::ref(TyId inner, Mutability mutability) {
  Ty ty;
  ty.kind = TyKind::Ref;
  ty.mutability = mutability;
  ty.args = {inner};
  return intern(std::move(ty));
}
TyId TyStore::raw_ptr(TyId inner, Mutability mutability) {
  Ty ty;
  ty.kind = TyKind::RawPtr;
  ty.mutability = mutability;
  ty.args = {inner};
  return intern(std::move(ty));
}
TyId TyStore::slice(TyId element) {
  Ty ty;
  ty.kind = TyKind::Slice;
  ty.args = {element};
  return intern(std::move(ty));
}
TyId TyStore::array(TyId element, TyId length) {
  Ty ty;
  ty.kind = TyKind::Array;
  ty.args = {element, length};
  return intern(std::move(ty));
}
TyId TyStore::tuple(Args elements) {
  Ty ty;
  ty.kind = TyKind::Tuple;
  ty.args = std::move(elements);
  return intern(std::move(ty));
}
TyId TyStore::adt(AdtId def, Args args) {
  Ty ty;
  ty.kind = TyKind::Adt;
  ty.def = def.value;
  ty.args = std::move(args);
  return intern(std::move(ty));
}
TyId TyStore::param(std::uint32_t index, NameId name) {
  Ty ty;
  ty.kind = TyKind::Param;
  ty.index = index;
  ty.name = name;
  return intern(std::move(ty));
}
TyId TyStore::const_value(unsigned __int128 value, TyId type) {
  Ty ty;
  ty.kind = TyKind::ConstValue;
  ty.value = value;
  ty.args = {type};
  return intern(std::move(ty));
}

TyId substitute(TyStore& types, TyId id, const Args& args) {
  if (!types.flags(id).has_param) return id;
  const Ty& seen = types[id];
  if (seen.kind == TyKind::Param) return seen.index < args.size() ? args[seen.index] : id;
  Ty ty = seen;
  for (TyId& arg : ty.args) arg = substitute(types, arg, args);
  if (ty.dyn) {
    for (TyId& arg : ty.dyn->principal_args) arg = substitute(types, arg, args);
    for (auto& [assoc, equal] : ty.dyn->projections) equal = substitute(types, equal, args);
  }
  return types.intern(std::move(ty));
}

Args substitute(TyStore& types, const Args& list, const Args& args) {
  Args out;
  out.reserve(list.size());
  for (TyId id : list) out.push_back(substitute(types, id, args));
  return out;
}

}  // namespace sema
