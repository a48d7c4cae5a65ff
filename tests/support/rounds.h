#pragma once

/// How often a law is tried on programs made at random. Sanitizers make each try slow, and look at
/// each for more: an eighth is enough there.
constexpr int rounds(int count) {
#if defined(__SANITIZE_ADDRESS__)
  return count / 8;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return count / 8;
#else
  return count;
#endif
#else
  return count;
#endif
}
