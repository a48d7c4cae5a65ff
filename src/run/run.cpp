#include "run/run.h"

#include "base/text.h"
#include "borrows/models.h"
#include "explore/choosers.h"

namespace run {

std::optional<Aliasing> find_aliasing(std::string_view name) {
  if (name == "none") return Aliasing::None;
  if (name == "stacked") return Aliasing::Stacked;
  if (name == "tree") return Aliasing::Tree;
  if (name == "tree-implicit-writes") return Aliasing::TreeImplicitWrites;
  return std::nullopt;
}

std::optional<Memory> find_memory(std::string_view name) {
  if (name == "sc") return Memory::Sc;
  if (name == "c11") return Memory::C11;
  return std::nullopt;
}

std::optional<syntax::Edition> find_edition(std::string_view year) {
  if (year == "2024") return syntax::Edition::E2024;
  if (year == "2021") return syntax::Edition::E2021;
  return std::nullopt;
}

std::string missing_model(const RunOptions&) {
  return {};
}

std::string schedule_mistake(std::string_view schedule) {
  if (schedule.empty()) return {};
  const Result<explore::Schedule, explore::ScheduleError> read = explore::parse_schedule(schedule);
  return read.is_ok() ? std::string() : concat(read.failure().message, " (at character ", read.failure().at + 1, ")");
}

machine::Options machine_options(const RunOptions& options) {
  machine::Options out;
  out.max_steps = options.max_steps;
  out.has_spurious_wakeups = options.has_spurious_wakeups;
  out.checks_leaks = options.checks_leaks;
  switch (options.aliasing) {
    case Aliasing::None: break;
    case Aliasing::Stacked: out.alias_model = borrows::make_stacked_borrows(); break;
    case Aliasing::Tree: out.alias_model = borrows::make_tree_borrows(); break;
    case Aliasing::TreeImplicitWrites: out.alias_model = borrows::make_tree_borrows({true}); break;
  }
  out.memory_mode = options.memory == Memory::C11 ? machine::MemoryMode::C11 : machine::MemoryMode::SequentiallyConsistent;
  return out;
}

explore::Options explore_options(const ExploreOptions& options) {
  explore::Options out;
  out.strategy = options.strategy;
  out.machine = machine_options(options.run);
  out.max_executions = options.max_executions;
  out.max_steps = options.max_steps;
  return out;
}

namespace {

std::vector<Place> related_of(const machine::Stop& stop, const SourceMap& sources) {
  std::vector<Place> out;
  for (const machine::Moment& moment : stop.related) {
    Place place = place_of(moment.span, sources);
    place.message = moment.message;
    out.push_back(std::move(place));
  }
  return out;
}

Report unsupported(std::string why) {
  Report report;
  report.verdict = "unsupported";
  report.kind = "unsupported";
  report.message = std::move(why);
  return report;
}

/// Why a compiled program cannot run under these options: the errors of its text, or a missing model.
std::optional<Report> obstacle(const Compiled& compiled, const RunOptions& options) {
  if (!compiled.code) return report_of_errors(compiled);
  std::string missing = missing_model(options);
  if (missing.empty()) return std::nullopt;
  Report report = unsupported(std::move(missing));
  report.diagnostics = compiled.messages;
  return report;
}

}  // namespace

Report report_of(const machine::Stop& stop, const SourceMap& sources) {
  Report report;
  report.verdict = machine::verdict_of(stop.kind);
  report.kind = stop.category;
  report.message = stop.message;
  report.place = place_of(stop.span, sources);
  report.related = related_of(stop, sources);
  report.exit_code = stop.exit_code;
  report.thread = stop.thread;
  return report;
}

Report report_of_errors(const Compiled& compiled) {
  Report report;
  report.verdict = compiled.is_unsupported() ? "unsupported" : "compile_error";
  report.diagnostics = compiled.messages;
  for (const Message& message : compiled.messages) {
    if (message.level != diag::Level::Error) continue;
    report.kind = message.code.empty() ? std::string(diag::info(message.kind).name) : message.code;
    report.message = message.message;
    report.place = message.place;
    report.related = message.related;
    break;
  }
  return report;
}

std::unique_ptr<machine::Chooser> make_chooser(const RunOptions& options) {
  if (!options.schedule.empty()) {
    Result<explore::Schedule, explore::ScheduleError> read = explore::parse_schedule(options.schedule);
    return std::make_unique<explore::ReplayChooser>(read.is_ok() ? std::move(*read) : explore::Schedule{});
  }
  if (options.seed) return std::make_unique<explore::SeededChooser>(*options.seed);
  return std::make_unique<explore::DefaultChooser>();
}

Report run(const Compiled& compiled, const RunOptions& options) {
  if (std::optional<Report> stopped = obstacle(compiled, options)) return std::move(*stopped);
  if (const std::string unreadable = schedule_mistake(options.schedule); !unreadable.empty())
    return unsupported(concat("the schedule cannot be read: ", unreadable));
  const std::unique_ptr<machine::Chooser> chooser = make_chooser(options);
  explore::Schedule made;
  explore::RecordingChooser recording(*chooser, made);
  machine::Options how = machine_options(options);
  how.remembers_freed = true;
  machine::Machine machine(compiled.code, how);
  std::vector<Printed> prints;
  std::vector<machine::Event> events;
  bool is_running = true;
  while (is_running) {
    is_running = machine.run(recording, 100'000, options.keeps_prints ? &events : nullptr) == machine::Progress::Running;
    for (machine::Event& event : events)
      if (event.kind == machine::EventKind::Print)
        prints.push_back({place_of(event.span, compiled.sources).line, std::move(event.text)});
    events.clear();
  }
  Report report = report_of(machine.stop(), machine.program().sources);
  report.prints = std::move(prints);
  report.stdout_text = machine.stdout_text();
  report.stderr_text = machine.stderr_text();
  report.steps = machine.steps();
  report.schedule = explore::to_text(made);
  report.diagnostics = compiled.messages;
  report.has_diverged = !options.schedule.empty() && static_cast<const explore::ReplayChooser&>(*chooser).has_diverged();
  return report;
}

ExploreReport report_of(const explore::Explorer& explorer, const SourceMap& sources) {
  ExploreReport report;
  report.verdict = "ok";
  report.cut_off = explorer.cut_off();
  report.is_complete = explorer.is_complete() && report.cut_off == 0;
  report.is_whole = explorer.is_complete();
  report.executions = explorer.executions();
  report.blocked = explorer.blocked();
  report.steps = explorer.steps();
  report.interleavings = explorer.interleavings();
  for (const explore::Outcome& outcome : explorer.outcomes()) {
    OutcomeReport one;
    one.verdict = outcome.verdict();
    one.kind = outcome.stop.category;
    one.message = outcome.stop.message;
    one.place = place_of(outcome.stop.span, sources);
    one.related = related_of(outcome.stop, sources);
    one.stdout_text = outcome.stdout_text;
    one.stderr_text = outcome.stderr_text;
    one.count = outcome.count;
    one.schedule = explore::to_text(outcome.schedule);
    report.outcomes.push_back(std::move(one));
  }
  return report;
}

Exploration::Exploration(const Compiled& compiled, const ExploreOptions& options) : compiled_(compiled) {
  if (std::optional<Report> stopped = obstacle(compiled, options.run)) {
    obstacle_.verdict = stopped->verdict;
    obstacle_.message = stopped->message;
    obstacle_.diagnostics = std::move(stopped->diagnostics);
    return;
  }
  explorer_.emplace(compiled.code, explore_options(options));
  is_running_ = true;
}

bool Exploration::advance(std::uint64_t max_steps) {
  if (is_running_) is_running_ = explorer_->advance({max_steps, ~std::uint64_t{0}}) == explore::Progress::Running;
  return is_running_;
}

double Exploration::estimated_progress() const { return explorer_ ? explorer_->estimated_progress() : 1; }

ExploreReport Exploration::report() const {
  if (!explorer_) return obstacle_;
  ExploreReport report = report_of(*explorer_, compiled_.sources);
  report.diagnostics = compiled_.messages;
  return report;
}

ExploreReport explore(const Compiled& compiled, const ExploreOptions& options) {
  Exploration exploration(compiled, options);
  while (exploration.advance(1'000'000)) {
  }
  return exploration.report();
}

int exit_status(std::string_view verdict) {
  if (verdict == "ok") return 0;
  if (verdict == "compile_error") return 1;
  if (verdict == "unsupported") return 3;
  if (verdict == "limit") return 4;
  return 2;
}

}  // namespace run
