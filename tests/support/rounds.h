#pragma once

/// How often a law is tried on programs made at random. Sanitizers and node make each try slow:
/// an eighth is enough there.
constexpr int rounds(int count) {
#if defined(__SANITIZE_ADDRESS__) || defined(__EMSCRIPTEN__)
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
