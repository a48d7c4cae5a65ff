#pragma once
// Who answers the machine's questions: nobody in particular, chance, a schedule, or a person.

#include <cstdint>

#include "explore/schedule.h"
#include "machine/chooser.h"

namespace explore {

/// Keeps the thread running that ran last, for a turn of a thousand moves; when it cannot go on, the one
/// with the lowest id. So one that asks again and again does not keep the others waiting for ever. Every
/// other question gets the plain answer: the newest store, no failure, the first waiter.
class DefaultChooser : public machine::Chooser {
 public:
  std::uint32_t choose(const machine::ChoicePoint& point) override;

 private:
  std::uint32_t thread_ = 0, moves_ = 0;   // whose turn it is, and how much of it is used
};

/// Answers at random, the same for the same seed everywhere.
class SeededChooser : public machine::Chooser {
 public:
  explicit SeededChooser(std::uint64_t seed) : state_(seed) {}
  std::uint32_t choose(const machine::ChoicePoint& point) override;

 private:
  std::uint64_t state_;
};

/// Follows a schedule as far as it goes, then answers as DefaultChooser does. A choice that does not
/// fit (another program, another version) is noted; from there on the schedule is not followed.
class ReplayChooser : public machine::Chooser {
 public:
  explicit ReplayChooser(Schedule schedule, std::size_t begin = 0) : schedule_(std::move(schedule)), next_(begin) {}
  std::uint32_t choose(const machine::ChoicePoint& point) override;

  bool has_diverged() const { return has_diverged_; }
  /// The number of choices of the schedule that were followed.
  std::size_t followed() const { return next_; }
  bool is_used_up() const { return next_ >= schedule_.choices.size(); }

 private:
  Schedule schedule_;
  std::size_t next_ = 0;
  bool has_diverged_ = false;
  DefaultChooser after_;
};

/// A person who names the thread that moves next, and maybe how its operation goes. Without a wish it
/// answers as DefaultChooser does.
class DrivenChooser : public machine::Chooser {
 public:
  void move_next(std::uint32_t thread) { wish_ = static_cast<std::int64_t>(thread); }
  /// Of the questions other than the thread that the move asks: the index of the answer, and whether it
  /// fails without a reason.
  void answer_next(std::uint32_t index, bool fails_weakly = false) {
    answer_ = static_cast<std::int64_t>(index);
    failure_ = fails_weakly ? 1 : -1;
  }
  std::uint32_t choose(const machine::ChoicePoint& point) override;
  /// Whether the last wish was granted.
  bool was_granted() const { return was_granted_; }

 private:
  std::int64_t wish_ = -1, answer_ = -1, failure_ = -1;
  bool was_granted_ = false;
  DefaultChooser otherwise_;
};

/// Passes questions on and writes down the answers.
class RecordingChooser : public machine::Chooser {
 public:
  RecordingChooser(machine::Chooser& inner, Schedule& schedule) : inner_(inner), schedule_(schedule) {}
  std::uint32_t choose(const machine::ChoicePoint& point) override;

 private:
  machine::Chooser& inner_;
  Schedule& schedule_;
};

}  // namespace explore
