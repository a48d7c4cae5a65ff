// Calls between functions that disagree on a type: a function pointer that was transmuted. What may
// stand for what is the rule of "ABI compatibility" in the documentation of `fn` pointers.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::TypeKind;

namespace {

/// Takes no part in a call: no bytes, no alignment, and no array, whose element counts.
bool is_nothing(const mir::Program& program, mir::TypeId id) {
  const mir::Type& type = program.types[id];
  if (type.size != 0 || type.align != 1 || !type.is_sized) return false;
  if (type.kind == TypeKind::Array) return false;
  for (const mir::Variant& variant : type.variants)
    for (const mir::Field& field : variant.fields)
      if (!is_nothing(program, field.type)) return false;
  return true;
}

/// Through `repr(transparent)`, and from an `Option` that needs no tag to what is in it.
mir::TypeId innermost(const mir::Program& program, mir::TypeId id) {
  while (true) {
    const mir::Type& type = program.types[id];
    const bool is_option = type.kind == TypeKind::Enum && type.variants.size() == 2 && type.tag.kind == mir::TagEncoding::Kind::Niche;
    if (!is_option && !(type.kind == TypeKind::Struct && type.is_transparent)) return id;
    mir::TypeId inner;
    for (const mir::Variant& variant : type.variants) {
      for (const mir::Field& field : variant.fields) {
        if (is_nothing(program, field.type)) continue;
        if (inner) return id;
        inner = field.type;
      }
    }
    if (!inner || program.types[inner].size != type.size) return id;
    id = inner;
  }
}

}  // namespace

bool Executor::is_abi_compatible(mir::TypeId a, mir::TypeId b) const {
  if (a == b) return true;
  const bool is_nothing_a = is_nothing(program_, a), is_nothing_b = is_nothing(program_, b);
  if (is_nothing_a || is_nothing_b) return is_nothing_a && is_nothing_b;
  a = innermost(program_, a);
  b = innermost(program_, b);
  if (a == b) return true;
  const mir::Type& left = program_.types[a];
  const mir::Type& right = program_.types[b];
  const auto is_pointer = [](const mir::Type& type) { return type.kind == TypeKind::Pointer || type.kind == TypeKind::FnPtr; };
  if (is_pointer(left) && is_pointer(right)) return left.metadata == right.metadata;
  const auto is_integer = [](const mir::Type& type) { return type.kind == TypeKind::Int || type.kind == TypeKind::Char; };
  if (is_integer(left) && is_integer(right)) return left.size == right.size && left.is_signed == right.is_signed;
  return left.name == right.name;
}

/// The callee is where a wrong argument is told of.
void Executor::move_stop(Span span) {
  if (machine_.stop_ && program_.sources.is_user(span)) machine_.stop_->span = span;
}

bool Executor::wrong_argument(Span span, std::string message) {
  undefined("call", std::move(message));
  move_stop(span);
  return false;
}

/// Called when the new frame has its arguments.
bool Executor::check_call_types(const mir::Body& body, const CallCode& call, mir::TypeId result) {
  const Code& code = *frame().code;
  for (std::uint32_t i = 0; i < call.arguments.size() && i < body.argument_count; ++i) {
    const mir::TypeId given = call.arguments[i].type, wanted = body.locals[i + 1].type;
    if (given == wanted) continue;
    if (!is_abi_compatible(given, wanted))
      return wrong_argument(body.locals[i + 1].span, concat("a function whose parameter ", i + 1, " is ", quoted(program_.types[wanted].name), " is called with ", quoted(program_.types[given].name)));
    const LocalSlot& slot = code.slots[i + 1];
    const Word* words = frame_words();
    std::uint64_t offset = slot.offset;
    if (slot.has_own_allocation) {
      words = machine_.memory_.find(words[slot.offset >> 3].provenance.alloc_id())->words.data();
      offset = 0;
    }
    if (check_validity(wanted, words, offset)) continue;
    move_stop(body.locals[i + 1].span);
    return false;
  }
  if (!is_abi_compatible(result, body.locals[0].type))
    return undefined("call", concat("a function that returns ", quoted(program_.types[body.locals[0].type].name), " is called as one that returns ", quoted(program_.types[result].name)));
  return true;
}

}  // namespace machine
