#pragma once
// The standard library as every program starts from it: parsed, collected, and shared by all copies.

#include <memory>
#include <optional>

#include "expand/expand.h"
#include "lower/lowered_std.h"
#include "run/std_files.h"
#include "sema/program.h"

namespace run {

struct PreparedStd {
  sema::Program program;
  expand::MacroScope macros;
  StdFiles files;                        // of those that are not always read
  std::shared_ptr<const lower::LoweredStd> lowered;
};

/// Reads std in pieces, for those who must not stop for long.
class StdReader {
 public:
  explicit StdReader(StdFiles files);
  const StdFiles& files() const { return std_->files; }
  /// Does a piece; false when nothing is left to do.
  bool advance();
  /// What was read, once `advance` has nothing left to do.
  std::shared_ptr<const PreparedStd> take();

 private:
  std::shared_ptr<PreparedStd> std_;
  syntax::Crate crate_;
  bool has_macros_ = false;
  std::size_t next_file_ = 0;
  std::optional<sema::CrateCollection> collection_;
  std::unique_ptr<lower::StdLowering> lowering_;
};

}  // namespace run
