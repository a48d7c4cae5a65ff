#include "run/compile.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "borrowck/borrowck.h"
#include "expand/expand.h"
#include "lower/lower.h"
#include "run/constants.h"
#include "run/std_source.h"
#include "run/user_spans.h"
#include "sema/program.h"

namespace run {

struct Compiler::Base {
  sema::Program program;
  expand::MacroScope macros;
};

namespace {

constexpr std::string_view macros_file = "macros.rs";
constexpr std::string_view root_file = "lib.rs";

syntax::Crate read_std_file(const std_source::File& source, sema::Program& program, expand::MacroScope& macros) {
  const FileId file = program.sources.add_file(std::string(source.path), std::string(source.text), FileOrigin::Std);
  return expand::parse_source(file, program.sources, program.names, syntax::Edition::E2024, program.ast,
                              program.expansions, macros, program.diagnostics);
}

void read_std_macros(sema::Program& program, expand::MacroScope& macros) {
  for (const std_source::File& source : std_source::files())
    if (source.path == macros_file) read_std_file(source, program, macros);
  macros.publish();
}

/// Into the crate std: what stands in lib.rs, and each other file as a public module of its name.
void read_into_std(syntax::Crate& crate, const std_source::File& source, sema::Program& program, expand::MacroScope& macros) {
  syntax::Crate part = read_std_file(source, program, macros);
  if (source.path == root_file) {
    crate.items.insert(crate.items.end(), part.items.begin(), part.items.end());
    return;
  }
  syntax::ModItem module;
  module.name.name = program.names.intern(source.path.substr(0, source.path.rfind('.')));
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

/// The diagnostics that stand in the student's text. What a macro of std made of it is shown at the
/// macro's call.
diag::Diagnostics users_diagnostics(const sema::Program& program, FileId user_file) {
  diag::Diagnostics out;
  const auto seen_by_user = [&](Span span) {
    const Span user = program.expansions.user_span(span, program.sources);
    return program.sources.is_user(user) ? user : span;
  };
  for (const diag::Diagnostic& item : program.diagnostics.all()) {
    Span span = seen_by_user(item.span);
    // A mistake that only std's text could be blamed for still stops the program: say so at its start.
    if (!program.sources.is_user(span)) span = Span{user_file, 0, 0, {}};
    diag::Diagnostic& copy = out.add(item.kind, span, item.message);
    copy.help = item.help;
    for (const diag::Label& label : item.labels) {
      const Span at = seen_by_user(label.span);
      if (program.sources.is_user(at)) copy.label(at, label.text);
    }
  }
  out.sort(program.sources);
  return out;
}

}  // namespace

struct Compiler::Reading {
  std::shared_ptr<Base> base = std::make_shared<Base>();
  syntax::Crate crate;
  std::size_t next_file = 0;
  std::optional<sema::CrateCollection> collection;
};

Compiler::Compiler() = default;
Compiler::~Compiler() = default;
Compiler::Compiler(Compiler&&) noexcept = default;
Compiler& Compiler::operator=(Compiler&&) noexcept = default;

void Compiler::prepare() {
  while (prepare_piece()) {}
}

bool Compiler::prepare_piece() {
  if (base_) return false;
  if (!reading_) {
    reading_ = std::make_unique<Reading>();
    read_std_macros(reading_->base->program, reading_->base->macros);
    return true;
  }
  Base& base = *reading_->base;
  if (reading_->next_file < std_source::files().size()) {
    const std_source::File& source = std_source::files()[reading_->next_file++];
    if (source.path != macros_file) read_into_std(reading_->crate, source, base.program, base.macros);
    return true;
  }
  if (!reading_->collection) {
    base.macros.publish();
    reading_->collection.emplace(base.program, reading_->crate, true);
  }
  if (reading_->collection->advance()) return true;
  base.program.std_root = reading_->collection->root();
  freeze(base.program);
  base_ = std::move(reading_->base);
  reading_.reset();
  return false;
}

std::string Compiler::std_mistakes() {
  prepare();
  sema::Program program = base_->program;
  for (std::uint32_t i = 0; i < program.fns.size(); ++i) {
    const syntax::ItemId item = program.fns.at(sema::FnId(i)).item;
    const auto* fn = item ? std::get_if<syntax::FnItem>(&program.ast.items.at(item).kind) : nullptr;
    if (fn) sema::read_fn_body(program, fn->decl);
  }
  std::string out;
  for (const diag::Diagnostic& item : program.diagnostics.all()) out += diag::render(item, program.sources);
  return out;
}

namespace {

/// Nothing is wrong but that `main` is missing, and there are tests to run.
bool is_only_tests(const Compiled& compiled, std::string_view text) {
  const std::vector<diag::Diagnostic>& all = compiled.diagnostics.all();
  return std::all_of(all.begin(), all.end(), [](const diag::Diagnostic& item) {
           return diag::info(item.kind).level != diag::Level::Error || item.kind == diag::Kind::NoMain;
         }) && text.find("#[test]") != std::string_view::npos;
}

}  // namespace

Compiled Compiler::compile(std::string text, const CompileOptions& options) {
  Compiled compiled = compile_as(text, options);
  if (compiled.code || options.entry == Entry::Tests || !is_only_tests(compiled, text)) return compiled;
  CompileOptions tests = options;
  tests.entry = Entry::Tests;
  return compile_as(std::move(text), tests);
}

Compiled Compiler::compile_as(std::string text, const CompileOptions& options) {
  prepare();
  auto program = std::make_shared<sema::Program>(base_->program);
  expand::MacroScope macros = base_->macros;
  program->diagnostics = {};
  program->edition = options.edition;

  Compiled out;
  out.file = program->sources.add_file(options.file_name, std::move(text), FileOrigin::User);
  const expand::TestMode tests = options.entry == Entry::Tests ? expand::TestMode::Yes : expand::TestMode::No;
  const syntax::Crate crate = expand::parse_source(out.file, program->sources, program->names, options.edition,
                                                   program->ast, program->expansions, macros,
                                                   program->diagnostics, tests);
  if (!program->diagnostics.has_errors()) {
    program->user_root = sema::collect_crate(*program, crate, false);
    sema::check_crate(*program);
  }
  if (!program->diagnostics.has_errors())
    borrowck::check(lower::lower_for_borrowck(*program), program->diagnostics);
  if (!program->diagnostics.has_errors()) {
    lower::LowerOptions lower_options;
    lower_options.runs_tests = options.entry == Entry::Tests;
    auto mir = std::make_shared<mir::Program>(lower::lower_program(*program, lower_options));
    move_spans_to_user(*mir, program->expansions);
    if (!program->diagnostics.has_errors()) out.code = std::make_shared<machine::CodeStore>(std::move(mir));
    if (out.code && !check_constants(out.code, program->diagnostics)) out.code.reset();
  }
  out.diagnostics = users_diagnostics(*program, out.file);
  out.sources = program->sources;
  out.messages = messages_of(out.diagnostics, out.sources);
  out.typed = std::move(program);
  return out;
}

bool Compiled::is_unsupported() const {
  const std::vector<diag::Diagnostic>& all = diagnostics.all();
  // What else was found may only follow from what is missing here.
  return std::any_of(all.begin(), all.end(), [](const diag::Diagnostic& item) { return item.kind == diag::Kind::Unsupported; });
}

Place place_of(Span span, const SourceMap& sources) {
  Place place;
  if (!sources.is_user(span)) return place;
  const LineColumn begin = sources.begin_of(span);
  const LineColumn end = sources.line_column(span.file, span.end);
  place.line = begin.line;
  place.column = begin.column;
  place.end_line = end.line;
  place.end_column = end.column;
  place.begin = span.begin;
  place.end = span.end;
  return place;
}

std::vector<Message> messages_of(const diag::Diagnostics& diagnostics, const SourceMap& sources) {
  std::vector<Message> out;
  for (const diag::Diagnostic& item : diagnostics.all()) {
    Message message;
    message.kind = item.kind;
    message.level = diag::info(item.kind).level;
    message.code = diag::info(item.kind).code;
    message.message = item.message;
    message.place = place_of(item.span, sources);
    for (const diag::Label& label : item.labels) {
      Place place = place_of(label.span, sources);
      place.message = label.text;
      message.related.push_back(std::move(place));
    }
    message.help = item.help;
    message.rendered = diag::render(item, sources);
    out.push_back(std::move(message));
  }
  return out;
}

}  // namespace run
