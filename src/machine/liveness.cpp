// Which locals of a function may still be read: the others hold leftovers, which say nothing about what
// a thread will do. Worked out backwards over the blocks of the body until nothing changes any more. A
// local whose address was taken may also be read through a pointer; who follows the pointers that are
// live finds it.

#include "machine/code.h"
#include "mir/successors.h"

namespace machine {

namespace {

class LiveLocals {
 public:
  explicit LiveLocals(const mir::Body& body) : is_live(body.locals.size()) {}

  void read(const mir::Place& place) {
    is_live[place.local.value] = true;
    read_indexes(place);
  }
  void read(const mir::Operand& operand) {
    if (operand.kind != mir::Operand::Kind::Constant) read(operand.place);
  }
  /// To be called before what the same statement reads.
  void write(const mir::Place& place) {
    if (place.projections.empty()) {
      is_live[place.local.value] = false;
      return;
    }
    for (const mir::Projection& step : place.projections)
      if (step.kind == mir::Projection::Kind::Deref) is_live[place.local.value] = true;
    read_indexes(place);
  }
  void go_back_over(const mir::Statement& statement) {
    std::visit([this](const auto& kind) { over(kind); }, statement.kind);
  }
  void go_back_over(const mir::Terminator& terminator) {
    std::visit([this](const auto& kind) { over(kind); }, terminator.kind);
  }

  std::vector<bool> is_live;

 private:
  void read_indexes(const mir::Place& place) {
    for (const mir::Projection& step : place.projections)
      if (step.kind == mir::Projection::Kind::Index) is_live[step.index] = true;
  }

  void over(const mir::AssignStmt& assign) {
    write(assign.place);
    std::visit([this](const auto& value) { read_value(value); }, assign.value);
  }
  void over(const mir::SetDiscriminantStmt& set) {
    if (!set.place.projections.empty()) write(set.place);
  }
  void over(const mir::StorageLiveStmt& live) { is_live[live.local.value] = false; }
  void over(const mir::StorageDeadStmt& dead) { is_live[dead.local.value] = false; }
  void over(const mir::RetagStmt& retag) { read(retag.place); }
  void over(const mir::FakeReadStmt&) {}
  void over(const mir::PlaceMentionStmt& mention) { read(mention.place); }
  void over(const mir::NopStmt&) {}

  void read_value(const mir::UseRvalue& value) { read(value.operand); }
  void read_value(const mir::RepeatRvalue& value) { read(value.element); }
  void read_value(const mir::RefRvalue& value) { read(value.place); }
  void read_value(const mir::RawRefRvalue& value) { read(value.place); }
  void read_value(const mir::LenRvalue& value) { read(value.place); }
  void read_value(const mir::CastRvalue& value) { read(value.operand); }
  void read_value(const mir::BinaryRvalue& value) {
    read(value.left);
    read(value.right);
  }
  void read_value(const mir::UnaryRvalue& value) { read(value.operand); }
  void read_value(const mir::DiscriminantRvalue& value) { read(value.place); }
  void read_value(const mir::AggregateRvalue& value) {
    for (const auto& [field, operand] : value.fields) read(operand);
  }

  void over(const mir::GotoTerm&) {}
  void over(const mir::SwitchTerm& choose) { read(choose.operand); }
  void over(const mir::ReturnTerm&) { is_live[0] = true; }
  void over(const mir::UnreachableTerm&) {}
  void over(const mir::ResumeTerm&) {}
  void over(const mir::AbortTerm&) {}
  void over(const mir::DropTerm& drop) { read(drop.place); }
  void over(const mir::CallTerm& call) {
    write(call.destination);
    for (const mir::Operand& argument : call.arguments) read(argument);
    if (call.callee.kind == mir::CallTerm::Callee::Kind::Pointer) read(call.callee.pointer);
  }
  void over(const mir::AssertTerm& check) {
    read(check.condition);
    read(check.left);
    read(check.right);
  }
  void over(const mir::UnsupportedTerm&) {}
  void over(const mir::FalseEdgeTerm&) {}
};

}  // namespace

std::vector<std::vector<std::uint32_t>> find_live_locals(const Code& code) {
  const mir::Body& body = *code.body;
  const std::size_t count = body.blocks.size();
  std::vector<std::vector<bool>> at_begin(count, std::vector<bool>(body.locals.size()));
  std::vector<std::vector<std::uint32_t>> at_end(code.instructions.size());
  const auto before_terminator = [&](const mir::BasicBlock& block) {
    LiveLocals locals(body);
    mir::for_each_target(block.terminator, [&](mir::BlockId next) {
      for (std::size_t i = 0; i < body.locals.size(); ++i)
        if (at_begin[next.value][i]) locals.is_live[i] = true;
    });
    locals.go_back_over(block.terminator);
    return locals;
  };
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t i = count; i-- > 0;) {
      const mir::BasicBlock& block = body.blocks[i];
      LiveLocals locals = before_terminator(block);
      for (std::size_t s = block.statements.size(); s-- > 0;) locals.go_back_over(block.statements[s]);
      if (locals.is_live == at_begin[i]) continue;
      at_begin[i] = std::move(locals.is_live);
      has_changed = true;
    }
  }
  std::size_t next = 0;
  for (const mir::BasicBlock& block : body.blocks) {
    next += block.statements.size();
    const LiveLocals locals = before_terminator(block);
    for (std::uint32_t i = 0; i < body.locals.size(); ++i)
      if (locals.is_live[i]) at_end[next].push_back(i);
    ++next;
  }
  return at_end;
}

}  // namespace machine
