#pragma once
// A program's items, complete, with std under them: as far as `collect_crate` and `check_items` go.

#include <string>

#include "base/text.h"
#include "run/std_source.h"
#include "sema/declare.h"
#include "sema/item_checks.h"

namespace collected {

struct Base {
  sema::Program program;
  expand::MacroScope macros;
};

inline syntax::Crate parse_std(sema::Program& program, expand::MacroScope& macros) {
  syntax::Crate crate;
  const auto parse = [&](const std_source::File& source) {
    const FileId file =
        program.sources.add_file(std::string(source.path), std::string(source.text), FileOrigin::Std);
    return expand::parse_source(file, program.sources, program.names, syntax::Edition::E2024,
                                program.ast, program.expansions, macros, program.diagnostics);
  };
  for (const std_source::File& source : std_source::files()) {
    if (source.path == "macros.rs") parse(source);
  }
  macros.publish();
  for (const std_source::File& source : std_source::files()) {
    if (source.path == "macros.rs") continue;
    syntax::Crate part = parse(source);
    if (source.path == "lib.rs") {
      crate.items.insert(crate.items.end(), part.items.begin(), part.items.end());
      continue;
    }
    syntax::ModItem module;
    module.name.name = program.names.intern(source.path.substr(0, source.path.size() - 3));
    module.items = std::move(part.items);
    syntax::Item item;
    item.kind = std::move(module);
    item.visibility.kind = syntax::Visibility::Kind::Public;
    crate.items.push_back(program.ast.items.add(std::move(item)));
  }
  macros.publish();
  return crate;
}

/// Std, collected once and frozen; each test's program is added to a copy.
inline const Base& base() {
  static const Base made = [] {
    Base base;
    sema::Program& program = base.program;
    sema::collect_crate(program, parse_std(program, base.macros), true);
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
    program.opaques.freeze();
    program.modules.freeze();
    return base;
  }();
  return made;
}

inline sema::Program collect(std::string text) {
  sema::Program program = base().program;
  expand::MacroScope macros = base().macros;
  const FileId file = program.sources.add_file("main.rs", std::move(text));
  const syntax::Crate parsed =
      expand::parse_source(file, program.sources, program.names, syntax::Edition::E2024, program.ast,
                           program.expansions, macros, program.diagnostics);
  sema::collect_crate(program, parsed, false);
  return program;
}

/// "E0046 3, E0407 5": code and line of each message about the items of a program.
inline std::string item_problems(std::string text) {
  sema::Program program = collect(std::move(text));
  sema::check_items(program);
  program.diagnostics.sort(program.sources);
  std::string out;
  for (const diag::Diagnostic& diagnostic : program.diagnostics.all()) {
    const std::string_view code = diag::info(diagnostic.kind).code;
    out += concat(out.empty() ? "" : ", ", code.empty() ? "error" : code, " ",
                  program.sources.begin_of(diagnostic.span).line);
  }
  return out;
}

}  // namespace collected
