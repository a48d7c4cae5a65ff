#include "scene/borrows_rival.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "scene/event_text.h"

namespace scene {
namespace {

constexpr std::uint64_t statements_a_piece = 4'000, most_statements = 1'000'000;
constexpr std::uint32_t steps_a_piece = 6, most_compared_steps = 3'000;

std::string_view name_of(BorrowModel model) { return model == BorrowModel::Tree ? "Tree Borrows" : "Stacked Borrows"; }

/// What a variable may do with its pointer at the bytes it was made for: 0 nothing, 1 read, 2 write too.
using Rights = std::map<std::string, int>;

Rights rights_in(const BorrowsScene& scene) {
  Rights rights;
  for (const BorrowCard& card : scene.cards)
    for (const BorrowRange& range : card.ranges)
      for (const BorrowTag& tag : range.tags) {
        if (tag.holder.empty()) continue;
        const bool is_reader = tag.tone == PermissionTone::ReadOnly || (tag.is_protected && tag.permission == "Reserved (conflicted)");
        const int right = tag.tone == PermissionTone::Disabled ? 0 : is_reader ? 1 : 2;
        const auto [place, is_new] = rights.emplace(tag.holder, right);
        if (!is_new) place->second = std::min(place->second, right);
      }
  return rights;
}

std::string_view words_for(int right) { return right == 0 ? "may not be used any more" : right == 1 ? "may only read" : "may read and write"; }

}  // namespace

Rival::Rival(std::shared_ptr<machine::CodeStore> code, const trace::Options& options, const Recording& first)
    : recording_(std::move(code), options), chooser_(first.trace().schedule()) {}

void Rival::compare(Recording& first, std::uint32_t step) {
  if (!first_view_) first_view_.emplace(first.trace());
  if (!view_) view_.emplace(recording_.trace());
  first_view_->move_to(first.moment_of(step));
  view_->move_to(recording_.moment_of(step));
  const machine::Machine& one = first_view_->machine();
  const machine::Machine& other = view_->machine();
  const BorrowsScene ours = borrows_scene(first, step, one, one), theirs = borrows_scene(recording_, step, other, other);
  if (one.is_ended() || other.is_ended()) {
    const auto is_stopped = [](const machine::Machine& machine) { return machine.is_ended() && machine.stop().kind == machine::StopKind::UndefinedBehavior; };
    if (is_stopped(one) != is_stopped(other)) {
      const machine::Machine& stopped = is_stopped(one) ? one : other;
      found_.has_difference = true;
      found_.sentence = concat(name_of((is_stopped(one) ? ours : theirs).model), " stops the program here, ", name_of((is_stopped(one) ? theirs : ours).model), " does not: ", stopped.stop().message, ".");
    }
  }
  const Rights right = rights_in(ours), other_right = rights_in(theirs);
  for (const auto& [name, value] : right) {
    const auto found = other_right.find(name);
    if (found_.has_difference || found == other_right.end() || found->second == value) continue;
    found_.has_difference = true;
    found_.sentence = concat("`", name, "` ", words_for(value), " under ", name_of(ours.model), ", and ", words_for(found->second), " under ", name_of(theirs.model), ".");
  }
  if (!found_.has_difference) return;
  found_.step = step;
  found_.line = first.step(step).line;
  if (step > 0) found_.line = first.step(step - 1).line;   // that brought it about
}

void Rival::work(Recording& first) {
  if (!recording_.is_ended() && recording_.trace().length() < most_statements) {
    recording_.record(chooser_, statements_a_piece);
    return;
  }
  const std::uint32_t last = std::min({first.last_step(), recording_.last_step(), most_compared_steps});
  for (std::uint32_t i = 0; i < steps_a_piece && next_ <= last && !found_.has_difference; ++i) compare(first, next_++);
  if (!found_.has_difference && next_ <= last) return;
  found_.is_searching = false;
  if (!found_.has_difference) found_.sentence = "At every step both models let every variable do the same.";
  const auto ending_of = [](const Recording& recording) {
    return recording.is_ended() ? verdict_sentence(recording.trace().stop()) : std::string("The run goes on.");
  };
  found_.ending = ending_of(first);
  found_.other_ending = ending_of(recording_);
}

RivalScene Rival::scene_at(std::uint32_t step) {
  RivalScene scene = found_;
  step = std::min(step, recording_.last_step());
  if (!view_) view_.emplace(recording_.trace());
  if (!before_) before_.emplace(recording_.trace());
  view_->move_to(recording_.moment_of(step));
  before_->move_to(step > 0 ? recording_.moment_of(step - 1) : 0);
  scene.other = borrows_scene(recording_, step, view_->machine(), before_->machine());
  return scene;
}

std::string to_text(const RivalScene& scene) {
  std::string out = to_text(scene.other);
  if (scene.has_difference) out += concat("first difference, step ", scene.step, " (line ", scene.line, "): ");
  return out += concat(scene.sentence, "\n", scene.ending, "\n", scene.other_ending, "\n");
}

}  // namespace scene
