#include "explore/count.h"

namespace explore {

namespace {
constexpr std::uint32_t base = 1'000'000'000;
}

Count::Count(std::uint64_t value) {
  for (; value != 0; value /= base) digits_.push_back(static_cast<std::uint32_t>(value % base));
}

Count& Count::operator+=(const Count& other) {
  if (digits_.size() < other.digits_.size()) digits_.resize(other.digits_.size());
  std::uint32_t carry = 0;
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    if (carry == 0 && i >= other.digits_.size()) break;
    const std::uint32_t sum = digits_[i] + (i < other.digits_.size() ? other.digits_[i] : 0) + carry;
    digits_[i] = sum % base;
    carry = sum / base;
  }
  if (carry != 0) digits_.push_back(carry);
  return *this;
}

std::string Count::text() const {
  if (digits_.empty()) return "0";
  std::string text = std::to_string(digits_.back());
  for (std::size_t i = digits_.size() - 1; i-- > 0;) {
    const std::string part = std::to_string(digits_[i]);
    text.append(9 - part.size(), '0');
    text += part;
  }
  return text;
}

}  // namespace explore
