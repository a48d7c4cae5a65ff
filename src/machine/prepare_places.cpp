#include "machine/prepare_places.h"

#include <algorithm>

namespace machine {

using mir::TypeKind;

namespace {

bool is_scalar_type(const mir::Type& type) {
  switch (type.kind) {
    case TypeKind::Bool:
    case TypeKind::Char:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::FnPtr: return true;
    case TypeKind::Pointer: return type.metadata == mir::Metadata::None;
    default: return false;
  }
}

bool is_raw(const mir::Type& type) {
  return type.pointer_kind == mir::PointerKind::Raw || type.pointer_kind == mir::PointerKind::RawMut;
}

}  // namespace

void PlacePreparer::place_locals() {
  find_own_allocations();
  lay_out_frame();
}

// ---- Where locals live

/// A place whose address is taken, or that is reached at a computed offset, before any pointer is
/// followed, needs its local to have an address.
void PlacePreparer::look_at(const mir::Place& place, bool takes_address) {
  bool follows_pointer = false;
  bool is_computed = false;   // or a union's field, which is checked as memory is
  mir::TypeId type_id = body_.locals[place.local.value].type;
  for (const mir::Projection& step : place.projections) {
    if (step.kind == mir::Projection::Kind::Deref) {
      follows_pointer = true;
      break;
    }
    if (step.kind == mir::Projection::Kind::Index || program_.types[type_id].kind == TypeKind::Union) is_computed = true;
    type_id = step.type;
  }
  if ((takes_address && !follows_pointer) || is_computed) needs_allocation_[place.local.value] = true;
}

void PlacePreparer::look_at(const mir::Operand& operand) {
  if (operand.kind != mir::Operand::Kind::Constant) look_at(operand.place, false);
}

void PlacePreparer::find_own_allocations() {
  needs_allocation_.assign(body_.locals.size(), false);
  for (const mir::BasicBlock& block : body_.blocks) {
    for (const mir::Statement& statement : block.statements) {
      if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind)) {
        look_at(assign->place, false);
        look_at(assign->value);
      }
      if (const auto* set = std::get_if<mir::SetDiscriminantStmt>(&statement.kind))
        look_at(set->place, false);
      if (const auto* mention = std::get_if<mir::PlaceMentionStmt>(&statement.kind))
        look_at(mention->place, false);
    }
    if (const auto* drop = std::get_if<mir::DropTerm>(&block.terminator.kind)) {
      if (program_.types[type_of(drop->place)].drop_glue) look_at(drop->place, true);
    }
    if (const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind)) {
      look_at(call->destination, false);
      for (const mir::Operand& argument : call->arguments) look_at(argument);
      if (call->callee.kind == mir::CallTerm::Callee::Kind::Pointer) look_at(call->callee.pointer);
    }
    if (const auto* choose = std::get_if<mir::SwitchTerm>(&block.terminator.kind))
      look_at(choose->operand);
  }
  for (std::uint32_t i = 0; i < body_.locals.size(); ++i) {
    const mir::Type& type = program_.types[body_.locals[i].type];
    // Packed structs put pointers at odd offsets; large values are better shared than copied.
    if (type.align < 8 && type.size > 8 && holds_pointer(type)) needs_allocation_[i] = true;
    if (type.size > 256) needs_allocation_[i] = true;
  }
}

bool PlacePreparer::holds_pointer(const mir::Type& type) const {
  if (type.kind == TypeKind::Pointer || type.kind == TypeKind::FnPtr) return true;
  if (type.kind == TypeKind::Array) return holds_pointer(program_.types[type.pointee]);
  for (const mir::Variant& variant : type.variants)
    for (const mir::Field& field : variant.fields)
      if (holds_pointer(program_.types[field.type])) return true;
  return false;
}

void PlacePreparer::look_at(const mir::Rvalue& value) {
  struct Look {
    PlacePreparer& at;
    void operator()(const mir::UseRvalue& value) const { at.look_at(value.operand); }
    void operator()(const mir::RepeatRvalue& value) const { at.look_at(value.element); }
    void operator()(const mir::RefRvalue& value) const { at.look_at(value.place, true); }
    void operator()(const mir::RawRefRvalue& value) const { at.look_at(value.place, true); }
    void operator()(const mir::LenRvalue& value) const { at.look_at(value.place, false); }
    void operator()(const mir::CastRvalue& value) const { at.look_at(value.operand); }
    void operator()(const mir::BinaryRvalue& value) const {
      at.look_at(value.left);
      at.look_at(value.right);
    }
    void operator()(const mir::UnaryRvalue& value) const { at.look_at(value.operand); }
    void operator()(const mir::DiscriminantRvalue& value) const { at.look_at(value.place, false); }
    void operator()(const mir::AggregateRvalue& value) const {
      for (const auto& [field, operand] : value.fields) at.look_at(operand);
    }
  };
  std::visit(Look{*this}, value);
}

void PlacePreparer::lay_out_frame() {
  std::uint32_t offset = 0;
  for (std::uint32_t i = 0; i < body_.locals.size(); ++i) {
    const mir::Type& type = program_.types[body_.locals[i].type];
    LocalSlot slot;
    slot.offset = offset;
    slot.has_own_allocation = needs_allocation_[i];
    slot.size = type.size;
    slot.align = type.align;
    const std::uint64_t words = slot.has_own_allocation ? 1 : (type.size + 7) / 8;
    offset += static_cast<std::uint32_t>(words * 8);
    code_.slots.push_back(slot);
  }
  code_.frame_words = offset / 8;
}

// ---- Places

mir::TypeId PlacePreparer::type_of(const mir::Place& place) const {
  return place.projections.empty() ? body_.locals[place.local.value].type
                                   : place.projections.back().type;
}

void PlacePreparer::add_offset(PlaceCode& code, std::uint64_t bytes) {
  if (bytes == 0) return;
  if (code.step_count == 0 && code.start == PlaceCode::Start::Frame) {
    code.offset += static_cast<std::uint32_t>(bytes);
    return;
  }
  if (code.step_count > 0 && code_.steps.back().kind == PlaceStep::Kind::Add) {
    code_.steps.back().amount += bytes;
    return;
  }
  add_step(code, {PlaceStep::Kind::Add, false, {}, bytes, 0, 0});
}

void PlacePreparer::add_step(PlaceCode& code, PlaceStep step) {
  code_.steps.push_back(step);
  ++code.step_count;
}

std::uint32_t PlacePreparer::place(const mir::Place& place) {
  PlaceCode code;
  const LocalSlot& slot = code_.slots[place.local.value];
  code.start = slot.has_own_allocation ? PlaceCode::Start::FramePointer : PlaceCode::Start::Frame;
  code.offset = slot.offset;
  code.first_step = static_cast<std::uint32_t>(code_.steps.size());
  mir::TypeId type_id = body_.locals[place.local.value].type;
  std::uint32_t variant = 0;
  std::uint32_t packed_align = ~0u;   // of the packed struct that the place lies in
  for (const mir::Projection& step : place.projections) {
    const mir::Type& from = program_.types[type_id];
    add_projection(code, step, from, type_id, variant);
    if (step.kind == mir::Projection::Kind::Deref) code.may_hold_other_type = is_raw(from);
    if (from.kind == TypeKind::Union) code.may_hold_other_type = true;
    packed_align = from.kind == TypeKind::Pointer ? ~0u : from.is_sized ? std::min(packed_align, from.align) : packed_align;
    type_id = step.type;
  }
  const mir::Type& type = program_.types[type_id];
  code.type = type_id;
  code.size = type.size;
  code.align = std::min(type.align, packed_align);
  code.is_unsized = !type.is_sized;
  code.is_wide_pointer = type.kind == TypeKind::Pointer && type.metadata != mir::Metadata::None;
  code_.places.push_back(code);
  return static_cast<std::uint32_t>(code_.places.size() - 1);
}

void PlacePreparer::add_projection(PlaceCode& code, const mir::Projection& step, const mir::Type& from,
                    mir::TypeId pointer_type, std::uint32_t& variant) {
  using Kind = mir::Projection::Kind;
  const std::uint64_t element_size =
      from.pointee ? program_.types[from.pointee].size : 0;
  switch (step.kind) {
    case Kind::Deref: {
      const bool is_wide = from.metadata != mir::Metadata::None;
      add_step(code, {from.pointer_kind == mir::PointerKind::Box ? PlaceStep::Kind::DerefBox
                                                                 : PlaceStep::Kind::Deref,
                      is_wide, pointer_type, 0, 0, 0});
      break;
    }
    case Kind::Field: {
      INVARIANT(variant < from.variants.size() && step.index < from.variants[variant].fields.size(),
                "a projection names a field of its type");
      const mir::Field& field = from.variants[variant].fields[step.index];
      const mir::Type& field_type = program_.types[field.type];
      if (!field_type.is_sized && has_dyn_tail(field_type)) {
        add_step(code, {PlaceStep::Kind::DynTail, false, {}, field.offset, from.packed ? from.packed : ~std::uint64_t{0}, 0});
      } else {
        add_offset(code, field.offset);
      }
      break;
    }
    case Kind::Index:
      add_step(code, {PlaceStep::Kind::IndexBy, false, {},
                      code_.slots[static_cast<std::uint32_t>(step.index)].offset, 0, element_size});
      break;
    case Kind::ConstantIndex:
      if (from.kind == TypeKind::Array) {
        add_offset(code, (step.is_from_end ? from.length - step.index : step.index) * element_size);
      } else if (step.is_from_end) {
        add_step(code, {PlaceStep::Kind::FromEnd, false, {}, step.index, 0, element_size});
      } else {
        add_offset(code, step.index * element_size);
      }
      break;
    case Kind::Subslice:
      if (from.kind == TypeKind::Array) {
        add_offset(code, step.index * element_size);
      } else {
        add_step(code, {PlaceStep::Kind::Subslice, false, {}, step.index, step.from_end, element_size});
      }
      break;
    case Kind::Downcast: break;
  }
  variant = step.kind == Kind::Downcast ? static_cast<std::uint32_t>(step.index) : 0;
}

bool PlacePreparer::has_dyn_tail(const mir::Type& type) const {
  if (type.kind == TypeKind::Dyn) return true;
  if (type.is_sized || type.variants.empty() || type.variants[0].fields.empty()) return false;
  for (const mir::Field& field : type.variants[0].fields) {
    const mir::Type& field_type = program_.types[field.type];
    if (!field_type.is_sized) return has_dyn_tail(field_type);
  }
  return false;
}

// ---- Operands

OperandCode PlacePreparer::operand(const mir::Operand& operand) {
  OperandCode code;
  if (operand.kind == mir::Operand::Kind::Constant) return constant(operand.constant);
  const std::uint32_t index = place(operand.place);
  const PlaceCode& place_code = code_.places[index];
  const mir::Type& type = program_.types[place_code.type];
  code.type = place_code.type;
  code.size = type.size;
  code.is_scalar = is_scalar_type(type);
  code.is_wide = place_code.is_wide_pointer;
  if (place_code.start == PlaceCode::Start::Frame && place_code.step_count == 0) {
    code.kind = OperandCode::Kind::Frame;
    code.index = place_code.offset;
    code.clears_source = operand.kind == mir::Operand::Kind::Move && !type.is_copy;
  } else {
    code.kind = OperandCode::Kind::Place;
    code.index = index;
  }
  return code;
}

OperandCode PlacePreparer::constant(const mir::Constant& constant) const {
  OperandCode code;
  const mir::Type& type = program_.types[constant.type];
  code.type = constant.type;
  code.size = type.size;
  code.is_scalar = is_scalar_type(type);
  code.bits = constant.bits;
  using Kind = mir::Constant::Kind;
  switch (constant.kind) {
    case Kind::Scalar:
    case Kind::Null: code.kind = OperandCode::Kind::Immediate; code.is_scalar = true; break;
    case Kind::ZeroSized: code.kind = OperandCode::Kind::Immediate; code.size = 0; break;
    case Kind::GlobalAddress:
      code.kind = OperandCode::Kind::GlobalAddress;
      code.index = constant.global.value;
      code.length = constant.length;
      code.is_wide = type.kind == TypeKind::Pointer && type.metadata == mir::Metadata::Length;
      break;
    case Kind::GlobalValue:
      code.kind = OperandCode::Kind::GlobalValue;
      code.index = constant.global.value;
      break;
    case Kind::Fn:
      code.kind = OperandCode::Kind::Function;
      code.index = constant.fn.value;
      code.is_scalar = true;
      break;
    case Kind::Vtable: code.kind = OperandCode::Kind::Vtable; code.is_scalar = true; break;
  }
  return code;
}

}  // namespace machine
