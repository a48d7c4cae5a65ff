#pragma once
// Answers as a schedule that is known to fit says, from a given choice on. Internal to `trace/`.

#include "base/result.h"
#include "explore/schedule.h"

namespace trace {

class Again : public machine::Chooser {
 public:
  Again(const explore::Schedule& schedule, std::size_t begin) : schedule_(schedule), next_(begin) {}
  std::uint32_t choose(const machine::ChoicePoint& point) override {
    INVARIANT(next_ < schedule_.choices.size(), "a run that is repeated asks what it asked before");
    const machine::Choice& choice = schedule_.choices[next_++];
    std::uint32_t index = choice.value;
    if (point.options)
      for (index = 0; index < point.count && point.options[index] != choice.value;) ++index;
    INVARIANT(choice.kind == point.kind && index < point.count, "a run that is repeated asks what it asked before");
    return index;
  }
  std::size_t next() const { return next_; }

 private:
  const explore::Schedule& schedule_;
  std::size_t next_;
};

}  // namespace trace
