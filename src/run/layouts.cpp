#include "run/layouts.h"

namespace run {

namespace {

const char* kind_name(mir::TypeKind kind) {
  if (kind == mir::TypeKind::Enum) return "enum";
  return kind == mir::TypeKind::Union ? "union" : "struct";
}

VariantLayout variant_layout(const mir::Program& program, const mir::Variant& variant, bool is_named) {
  VariantLayout out;
  if (is_named) out.name = variant.name;
  for (std::size_t i = 0; i < variant.fields.size(); ++i) {
    const mir::Field& field = variant.fields[i];
    const mir::Type& type = program.types.at(field.type);
    out.fields.push_back({field.name.empty() ? std::to_string(i) : field.name, type.name, field.offset, type.size});
  }
  return out;
}

std::optional<TagLayout> tag_layout(const mir::Program& program, const mir::TagEncoding& tag) {
  if (tag.kind == mir::TagEncoding::Kind::Single) return std::nullopt;
  return TagLayout{tag.kind == mir::TagEncoding::Kind::Niche, tag.offset, program.types.at(tag.tag_type).size};
}

}  // namespace

std::vector<TypeLayout> type_layouts(const Compiled& compiled) {
  std::vector<TypeLayout> out;
  if (!compiled.code) return out;
  const mir::Program& program = compiled.code->program();
  for (const mir::Program::DeclaredType& declared : program.declared_types) {
    const mir::Type& type = program.types.at(declared.type);
    TypeLayout layout{type.name, kind_name(type.kind), place_of(declared.span, compiled.sources),
                      type.size, type.align, type.is_sized, {}, {}};
    const bool is_enum = type.kind == mir::TypeKind::Enum;
    if (is_enum) layout.tag = tag_layout(program, type.tag);
    for (const mir::Variant& variant : type.variants) layout.variants.push_back(variant_layout(program, variant, is_enum));
    out.push_back(std::move(layout));
  }
  return out;
}

}  // namespace run
