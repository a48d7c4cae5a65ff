// Makes MIR ready to run: one instruction for each statement and terminator, with what prepare_places.cpp
// makes of their places and operands.

#include "machine/code.h"
#include "machine/prepare_places.h"

namespace machine {
namespace {

using mir::TypeKind;

class Preparer {
 public:
  Preparer(const mir::Program& program, mir::FnId fn, Code& code)
      : program_(program), body_(program.bodies[fn]), code_(code), places_(program, body_, code) {
    code_.fn = fn;
    code_.body = &body_;
  }

  void prepare() {
    places_.place_locals();
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

  std::uint32_t place(const mir::Place& place) { return places_.place(place); }
  OperandCode operand(const mir::Operand& operand) { return places_.operand(operand); }
  mir::TypeId place_type(const mir::Place& place) const { return places_.type_of(place); }

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
  PlacePreparer places_;
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
