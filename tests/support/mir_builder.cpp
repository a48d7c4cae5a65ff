#include "tests/support/mir_builder.h"

#include "base/text.h"

using mir::Intrinsic;
using mir::Operand;

namespace {
constexpr std::uint32_t line_count = 2000;
}

MirBuilder::MirBuilder() {
  file = program.sources.add_file("invented.rs", std::string(line_count, '\n'));
  const auto scalar = [this](const char* name, mir::TypeKind kind, std::uint32_t bytes) {
    mir::Type type;
    type.name = name;
    type.kind = kind;
    type.size = bytes;
    type.align = bytes;
    type.bits = bytes * 8;
    type.is_copy = true;
    return program.types.add(type);
  };
  mir::Type nothing;
  nothing.name = "()";
  nothing.variants.emplace_back();
  nothing.is_copy = true;
  unit = program.types.add(nothing);
  bool_ = scalar("bool", mir::TypeKind::Bool, 1);
  u8 = scalar("u8", mir::TypeKind::Int, 1);
  u32 = scalar("u32", mir::TypeKind::Int, 4);
  u64 = scalar("u64", mir::TypeKind::Int, 8);
  mir::Type raw;
  raw.name = "*mut u8";
  raw.kind = mir::TypeKind::Pointer;
  raw.pointer_kind = mir::PointerKind::RawMut;
  raw.size = raw.align = 8;
  raw.pointee = u8;
  raw.is_copy = true;
  pointer = program.types.add(raw);
  function_pointer = scalar("fn(*mut u8)", mir::TypeKind::FnPtr, 8);
  mir::Type tuple;
  tuple.name = "(u64, bool)";
  tuple.size = 16;
  tuple.align = 8;
  tuple.is_copy = true;
  tuple.variants.emplace_back();
  tuple.variants[0].fields = {{"0", u64, 0}, {"1", bool_, 8}};
  pair = program.types.add(tuple);
  program.unit = unit;
  program.bool_ = bool_;
  program.usize = u64;
  program.u8 = u8;
}

mir::FnId MirBuilder::constant_function(std::uint64_t value) {
  FnBuilder function(*this, "initializer", u64, 0);
  mir::Body body;
  body.name = "initializer";
  body.locals.push_back({});
  body.locals[0].type = u64;
  mir::BasicBlock block;
  mir::UseRvalue use;
  use.operand = function.number(value);
  mir::AssignStmt assign;
  assign.place.local = mir::LocalId(0);
  assign.value = use;
  block.statements.push_back({assign, {}, {}});
  block.terminator.kind = mir::ReturnTerm{};
  body.blocks.push_back(block);
  return program.bodies.add(body);
}

mir::GlobalId MirBuilder::atomic(const std::string& name, std::uint64_t value) {
  mir::Global global;
  global.name = name;
  global.type = u64;
  global.is_mutable = true;
  global.initializer = constant_function(value);
  return program.globals.add(global);
}

mir::GlobalId MirBuilder::text(const std::string& bytes) {
  mir::Global global;
  global.kind = mir::Global::Kind::Bytes;
  global.type = u8;
  global.bytes = bytes;
  return program.globals.add(global);
}

FnBuilder MirBuilder::thread(const std::string& name) { return FnBuilder(*this, name, unit, 1); }
FnBuilder MirBuilder::main() { return FnBuilder(*this, "main", u32, 0); }

std::shared_ptr<machine::CodeStore> MirBuilder::finish(FnBuilder main) {
  program.start = program.main = main.finish();
  return std::make_shared<machine::CodeStore>(std::make_shared<const mir::Program>(program));
}

FnBuilder::FnBuilder(MirBuilder& owner, std::string name, mir::TypeId result, std::uint32_t argument_count) : owner_(owner) {
  body_.name = std::move(name);
  body_.is_user = true;
  body_.argument_count = argument_count;
  local(result);
  for (std::uint32_t i = 0; i < argument_count; ++i) local(owner_.pointer);
  body_.blocks.emplace_back();
}

mir::LocalId FnBuilder::local(mir::TypeId type) {
  mir::Local local;
  local.type = type;
  body_.locals.push_back(local);
  return mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
}

Span FnBuilder::next_span() {
  const std::uint32_t line = ++owner_.next_line;
  return {owner_.file, line - 1, line - 1, {}};
}

mir::BlockId FnBuilder::new_block() {
  body_.blocks.emplace_back();
  return mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
}

void FnBuilder::end_block(mir::Terminator terminator) {
  terminator.span = next_span();
  block().terminator = std::move(terminator);
}

Operand FnBuilder::number(std::uint64_t value, mir::TypeId type) const {
  Operand operand;
  operand.constant.kind = mir::Constant::Kind::Scalar;
  operand.constant.type = type;
  operand.constant.bits = value;
  return operand;
}

Operand FnBuilder::address(mir::GlobalId global) const {
  Operand operand;
  operand.constant.kind = mir::Constant::Kind::GlobalAddress;
  operand.constant.type = owner_.pointer;
  operand.constant.global = global;
  return operand;
}

Operand FnBuilder::copy(mir::LocalId local) const {
  Operand operand;
  operand.kind = Operand::Kind::Copy;
  operand.place.local = local;
  return operand;
}

mir::LocalId FnBuilder::call(Intrinsic intrinsic, std::vector<Operand> arguments, mir::TypeId result, std::vector<mir::TypeId> types) {
  mir::CallTerm call;
  call.callee.kind = mir::CallTerm::Callee::Kind::Intrinsic;
  call.callee.intrinsic = intrinsic;
  call.callee.type_args = std::move(types);
  call.arguments = std::move(arguments);
  call.destination.local = local(result);
  call.target = new_block();
  mir::Terminator terminator;
  terminator.kind = call;
  end_block(std::move(terminator));
  block_ = call.target;
  return call.destination.local;
}

mir::LocalId FnBuilder::load(mir::GlobalId atomic, int order) {
  return call(Intrinsic::atomic_load, {address(atomic), number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.u64, {owner_.u64});
}

void FnBuilder::store(mir::GlobalId atomic, std::uint64_t value, int order) {
  call(Intrinsic::atomic_store, {address(atomic), number(value), number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.unit, {owner_.u64});
}

void FnBuilder::store(mir::GlobalId atomic, mir::LocalId value, int order) {
  call(Intrinsic::atomic_store, {address(atomic), copy(value), number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.unit, {owner_.u64});
}

mir::LocalId FnBuilder::fetch_add(mir::GlobalId atomic, std::uint64_t value, int order) {
  return call(Intrinsic::atomic_update, {number(0, owner_.u8), address(atomic), number(value), number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.u64, {owner_.u64});
}

mir::LocalId FnBuilder::compare_exchange(mir::GlobalId atomic, std::uint64_t expected, std::uint64_t desired, int order, int failure_order, bool is_weak) {
  const mir::LocalId result = call(Intrinsic::atomic_compare_exchange, {address(atomic), number(expected), number(desired), number(static_cast<std::uint64_t>(order), owner_.u8), number(static_cast<std::uint64_t>(failure_order), owner_.u8), number(is_weak ? 1 : 0, owner_.bool_)}, owner_.pair, {owner_.u64});
  const mir::LocalId old = local(owner_.u64);
  mir::UseRvalue use;
  use.operand = copy(result);
  mir::Projection field;
  field.kind = mir::Projection::Kind::Field;
  field.type = owner_.u64;
  use.operand.place.projections.push_back(field);
  mir::AssignStmt assign;
  assign.place.local = old;
  assign.value = use;
  block().statements.push_back({assign, next_span(), {}});
  return old;
}

mir::LocalId FnBuilder::swap(mir::GlobalId atomic, std::uint64_t value, int order) {
  return call(Intrinsic::atomic_swap, {address(atomic), number(value), number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.u64, {owner_.u64});
}

mir::LocalId FnBuilder::try_lock(mir::GlobalId word) { return call(Intrinsic::mutex_try_lock, {address(word)}, owner_.bool_); }

void FnBuilder::wait(mir::GlobalId condvar, mir::GlobalId mutex) {
  call(Intrinsic::condvar_wait, {address(condvar), address(mutex), number(~std::uint64_t{0})}, owner_.bool_);
}

void FnBuilder::park() { call(Intrinsic::thread_park, {number(~std::uint64_t{0})}, owner_.unit); }
void FnBuilder::unpark(mir::LocalId thread) { call(Intrinsic::thread_unpark, {copy(thread)}, owner_.unit); }

namespace {

/// The u64 that stands behind a pointer local.
mir::Place behind(mir::LocalId pointer, mir::TypeId type) {
  mir::Place place;
  place.local = pointer;
  mir::Projection deref;
  deref.kind = mir::Projection::Kind::Deref;
  deref.type = type;
  place.projections.push_back(deref);
  return place;
}

}  // namespace

mir::LocalId FnBuilder::read(mir::GlobalId global) {
  const mir::LocalId pointer = local(owner_.pointer), value = local(owner_.u64);
  const Span span = next_span();
  mir::AssignStmt take;
  take.place.local = pointer;
  take.value = mir::UseRvalue{address(global)};
  block().statements.push_back({take, span, {}});
  mir::UseRvalue use;
  use.operand.kind = Operand::Kind::Copy;
  use.operand.place = behind(pointer, owner_.u64);
  mir::AssignStmt assign;
  assign.place.local = value;
  assign.value = use;
  block().statements.push_back({assign, span, {}});
  return value;
}

void FnBuilder::write(mir::GlobalId global, std::uint64_t value) { write(global, number(value)); }

void FnBuilder::write(mir::GlobalId global, const mir::Operand& value) {
  const mir::LocalId pointer = local(owner_.pointer);
  const Span span = next_span();
  mir::AssignStmt take;
  take.place.local = pointer;
  take.value = mir::UseRvalue{address(global)};
  block().statements.push_back({take, span, {}});
  mir::AssignStmt assign;
  assign.place = behind(pointer, owner_.u64);
  assign.value = mir::UseRvalue{value};
  block().statements.push_back({assign, span, {}});
}

mir::LocalId FnBuilder::add(mir::LocalId value, std::uint64_t more) {
  mir::BinaryRvalue binary;
  binary.op = mir::BinaryOp::Add;
  binary.left = copy(value);
  binary.right = number(more);
  mir::AssignStmt assign;
  assign.place.local = local(owner_.u64);
  assign.value = binary;
  const mir::LocalId sum = assign.place.local;
  block().statements.push_back({assign, next_span(), {}});
  return sum;
}

void FnBuilder::print(const std::string& text) {
  call(Intrinsic::write_stdout, {address(owner_.text(text)), number(text.size())}, owner_.unit);
}

void FnBuilder::print_value(mir::LocalId value) {
  const mir::BlockId after = new_block();
  for (std::uint64_t digit = 0; digit <= 10; ++digit) {
    if (digit == 10) {
      print("=? ");
      go_to(after);
      break;
    }
    const mir::BlockId same = new_block(), other = new_block();
    branch(value, digit, same, other);
    continue_in(same);
    print(concat("=", digit, " "));
    go_to(after);
    continue_in(other);
  }
  continue_in(after);
}

mir::LocalId FnBuilder::spawn(mir::FnId thread) {
  Operand entry;
  entry.constant.kind = mir::Constant::Kind::Fn;
  entry.constant.type = owner_.function_pointer;
  entry.constant.fn = thread;
  Operand null;
  null.constant.kind = mir::Constant::Kind::Null;
  null.constant.type = owner_.pointer;
  return call(Intrinsic::thread_spawn, {entry, null, address(owner_.text("")), number(0)}, owner_.u64);
}

void FnBuilder::join(mir::LocalId thread) { call(Intrinsic::thread_join, {copy(thread)}, owner_.unit); }
void FnBuilder::undefined_behaviour() { call(Intrinsic::unreachable, {}, owner_.unit); }

void FnBuilder::go_to(mir::BlockId target) {
  mir::Terminator terminator;
  terminator.kind = mir::GotoTerm{target};
  end_block(std::move(terminator));
}

void FnBuilder::branch(mir::LocalId value, std::uint64_t bits, mir::BlockId then, mir::BlockId otherwise) {
  mir::SwitchTerm choose;
  choose.operand = copy(value);
  choose.targets.emplace_back(bits, then);
  choose.otherwise = otherwise;
  mir::Terminator terminator;
  terminator.kind = choose;
  end_block(std::move(terminator));
}

mir::FnId FnBuilder::finish() {
  if (body_.name == "main") {
    mir::AssignStmt assign;
    assign.place.local = mir::LocalId(0);
    assign.value = mir::UseRvalue{number(0, owner_.u32)};
    block().statements.push_back({assign, {}, {}});
  }
  mir::Terminator terminator;
  terminator.kind = mir::ReturnTerm{};
  end_block(std::move(terminator));
  return owner_.program.bodies.add(body_);
}
