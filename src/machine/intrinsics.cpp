// The operations that std asks of the machine: how they get their arguments and give their results, and
// who carries out which. The list with signatures is mir/intrinsics.def.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;
using mir::TypeKind;

bool Executor::argument(const CallCode& call, std::size_t index, Scalar& value) {
  const OperandCode& operand = call.arguments[index];
  if (operand.is_wide) {
    Scalar metadata;
    return read_wide(operand, value, metadata);
  }
  if (operand.is_scalar) return read_scalar(operand, value);
  // A newtype around a scalar.
  memory::Value words;
  if (!read_whole(operand, words)) return false;
  if (operand.size == 0) {
    value = Scalar{};
    return true;
  }
  if (operand.size > 16 || !memory::load(words.data(), 0, static_cast<std::uint32_t>(operand.size), value))
    return undefined("uninitialized", "an uninitialized value is used");
  return true;
}

bool Executor::pointer_argument(const CallCode& call, const mir::Type& pointee, Scalar& pointer, Scalar& metadata) {
  return pointee.is_sized ? argument(call, 0, pointer) : read_wide(call.arguments[0], pointer, metadata);
}

bool Executor::result(const Scalar& value, std::uint32_t size) {
  if (!write_scalar(frame().code->places[instruction().place], value, size)) return false;
  advance();
  return true;
}

bool Executor::result_words(const Word* words, std::uint64_t size) {
  Bytes bytes;
  if (!reach(frame().code->places[instruction().place], Access::Write, bytes)) return false;
  if (size > 0) memory::copy(words, 0, bytes.words, bytes.offset, size);
  advance();
  return true;
}

bool Executor::read_text(const Scalar& pointer, std::uint64_t length, std::string& text) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), length, 1, Access::Read, bytes)) return false;
  if (length > 0 && !memory::is_initialized(bytes.words, bytes.offset, length)) return undefined("uninitialized", "a read of uninitialized memory");
  text.resize(length);
  for (std::uint64_t i = 0; i < length; ++i) text[i] = static_cast<char>(memory::byte_at(bytes.words, bytes.offset + i));
  return true;
}

bool Executor::write_text(const Scalar& pointer, std::string_view text) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), text.size(), 1, Access::Write, bytes)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) memory::set_byte(bytes.words, bytes.offset + i, static_cast<std::uint8_t>(text[i]));
  return true;
}

bool Executor::write_at(const Scalar& pointer, const Scalar& value, std::uint32_t size) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), size, 1, Access::Write, bytes)) return false;
  memory::store(bytes.words, bytes.offset, size, value);
  return true;
}

bool Executor::intrinsic(const Instruction& instruction, const CallCode& call) {
  // The most frequent first.
  static constexpr decltype(&Executor::value_intrinsic) groups[] = {
      &Executor::value_intrinsic, &Executor::pointer_intrinsic, &Executor::arithmetic_intrinsic, &Executor::heap_intrinsic,
      &Executor::type_intrinsic, &Executor::float_intrinsic, &Executor::thread_intrinsic, &Executor::process_intrinsic};
  for (const auto group : groups) {
    bool handled = true;
    const bool goes_on = (this->*group)(instruction, call, handled);
    if (handled) return goes_on;
  }
  return visible_intrinsic(instruction, call);
}

/// The simulated C library.
bool Executor::call_foreign(const mir::Body& body, const Instruction& instruction) {
  const CallCode& call = frame().code->calls[instruction.extra];
  const std::string& name = body.link_name;
  const auto c_string = [&](const Scalar& pointer, std::string& text) {
    for (std::uint64_t i = 0;; ++i) {
      Bytes bytes;
      if (!reach_pointer({pointer.pointer().address + i, pointer.provenance}, 1, 1, Access::Read, bytes)) return false;
      Scalar byte;
      if (!memory::load(bytes.words, bytes.offset, 1, byte)) return undefined("uninitialized", "C reads uninitialized memory");
      if (byte.bits == 0) return true;
      text += static_cast<char>(byte.bits);
    }
  };
  Scalar first;
  if (!call.arguments.empty() && call.arguments[0].is_scalar && !argument(call, 0, first)) return false;
  if (name == "strlen") {
    std::string text;
    return c_string(first, text) && result(Scalar::of(text.size()), 8);
  }
  if (name == "abs") {
    const auto value = static_cast<std::int32_t>(static_cast<std::uint32_t>(first.bits));
    return result(Scalar::of(static_cast<std::uint32_t>(value < 0 ? 0u - static_cast<std::uint32_t>(value) : static_cast<std::uint32_t>(value))), 4);
  }
  if (name == "toupper" || name == "tolower") {
    auto value = static_cast<std::uint32_t>(first.bits);
    if (name == "toupper" && value >= 'a' && value <= 'z') value -= 32;
    if (name == "tolower" && value >= 'A' && value <= 'Z') value += 32;
    return result(Scalar::of(value), 4);
  }
  return unsupported(concat("the foreign function ", quoted(name)));
}

}  // namespace machine
