// Sizes that the text needs while types are still being written: `[u8; size_of::<Header>()]`. Of these
// the final word has lower/layout.cpp; here is what does not depend on which order the compiler chose.
// A struct in the compiler's own order has no padding but at its end: it sorts by a power of two that
// divides the field's size.

#include <algorithm>

#include "sema/const_eval.h"

namespace sema {

namespace {

constexpr int max_depth = 32;   // a type that holds itself has no layout

std::uint64_t round_up(std::uint64_t size, std::uint64_t align) { return (size + align - 1) / align * align; }

class Sizes {
 public:
  using Layout = ConstEvaluator::Layout;
  explicit Sizes(Program& program) : program_(program) {}

  std::optional<Layout> of(TyId id, int depth) {
    if (depth > max_depth) return std::nullopt;
    const Ty ty = program_.types[id];
    switch (ty.kind) {
      case TyKind::Bool: return Layout{1, 1};
      case TyKind::Char: return Layout{4, 4};
      case TyKind::Int: {
        const unsigned bytes = static_cast<unsigned>(bits_of(ty.int_kind)) / 8;
        return Layout{bytes, bytes};
      }
      case TyKind::Float: return Layout{ty.float_bits / 8u, ty.float_bits / 8u};
      case TyKind::Never: return Layout{0, 1};
      case TyKind::FnPtr: return Layout{8, 8};
      case TyKind::Ref:
      case TyKind::RawPtr: return pointer_to(ty.args[0], depth);
      case TyKind::Tuple: return sequence(ty.args, Repr{}, depth);
      case TyKind::Array: {
        const std::optional<Layout> element = of(ty.args[0], depth + 1);
        const Ty length = program_.types[ty.args[1]];
        std::uint64_t size = 0;
        if (!element || length.kind != TyKind::ConstValue) return std::nullopt;
        if (__builtin_mul_overflow(element->size, static_cast<std::uint64_t>(length.value), &size)) return std::nullopt;
        return Layout{size, element->align};
      }
      case TyKind::Adt: return adt(ty, depth);
      default: return std::nullopt;
    }
  }

 private:
  /// The fields of a variant with the type's arguments in place; none while they are not all read yet.
  std::optional<std::vector<TyId>> fields_of(const AdtDef& def, const Ty& ty) {
    const auto& item = program_.ast.items.at(def.item).kind;
    const auto* one = std::get_if<syntax::StructItem>(&item);
    const auto* overlay = std::get_if<syntax::UnionItem>(&item);
    const std::vector<FieldDef> fields = def.variants.at(0).fields;
    const std::size_t written = one ? one->fields.fields.size() : overlay ? overlay->fields.fields.size() : 0;
    if (fields.size() != written) return std::nullopt;
    std::vector<TyId> types;
    for (const FieldDef& field : fields) types.push_back(substitute(program_.types, field.ty, ty.args));
    return types;
  }

  std::optional<Layout> adt(const Ty& ty, int depth) {
    const AdtDef def = program_.adts.at(ty.adt());
    if (def.kind == AdtKind::Enum) return tag_of(def);
    const std::optional<std::vector<TyId>> fields = fields_of(def, ty);
    if (!fields) return std::nullopt;
    if (def.kind == AdtKind::Struct) return sequence(*fields, def.repr, depth);
    Layout all{0, std::max<std::uint32_t>(1, def.repr.align)};
    for (TyId field : *fields) {
      const std::optional<Layout> one = of(field, depth + 1);
      if (!one) return std::nullopt;
      all.size = std::max<std::uint64_t>(all.size, one->size);
      all.align = std::max(all.align, align_in(*one, def.repr));
    }
    return Layout{round_up(all.size, all.align), all.align};
  }

  /// Of an enum whose variants hold nothing and whose tag is given.
  std::optional<Layout> tag_of(const AdtDef& def) {
    const auto& item = std::get<syntax::EnumItem>(program_.ast.items.at(def.item).kind);
    const bool is_plain = std::all_of(item.variants.begin(), item.variants.end(), [](const syntax::VariantDecl& variant) { return variant.fields.fields.empty(); });
    if (!is_plain || !def.repr.has_int || def.repr.align != 0) return std::nullopt;
    const unsigned bytes = static_cast<unsigned>(bits_of(def.repr.int_kind)) / 8;
    return Layout{bytes, bytes};
  }

  template <class Types>
  std::optional<Layout> sequence(const Types& fields, const Repr& repr, int depth) {
    Layout all{0, std::max<std::uint32_t>(1, repr.align)};
    for (TyId field : fields) {
      const std::optional<Layout> one = of(field, depth + 1);
      if (!one) return std::nullopt;
      const auto align = align_in(*one, repr);
      if (repr.is_c) all.size = round_up(all.size, align);
      all.size += one->size;
      all.align = std::max(all.align, align);
    }
    return Layout{round_up(all.size, all.align), all.align};
  }

  decltype(Layout::align) align_in(const Layout& field, const Repr& repr) {
    return repr.packed ? std::min<decltype(Layout::align)>(field.align, repr.packed) : field.align;
  }

  std::optional<Layout> pointer_to(TyId id, int depth) {
    if (depth > max_depth) return std::nullopt;
    const Ty ty = program_.types[id];
    switch (ty.kind) {
      case TyKind::Str:
      case TyKind::Slice:
      case TyKind::Dyn: return Layout{16, 8};
      case TyKind::Adt: {
        const AdtDef def = program_.adts.at(ty.adt());
        if (def.kind != AdtKind::Struct) return Layout{8, 8};
        const std::optional<std::vector<TyId>> fields = fields_of(def, ty);
        if (!fields) return std::nullopt;
        return fields->empty() ? Layout{8, 8} : pointer_to(fields->back(), depth + 1);
      }
      case TyKind::Tuple: return ty.args.empty() ? Layout{8, 8} : pointer_to(ty.args.back(), depth + 1);
      case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Never:
      case TyKind::FnPtr: case TyKind::Ref: case TyKind::RawPtr: case TyKind::Array: return Layout{8, 8};
      default: return std::nullopt;
    }
  }

  Program& program_;
};

}  // namespace

std::optional<ConstEvaluator::Layout> ConstEvaluator::layout_of(TyId ty) { return Sizes(program_).of(ty, 0); }

}  // namespace sema
