#pragma once
// A stack that is as long after a block as it was before.

#include <cstddef>

namespace sema {

template <class Vector>
struct Restore {
  Vector& vector;
  std::size_t size;
  explicit Restore(Vector& vector) : vector(vector), size(vector.size()) {}
  ~Restore() { vector.erase(vector.begin() + static_cast<long>(size), vector.end()); }
};

}  // namespace sema
