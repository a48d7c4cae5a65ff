#pragma once
// Natural numbers without a bound, for counting interleavings: there are more of them than fit in a
// machine word long before a program looks large.

#include <cstdint>
#include <string>
#include <vector>

namespace explore {

class Count {
 public:
  Count() = default;
  Count(std::uint64_t value);
  Count& operator+=(const Count& other);
  bool is_zero() const { return digits_.empty(); }
  /// Decimal.
  std::string text() const;
  friend bool operator==(const Count& a, const Count& b) { return a.digits_ == b.digits_; }

 private:
  std::vector<std::uint32_t> digits_;   // base 10^9, lowest first, no leading zeros
};

}  // namespace explore
