#pragma once
// Stretches of silent statements that are not carried out again. A search comes to the same operation of a
// thread in many runs, and what the thread does behind it, up to its next one, hangs together with little:
// with the thread itself and with the allocations that it looks at. Where these are as they were in another
// run, so is what comes of it, and is put there at once.
//
//      thread, before ──┐  statements  ┌── thread, after
//      allocations    ──┴─── … … … ────┴── allocations, and who has accessed them
//
// What a stretch depends on is found by recording: memory notes what is looked at (memory::Footprint), the
// executor what else there is. A stretch that does more than can be put back so easily (prints to stderr,
// makes a channel, ends the run) is not kept. Allocations count by their numbers, so a stretch that makes
// some fits only where as many were made before. A thread is recognized by a number that stands for all that
// it is; allocations are compared. Not with an aliasing model, whose state is a thing of its own.
// Internal to `machine/`, but for the searches that keep one.

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "machine/machine.h"

namespace machine {

/// What a stretch has to do with, noted while it is carried out.
struct Recording {
  struct History { memory::AllocId id; Shared<Machine::AccessHistory> before; };   // empty: nobody had accessed it
  struct Forgotten { memory::AllocId id; std::uint64_t offset = 0, size = 0; };

  void note_history(memory::AllocId id, const memory::AllocMap<Machine::AccessHistory>& histories);
  void note_forgotten(const Forgotten& stores);

  memory::Footprint footprint;
  std::vector<History> histories;
  std::vector<Forgotten> forgotten;      // bytes whose stores are of no interest any more, in C11 mode
  bool is_unusual = false;               // it did what a repeated stretch would not do
  // As it began.
  std::uint64_t name = 0;
  Shared<Machine::Statics> statics;
  std::uint32_t allocation_count = 0;
  std::uint64_t steps = 0;
  std::vector<Touch> silent_accesses;
};

class Stretches {
 public:
  /// The current thread goes on as it did before, up to its next operation or its end; false if it has to
  /// be carried out.
  bool repeat(Machine& machine, Chooser& chooser);
  /// What the machine does between the two is kept.
  void begin(Machine& machine);
  void end(Machine& machine);
  void forget();

  /// A number for all that a thread is.
  static std::uint64_t name_of(const Machine& machine, const Thread& thread);
  /// How often statements were not carried out again, and how many that were.
  std::uint64_t repeated() const { return repeated_; }
  std::uint64_t statements_saved() const { return statements_saved_; }

 private:
  struct AllocationChange { memory::AllocId id; Shared<memory::Allocation> before, after; };
  struct HistoryChange { memory::AllocId id; Shared<Machine::AccessHistory> before, after; };
  struct Stretch {
    Shared<Machine::Statics> statics_before, statics_after;
    std::uint32_t allocation_count = 0, allocations_made = 0;
    std::uint64_t most_bytes = 0;        // of those made
    std::vector<AllocationChange> allocations;
    std::vector<HistoryChange> histories;
    std::vector<Recording::Forgotten> forgotten;
    std::vector<Touch> silent_accesses;
    std::uint64_t statements = 0;
    Shared<Thread> thread;               // after
  };

  bool can_be_asked(const Machine& machine) const;
  bool is_worthwhile();
  static bool fits(const Stretch& stretch, const Machine& machine);
  static void put(const Stretch& stretch, Machine& machine, Chooser& chooser);
  static std::size_t size_of(const Stretch& stretch);

  static constexpr std::size_t max_bytes = 48u << 20;   // about; then all are forgotten
  static constexpr std::size_t most_of_name = 8;
  static constexpr std::uint32_t sample = 512;
  std::unordered_map<std::uint64_t, std::vector<Stretch>> stretches_;
  std::size_t bytes_ = 0;
  std::uint32_t looked_ = 0, met_ = 0, pause_ = 0;   // of a sample
  std::uint64_t repeated_ = 0, statements_saved_ = 0;
  std::optional<Recording> recording_;
};

}  // namespace machine
