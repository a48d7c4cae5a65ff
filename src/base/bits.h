#pragma once

#include <cstdint>

/// The lowest `bits` bits set, for up to 128.
inline constexpr unsigned __int128 mask_of(std::uint32_t bits) {
  return bits >= 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << bits) - 1;
}
