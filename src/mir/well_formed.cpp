// What every body must satisfy before the machine may run it: names exist, places have the types they
// say, both sides of an assignment agree, and cleanup stays cleanup.

#include "base/text.h"
#include "mir/mir.h"

namespace mir {
namespace {

class Checker {
 public:
  Checker(const Program& program, const Body& body) : program_(program), body_(body) {}

  std::vector<std::string> check() {
    if (body_.locals.size() <= body_.argument_count) {
      report("there are fewer locals than arguments and a return value");
      return std::move(found_);
    }
    for (const Local& local : body_.locals)
      if (!local.type || local.type.value >= program_.types.size()) report("a local has no type");
    if (body_.is_foreign || !found_.empty()) return std::move(found_);
    if (body_.blocks.empty()) report("there is no block");
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i) {
      block_ = i;
      for (const Statement& statement : body_.blocks[i].statements) {
        check_scope(statement.scope);
        std::visit([this](const auto& kind) { visit(kind); }, statement.kind);
      }
      check_scope(body_.blocks[i].terminator.scope);
      std::visit([this](const auto& kind) { visit(kind); }, body_.blocks[i].terminator.kind);
    }
    return std::move(found_);
  }

 private:
  void report(std::string what) { found_.push_back(concat(body_.name, ", bb", block_, ": ", what)); }
  bool is_cleanup() const { return body_.blocks[block_].is_cleanup; }
  const Type& type(TypeId id) const { return program_.types[id]; }
  std::string shown(const Place& place) const { return print(program_, body_, place); }

  void check_scope(ScopeId scope) {
    if (scope && scope.value >= body_.scopes.size()) report("a scope does not exist");
  }
  bool has_local(LocalId local) {
    if (local && local.value < body_.locals.size()) return true;
    report("a local does not exist");
    return false;
  }

  // ---- Places

  /// The type of a place; none if it makes no sense.
  TypeId type_of(const Place& place) {
    if (!has_local(place.local)) return {};
    TypeId at = body_.locals[place.local.value].type;
    const Projection* downcast = nullptr;
    for (const Projection& step : place.projections) {
      if (!step.type || step.type.value >= program_.types.size()) {
        report(concat("a step of ", shown({place.local, {}}), " has no type"));
        return {};
      }
      if (!fits(step, at, downcast)) {
        report(concat("the place ", shown(place), " does not exist: no such step from ", quoted(type(at).name), " to ", quoted(type(step.type).name)));
        return {};
      }
      downcast = step.kind == Projection::Kind::Downcast ? &step : nullptr;
      at = step.type;
    }
    return at;
  }
  bool fits(const Projection& step, TypeId from_id, const Projection* downcast) {
    using Kind = Projection::Kind;
    const Type& from = type(from_id);
    if (from.kind == TypeKind::Param) return true;
    const bool has_elements = from.kind == TypeKind::Array || from.kind == TypeKind::Slice;
    switch (step.kind) {
      case Kind::Deref: return from.kind == TypeKind::Pointer && from.pointee == step.type;
      case Kind::Field: {
        const std::uint64_t variant = downcast ? downcast->index : 0;
        if (variant >= from.variants.size()) return false;
        const auto& fields = from.variants[variant].fields;
        return step.index < fields.size() && fields[step.index].type == step.type;
      }
      case Kind::Index:
        return has_elements && from.pointee == step.type && has_local(LocalId(static_cast<std::uint32_t>(step.index))) &&
               body_.locals[step.index].type == program_.usize;
      case Kind::ConstantIndex: return has_elements && from.pointee == step.type;
      case Kind::Subslice: return has_elements && type(step.type).pointee == from.pointee;
      case Kind::Downcast: return step.type == from_id && step.index < from.variants.size();
    }
    return false;
  }

  // ---- Operands

  TypeId type_of(const Operand& operand) {
    if (operand.kind != Operand::Kind::Constant) return type_of(operand.place);
    const Constant& value = operand.constant;
    if (!value.type || value.type.value >= program_.types.size()) {
      report("a constant has no type");
      return {};
    }
    const bool names_global = value.kind == Constant::Kind::GlobalAddress || value.kind == Constant::Kind::GlobalValue;
    if (names_global && (!value.global || value.global.value >= program_.globals.size())) report("a constant names no global");
    if (value.kind == Constant::Kind::Fn && (!value.fn || value.fn.value >= program_.bodies.size())) report("a constant names no function");
    if (value.kind == Constant::Kind::ZeroSized && type(value.type).size != 0) report(concat("a constant of type ", quoted(type(value.type).name), " is said to have no size"));
    return value.type;
  }

  void expect_same(TypeId to, TypeId from, std::string_view where) {
    if (!to || !from || to == from) return;
    const Type& target = type(to);
    const Type& source = type(from);
    if (target.kind == TypeKind::Param || source.kind == TypeKind::Param || source.kind == TypeKind::Never) return;
    report(concat(where, ": ", quoted(source.name), " is put into ", quoted(target.name)));
  }

  // ---- Rvalues: the type that results, or none where the destination decides

  TypeId result(const UseRvalue& value) { return type_of(value.operand); }
  TypeId result(const RepeatRvalue& value) {
    type_of(value.element);
    return {};
  }
  TypeId result(const RefRvalue& value) {
    type_of(value.place);
    return {};
  }
  TypeId result(const RawRefRvalue& value) {
    type_of(value.place);
    return {};
  }
  TypeId result(const LenRvalue& value) {
    const TypeId of = type_of(value.place);
    if (of && type(of).kind != TypeKind::Array && type(of).kind != TypeKind::Slice && type(of).kind != TypeKind::Str && type(of).kind != TypeKind::Param)
      report(concat("the length of a ", quoted(type(of).name)));
    return program_.usize;
  }
  TypeId result(const CastRvalue& value) {
    type_of(value.operand);
    if (value.kind == CastKind::ReifyFn && !value.fn) report("a function pointer to no function");
    if (value.kind == CastKind::UnsizeDyn && !value.vtable) report("a cast to a trait object without vtable");
    return value.type;
  }
  TypeId result(const BinaryRvalue& value) {
    const TypeId left = type_of(value.left), right = type_of(value.right);
    switch (value.op) {
      case BinaryOp::CheckedAdd: case BinaryOp::CheckedSub: case BinaryOp::CheckedMul:
        expect_same(left, right, "an operator");
        return {};
      case BinaryOp::Shl: case BinaryOp::Shr: case BinaryOp::Offset: return left;
      case BinaryOp::Eq: case BinaryOp::Ne: case BinaryOp::Lt: case BinaryOp::Le: case BinaryOp::Gt: case BinaryOp::Ge:
        expect_same(left, right, "a comparison");
        return program_.bool_;
      default:
        expect_same(left, right, "an operator");
        return left;
    }
  }
  TypeId result(const UnaryRvalue& value) {
    const TypeId of = type_of(value.operand);
    return value.op == UnaryOp::PtrMetadata ? TypeId() : of;
  }
  TypeId result(const DiscriminantRvalue& value) {
    type_of(value.place);
    return {};
  }
  TypeId result(const AggregateRvalue& value) {
    if (!value.type) {
      report("an aggregate has no type");
      return {};
    }
    const Type& whole = type(value.type);
    if (whole.kind == TypeKind::Array) {
      for (const auto& [index, part] : value.fields) expect_same(whole.pointee, type_of(part), "an element");
      return value.type;
    }
    if (value.variant >= whole.variants.size()) {
      report(concat("an aggregate names no variant of ", quoted(whole.name)));
      return {};
    }
    const auto& fields = whole.variants[value.variant].fields;
    const bool is_union = whole.kind == TypeKind::Union;
    if (value.fields.size() != (is_union ? 1 : fields.size())) report(concat("an aggregate of ", quoted(whole.name), " has ", value.fields.size(), " parts"));
    for (const auto& [index, part] : value.fields) {
      if (index >= fields.size()) {
        report(concat("an aggregate names no field of ", quoted(whole.name)));
      } else {
        expect_same(fields[index].type, type_of(part), "a field");
      }
    }
    return value.type;
  }

  // ---- Statements

  void visit(const AssignStmt& assign) {
    const TypeId to = type_of(assign.place);
    const TypeId from = std::visit([this](const auto& value) { return result(value); }, assign.value);
    expect_same(to, from, "an assignment");
  }
  void visit(const SetDiscriminantStmt& set) { type_of(set.place); }
  void visit(const StorageLiveStmt& live) { has_local(live.local); }
  void visit(const StorageDeadStmt& dead) { has_local(dead.local); }
  void visit(const RetagStmt& retag) { type_of(retag.place); }
  void visit(const FakeReadStmt& read) { type_of(read.place); }
  void visit(const PlaceMentionStmt& mention) { type_of(mention.place); }
  void visit(const NopStmt&) {}

  // ---- Terminators

  void goes_to(BlockId target) {
    if (!target || target.value >= body_.blocks.size()) {
      report("a block does not exist");
    } else if (is_cleanup() && !body_.blocks[target.value].is_cleanup) {
      report("cleanup returns to normal code");
    } else if (!is_cleanup() && body_.blocks[target.value].is_cleanup) {
      report("normal code runs into cleanup");
    }
  }
  void unwinds_to(BlockId target) {
    if (!target) return;
    if (target.value >= body_.blocks.size()) {
      report("a block does not exist");
    } else if (is_cleanup()) {
      report("cleanup has cleanup of its own");
    } else if (!body_.blocks[target.value].is_cleanup) {
      report("unwinding goes to a block that is not cleanup");
    }
  }
  void visit(const GotoTerm& go) { goes_to(go.target); }
  void visit(const SwitchTerm& choose) {
    const TypeId of = type_of(choose.operand);
    if (of && type(of).kind != TypeKind::Int && type(of).kind != TypeKind::Bool && type(of).kind != TypeKind::Char && type(of).kind != TypeKind::Param)
      report(concat("a switch on a ", quoted(type(of).name)));
    for (const auto& [value, target] : choose.targets) goes_to(target);
    if (choose.otherwise) goes_to(choose.otherwise);
  }
  void visit(const ReturnTerm&) {
    if (is_cleanup()) report("cleanup returns");
  }
  void visit(const UnreachableTerm&) {}
  void visit(const ResumeTerm&) {
    if (!is_cleanup()) report("unwinding goes on outside of cleanup");
  }
  void visit(const AbortTerm&) {}
  void visit(const DropTerm& drop) {
    type_of(drop.place);
    goes_to(drop.target);
    unwinds_to(drop.unwind);
  }
  void visit(const CallTerm& call) {
    using Kind = CallTerm::Callee::Kind;
    const TypeId destination = type_of(call.destination);
    std::vector<TypeId> arguments;
    for (const Operand& argument : call.arguments) arguments.push_back(type_of(argument));
    if (call.target) goes_to(call.target);
    unwinds_to(call.unwind);
    if (call.callee.kind == Kind::Pointer) {
      const TypeId of = type_of(call.callee.pointer);
      if (of && type(of).kind != TypeKind::FnPtr && type(of).kind != TypeKind::Param) report(concat("a call of a ", quoted(type(of).name)));
    }
    if (call.callee.kind == Kind::Virtual && arguments.empty()) report("a virtual call without receiver");
    if (call.callee.kind != Kind::Fn) return;
    if (!call.callee.fn || call.callee.fn.value >= program_.bodies.size()) {
      report("a call names no function");
      return;
    }
    check_call(program_.bodies[call.callee.fn], destination, arguments);
  }
  void check_call(const Body& callee, TypeId destination, const std::vector<TypeId>& arguments) {
    if (callee.locals.empty()) return;   // not lowered yet
    expect_same(destination, callee.locals[0].type, concat("the result of ", callee.name));
    if (callee.is_variadic) return;
    std::vector<TypeId> passed = arguments;
    if (callee.spreads_last_argument && !passed.empty() && passed.back()) {
      const Type tuple = type(passed.back());
      passed.pop_back();
      if (tuple.kind != TypeKind::Tuple) report(concat("the arguments of ", callee.name, " are not a tuple"));
      else
        for (const Field& field : tuple.variants[0].fields) passed.push_back(field.type);
    }
    if (passed.size() != callee.argument_count) {
      report(concat(callee.name, " takes ", callee.argument_count, " arguments, not ", passed.size()));
      return;
    }
    for (std::size_t i = 0; i < passed.size(); ++i) {
      const TypeId parameter = callee.locals[i + 1].type;
      // A closure's body that reads itself through `&` is also called through `&mut`.
      const bool is_self = callee.is_closure && i == 0;
      if (!is_self) expect_same(parameter, passed[i], concat("argument ", i + 1, " of ", callee.name));
    }
  }
  void visit(const AssertTerm& check) {
    expect_same(program_.bool_, type_of(check.condition), "an assertion");
    goes_to(check.target);
    unwinds_to(check.unwind);
  }
  void visit(const UnsupportedTerm&) {}
  void visit(const FalseEdgeTerm& edge) {
    goes_to(edge.target);
    if (edge.imaginary) goes_to(edge.imaginary);
  }

  const Program& program_;
  const Body& body_;
  std::uint32_t block_ = 0;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> check_well_formed(const Program& program, const Body& body) {
  return Checker(program, body).check();
}

}  // namespace mir
