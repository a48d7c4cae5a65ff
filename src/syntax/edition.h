#pragma once
#include <cstdint>

namespace syntax {
/// The Rust edition a text is written in; std is always 2024.
enum class Edition : std::uint8_t { E2021, E2024 };
}  // namespace syntax
