#pragma once
// Floats as scalars: f32 and f64 by their bits, computed with as doubles.

#include <cstdint>
#include <cstring>

#include "memory/pointer.h"

namespace machine {

inline double float_of(const Scalar& value, std::uint32_t bits) {
  if (bits == 32) {
    const auto raw = static_cast<std::uint32_t>(value.bits);
    float number;
    std::memcpy(&number, &raw, 4);
    return number;
  }
  const auto raw = static_cast<std::uint64_t>(value.bits);
  double number;
  std::memcpy(&number, &raw, 8);
  return number;
}

inline Scalar scalar_of(double number, std::uint32_t bits) {
  if (bits == 32) {
    const auto narrow = static_cast<float>(number);
    std::uint32_t raw;
    std::memcpy(&raw, &narrow, 4);
    return Scalar::of(raw);
  }
  std::uint64_t raw;
  std::memcpy(&raw, &number, 8);
  return Scalar::of(raw);
}

}  // namespace machine
