#include "explore/choosers.h"

namespace explore {

using machine::Choice;
using machine::ChoiceKind;
using machine::ChoicePoint;

namespace {

/// Where a thread id stands among the options; `count` if it is not there.
std::uint32_t index_of(const ChoicePoint& point, std::uint32_t id) {
  std::uint32_t index = 0;
  while (index < point.count && point.options[index] != id) ++index;
  return index;
}

constexpr std::uint32_t moves_in_turn = 1000;

std::uint32_t value_of(const ChoicePoint& point, std::uint32_t index) { return point.options ? point.options[index] : index; }

}  // namespace

std::uint32_t DefaultChooser::choose(const ChoicePoint& point) {
  if (point.kind != ChoiceKind::NextThread) return 0;
  const std::uint32_t count = point.count - point.early;
  std::uint32_t index = index_of(point, point.thread);
  if (index >= count) index = 0;
  else if (point.has_yielded) index = (index + 1) % count;
  if (point.options[index] == thread_ && ++moves_ > moves_in_turn) index = (index + 1) % count;
  if (point.options[index] != thread_) moves_ = 0;
  thread_ = point.options[index];
  return index;
}

std::uint32_t SeededChooser::choose(const ChoicePoint& point) {
  // What waits for a time waits for it.
  const std::uint32_t count = point.kind == ChoiceKind::Timeout ? 1 : point.count - point.early;
  if (count == 1) return 0;
  // SplitMix64, then the high half of a product: every answer is equally likely, on every platform.
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return static_cast<std::uint32_t>(((z >> 32) * count) >> 32);
}

std::uint32_t ReplayChooser::choose(const ChoicePoint& point) {
  if (has_diverged_ || next_ >= schedule_.choices.size()) return after_.choose(point);
  const Choice& choice = schedule_.choices[next_];
  const std::uint32_t index = point.options ? index_of(point, choice.value) : choice.value;
  if (choice.kind != point.kind || index >= point.count) {
    has_diverged_ = true;
    return after_.choose(point);
  }
  ++next_;
  return index;
}

std::uint32_t DrivenChooser::choose(const ChoicePoint& point) {
  if (point.kind == ChoiceKind::NextThread && wish_ >= 0) {
    const std::uint32_t index = index_of(point, static_cast<std::uint32_t>(wish_));
    wish_ = -1;
    was_granted_ = index < point.count;
    if (was_granted_) return index;
  }
  std::int64_t& answer = point.kind == ChoiceKind::WeakFailure && failure_ >= 0 ? failure_ : answer_;
  if (point.kind != ChoiceKind::NextThread && answer >= 0) {
    const auto index = static_cast<std::uint32_t>(answer);
    answer = -1;
    if (index < point.count) return index;
  }
  return otherwise_.choose(point);
}

std::uint32_t RecordingChooser::choose(const ChoicePoint& point) {
  const std::uint32_t index = inner_.choose(point);
  schedule_.choices.push_back({point.kind, value_of(point, index)});
  return index;
}

}  // namespace explore
