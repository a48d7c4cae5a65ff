// Makes MIR ready to run: decides where each local lives, and turns places, operands, statements and
// terminators into instructions.

#include <algorithm>

#include "base/text.h"
#include "machine/code.h"

namespace machine {
namespace {

using mir::TypeKind;

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

class Preparer {
 public:
  Preparer(const mir::Program& program, mir::FnId fn, Code& code)
      : program_(program), body_(program.bodies[fn]), code_(code) {
    code_.fn = fn;
    code_.body = &body_;
  }

  void prepare() {
    find_own_allocations();
    lay_out_frame();
    std::vector<std::uint32_t> starts;
    std::uint32_t next = 0;
    for (const mir::BasicBlock& block : body_.blocks) {
      starts.push_back(next);
      next += static_cast<std::uint32_t>(block.statements.size()) + 1;
    }
    block_starts_ = std::move(starts);
    for (const mir::BasicBlock& block : body_.blocks) {
      for (const mir::Statement& statement : block.statements) {
        add(instruction(statement), statement.span, statement.scope);
      }
      add(instruction(block.terminator), block.terminator.span, block.terminator.scope);
      code_.in_cleanup.resize(code_.instructions.size(), block.is_cleanup);
    }
  }

 private:
  void add(Instruction instruction, Span span, mir::ScopeId scope) {
    note_globals(instruction);
    code_.instructions.push_back(std::move(instruction));
    code_.spans.push_back(span);
    code_.scopes.push_back(scope);
  }

  // ---- Where locals live

  /// A place whose address is taken, or that is reached at a computed offset, before any pointer is
  /// followed, needs its local to have an address.
  void look_at(const mir::Place& place, bool takes_address) {
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
  void look_at(const mir::Operand& operand) {
    if (operand.kind != mir::Operand::Kind::Constant) look_at(operand.place, false);
  }

  void find_own_allocations() {
    needs_allocation_.assign(body_.locals.size(), false);
    for (const mir::BasicBlock& block : body_.blocks) {
      for (const mir::Statement& statement : block.statements) {
        if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind)) {
          look_at(assign->place, false);
          std::visit([this](const auto& value) { look_at_rvalue(value); }, assign->value);
        }
        if (const auto* set = std::get_if<mir::SetDiscriminantStmt>(&statement.kind))
          look_at(set->place, false);
        if (const auto* mention = std::get_if<mir::PlaceMentionStmt>(&statement.kind))
          look_at(mention->place, false);
      }
      if (const auto* drop = std::get_if<mir::DropTerm>(&block.terminator.kind)) {
        if (program_.types[place_type(drop->place)].drop_glue) look_at(drop->place, true);
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
  bool holds_pointer(const mir::Type& type) const {
    if (type.kind == TypeKind::Pointer || type.kind == TypeKind::FnPtr) return true;
    if (type.kind == TypeKind::Array) return holds_pointer(program_.types[type.pointee]);
    for (const mir::Variant& variant : type.variants)
      for (const mir::Field& field : variant.fields)
        if (holds_pointer(program_.types[field.type])) return true;
    return false;
  }
  void look_at_rvalue(const mir::UseRvalue& value) { look_at(value.operand); }
  void look_at_rvalue(const mir::RepeatRvalue& value) { look_at(value.element); }
  void look_at_rvalue(const mir::RefRvalue& value) { look_at(value.place, true); }
  void look_at_rvalue(const mir::RawRefRvalue& value) { look_at(value.place, true); }
  void look_at_rvalue(const mir::LenRvalue& value) { look_at(value.place, false); }
  void look_at_rvalue(const mir::CastRvalue& value) { look_at(value.operand); }
  void look_at_rvalue(const mir::BinaryRvalue& value) {
    look_at(value.left);
    look_at(value.right);
  }
  void look_at_rvalue(const mir::UnaryRvalue& value) { look_at(value.operand); }
  void look_at_rvalue(const mir::DiscriminantRvalue& value) { look_at(value.place, false); }
  void look_at_rvalue(const mir::AggregateRvalue& value) {
    for (const auto& [field, operand] : value.fields) look_at(operand);
  }

  void lay_out_frame() {
    std::uint32_t offset = 0;
    for (std::uint32_t i = 0; i < body_.locals.size(); ++i) {
      const mir::Type& type = program_.types[body_.locals[i].type];
      LocalSlot slot;
      slot.offset = offset;
      slot.has_own_allocation = needs_allocation_[i];
      slot.size = type.size;
      slot.align = type.align;
      const std::uint64_t words = slot.has_own_allocation ? 1 : memory_words(type.size);
      offset += static_cast<std::uint32_t>(words * 8);
      code_.slots.push_back(slot);
    }
    code_.frame_words = offset / 8;
  }
  static std::uint64_t memory_words(std::uint64_t bytes) { return (bytes + 7) / 8; }

  // ---- Places

  mir::TypeId place_type(const mir::Place& place) const {
    return place.projections.empty() ? body_.locals[place.local.value].type
                                     : place.projections.back().type;
  }

  void add_offset(PlaceCode& code, std::uint64_t bytes) {
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
  void add_step(PlaceCode& code, PlaceStep step) {
    code_.steps.push_back(step);
    ++code.step_count;
  }

  std::uint32_t place(const mir::Place& place) {
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

  static bool is_raw(const mir::Type& type) {
    return type.pointer_kind == mir::PointerKind::Raw || type.pointer_kind == mir::PointerKind::RawMut;
  }

  void add_projection(PlaceCode& code, const mir::Projection& step, const mir::Type& from,
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
  bool has_dyn_tail(const mir::Type& type) const {
    if (type.kind == TypeKind::Dyn) return true;
    if (type.is_sized || type.variants.empty() || type.variants[0].fields.empty()) return false;
    for (const mir::Field& field : type.variants[0].fields) {
      const mir::Type& field_type = program_.types[field.type];
      if (!field_type.is_sized) return has_dyn_tail(field_type);
    }
    return false;
  }

  // ---- Operands

  OperandCode operand(const mir::Operand& operand) {
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

  OperandCode constant(const mir::Constant& constant) {
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

  void note_globals(Instruction& instruction) {
    const auto names_global = [](const OperandCode& operand) {
      return operand.kind == OperandCode::Kind::GlobalAddress ||
             operand.kind == OperandCode::Kind::GlobalValue;
    };
    instruction.needs_globals = names_global(instruction.left) || names_global(instruction.right);
    if (instruction.op == Op::Aggregate)
      for (const auto& [part, value] : code_.aggregates[instruction.extra].parts)
        instruction.needs_globals |= names_global(value);
    if (instruction.op == Op::Call)
      for (const OperandCode& value : code_.calls[instruction.extra].arguments)
        instruction.needs_globals |= names_global(value);
  }

  // ---- Statements

  Instruction instruction(const mir::Statement& statement) {
    return std::visit([this](const auto& kind) { return statement_of(kind); }, statement.kind);
  }

  Instruction statement_of(const mir::AssignStmt& assign) {
    Instruction out =
        std::visit([this, &assign](const auto& value) { return assignment(assign, value); }, assign.value);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::UseRvalue& value) {
    Instruction out;
    out.op = Op::Copy;
    out.left = operand(value.operand);
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::RepeatRvalue& value) {
    Instruction out;
    out.op = Op::Repeat;
    out.left = operand(value.element);
    out.count = value.count;
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::RefRvalue& value) {
    Instruction out;
    out.op = Op::Ref;
    out.detail = static_cast<std::uint8_t>(value.kind);
    out.extra = place(value.place);
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::RawRefRvalue& value) {
    Instruction out;
    out.op = Op::Ref;
    out.detail = 0xff;
    out.count = value.is_mutable ? 1 : 0;
    out.extra = place(value.place);
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::LenRvalue& value) {
    Instruction out;
    const mir::Type& type = program_.types[place_type(value.place)];
    out.op = Op::Length;
    out.place = place(assign.place);
    if (type.kind == TypeKind::Array) {
      out.op = Op::Copy;
      out.left.bits = type.length;
      out.left.size = 8;
      out.left.is_scalar = true;
    } else {
      out.extra = place(value.place);
    }
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::CastRvalue& value) {
    Instruction out;
    out.op = Op::Cast;
    out.detail = static_cast<std::uint8_t>(value.kind);
    out.left = operand(value.operand);
    out.type = out.left.type;
    out.count = value.length;
    out.extra = value.kind == mir::CastKind::ReifyFn ? value.fn.value : value.vtable.value;
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::BinaryRvalue& value) {
    Instruction out;
    out.op = Op::Binary;
    out.detail = static_cast<std::uint8_t>(value.op);
    out.left = operand(value.left);
    out.right = operand(value.right);
    out.type = out.left.type;
    out.place = place(assign.place);
    const auto is_near = [](const OperandCode& code) {
      return code.kind == OperandCode::Kind::Frame || code.kind == OperandCode::Kind::Immediate;
    };
    const PlaceCode& target = code_.places[out.place];
    out.is_fast = is_near(out.left) && is_near(out.right) && out.left.size <= 8 &&
                  out.right.size <= 8 && out.left.is_scalar && out.right.is_scalar &&
                  program_.types[out.type].kind == TypeKind::Int && target.step_count == 0 &&
                  target.start == PlaceCode::Start::Frame && value.op != mir::BinaryOp::Offset;
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::UnaryRvalue& value) {
    Instruction out;
    out.op = Op::Unary;
    out.detail = static_cast<std::uint8_t>(value.op);
    out.left = operand(value.operand);
    out.type = out.left.type;
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::DiscriminantRvalue& value) {
    Instruction out;
    out.op = Op::Discriminant;
    out.extra = place(value.place);
    out.place = place(assign.place);
    return out;
  }
  Instruction assignment(const mir::AssignStmt& assign, const mir::AggregateRvalue& value) {
    Instruction out;
    out.op = Op::Aggregate;
    out.type = value.type;
    AggregateCode aggregate;
    aggregate.variant = value.variant;
    const mir::Type& type = program_.types[value.type];
    for (const auto& [field, part] : value.fields) {
      mir::Place target = assign.place;
      if (type.kind == TypeKind::Array) {
        target.projections.push_back({mir::Projection::Kind::ConstantIndex, field, 0, false, type.pointee});
      } else {
        if (type.kind == TypeKind::Enum || type.kind == TypeKind::Coroutine)
          target.projections.push_back({mir::Projection::Kind::Downcast, value.variant, 0, false, value.type});
        target.projections.push_back({mir::Projection::Kind::Field, field, 0, false,
                                      type.variants[value.variant].fields[field].type});
      }
      OperandCode source = operand(part);
      aggregate.parts.emplace_back(place(target), source);
    }
    code_.aggregates.push_back(std::move(aggregate));
    out.extra = static_cast<std::uint32_t>(code_.aggregates.size() - 1);
    out.place = place(assign.place);
    return out;
  }
  Instruction statement_of(const mir::SetDiscriminantStmt& set) {
    Instruction out;
    out.op = Op::SetDiscriminant;
    out.place = place(set.place);
    out.count = set.variant;
    return out;
  }
  Instruction statement_of(const mir::StorageLiveStmt& live) {
    Instruction out;
    out.op = Op::StorageLive;
    out.count = live.local.value;
    return out;
  }
  Instruction statement_of(const mir::StorageDeadStmt& dead) {
    Instruction out;
    out.op = Op::StorageDead;
    out.count = dead.local.value;
    return out;
  }
  Instruction statement_of(const mir::RetagStmt& retag) {
    Instruction out;
    out.op = Op::Retag;
    out.detail = static_cast<std::uint8_t>(retag.kind);
    out.place = place(retag.place);
    return out;
  }
  Instruction statement_of(const mir::FakeReadStmt&) { return {}; }
  Instruction statement_of(const mir::PlaceMentionStmt& mention) {
    Instruction out;
    out.op = Op::Mention;
    out.place = place(mention.place);
    return out;
  }
  Instruction statement_of(const mir::NopStmt&) { return {}; }

  // ---- Terminators

  std::uint32_t start_of(mir::BlockId block) const {
    return block ? block_starts_[block.value] : Instruction::no_target;
  }

  Instruction instruction(const mir::Terminator& terminator) {
    return std::visit([this](const auto& kind) { return terminator_of(kind); }, terminator.kind);
  }
  Instruction terminator_of(const mir::GotoTerm& go) {
    Instruction out;
    out.op = Op::Goto;
    out.target = start_of(go.target);
    return out;
  }
  Instruction terminator_of(const mir::FalseEdgeTerm& edge) {
    return terminator_of(mir::GotoTerm{edge.target});
  }
  Instruction terminator_of(const mir::SwitchTerm& choose) {
    Instruction out;
    out.op = Op::Switch;
    out.left = operand(choose.operand);
    SwitchCode code;
    for (const auto& [value, block] : choose.targets) code.targets.emplace_back(value, start_of(block));
    code.otherwise = start_of(choose.otherwise);
    code_.switches.push_back(std::move(code));
    out.extra = static_cast<std::uint32_t>(code_.switches.size() - 1);
    return out;
  }
  Instruction terminator_of(const mir::ReturnTerm&) { return simple(Op::Return); }
  Instruction terminator_of(const mir::UnreachableTerm&) { return simple(Op::Unreachable); }
  Instruction terminator_of(const mir::ResumeTerm&) { return simple(Op::Resume); }
  Instruction terminator_of(const mir::AbortTerm&) { return simple(Op::Abort); }
  Instruction terminator_of(const mir::UnsupportedTerm&) { return simple(Op::Unsupported); }
  static Instruction simple(Op op) {
    Instruction out;
    out.op = op;
    return out;
  }
  Instruction terminator_of(const mir::DropTerm& drop) {
    Instruction out;
    out.target = start_of(drop.target);
    out.unwind = start_of(drop.unwind);
    out.type = place_type(drop.place);
    const mir::Type& type = program_.types[out.type];
    if (!type.drop_glue && type.kind != TypeKind::Dyn) {
      out.op = Op::Goto;
      return out;
    }
    out.op = Op::Drop;
    out.place = place(drop.place);
    return out;
  }
  Instruction terminator_of(const mir::CallTerm& call) {
    Instruction out;
    out.op = Op::Call;
    out.target = start_of(call.target);
    out.unwind = start_of(call.unwind);
    CallCode code;
    code.term = &call;
    for (const mir::Operand& argument : call.arguments) code.arguments.push_back(operand(argument));
    if (call.callee.kind == mir::CallTerm::Callee::Kind::Pointer) out.left = operand(call.callee.pointer);
    out.place = place(call.destination);
    code_.calls.push_back(std::move(code));
    out.extra = static_cast<std::uint32_t>(code_.calls.size() - 1);
    return out;
  }
  Instruction terminator_of(const mir::AssertTerm& check) {
    Instruction out;
    out.op = Op::Assert;
    out.detail = static_cast<std::uint8_t>(check.kind);
    out.count = check.expected ? 1 : 0;
    out.extra = static_cast<std::uint32_t>(check.op);
    out.target = start_of(check.target);
    out.unwind = start_of(check.unwind);
    out.left = operand(check.condition);
    // Length and index are only wanted for the message of a failed check.
    CallCode details;
    if (check.kind == mir::AssertKind::BoundsCheck) {
      details.arguments.push_back(operand(check.left));
      details.arguments.push_back(operand(check.right));
    }
    code_.calls.push_back(std::move(details));
    out.place = static_cast<std::uint32_t>(code_.calls.size() - 1);
    return out;
  }

  const mir::Program& program_;
  const mir::Body& body_;
  Code& code_;
  std::vector<bool> needs_allocation_;
  std::vector<std::uint32_t> block_starts_;
};

}  // namespace

std::unique_ptr<Code> CodeStore::prepare(mir::FnId fn) const {
  auto code = std::make_unique<Code>();
  Preparer(*program_, fn, *code).prepare();
  find_cycles(*code);
  return code;
}

}  // namespace machine
