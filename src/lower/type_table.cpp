#include "lower/type_table.h"

#include <algorithm>

#include "base/text.h"

namespace lower {

using sema::TyKind;

namespace {

constexpr Bits all_of_64_bits = ~std::uint64_t{0};
constexpr std::uint64_t too_large = std::uint64_t{1} << 61;
constexpr std::uint32_t largest_char = 0x10ffff;

bool is_pointer_like(const mir::Type& type) {
  return type.kind == mir::TypeKind::Pointer || type.kind == mir::TypeKind::FnPtr;
}

mir::PointerKind pointer_kind(const sema::Ty& ty) {
  const bool is_mutable = ty.mutability == sema::Mutability::Mutable;
  switch (ty.kind) {
    case TyKind::Ref: return is_mutable ? mir::PointerKind::RefMut : mir::PointerKind::Ref;
    case TyKind::RawPtr: return is_mutable ? mir::PointerKind::RawMut : mir::PointerKind::Raw;
    default: return mir::PointerKind::Box;
  }
}

}  // namespace

bool is_std_path(std::string_view path) { return path.substr(0, 5) == "std::"; }

std::string_view last_segment(std::string_view path) {
  const std::size_t colon = path.rfind(':');
  return colon == std::string_view::npos ? path : path.substr(colon + 1);
}

mir::TypeId TypeTable::type(sema::TyId ty) {
  const auto found = known_.ids.find(ty);
  if (found != known_.ids.end()) {
    if (is_unfinished(found->second)) {
      for (std::size_t i = filling_.size(); i-- > 0 && (open_coroutines_.empty() || filling_[i] != open_coroutines_.back());)
        stale_.insert(filling_[i]);
    } else if (is_being_laid_out(found->second)) {
      if (!is_said_to_be_endless(ty)) report_layout(diag::Kind::Cycle, ty, "needs itself to be laid out");
    }
    return found->second;
  }
  const mir::TypeId id = out_.types.add(mir::Type{});
  known_.ids.emplace(ty, id);
  known_.entries.resize(out_.types.size());
  known_.entries[id.value].ty = ty;
  ++depth_;
  filling_.push_back(id);
  fill(id);
  filling_.pop_back();
  --depth_;
  while (open_coroutines_.empty() && filling_.empty() && !stale_.empty()) fill_again(*stale_.begin());
  if (depth_ == 0) close_pointees();
  return id;
}

/// Of a struct or enum that holds itself, it has been said where it is declared.
bool TypeTable::is_said_to_be_endless(sema::TyId ty) const {
  if (program_.types[ty].kind != TyKind::Adt) return false;
  const std::vector<diag::Diagnostic>& said = program_.diagnostics.all();
  return std::any_of(said.begin(), said.end(), [](const diag::Diagnostic& each) { return each.kind == diag::Kind::InfiniteSize; });
}

void TypeTable::close_pointees() {
  while (!open_pointees_.empty()) {
    const OpenPointee open = open_pointees_.back();
    open_pointees_.pop_back();
    const Growth around = growth_;
    growth_ = open.from.with(questions_.size_as_written(open.pointee));
    // A value so far inside cannot be made: `enum A<T> { End(T), More(Box<A<(T, T)>>) }`.
    const mir::TypeId target = type(growth_.is_endless() ? program_.types.unit_ : open.pointee);
    out_.types[open.pointer].pointee = target;
    growth_ = around;
  }
}

/// A type met while it is laid out itself is a part of itself: `struct S(<X as Trait>::Assoc)` can be.
/// In a coroutine's body, types are met for other reasons.
bool TypeTable::is_being_laid_out(mir::TypeId id) const {
  for (std::size_t i = filling_.size(); i-- > 0 && (open_coroutines_.empty() || filling_[i] != open_coroutines_.back());)
    if (filling_[i] == id) return true;
  return false;
}

/// Says once what is wrong with the layout of a type, where the type is declared, or else at `main`.
void TypeTable::report_layout(diag::Kind kind, sema::TyId ty_id, std::string_view what) {
  if (layout_failed_) return;
  layout_failed_ = true;
  const sema::Ty& ty = program_.types[ty_id];
  Span span = ty.kind == TyKind::Adt ? program_.adts.at(ty.adt()).span : Span{};
  if (!span.file && program_.main_fn) span = program_.fns.at(program_.main_fn).span;
  program_.diagnostics.add(kind, span, concat("the type ", quoted(sema::type_name(program_, ty_id)), " ", what));
}

/// Not laid out, or not for good, as a coroutine inside is still being lowered.
bool TypeTable::is_unfinished(mir::TypeId id) const {
  if (stale_.count(id)) return true;
  for (const mir::TypeId open : open_coroutines_)
    if (open == id) return true;
  return false;
}

/// Parts that are to be laid out again themselves come first.
void TypeTable::fill_again(mir::TypeId id) {
  if (!stale_.erase(id)) return;
  for (const mir::Variant& variant : std::vector<mir::Variant>(out_.types.at(id).variants))
    for (const mir::Field& field : variant.fields) fill_again(field.type);
  if (out_.types.at(id).kind == mir::TypeKind::Array) fill_again(out_.types.at(id).pointee);
  const mir::Type before = out_.types.at(id);
  ++depth_;
  fill(id);
  --depth_;
  if (is_pointer_like(before)) out_.types[id].pointee = before.pointee;
}

mir::Metadata TypeTable::metadata(sema::TyId pointee) {
  const sema::Ty& ty = program_.types[pointee];
  switch (ty.kind) {
    case TyKind::Slice:
    case TyKind::Str: return mir::Metadata::Length;
    case TyKind::Dyn: return mir::Metadata::Vtable;
    case TyKind::Tuple: return ty.args.empty() ? mir::Metadata::None : metadata(ty.args.back());
    case TyKind::Adt: {
      const sema::AdtDef& def = program_.adts.at(ty.adt());
      if (def.kind != sema::AdtKind::Struct || def.is_box || def.variants.empty()) break;
      const auto& fields = def.variants[0].fields;
      if (fields.empty()) break;
      const sema::TyId tail = fields.back().ty;
      const sema::Args args = ty.args;
      return metadata(questions_.field_type(tail, args));
    }
    default: break;
  }
  return mir::Metadata::None;
}

void TypeTable::fill(mir::TypeId id) {
  const sema::TyId ty_id = known_.entries[id.value].ty;
  const sema::Ty ty = program_.types[ty_id];
  mir::Type type;
  Shape shape;
  type.name = sema::type_name(program_, ty_id);
  type.is_copy = questions_.is_copy(ty_id);
  type.needs_drop = questions_.needs_drop(ty_id);
  switch (ty.kind) {
    case TyKind::Bool:
    case TyKind::Char:
    case TyKind::Int:
    case TyKind::Float: fill_scalar(type, shape, ty); break;
    case TyKind::Never:
    case TyKind::Error:
      type.kind = mir::TypeKind::Never;
      shape.is_uninhabited = true;
      break;
    case TyKind::Str:
      type.kind = mir::TypeKind::Str;
      type.is_sized = false;
      break;
    case TyKind::Slice:
      type.kind = mir::TypeKind::Slice;
      type.is_sized = false;
      type.pointee = this->type(ty.args[0]);
      shape.align = this->shape(type.pointee).align;
      note_contents(type);
      break;
    case TyKind::Dyn:
      type.kind = mir::TypeKind::Dyn;
      type.is_sized = false;
      break;
    case TyKind::Foreign:
      type.kind = mir::TypeKind::Struct;
      type.is_sized = false;
      type.variants.emplace_back();
      break;
    case TyKind::Ref:
    case TyKind::RawPtr:
      type.pointer_kind = pointer_kind(ty);
      type.metadata = metadata(ty.args[0]);
      fill_pointer(id, type, shape);
      break;
    case TyKind::FnPtr:
      type.kind = mir::TypeKind::FnPtr;
      type.is_c_abi = ty.abi != sema::Abi::Rust;
      shape.size = shape.align = 8;
      narrow(type, shape, {1, all_of_64_bits});
      shape.niche->scalar = id;
      break;
    case TyKind::Array:
      type.kind = mir::TypeKind::Array;
      type.pointee = this->type(ty.args[0]);
      type.length = static_cast<std::uint64_t>(program_.types[ty.args[1]].value);
      shape = lay_out_array(this->shape(type.pointee), type.length);
      note_contents(type);
      break;
    case TyKind::FnDef:
      type.kind = mir::TypeKind::FnDef;
      type.callee_name = program_.fns.at(ty.fn()).path;
      break;
    case TyKind::Ctor:
      type.kind = mir::TypeKind::FnDef;
      type.callee_name = program_.adts.at(ty.adt()).path;
      break;
    case TyKind::Tuple:
    case TyKind::Closure: fill_capturing(type, shape, ty); break;
    case TyKind::Coroutine: fill_coroutine(id, type, shape, ty_id); break;
    case TyKind::Adt:
      if (program_.adts.at(ty.adt()).is_box) {
        type.pointer_kind = mir::PointerKind::Box;
        type.metadata = metadata(ty.args[0]);
        type.display = "Box";
        fill_pointer(id, type, shape);
        known_.entries[id.value].shape = shape;
        fill_box_fields(type, ty);
      } else {
        fill_adt(type, shape, ty);
      }
      break;
    case TyKind::Param:
    case TyKind::Projection:
    case TyKind::Opaque:
    case TyKind::ConstValue:
    case TyKind::Infer: type.kind = mir::TypeKind::Param; break;
  }
  // The scalar that a niche lies in is named by its type; a scalar's own is this one.
  if (shape.niche && !shape.niche->scalar) shape.niche->scalar = id;
  if (shape.size >= too_large) report_layout(diag::Kind::ConstEvaluation, ty_id, "is larger than an address space");
  type.size = shape.size;
  type.align = shape.align;
  type.is_uninhabited = shape.is_uninhabited;
  known_.entries[id.value].shape = shape;
  type.drop_glue = out_.types.at(id).drop_glue;
  out_.types[id] = std::move(type);
}

/// The scalar at the type's start has only the values in `range`.
void TypeTable::narrow(mir::Type& type, Shape& shape, mir::ValidRange range) {
  type.has_valid_range = true;
  type.valid_range = range;
  Niche niche;
  niche.size = static_cast<std::uint32_t>(shape.size);
  niche.valid = range;
  if (niche.available() > 0) shape.niche = niche;
}

void TypeTable::fill_scalar(mir::Type& type, Shape& shape, const sema::Ty& ty) {
  switch (ty.kind) {
    case TyKind::Bool:
      type.kind = mir::TypeKind::Bool;
      type.bits = 8;
      shape.size = shape.align = 1;
      narrow(type, shape, {0, 1});
      break;
    case TyKind::Char:
      type.kind = mir::TypeKind::Char;
      type.bits = 32;
      shape.size = shape.align = 4;
      narrow(type, shape, {0, largest_char});
      break;
    case TyKind::Float:
      type.kind = mir::TypeKind::Float;
      type.bits = ty.float_bits;
      shape.size = shape.align = ty.float_bits / 8u;
      break;
    default:
      type.kind = mir::TypeKind::Int;
      type.bits = static_cast<std::uint32_t>(sema::bits_of(ty.int_kind));
      type.is_signed = sema::is_signed(ty.int_kind);
      shape.size = shape.align = type.bits / 8;
      break;
  }
}

/// Thin or wide, after kind and metadata are known. The pointee is filled in at the end, as it may
/// contain the pointer.
void TypeTable::fill_pointer(mir::TypeId id, mir::Type& type, Shape& shape) {
  const sema::Ty ty = program_.types[known_.entries[id.value].ty];
  type.kind = mir::TypeKind::Pointer;
  const bool is_wide = type.metadata != mir::Metadata::None;
  const bool is_raw = ty.kind == TyKind::RawPtr;
  shape.size = is_wide ? 16 : 8;
  shape.align = 8;
  Niche niche;
  niche.size = 8;
  niche.valid = {1, all_of_64_bits};
  if (!is_raw) {
    type.has_valid_range = true;
    type.valid_range = niche.valid;
    niche.scalar = id;
    shape.niche = niche;
  } else if (type.metadata == mir::Metadata::Vtable) {
    niche.offset = 8;
    niche.scalar = this->type(program_.types.usize_);
    shape.niche = niche;
  }
  // Of `*mut T` for the destructor, whose argument is one.
  const bool is_unique = type.pointer_kind == mir::PointerKind::RefMut ||
                         type.pointer_kind == mir::PointerKind::RawMut ||
                         type.pointer_kind == mir::PointerKind::Box;
  const sema::TraitId unpin = program_.lang.trait("unpin");
  if (is_unique && unpin) type.pointee_is_unpin = sema::implements(program_, {unpin, {ty.args[0]}});
  open_pointees_.push_back({id, ty.args[0], growth_});
}

/// Box is a pointer to the machine and a struct to its own methods.
void TypeTable::fill_box_fields(mir::Type& type, const sema::Ty& ty) {
  const sema::AdtDef& def = program_.adts.at(ty.adt());
  mir::Variant fields = variant(def.variants[0], ty.args);
  place_fields(fields, lay_out_struct(shapes_of(fields), {}, Tail::MaybeUnsized));
  type.variants.push_back(std::move(fields));
}

void TypeTable::fill_adt(mir::Type& type, Shape& shape, const sema::Ty& ty) {
  const sema::AdtDef& def = program_.adts.at(ty.adt());
  if (is_std_path(def.path)) type.display = std::string(last_segment(def.path));
  type.is_unsafe_cell = def.is_unsafe_cell;
  type.is_manually_drop = def.is_manually_drop;
  type.is_maybe_uninit = def.is_maybe_uninit;
  type.is_transparent = def.repr.is_transparent;
  type.packed = static_cast<std::uint8_t>(std::min(def.repr.packed, 128u));
  if (def.kind == sema::AdtKind::Enum) {
    fill_enum(type, shape, ty);
  } else {
    fill_struct(type, shape, ty);
  }
  note_contents(type);
}

mir::Variant TypeTable::variant(const sema::VariantDef& def, const sema::Args& args) {
  mir::Variant out;
  out.name = std::string(program_.names.text(def.name));
  out.discriminant = def.discriminant;
  for (const sema::FieldDef& field : def.fields) {
    mir::Field made;
    made.name = std::string(program_.names.text(field.name));
    made.type = type(questions_.field_type(field.ty, args));
    out.is_uninhabited |= shape(made.type).is_uninhabited;
    out.fields.push_back(std::move(made));
  }
  return out;
}

std::vector<Shape> TypeTable::shapes_of(const mir::Variant& variant) const {
  std::vector<Shape> shapes;
  for (const mir::Field& field : variant.fields) shapes.push_back(shape(field.type));
  return shapes;
}

void TypeTable::place_fields(mir::Variant& variant, const StructLayout& layout) const {
  for (std::size_t i = 0; i < variant.fields.size(); ++i)
    variant.fields[i].offset = layout.offsets[i];
}

void TypeTable::fill_struct(mir::Type& type, Shape& shape, const sema::Ty& ty) {
  const sema::AdtDef& def = program_.adts.at(ty.adt());
  const bool is_union = def.kind == sema::AdtKind::Union;
  type.kind = is_union ? mir::TypeKind::Union : mir::TypeKind::Struct;
  mir::Variant fields = variant(def.variants[0], ty.args);
  const std::vector<Shape> shapes = shapes_of(fields);
  const bool has_tail = !is_union && !def.variants[0].fields.empty();
  const bool may_be_unsized =
      has_tail && tail_may_be_unsized(def.variants[0].fields.back().ty, def.generics);
  const StructLayout layout =
      is_union ? lay_out_union(shapes, def.repr)
               : lay_out_struct(shapes, def.repr, may_be_unsized ? Tail::MaybeUnsized : Tail::Sized);
  place_fields(fields, layout);
  if (has_tail) type.is_sized = out_.types.at(fields.fields.back().type).is_sized;
  fields.name.clear();
  type.variants.push_back(std::move(fields));
  shape = layout.shape;
  if (def.is_unsafe_cell) shape.niche.reset();
  if ((def.valid_range_start > 0 || def.valid_range_end > 0) && has_tail) {
    const mir::TypeId scalar = type.variants[0].fields[0].type;
    const std::optional<Niche> before = shape.niche;
    Shape word = this->shape(scalar);
    if (is_pointer_like(out_.types.at(scalar))) word.size = 8;
    const Bits largest = def.valid_range_end > 0 ? def.valid_range_end : word.size >= 16 ? ~Bits{0} : (Bits{1} << (word.size * 8)) - 1;
    word.niche.reset();
    narrow(type, word, {def.valid_range_start, largest});
    if (word.niche && (!before || before->available() <= word.niche->available())) {
      shape.niche = word.niche;
      shape.niche->scalar = scalar;
    }
  }
}

void TypeTable::fill_enum(mir::Type& type, Shape& shape, const sema::Ty& ty) {
  const sema::AdtDef& def = program_.adts.at(ty.adt());
  type.kind = mir::TypeKind::Enum;
  std::vector<std::vector<Shape>> shapes;
  std::vector<__int128> discriminants;
  for (const sema::VariantDef& one : def.variants) {
    type.variants.push_back(variant(one, ty.args));
    shapes.push_back(shapes_of(type.variants.back()));
    discriminants.push_back(one.discriminant);
  }
  EnumLayout layout = lay_out_enum(shapes, discriminants, def.repr);
  if (layout.tag.kind == mir::TagEncoding::Kind::Direct) {
    layout.tag.tag_type = this->type(program_.types.int_type(layout.tag_int));
    if (layout.shape.niche) layout.shape.niche->scalar = layout.tag.tag_type;
  }
  for (std::size_t i = 0; i < type.variants.size(); ++i)
    place_fields(type.variants[i], layout.variants[i]);
  type.tag = layout.tag;
  shape = layout.shape;
}

/// Tuples, and what closures and futures hold of the function around them.
void TypeTable::fill_capturing(mir::Type& type, Shape& shape, sema::Ty ty) {
  mir::Variant fields;
  sema::Args parts = ty.args;
  type.kind = mir::TypeKind::Tuple;
  if (ty.kind != TyKind::Tuple) {
    type.kind = ty.kind == TyKind::Closure ? mir::TypeKind::Closure : mir::TypeKind::Coroutine;
    type.callee_name = type.name;
    parts = sema::captured_types(program_, ty.closure(), ty.args);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    mir::Field field;
    field.name = std::to_string(i);
    field.type = this->type(questions_.normalize(parts[i]));
    fields.fields.push_back(std::move(field));
  }
  if (ty.kind != TyKind::Tuple) {
    const sema::Closure& closure = program_.closures.at(ty.closure());
    const sema::Body& around = sema::body_of(program_, closure.owner);
    for (std::size_t i = 0; i < fields.fields.size() && i < closure.captures.size(); ++i)
      fields.fields[i].name =
          std::string(program_.names.text(around.locals[closure.captures[i].local].name));
  }
  const bool is_tuple = ty.kind == TyKind::Tuple;
  const StructLayout layout =
      lay_out_struct(shapes_of(fields), {}, is_tuple ? Tail::MaybeUnsized : Tail::Sized);
  place_fields(fields, layout);
  if (is_tuple && !fields.fields.empty())
    type.is_sized = out_.types.at(fields.fields.back().type).is_sized;
  type.variants.push_back(std::move(fields));
  shape = layout.shape;
  note_contents(type);
}

/// What is inside, not behind a pointer: uninhabited variants, interior mutability.
void TypeTable::note_contents(mir::Type& type) const {
  type.has_unsafe_cell |= type.is_unsafe_cell;
  if (type.pointee) type.has_unsafe_cell |= out_.types.at(type.pointee).has_unsafe_cell;
  for (mir::Variant& variant : type.variants) {
    for (const mir::Field& field : variant.fields) {
      const mir::Type& inner = out_.types.at(field.type);
      type.has_unsafe_cell |= inner.has_unsafe_cell;
      variant.is_uninhabited |= inner.is_uninhabited;
    }
  }
}

/// As declared, before any argument is put in: the layouts of `S<[u8; 4]>` and `S<[u8]>` must agree.
bool TypeTable::tail_may_be_unsized(sema::TyId ty_id, const sema::Generics& generics) {
  const sema::Ty ty = program_.types[ty_id];
  switch (ty.kind) {
    case TyKind::Slice:
    case TyKind::Str:
    case TyKind::Dyn:
    case TyKind::Foreign: return true;
    case TyKind::Param:
      return ty.index < generics.params.size() && !generics.params[ty.index].is_sized;
    case TyKind::Tuple: return !ty.args.empty() && tail_may_be_unsized(ty.args.back(), generics);
    case TyKind::Adt: {
      const sema::AdtDef& def = program_.adts.at(ty.adt());
      if (def.kind != sema::AdtKind::Struct || def.is_box) return false;
      if (def.variants[0].fields.empty()) return false;
      const sema::TyId tail = def.variants[0].fields.back().ty;
      return tail_may_be_unsized(sema::substitute(program_.types, tail, ty.args), generics);
    }
    default: return false;
  }
}

}  // namespace lower
