#pragma once
// From the text of a program to code that is ready to run, or to what is wrong with it. A Compiler
// reads the standard library once, as far as the programs so far needed it (std_files.h); each program is
// compiled on top of a copy of it.
//
//   run::Compiler compiler;
//   run::Compiled compiled = compiler.compile("fn main() {}", {});
//   if (compiled.code) … run::run(compiled, {}) …

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "machine/code.h"
#include "run/std_files.h"
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
class Compiler;
class StdReader;

/// The compilation of one program, in stages, for those who must not stop for long.
class Compilation {
 public:
  /// The compiler, which reads what is needed of std, lives longer.
  Compilation(Compiler& compiler, std::string text, const CompileOptions& options);
  ~Compilation();
  Compilation(Compilation&&) noexcept;

  /// Goes through a stage; false when nothing is left to do.
  bool advance();
  /// What came of it, once `advance` has nothing left to do.
  Compiled take();

 private:
  enum class Stage : std::uint8_t { ReadStd, Parse, Check, CheckBorrows, Lower, CheckConstants, Done };

  bool read_std_piece();
  void parse();
  void check();
  void lower();
  void check_constants_of_code();

  Compiler* compiler_;
  std::string text_;
  CompileOptions options_;
  StdFiles std_files_;                   // that are needed
  std::shared_ptr<const PreparedStd> std_;
  Stage stage_ = Stage::ReadStd;
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

  /// Reads the standard library as far as programs need these of its files, which takes most of the time of
  /// a first compilation: a piece of it, for those who must not stop for long; false when nothing is left to do.
  bool read_std_piece(const StdFiles& files);
  void read_std(const StdFiles& files);
  /// What was read last; null if nothing was.
  std::shared_ptr<const PreparedStd> std() const { return std_; }
  /// Mistakes in what is read of the standard library, rendered; empty if it is well. For tests.
  std::string std_mistakes() const;

  /// A program without `main` that has tests is compiled to run these.
  Compiled compile(std::string text, const CompileOptions& options = {});
  /// The same in stages.
  Compilation begin(std::string text, const CompileOptions& options = {}) { return {*this, std::move(text), options}; }

 private:
  std::shared_ptr<const PreparedStd> std_;
  std::unique_ptr<StdReader> reader_;    // of std, while it is being read
};

/// Where a span stands in the student's text; line 0 if elsewhere.
Place place_of(Span span, const SourceMap& sources);
std::vector<Message> messages_of(const diag::Diagnostics& diagnostics, const SourceMap& sources);

}  // namespace run
