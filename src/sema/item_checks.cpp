#include "sema/item_checks.h"

#include <algorithm>

#include "base/text.h"

namespace sema {

using diag::Kind;

Span head_span(const Program& program, const ImplDef& impl) {
  const auto& item = std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
  Span self = program.ast.types.at(item.self_type).span;
  return item.trait_path ? join_spans(is_derived(program, impl) ? item.trait_path->span : item.head_begin, self) : self;
}

bool is_derived(const Program& program, const ImplDef& impl) {
  return impl.span.expansion &&
         program.expansions.all.at(impl.span.expansion).kind == expand::ExpansionKind::Derive;
}

namespace {

/// Behind the last item, where rustc would have `main` added; the start of an empty file.
Span end_of_items(const Program& program) {
  Span end;
  for (std::uint32_t i = 0; i < program.sources.size(); ++i) {
    if (program.sources.file(FileId(i)).origin == FileOrigin::User) end.file = FileId(i);
  }
  const auto& items = program.ast.items;
  for (std::uint32_t i = items.frozen_count(); i < items.size(); ++i) {
    Span span = items.at(syntax::ItemId(i)).span;
    if (span.file == end.file) end.begin = end.end = std::max(end.end, span.end);
  }
  return end;
}

void check_main(Program& program) {
  if (!program.main_fn) {
    // A crate of tests is run by its tests.
    if (!program.tests.empty()) return;
    program.diagnostics.add(Kind::NoMain, end_of_items(program), "the program has no function `main`");
    return;
  }
  const FnDef& main = program.fns.at(program.main_fn);
  const auto& item = std::get<syntax::FnItem>(program.ast.items.at(main.item).kind);
  if (!item.decl.generics.params.empty()) {
    program.diagnostics.add(Kind::MainGeneric, item.decl.generics.span,
                            "`main` cannot have generic parameters");
  }
  if (!item.decl.generics.predicates.empty())
    program.diagnostics.add(Kind::MainWhere, main.span, "`main` has no where clause");
  if (main.is_async) {
    program.diagnostics.add(Kind::MainAsync, main.span, "`main` cannot be async")
        .with_help("run a future from it with an executor");
  }
}

}  // namespace

void check_items(Program& program) {
  check_main(program);
  for (std::uint32_t i = program.adts.frozen_count(); i < program.adts.size(); ++i) {
    check_params_used(program, AdtId(i));
    check_static_fields(program, AdtId(i));
    check_union_fields(program, AdtId(i));
    check_sized_fields(program, AdtId(i));
  }
  for (std::uint32_t i = program.type_aliases.frozen_count(); i < program.type_aliases.size(); ++i)
    check_alias_params(program, Id<struct TypeAliasTag>(i));
  check_sizes(program);
  std::vector<ImplId> misplaced;
  std::vector<TraitId> broken;
  for (std::uint32_t i = program.impls.frozen_count(); i < program.impls.size(); ++i) {
    ImplId impl(i);
    const bool is_misplaced = !check_orphan(program, impl);
    if (is_misplaced) misplaced.push_back(impl);
    check_params_constrained(program, impl);
    check_lifetimes_constrained(program, impl);
    const std::size_t said = program.diagnostics.size();
    check_copy_impl(program, impl);
    check_drop_impl(program, impl);
    if (is_misplaced || program.diagnostics.size() != said) broken.push_back(program.impls.at(impl).trait_ref.trait);
  }
  check_overlaps(program, misplaced, broken);
  for (std::uint32_t i = program.impls.frozen_count(); i < program.impls.size(); ++i)
    check_impl_members(program, ImplId(i), broken);
  check_rules(program);
  check_attributes(program);
  check_bounds(program, broken);
}

}  // namespace sema
