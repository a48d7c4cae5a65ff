// The list is the value of a constant of std: lines of `owners: names`, words with a space between.

#include "sema/std_gaps.h"

#include <algorithm>

#include "base/text.h"

namespace sema {
namespace {

const Binding* binding_of(const Program& program, const std::unordered_map<NameId, Binding>& bindings, std::string_view name) {
  for (const auto& [each, binding] : bindings) {
    if (program.names.text(each) == name) return &binding;
  }
  return nullptr;
}

std::string_view list_of_gaps(const Program& program) {
  const Binding* module = binding_of(program, program.modules.at(program.std_root).types, "not_yet");
  if (!module) return {};
  const Binding* list = binding_of(program, program.modules.at(ModuleId(module->def.id)).values, "NAMES");
  if (!list) return {};
  const auto* declared = program.const_items.find(ConstId(list->def.id));
  if (!declared) return {};   // std itself is still being collected
  const syntax::Item& item = program.ast.items.at(declared->second);
  return std::get<syntax::LiteralExpr>(program.ast.exprs.at(std::get<syntax::ConstItem>(item.kind).value).kind).bytes;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

bool is_gap(const Program& program, std::string_view owner, std::string_view name) {
  std::string_view rest = list_of_gaps(program);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t colon = line.find(": ");
    if (colon != line.npos && has_word(line.substr(0, colon), owner) && has_word(line.substr(colon + 2), name)) return true;
  }
  return false;
}

std::string path_of_module(const Program& program, ModuleId id) {
  const Module& module = program.modules.at(id);
  if (!module.parent) return "std";
  return concat(path_of_module(program, module.parent), "::", program.names.text(module.name));
}

}  // namespace

std::string std_gap(const Program& program, ModuleId in, NameId name) {
  if (!in || !program.std_root || program.modules.at(in).crate_root != program.std_root) return {};
  const std::string owner = path_of_module(program, in);
  const std::string_view word = program.names.text(name);
  return is_gap(program, owner, word) ? concat(owner, "::", word) : std::string();
}

std::string std_gap(const Program& program, TyId ty, NameId name) {
  if (!program.std_root) return {};
  const Ty& of = program.types[ty];
  const std::string owner = of.kind == TyKind::Adt      ? program.adts[of.adt()].path
                            : of.kind == TyKind::Slice  ? "slice"
                            : of.kind == TyKind::Array  ? "array"
                            : of.kind == TyKind::RawPtr ? "pointer"
                                                        : type_name(program, ty);
  const std::string_view word = program.names.text(name);
  return is_gap(program, owner, word) ? concat(owner, "::", word) : std::string();
}

void tell_missing_features(const std::vector<syntax::Attribute>& of_crate, diag::Diagnostics& diagnostics) {
  static constexpr std::string_view missing[] = {
      "allocator_api", "async_drop", "auto_traits", "c_variadic", "const_trait_impl", "coroutine_trait", "coroutines",
      "custom_mir", "explicit_tail_calls", "gen_blocks", "generic_const_exprs", "iter_advance_by", "lang_items",
      "never_patterns", "portable_simd", "ptr_metadata", "specialization", "type_alias_impl_trait", "unboxed_closures",
      "unsized_fn_params", "unsized_locals", "yeet_expr"};
  for (const syntax::Attribute& attribute : of_crate) {
    if (attribute.name != "feature") continue;
    for (const syntax::Attribute& feature : attribute.args)
      if (std::find(std::begin(missing), std::end(missing), feature.name) != std::end(missing))
        diagnostics.add(diag::Kind::Unsupported, feature.span, concat("the feature ", quoted(feature.name), " is not built, or not all of it"));
  }
}

}  // namespace sema
