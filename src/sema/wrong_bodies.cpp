#include "sema/wrong_bodies.h"

namespace sema {

namespace {

/// The block that a function of the crate stands with; no span if there is none.
Span block_of(Program& program, FnId fn) {
  const FnDef& def = program.fns.at(fn);
  const auto* item = def.has_body && def.item ? std::get_if<syntax::FnItem>(&program.ast.items.at(def.item).kind) : nullptr;
  if (!item) return {};
  return program.ast.blocks.at(read_fn_body(program, item->decl)).span;
}

bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// What is wrong in a body that has a meaning nevertheless.
bool leaves_types(diag::Kind kind) {
  return kind == diag::Kind::UnsafeRequired || kind == diag::Kind::BindingNamesVariant || kind == diag::Kind::PrivateFieldInit;
}

/// What is said of a body whose types are known.
bool is_of_typed_body(diag::Kind kind) {
  return leaves_types(kind) || kind == diag::Kind::NonExhaustivePatterns || kind == diag::Kind::RefutablePattern;
}

}  // namespace

std::optional<std::set<FnId>> wrong_bodies(Program& program) {
  std::set<FnId> wrong;
  for (const diag::Diagnostic& said : program.diagnostics.all()) {
    if (diag::info(said.kind).level != diag::Level::Error) continue;
    if (said.kind == diag::Kind::Unsupported) return std::nullopt;
    const Span span = program.expansions.user_span(said.span, program.sources);
    std::optional<FnId> around;
    Span narrowest;
    for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
      const Span block = block_of(program, FnId(i));
      if (!block.file || !is_within(span, block)) continue;
      if (around && block.end - block.begin >= narrowest.end - narrowest.begin) continue;
      around = FnId(i);
      narrowest = block;
    }
    if (!around && said.kind == diag::Kind::ParamNotStatic) continue;   // of a field: bodies take it for granted
    if (!around) return std::nullopt;
    const FnDef& def = program.fns.at(*around);
    const bool hides_result = def.is_async || program.types.flags(def.output).has_opaque;
    if (hides_result || def.is_const) return std::nullopt;
    const bool has_types = !body_of(program, BodyOwner::of(*around)).has_errors;
    if (has_types && !is_of_typed_body(said.kind)) return std::nullopt;
    if (!leaves_types(said.kind)) wrong.insert(*around);
  }
  return wrong;
}

}  // namespace sema
