// Bodies of std that were left as tokens are parsed when a program first calls them.

#include "sema/program.h"
#include "syntax/parse.h"

namespace sema {

syntax::BlockId read_fn_body(Program& program, const syntax::FnDecl& decl) {
  if (!decl.body || !program.ast.blocks.at(decl.body).unread) return decl.body;
  if (const auto known = program.late_blocks.find(decl.body); known != program.late_blocks.end()) return known->second;
  // What is left for later calls no macros and is no student's text, so it needs no hooks and no edition.
  syntax::ParseContext context{program.ast, program.names, program.sources, program.diagnostics};
  const syntax::BlockId read = syntax::parse_late_body(program.ast.blocks.at(decl.body), context);
  program.late_blocks.emplace(decl.body, read);
  return read;
}

}  // namespace sema
