#pragma once
// The part of std that nearly every program uses, lowered once and for all: what std's lang fn "prepared"
// reaches. A program begins with a copy of it and lowers only what is its own.

#include <memory>

#include "lower/monomorphizer.h"

namespace lower {

struct LoweredStd {
  mir::Program mir;              // with bodies that all copies share
  Instances instances;
  TypeIds types;
};

/// Lowers it in pieces, before std is frozen.
class StdLowering {
 public:
  explicit StdLowering(sema::Program& std_program);
  /// Does a piece; false when nothing is left to do.
  bool advance();
  /// Once `advance` has nothing left to do.
  std::shared_ptr<const LoweredStd> take();

 private:
  sema::Program& program_;
  std::shared_ptr<LoweredStd> lowered_;
  Monomorphizer mono_;
};

}  // namespace lower
