#pragma once
// From the text of a program to code that is ready to run, or to what is wrong with it. A Compiler
// prepares the standard library once; each program is compiled on top of a copy of it.
//
//   run::Compiler compiler;
//   run::Compiled compiled = compiler.compile("fn main() {}", {});
//   if (compiled.code) … run::run(compiled, {}) …

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "machine/code.h"
#include "syntax/edition.h"

namespace sema {
struct Program;
}

namespace syntax {
struct Crate;
}

namespace run {

/// Whether `main` is what runs, or the functions marked `#[test]`.
enum class Entry : std::uint8_t { Main, Tests };

struct CompileOptions {
  syntax::Edition edition = syntax::Edition::E2024;
  Entry entry = Entry::Main;
  std::string file_name = "main.rs";     // as messages name the text
};

/// A second place that a message speaks of. Line and column are one-based; 0 if it has no place in
/// the student's text.
struct Place {
  std::uint32_t line = 0, column = 0;
  std::uint32_t end_line = 0, end_column = 0;   // just behind it
  std::uint32_t begin = 0, end = 0;             // bytes of the text
  std::string message;                          // may be empty
};

/// A diagnostic with its places worked out.
struct Message {
  diag::Kind kind{};
  diag::Level level = diag::Level::Error;
  std::string code;                      // rustc's, such as "E0382"; empty where rustc has none
  std::string message;
  Place place;
  std::vector<Place> related;            // labels, in the order given
  std::string help;                      // may be empty
  std::string rendered;                  // with caret pictures, as a terminal shows it
};

struct Compiled {
  diag::Diagnostics diagnostics;         // by position; of the student's text only
  SourceMap sources;
  FileId file;                           // the student's text
  std::vector<Message> messages;         // the same diagnostics, for showing
  std::shared_ptr<machine::CodeStore> code;      // null if there are errors
  std::shared_ptr<const sema::Program> typed;    // for views of macros and types; null if it did not parse

  bool has_errors() const { return diagnostics.has_errors(); }
  /// Every error says that Crabglass lacks something; the program may well be right Rust.
  bool is_unsupported() const;
};

struct PreparedStd;
class StdReader;

/// The compilation of one program, in stages, for those who must not stop for long.
class Compilation {
 public:
  Compilation(std::shared_ptr<const PreparedStd> std, std::string text, const CompileOptions& options);
  ~Compilation();
  Compilation(Compilation&&) noexcept;

  /// Goes through a stage; false when nothing is left to do.
  bool advance();
  /// What came of it, once `advance` has nothing left to do.
  Compiled take();

 private:
  enum class Stage : std::uint8_t { Parse, Check, CheckBorrows, Lower, CheckConstants, Done };

  void parse();
  void check();
  void lower();
  void check_constants_of_code();

  std::shared_ptr<const PreparedStd> std_;
  std::string text_;
  CompileOptions options_;
  Stage stage_ = Stage::Parse;
  FileId file_;
  std::shared_ptr<sema::Program> program_;
  std::unique_ptr<syntax::Crate> crate_;
  std::shared_ptr<machine::CodeStore> code_;
};

class Compiler {
 public:
  Compiler();
  ~Compiler();
  Compiler(Compiler&&) noexcept;
  Compiler& operator=(Compiler&&) noexcept;

  /// Reads the standard library, which takes most of the time of a first compilation. `compile` does
  /// it when it has not been done.
  void prepare();
  /// A piece of the same, for those who must not stop for long; false when nothing is left to do.
  bool prepare_piece();
  bool is_prepared() const { return std_ != nullptr; }
  /// Mistakes in the standard library itself, rendered; empty if it is well. For tests.
  std::string std_mistakes();

  /// A program without `main` that has tests is compiled to run these.
  Compiled compile(std::string text, const CompileOptions& options = {});
  /// The same in stages, once std is prepared.
  Compilation begin(std::string text, const CompileOptions& options = {}) const;

 private:
  std::shared_ptr<const PreparedStd> std_;
  std::unique_ptr<StdReader> reader_;    // of std, while it is being read
};

/// Where a span stands in the student's text; line 0 if elsewhere.
Place place_of(Span span, const SourceMap& sources);
std::vector<Message> messages_of(const diag::Diagnostics& diagnostics, const SourceMap& sources);

}  // namespace run
