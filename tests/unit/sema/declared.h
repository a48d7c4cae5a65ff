#pragma once
// A program's items with their names, std's under them: as far as `declare_crate` goes.

#include <string>

#include "run/std_files.h"
#include "run/std_source.h"
#include "sema/declare.h"

namespace declared {

/// Std's items, declared once and frozen; each test's program is added to a copy.
struct Base {
  sema::Program program;
  expand::MacroScope macros;
};

inline Base make_base() {
  Base base;
  sema::Program& program = base.program;
  syntax::Crate crate;
  const run::StdFiles all = run::all_std_files();
  const auto parse = [&](const std_source::File& source) {
    const FileId file =
        program.sources.add_file(std::string(source.path), std::string(source.text), FileOrigin::Std);
    return expand::parse_source(file, program.sources, program.names, syntax::Edition::E2024, program.ast,
                                program.expansions, base.macros, program.diagnostics, {expand::TestMode::No, &all});
  };
  for (const std_source::File& source : std_source::files()) {
    if (source.path == "macros.rs") parse(source);
  }
  base.macros.publish();
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
  base.macros.publish();
  sema::declare_crate(program, crate, true);
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
  program.consts.freeze();
  program.statics.freeze();
  program.type_aliases.freeze();
  program.modules.freeze();
  return base;
}

inline const Base& base() {
  static const Base made = make_base();
  return made;
}

struct Crate {
  sema::Program program;
  sema::Declarations declarations;
};

inline Crate declare(std::string text, syntax::Edition edition = syntax::Edition::E2024) {
  Crate crate{base().program, {}};
  expand::MacroScope macros = base().macros;
  sema::Program& program = crate.program;
  program.edition = edition;
  const FileId file = program.sources.add_file("main.rs", std::move(text));
  const syntax::Crate parsed =
      expand::parse_source(file, program.sources, program.names, edition, program.ast,
                           program.expansions, macros, program.diagnostics);
  crate.declarations = sema::declare_crate(program, parsed, false);
  return crate;
}

}  // namespace declared
