// What is used must be there: E0382 (moved), E0381 (no value yet), E0384 (a second value for a variable
// without `mut`).

#include <set>
#include <utility>

#include "base/text.h"
#include "borrowck/checks.h"
#include "borrowck/flow.h"

namespace borrowck {

namespace {

class ValueCheck {
 public:
  ValueCheck(const Places& places, const Flow& flow, diag::Diagnostics& diagnostics)
      : places_(places), flow_(flow), diagnostics_(diagnostics) {}

  void run() {
    for (const std::uint32_t block : flow_.order()) {
      state_ = flow_.at_start_of(block);
      if (!state_.is_reached) continue;
      for (const Effect& effect : flow_.effects_of(block)) {
        look_at(effect);
        flow_.apply(effect, state_);
      }
    }
  }

 private:
  void look_at(const Effect& effect) {
    switch (effect.kind) {
      case Effect::Kind::Use:
      case Effect::Kind::Move:
      case Effect::Kind::Borrow: needs_value(effect, true); break;
      case Effect::Kind::Look: needs_value(effect, false); break;
      case Effect::Kind::Assign: assigned(effect); break;
      case Effect::Kind::Live:
      case Effect::Kind::Dead: break;
    }
  }

  /// The value may be missing: all of it, or (if that matters) a part.
  void needs_value(const Effect& effect, bool with_parts) {
    std::set<std::uint32_t> missing;
    for (std::uint32_t i = 0; i < flow_.move_outs().size(); ++i) {
      if (!state_.move_outs[i]) continue;
      const mir::Place& gone = flow_.move_outs()[i].place;
      if (is_within(effect.place, gone) || (with_parts && is_within(gone, effect.place))) missing.insert(i);
    }
    if (!missing.empty()) report(effect, missing);
  }

  void assigned(const Effect& effect) {
    if (effect.place.projections.empty()) return assigned_again(effect);
    if (places_.type_before(effect.place, effect.place.projections.size() - 1).kind == mir::TypeKind::Union) return;
    std::set<std::uint32_t> missing;
    for (std::uint32_t i = 0; i < flow_.move_outs().size(); ++i) {
      if (!state_.move_outs[i]) continue;
      const mir::Place& gone = flow_.move_outs()[i].place;
      if (is_within(effect.place, gone) && !is_same(effect.place, gone)) missing.insert(i);
    }
    if (!missing.empty()) report(effect, missing);
  }

  void assigned_again(const Effect& effect) {
    const mir::Local& local = places_.local(effect.place.local);
    if (local.is_mutable || !places_.is_variable(effect.place.local)) return;
    if (!state_.had_value[effect.place.local.value]) return;
    const std::string name = quoted(local.name);
    const std::string message = local.is_argument ? concat("cannot assign to the parameter ", name, ", which is not `mut`")
                                                  : concat("cannot assign twice to ", name, ", which is not `mut`");
    diagnostics_.add(diag::Kind::AssignTwice, effect.span, message)
        .label(local.span, "declared here without `mut`")
        .with_help(concat("make it `mut`: `mut ", local.name, "`"));
  }

  void report(const Effect& effect, const std::set<std::uint32_t>& missing) {
    std::set<std::uint32_t> moves;
    for (const std::uint32_t i : missing)
      if (flow_.move_outs()[i].is_move) moves.insert(i);
    const auto name = places_.name_of(effect.place);
    if (!name) return;
    if (moves.empty()) return report_uninitialized(effect);
    if (!reported_.insert({effect.place.local, moves}).second) return;
    bool is_partial = true;
    for (const std::uint32_t i : moves) is_partial &= !is_within(effect.place, flow_.move_outs()[i].place);
    const char* what = effect.kind == Effect::Kind::Borrow   ? "cannot borrow "
                       : effect.kind == Effect::Kind::Assign ? "cannot assign to a part of "
                                                             : "cannot use ";
    diag::Diagnostic& made = diagnostics_.add(
        diag::Kind::MovedValue, effect.span,
        concat(what, quoted(*name), is_partial ? ": a part of it was moved away" : ": its value was moved away"));
    for (const std::uint32_t i : moves) {
      const MoveOut& move = flow_.move_outs()[i];
      const bool is_loop = move.span.begin == effect.span.begin && move.span.end == effect.span.end;
      made.label(move.span, is_loop ? "moved here, in the previous iteration of the loop" : "moved here");
    }
    made.with_help("borrow it there with `&`, or move a copy made with `.clone()`");
  }

  void report_uninitialized(const Effect& effect) {
    if (!uninitialized_.insert(effect.place.local).second) return;
    const mir::Local& local = places_.local(effect.place.local);
    diagnostics_.add(diag::Kind::UseUninitialized, effect.span, concat(quoted(local.name), " may have no value here"))
        .label(local.span, "declared here without a value")
        .with_help("give it a value on every way that leads here");
  }

  const Places& places_;
  const Flow& flow_;
  diag::Diagnostics& diagnostics_;
  FlowState state_;
  std::set<std::pair<mir::LocalId, std::set<std::uint32_t>>> reported_;
  std::set<mir::LocalId> uninitialized_;
};

}  // namespace

void check_values(const Places& places, const Flow& flow, diag::Diagnostics& diagnostics) {
  ValueCheck(places, flow, diagnostics).run();
}

}  // namespace borrowck
