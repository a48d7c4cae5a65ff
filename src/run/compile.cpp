#include "run/compile.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "borrowck/borrowck.h"
#include "lower/lower.h"
#include "run/constants.h"
#include "run/prepared_std.h"
#include "run/user_spans.h"
#include "sema/std_gaps.h"
#include "sema/wrong_bodies.h"

namespace run {
namespace {

/// Whether each error, if there are any, is of one of these kinds.
bool has_only_errors(const diag::Diagnostics& diagnostics, std::initializer_list<diag::Kind> kinds) {
  const std::vector<diag::Diagnostic>& all = diagnostics.all();
  return std::all_of(all.begin(), all.end(), [&](const diag::Diagnostic& said) {
    return diag::info(said.kind).level != diag::Level::Error || std::find(kinds.begin(), kinds.end(), said.kind) != kinds.end();
  });
}

/// The diagnostics that stand in the student's text. What a macro of std made of it is shown at the
/// macro's call.
diag::Diagnostics users_diagnostics(const sema::Program& program, FileId user_file) {
  diag::Diagnostics out;
  const auto seen_by_user = [&](Span span) {
    const Span user = program.expansions.user_span(span, program.sources);
    return program.sources.is_user(user) ? user : span;
  };
  // rustc asks whether fields are private (E0451) only of programs in which nothing else is wrong.
  const bool is_private_only = has_only_errors(program.diagnostics, {diag::Kind::PrivateFieldInit});
  for (const diag::Diagnostic& item : program.diagnostics.all()) {
    if (item.kind == diag::Kind::PrivateFieldInit && !is_private_only) continue;
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

/// Nothing is wrong but that `main` is missing, and there are tests to run.
bool is_only_tests(const diag::Diagnostics& diagnostics, std::string_view text) {
  return has_only_errors(diagnostics, {diag::Kind::NoMain}) && text.find("#[test]") != std::string_view::npos;
}

}  // namespace

// ---- The standard library

Compiler::Compiler() = default;
Compiler::~Compiler() = default;
Compiler::Compiler(Compiler&&) noexcept = default;
Compiler& Compiler::operator=(Compiler&&) noexcept = default;

bool Compiler::read_std_piece(const StdFiles& files) {
  const auto has_all = [&files](const StdFiles& read) { return std::includes(read.begin(), read.end(), files.begin(), files.end()); };
  if (std_ && has_all(std_->files)) return false;
  if (!reader_ || !has_all(reader_->files())) {
    StdFiles wanted = files;
    if (std_) wanted.insert(std_->files.begin(), std_->files.end());
    reader_ = std::make_unique<StdReader>(std::move(wanted));
  }
  if (reader_->advance()) return true;
  std_ = reader_->take();
  reader_.reset();
  return false;
}

void Compiler::read_std(const StdFiles& files) {
  while (read_std_piece(files)) {}
}

std::string Compiler::std_mistakes() const {
  sema::Program program = std_->program;
  for (std::uint32_t i = 0; i < program.fns.size(); ++i) {
    const syntax::ItemId item = program.fns.at(sema::FnId(i)).item;
    const auto* fn = item ? std::get_if<syntax::FnItem>(&program.ast.items.at(item).kind) : nullptr;
    if (fn) sema::read_fn_body(program, fn->decl);
  }
  std::string out;
  for (const diag::Diagnostic& item : program.diagnostics.all()) out += diag::render(item, program.sources);
  return out;
}

// ---- A program

namespace {

void check_borrows(sema::Program& program, const std::set<sema::FnId>& wrong) {
  borrowck::check(lower::lower_for_borrowck(program, wrong), program.diagnostics);
}

}  // namespace

Compiled Compiler::compile(std::string text, const CompileOptions& options) {
  Compilation compilation = begin(std::move(text), options);
  while (compilation.advance()) {}
  return compilation.take();
}

Compilation::Compilation(Compiler& compiler, std::string text, const CompileOptions& options)
    : compiler_(&compiler), text_(std::move(text)), options_(options), std_files_(std_files_for(text_)) {}
Compilation::~Compilation() = default;
Compilation::Compilation(Compilation&&) noexcept = default;

bool Compilation::advance() {
  switch (stage_) {
    case Stage::ReadStd:
      if (!read_std_piece()) stage_ = Stage::Parse;
      return true;
    case Stage::Parse: parse(); break;
    case Stage::Check: check(); break;
    case Stage::CheckBorrows: check_borrows(*program_, {}); break;
    case Stage::Lower: lower(); break;
    case Stage::CheckConstants: check_constants_of_code(); break;
    case Stage::Done: return false;
  }
  // What is said of a text that could be read nevertheless; a macro that is missing leaves its call without a meaning.
  using diag::Kind;
  const bool is_readable = stage_ == Stage::Parse && has_only_errors(program_->diagnostics, {Kind::MissingItemType, Kind::SafeExternBlock, Kind::FormatString, Kind::MacroNotFound, Kind::UnresolvedPath, Kind::CompileErrorMacro});
  const bool goes_on = (!program_->diagnostics.has_errors() || is_readable) && stage_ != Stage::CheckConstants;
  stage_ = goes_on ? static_cast<Stage>(static_cast<int>(stage_) + 1) : Stage::Done;
  if (stage_ != Stage::Done) return true;
  if (options_.entry != Entry::Tests && !code_ && is_only_tests(users_diagnostics(*program_, file_), text_)) {
    options_.entry = Entry::Tests;
    stage_ = Stage::Parse;
    return true;
  }
  if (program_->diagnostics.has_errors() && std_->files != all_std_files()) {
    // It may be about something that no word of the program told of; and what is said names what there is.
    std_files_ = all_std_files();
    stage_ = Stage::ReadStd;
    return true;
  }
  return false;
}

bool Compilation::read_std_piece() {
  const bool goes_on = compiler_->read_std_piece(std_files_);
  if (!goes_on) std_ = compiler_->std();
  return goes_on;
}

void Compilation::parse() {
  program_ = std::make_shared<sema::Program>(std_->program);
  program_->diagnostics = {};
  program_->edition = options_.edition;
  file_ = program_->sources.add_file(options_.file_name, text_, FileOrigin::User);
  expand::MacroScope macros = std_->macros;
  const expand::TestMode tests = options_.entry == Entry::Tests ? expand::TestMode::Yes : expand::TestMode::No;
  crate_ = std::make_unique<syntax::Crate>(expand::parse_source(file_, program_->sources, program_->names,
                                                                options_.edition, program_->ast, program_->expansions,
                                                                macros, program_->diagnostics, {tests, nullptr}));
}

void Compilation::check() {
  program_->user_root = sema::collect_crate(*program_, *crate_, false);
  sema::check_crate(*program_);
  if (!program_->diagnostics.has_errors()) return;
  // What is wrong in one place does not keep bodies from being looked at that it does not concern.
  if (const auto wrong = sema::wrong_bodies(*program_)) check_borrows(*program_, *wrong);
}

void Compilation::lower() {
  lower::LowerOptions options;
  options.runs_tests = options_.entry == Entry::Tests;
  auto mir = std::make_shared<mir::Program>(lower::lower_program(*program_, options, std_->lowered.get()));
  move_spans_to_user(*mir, program_->expansions);
  if (!program_->diagnostics.has_errors()) code_ = std::make_shared<machine::CodeStore>(std::move(mir));
}

void Compilation::check_constants_of_code() {
  if (!check_constants(code_, program_->diagnostics)) code_.reset();
}

Compiled Compilation::take() {
  if (crate_ && program_->diagnostics.has_errors()) sema::tell_missing_features(crate_->attributes, program_->diagnostics);
  Compiled out;
  out.file = file_;
  out.code = std::move(code_);
  out.diagnostics = users_diagnostics(*program_, file_);
  out.sources = program_->sources;
  out.messages = messages_of(out.diagnostics, out.sources);
  out.typed = std::move(program_);
  return out;
}

// ---- What is said of it

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
