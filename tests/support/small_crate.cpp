#include "small_crate.h"

#include "base/text.h"
#include "run/prepared_std.h"
#include "sema/item_checks.h"

namespace small_crate {
namespace {

const run::PreparedStd& prepared_std() {
  static const std::shared_ptr<const run::PreparedStd> made = [] {
    run::StdReader reader(run::all_std_files());
    while (reader.advance()) {}
    return reader.take();
  }();
  return *made;
}

syntax::Crate parse_into(sema::Program& program, std::string text, syntax::Edition edition) {
  expand::MacroScope macros = prepared_std().macros;
  program.edition = edition;
  const FileId file = program.sources.add_file("main.rs", std::move(text));
  return expand::parse_source(file, program.sources, program.names, edition, program.ast, program.expansions, macros,
                              program.diagnostics);
}

}  // namespace

const sema::Program& std_program() { return prepared_std().program; }

Crate declare(std::string text, syntax::Edition edition) {
  Crate crate{std::make_shared<sema::Program>(std_program()), {}};
  const syntax::Crate parsed = parse_into(*crate.program, std::move(text), edition);
  crate.declarations = sema::declare_crate(*crate.program, parsed, false);
  return crate;
}

std::shared_ptr<sema::Program> collect(std::string text) {
  auto program = std::make_shared<sema::Program>(std_program());
  sema::collect_crate(*program, parse_into(*program, std::move(text), syntax::Edition::E2024), false);
  return program;
}

std::string problems(const sema::Program& program) {
  diag::Diagnostics sorted = program.diagnostics;
  sorted.sort(program.sources);
  std::string out;
  for (const diag::Diagnostic& diagnostic : sorted.all()) {
    const std::string_view code = diag::info(diagnostic.kind).code;
    out += concat(out.empty() ? "" : ", ", code.empty() ? "error" : code, " ",
                  program.sources.begin_of(diagnostic.span).line);
  }
  return out;
}

std::string item_problems(std::string text) {
  const std::shared_ptr<sema::Program> program = collect(std::move(text));
  sema::check_items(*program);
  return problems(*program);
}

}  // namespace small_crate
