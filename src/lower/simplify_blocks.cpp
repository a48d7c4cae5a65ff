// Tidies the graph of a body: jumps to jumps are shortened, a block that only one other jumps to is
// joined with it, and blocks that nothing reaches are removed.

#include "lower/body_builder.h"
#include "mir/successors.h"

namespace lower {

namespace {

using MovedByCall = std::vector<std::pair<mir::BlockId, mir::Place>>;

class Simplifier {
 public:
  Simplifier(mir::Body& body, MovedByCall& moved) : body_(body), moved_(moved) {}

  void run() {
    for (mir::BasicBlock& block : body_.blocks)
      for_each_target(block.terminator, [this](mir::BlockId& target) { target = end_of_jumps(target); });
    for (mir::BasicBlock& block : body_.blocks) drop_idle_cleanup(block.terminator);
    count_predecessors();
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i)
      if (is_reached_[i]) join(i);
    renumber();
  }

 private:
  mir::BlockId end_of_jumps(mir::BlockId at) const {
    for (std::size_t steps = 0; steps < body_.blocks.size(); ++steps) {
      const mir::BasicBlock& block = body_.blocks[at.value];
      const auto* jump = std::get_if<mir::GotoTerm>(&block.terminator.kind);
      if (!jump || !block.statements.empty() || jump->target == at) break;
      at = jump->target;
    }
    return at;
  }

  /// Cleanup that only resumes is no cleanup.
  void drop_idle_cleanup(mir::Terminator& terminator) const {
    const auto clear_if_idle = [this](mir::BlockId& unwind) {
      if (!unwind) return;
      const mir::BasicBlock& block = body_.blocks[unwind.value];
      if (block.statements.empty() && std::holds_alternative<mir::ResumeTerm>(block.terminator.kind)) unwind = mir::BlockId();
    };
    if (auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) clear_if_idle(drop->unwind);
    if (auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) clear_if_idle(call->unwind);
    if (auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) clear_if_idle(check->unwind);
  }

  void count_predecessors() {
    predecessors_.assign(body_.blocks.size(), 0);
    is_reached_.assign(body_.blocks.size(), false);
    std::vector<std::uint32_t> work{0};
    is_reached_[0] = true;
    predecessors_[0] = 1;
    while (!work.empty()) {
      const std::uint32_t at = work.back();
      work.pop_back();
      for_each_target(body_.blocks[at].terminator, [&](mir::BlockId& target) {
        ++predecessors_[target.value];
        if (is_reached_[target.value]) return;
        is_reached_[target.value] = true;
        work.push_back(target.value);
      });
    }
  }

  void join(std::uint32_t at) {
    while (true) {
      mir::BasicBlock& block = body_.blocks[at];
      const auto* jump = std::get_if<mir::GotoTerm>(&block.terminator.kind);
      if (!jump || jump->target.value == at || jump->target.value == 0) return;
      const std::uint32_t next = jump->target.value;
      if (predecessors_[next] != 1 || body_.blocks[next].is_cleanup != block.is_cleanup) return;
      mir::BasicBlock& rest = body_.blocks[next];
      for (mir::Statement& statement : rest.statements) block.statements.push_back(std::move(statement));
      block.terminator = std::move(rest.terminator);
      rest = mir::BasicBlock();
      is_reached_[next] = false;
      for (auto& [end, place] : moved_)
        if (end.value == next) end = mir::BlockId(at);
    }
  }

  void renumber() {
    std::vector<std::uint32_t> numbers(body_.blocks.size(), 0);
    std::vector<mir::BasicBlock> kept;
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i) {
      if (!is_reached_[i]) continue;
      numbers[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(body_.blocks[i]));
    }
    for (mir::BasicBlock& block : kept)
      for_each_target(block.terminator, [&](mir::BlockId& target) { target = mir::BlockId(numbers[target.value]); });
    MovedByCall moved;
    for (auto& [end, place] : moved_)
      if (is_reached_[end.value]) moved.emplace_back(mir::BlockId(numbers[end.value]), std::move(place));
    moved_ = std::move(moved);
    body_.blocks = std::move(kept);
  }

  mir::Body& body_;
  MovedByCall& moved_;
  std::vector<std::uint32_t> predecessors_;
  std::vector<bool> is_reached_;
};

}  // namespace

void simplify_blocks(mir::Body& body, std::vector<std::pair<mir::BlockId, mir::Place>>& moved_by_call) {
  Simplifier(body, moved_by_call).run();
}

}  // namespace lower
