#pragma once
// A program's items, complete, with std under them: as far as `collect_crate` and `check_items` go.

#include <string>

#include "base/text.h"
#include "run/prepared_std.h"
#include "sema/declare.h"
#include "sema/item_checks.h"

namespace collected {

/// Std, read once; each test's program is added to a copy.
inline const run::PreparedStd& base() {
  static const std::shared_ptr<const run::PreparedStd> made = [] {
    run::StdReader reader(run::all_std_files());
    while (reader.advance()) {}
    return reader.take();
  }();
  return *made;
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
