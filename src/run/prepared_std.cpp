#include "run/prepared_std.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "run/std_source.h"

namespace run {
namespace {

constexpr std::string_view macros_file = "macros.rs";
constexpr std::string_view root_file = "lib.rs";

syntax::Crate read_std_file(const std_source::File& source, PreparedStd& std) {
  sema::Program& program = std.program;
  const FileId file = program.sources.add_file(std::string(source.path), std::string(source.text), FileOrigin::Std);
  return expand::parse_source(file, program.sources, program.names, syntax::Edition::E2024, program.ast,
                              program.expansions, std.macros, program.diagnostics, {expand::TestMode::No, &std.files});
}

void read_std_macros(PreparedStd& std) {
  for (const std_source::File& source : std_source::files())
    if (source.path == macros_file) read_std_file(source, std);
  std.macros.publish();
}

/// The module that a file is: its name, or what its second line says, as "// Part of io.rs".
std::string_view module_of(const std_source::File& source) {
  constexpr std::string_view part_of = "\n// Part of ";
  const std::string_view behind = source.text.substr(std::min(source.text.find('\n'), source.text.size()));
  if (behind.substr(0, part_of.size()) != part_of) return std_module_name(source.path);
  return std_module_name(behind.substr(part_of.size(), behind.find('\n', 1) - part_of.size()));
}

/// Into the crate std: what stands in lib.rs, and each other file as a public module. A part of a module is
/// read behind it.
void read_into_std(syntax::Crate& crate, const std_source::File& source, PreparedStd& std) {
  sema::Program& program = std.program;
  syntax::Crate part = read_std_file(source, std);
  if (source.path == root_file) {
    crate.items.insert(crate.items.end(), part.items.begin(), part.items.end());
    return;
  }
  const NameId name = program.names.intern(module_of(source));
  for (const syntax::ItemId id : crate.items) {
    auto* whole = std::get_if<syntax::ModItem>(&program.ast.items[id].kind);
    if (!whole || whole->name.name != name) continue;
    whole->items.insert(whole->items.end(), part.items.begin(), part.items.end());
    return;
  }
  syntax::ModItem module;
  module.name.name = name;
  module.items = std::move(part.items);
  syntax::Item item;
  item.kind = std::move(module);
  item.visibility.kind = syntax::Visibility::Kind::Public;
  crate.items.push_back(program.ast.items.add(std::move(item)));
}

/// Makes what std consists of shared by all copies. Opaque types stay open: what they hide is found
/// when the body behind them is checked.
void freeze(sema::Program& program) {
  program.names.freeze();
  program.ast.exprs.freeze();
  program.ast.pats.freeze();
  program.ast.types.freeze();
  program.ast.blocks.freeze();
  program.ast.items.freeze();
  program.ast.generic_args.freeze();
  program.expansions.freeze();
  program.types.freeze();
  program.adts.freeze();
  program.fns.freeze();
  program.traits.freeze();
  program.impls.freeze();
  program.consts.freeze();
  program.statics.freeze();
  program.assoc_tys.freeze();
  program.type_aliases.freeze();
  program.closures.freeze();
  program.modules.freeze();
  program.trait_impls.freeze();
  program.impls_by_head.freeze();
  program.traits_by_method.freeze();
  program.block_modules.freeze();
  program.enum_modules.freeze();
  program.fn_visibility.freeze();
  program.fn_scopes.freeze();
  program.const_scopes.freeze();
  program.static_scopes.freeze();
  program.const_items.freeze();
  program.static_items.freeze();
  program.lang.items.freeze();
}

}  // namespace

StdReader::StdReader(StdFiles files) : std_(std::make_shared<PreparedStd>()) { std_->files = std::move(files); }

bool StdReader::advance() {
  if (!has_macros_) {
    has_macros_ = true;
    read_std_macros(*std_);
    return true;
  }
  if (next_file_ < std_source::files().size()) {
    const std_source::File& source = std_source::files()[next_file_++];
    const bool is_wanted = !is_for_some(source.text) || std_->files.count(std_module_name(source.path)) > 0;
    if (source.path != macros_file && is_wanted) read_into_std(crate_, source, *std_);
    return true;
  }
  if (!collection_) {
    std_->macros.publish();
    collection_.emplace(std_->program, crate_, true);
  }
  if (!lowering_) {
    if (collection_->advance()) return true;
    std_->program.std_root = collection_->root();
    lowering_ = std::make_unique<lower::StdLowering>(std_->program);
  }
  if (lowering_->advance()) return true;
  std_->lowered = lowering_->take();
  freeze(std_->program);
  return false;
}

std::shared_ptr<const PreparedStd> StdReader::take() { return std::move(std_); }

}  // namespace run
