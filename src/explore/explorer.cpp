#include "explore/explorer.h"

#include <algorithm>

#include "explore/search.h"

namespace explore {

Explorer::Explorer(std::shared_ptr<machine::CodeStore> code, const Options& given) : options_(given) {
  Options options = given;
  options.machine.spins = machine::Spins::Cut;
  if (options.strategy == Strategy::Exhaustive) {
    search_ = std::make_unique<Search>(Search{{}, Exhaustive(std::move(code), options)});
  } else {
    search_ = std::make_unique<Search>(Search{{}, Reduced(std::move(code), options)});
  }
}

Explorer::~Explorer() = default;
Explorer::Explorer(Explorer&&) noexcept = default;
Explorer& Explorer::operator=(Explorer&&) noexcept = default;

Progress Explorer::advance(const Budget& budget) {
  if (progress_ != Progress::Running) return progress_;
  Findings& findings = search_->findings;
  const auto runs = [&findings] { return findings.executions + findings.blocked + findings.redundant; };
  const std::uint64_t steps_left = options_.max_steps - std::min(options_.max_steps, findings.work());
  const std::uint64_t runs_left = options_.max_executions - std::min(options_.max_executions, runs());
  const std::uint64_t max_steps = std::min(budget.max_steps, steps_left);
  const std::uint64_t max_runs = std::min(budget.max_executions, runs_left);
  const bool has_more = std::visit([&](auto& strategy) { return strategy.advance(findings, max_steps, max_runs); }, search_->strategy);
  if (!has_more) {
    progress_ = findings.is_bounded ? Progress::Bounded : Progress::Complete;
  } else if (findings.work() >= options_.max_steps || runs() >= options_.max_executions) {
    progress_ = Progress::Bounded;
  }
  return progress_;
}

const std::vector<Outcome>& Explorer::outcomes() const { return search_->findings.outcomes; }
std::uint64_t Explorer::executions() const { return search_->findings.executions; }
std::uint64_t Explorer::blocked() const { return search_->findings.blocked; }
std::uint64_t Explorer::redundant() const { return search_->findings.redundant; }
std::uint64_t Explorer::steps() const { return search_->findings.steps; }

std::uint64_t Explorer::cut_off() const {
  std::uint64_t count = 0;
  for (const Outcome& outcome : outcomes())
    if (outcome.stop.kind == machine::StopKind::Limit || outcome.stop.kind == machine::StopKind::Unsupported) count += outcome.count;
  return count;
}

std::string Explorer::interleavings() const {
  return search_->findings.are_interleavings_known ? search_->findings.interleavings.text() : std::string();
}

double Explorer::estimated_progress() const {
  if (progress_ == Progress::Complete) return 1;
  return std::visit([](const auto& strategy) { return strategy.estimated_progress(); }, search_->strategy);
}

}  // namespace explore
