#pragma once
// Which locals are used later, point by point: their values matter there, and so do the references in
// them. A use by a destructor is told apart, as it looks at less.

#include "borrowck/bits.h"
#include "borrowck/checks.h"

namespace borrowck {

/// A point is a statement or terminator, at its start.
class Points {
 public:
  explicit Points(const mir::Body& body);
  std::uint32_t at(std::uint32_t block, std::size_t statement) const { return starts_[block] + static_cast<std::uint32_t>(statement); }
  std::uint32_t start_of(std::uint32_t block) const { return starts_[block]; }
  std::uint32_t count() const { return count_; }
  std::uint32_t block_of(std::uint32_t point) const { return blocks_[point]; }

 private:
  std::vector<std::uint32_t> starts_, blocks_;
  std::uint32_t count_ = 0;
};

/// How a statement or terminator uses locals; each is called with a local.
struct LocalUses {
  std::vector<std::uint32_t> used, defined, moved, ended;
  std::vector<std::uint32_t> dropped;
};
LocalUses uses_of(const mir::Statement& statement);
LocalUses uses_of(const mir::Terminator& terminator);

struct Liveness {
  // By point: the locals used from there on, those dropped, and those that may have a value.
  std::vector<Bits> used, dropped, has_value;
};
Liveness find_liveness(const Input& input, const Flow& flow, const Points& points);

}  // namespace borrowck
