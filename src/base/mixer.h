#pragma once
// Many numbers made into one that stands for them and their order.

#include <cstdint>
#include <string_view>

class Mixer {
 public:
  void add(std::uint64_t value) {
    mixed_ = (mixed_ ^ value) * 0x9e3779b97f4a7c15u;
    mixed_ ^= mixed_ >> 29;
  }
  void add(std::string_view text) {
    add(text.size());
    for (const char c : text) add(static_cast<unsigned char>(c));
  }
  /// Good enough to be summed, where order means nothing.
  std::uint64_t value() const {
    const std::uint64_t once = (mixed_ ^ (mixed_ >> 32)) * 0xd6e8feb86659fd93u;
    return once ^ (once >> 32);
  }

 private:
  std::uint64_t mixed_ = 0x243f6a8885a308d3u;   // not 0, which would swallow zeros
};
