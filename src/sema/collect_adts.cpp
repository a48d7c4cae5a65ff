// Structs, enums and unions.

#include <algorithm>

#include "base/text.h"
#include "sema/attributes.h"
#include "sema/collector.h"
#include "sema/visibility.h"

namespace sema {

using diag::Kind;

namespace {

const syntax::Generics& generics_of(const syntax::Item& item) {
  if (const auto* one = std::get_if<syntax::StructItem>(&item.kind)) return one->generics;
  if (const auto* one = std::get_if<syntax::UnionItem>(&item.kind)) return one->generics;
  return std::get<syntax::EnumItem>(item.kind).generics;
}

}  // namespace

void Collector::declare_adt(const Declared& declared) {
  const syntax::Item& node = program_.ast.items.at(declared.item);
  AdtEntry entry;
  entry.id = AdtId(declared.def.id);
  entry.item = &node;
  entry.scope = module_scope(declared.module);

  AdtDef def;
  syntax::Ident name;
  if (const auto* item = std::get_if<syntax::StructItem>(&node.kind)) {
    name = item->name;
    def.variants.push_back({name.name, item->fields.kind, {}, 0, name.span});
  } else if (const auto* one = std::get_if<syntax::UnionItem>(&node.kind)) {
    def.kind = AdtKind::Union;
    name = one->name;
    def.variants.push_back({name.name, one->fields.kind, {}, 0, name.span});
  } else {
    const auto& many = std::get<syntax::EnumItem>(node.kind);
    def.kind = AdtKind::Enum;
    name = many.name;
    VariantIndex index = 0;
    for (const syntax::VariantDecl& variant : many.variants) {
      def.variants.push_back({variant.name.name, variant.fields.kind, {}, index, variant.name.span});
      read_lang(program_, variant.attributes, {Def::Kind::Variant, entry.id.value, index, {}});
      ++index;
    }
  }
  def.name = name.name;
  def.item = declared.item;
  def.span = name.span;
  def.path = program_.adts.at(entry.id).path;
  def.repr = read_repr(program_, node.attributes);
  def.valid_range_start = number_attribute(node.attributes, "valid_range_start");
  if (const std::uint32_t bits = number_attribute(node.attributes, "valid_range_bits")) def.valid_range_end = (static_cast<unsigned __int128>(1) << bits) - 1;
  declare_params(program_, entry.scope, generics_of(node), def.generics);
  read_lang(program_, node.attributes, declared.def);
  if (const syntax::Attribute* lang = find_attribute(node.attributes, "lang")) {
    def.is_box = lang->value == "owned_box";
    def.is_unsafe_cell = lang->value == "unsafe_cell";
    def.is_manually_drop = lang->value == "manually_drop";
    def.is_maybe_uninit = lang->value == "maybe_uninit";
    def.is_phantom_data = lang->value == "phantom_data";
  }
  entry.scope.generics = def.generics;
  entry.scope.self_ty = program_.types.adt(entry.id, identity_args(program_.types, def.generics));
  program_.adts[entry.id] = std::move(def);
  adts_.push_back(std::move(entry));
}

void Collector::complete_adt_bounds(AdtEntry& entry) {
  entry.scope.generics.params = program_.adts.at(entry.id).generics.params;
  lower_predicates(program_, entry.scope, generics_of(*entry.item), nullptr);
  program_.adts[entry.id].generics = entry.scope.generics;
}

VariantDef Collector::fields_of(const ItemScope& scope, const syntax::Fields& fields, NameId name,
                                Span span) {
  VariantDef variant;
  variant.name = name;
  variant.fields_kind = fields.kind;
  variant.span = span;
  TypeLowering lowering(program_, scope, nullptr);
  std::unordered_map<NameId, Span> seen;
  for (const syntax::FieldDecl& field : fields.fields) {
    auto [first, is_new] = seen.emplace(field.name.name, field.name.span);
    if (!is_new) {
      program_.diagnostics
          .add(Kind::DuplicateField, field.name.span,
               concat("the field ", quoted(program_.names.text(field.name.name)),
                      " is declared twice"))
          .label(first->second, "declared here first");
    }
    FieldDef def;
    def.name = field.name.name;
    def.ty = lowering.type(field.type);
    Reach reach = reach_of(program_, field.visibility, scope.module);
    def.is_public = reach.is_everywhere;
    if (!reach.is_everywhere) def.visible_within = reach.within;
    def.span = field.span;
    variant.fields.push_back(def);
  }
  return variant;
}

void Collector::complete_fields(AdtEntry& entry) {
  std::vector<VariantDef> variants;
  const AdtDef& known = program_.adts.at(entry.id);
  NameId name = known.name;
  Span span = known.span;
  const auto* many = std::get_if<syntax::EnumItem>(&entry.item->kind);
  if (const auto* one = std::get_if<syntax::StructItem>(&entry.item->kind)) {
    variants.push_back(fields_of(entry.scope, one->fields, name, span));
  } else if (const auto* overlay = std::get_if<syntax::UnionItem>(&entry.item->kind)) {
    variants.push_back(fields_of(entry.scope, overlay->fields, name, span));
  } else {
    for (const syntax::VariantDecl& variant : many->variants) {
      variants.push_back(
          fields_of(entry.scope, variant.fields, variant.name.name, variant.name.span));
      // Whoever sees an enum sees what is in it.
      for (FieldDef& field : variants.back().fields) {
        field.is_public = true;
        field.visible_within = ModuleId();
      }
    }
  }
  // The numbers are known already.
  AdtDef& def = program_.adts[entry.id];
  for (std::size_t i = 0; i < variants.size(); ++i) {
    variants[i].discriminant = def.variants[i].discriminant;
  }
  def.variants = std::move(variants);
  if (many) check_discriminants(entry.id);
}

namespace {

bool fits(__int128 value, IntKind kind) {
  const int bits = bits_of(kind);
  if (bits >= 128) return true;
  const __int128 end = static_cast<__int128>(1) << (is_signed(kind) ? bits - 1 : bits);
  return value < end && value >= (is_signed(kind) ? -end : 0);
}

}  // namespace

/// The numbers of one enum's variants; true if they are others than before.
bool Collector::count_discriminants(const AdtEntry& entry, const syntax::EnumItem& item) {
  const Repr repr = program_.adts.at(entry.id).repr;
  IntKind kind = repr.has_int ? repr.int_kind : IntKind::Isize;
  TyId ty = program_.types.int_type(kind);
  __int128 next = 0;
  bool has_changed = false;
  for (std::size_t i = 0; i < item.variants.size(); ++i) {
    if (syntax::ExprId written = item.variants[i].discriminant) {
      ConstResult value = evaluate_const(program_, entry.scope, written, ty);
      if (value.is_known) {
        int unused = 128 - bits_of(kind);
        unsigned __int128 high = value.bits << unused;
        next = is_signed(kind) ? static_cast<__int128>(high) >> unused
                               : static_cast<__int128>(high >> unused);
      } else if (!value.why_not.empty()) {
        program_.diagnostics.add(
            Kind::Unsupported, program_.ast.exprs.at(written).span,
            concat("this discriminant cannot be worked out: ", value.why_not));
      }
    } else if (i > 0 && !fits(next, kind)) {
      const syntax::VariantDecl& variant = item.variants[i];
      program_.diagnostics.add(Kind::DiscriminantOverflow, variant.name.span,
                               concat("no number is left for the variant ", quoted(program_.names.text(variant.name.name))));
      next = 0;
    }
    VariantDef& variant = program_.adts[entry.id].variants[i];
    has_changed = has_changed || variant.discriminant != next;
    variant.discriminant = next++;
  }
  return has_changed;
}

/// A discriminant may be made from another enum's, by way of a const: counted until nothing changes.
void Collector::complete_discriminants() {
  std::size_t before = program_.diagnostics.size();
  bool has_changed = true;
  for (std::size_t round = 0; has_changed && round <= adts_.size(); ++round) {
    has_changed = false;
    program_.diagnostics.truncate(before);
    for (const AdtEntry& entry : adts_) {
      const auto* item = std::get_if<syntax::EnumItem>(&entry.item->kind);
      if (!item || std::none_of(item->variants.begin(), item->variants.end(),
                                [](const syntax::VariantDecl& one) { return bool(one.discriminant); })) {
        continue;
      }
      has_changed = count_discriminants(entry, *item) || has_changed;
    }
  }
}

void Collector::check_discriminants(AdtId id) {
  const AdtDef& def = program_.adts.at(id);
  for (std::size_t i = 0; i < def.variants.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      const VariantDef& variant = def.variants[i];
      const VariantDef& other = def.variants[before];
      if (other.discriminant != variant.discriminant) continue;
      program_.diagnostics
          .add(Kind::DuplicateDiscriminant, def.span,
               concat("the number ", to_decimal(variant.discriminant), " is given to two variants"))
          .label(other.span, concat(quoted(program_.names.text(other.name)), " has it"))
          .label(variant.span, concat(quoted(program_.names.text(variant.name)), " has it too"));
      break;
    }
  }
}

}  // namespace sema
