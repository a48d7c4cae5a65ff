#pragma once
// What may be without a value, and what may have had one, at each point of a body: a forward analysis
// over its blocks. Cleanup after a panic is not looked at.

#include <cstdint>
#include <vector>

#include "borrowck/places.h"
#include "mir/mir.h"

namespace borrowck {

/// A point at which a place loses its value, or where a variable starts without one.
struct MoveOut {
  mir::Place place;
  Span span;
  bool is_move = false;        // else the variable has had no value yet
};

/// One thing that a statement or terminator does, in order.
struct Effect {
  enum class Kind : std::uint8_t {
    Use,          // the value is copied, or looked at
    Move,
    Borrow,
    Look,         // a pattern looks at the place
    Assign,
    Live,         // storage of the local begins: no value yet
    Dead,
  } kind = Kind::Use;
  mir::Place place;
  Span span;
  std::uint32_t move_out = 0;  // Move, Live: its number
};

struct FlowState {
  std::vector<bool> move_outs;     // those that may have happened with nothing put back since
  std::vector<bool> had_value;     // by local: it may have been given one
  bool is_reached = false;
};

class Flow {
 public:
  Flow(const mir::Body& body, const Places& places);

  const std::vector<MoveOut>& move_outs() const { return move_outs_; }
  const std::vector<Effect>& effects_of(std::uint32_t block) const { return effects_[block]; }
  const FlowState& at_start_of(std::uint32_t block) const { return states_[block]; }
  const std::vector<std::uint32_t>& order() const { return order_; }
  /// Where a block may go on, cleanup aside.
  std::vector<std::uint32_t> targets_of(std::uint32_t block) const;
  /// Changes the state as the effect does.
  void apply(const Effect& effect, FlowState& state) const;

 private:
  /// `()` is there without being written.
  bool is_tracked(mir::LocalId local) const {
    return (places_.is_variable(local) && !places_.is_unit({local, {}})) || places_.is_environment(local);
  }
  void collect(std::uint32_t block);
  void add(std::uint32_t block, Effect::Kind kind, const mir::Place& place, Span span);
  void add(std::uint32_t block, const mir::Operand& operand, Span span);
  void add(std::uint32_t block, const mir::Rvalue& value, Span span);
  void visit(std::uint32_t block, std::vector<bool>& seen);
  void solve();

  const mir::Body& body_;
  const Places& places_;
  std::vector<MoveOut> move_outs_;
  std::vector<std::vector<std::uint32_t>> move_outs_of_;   // by local
  std::vector<std::vector<Effect>> effects_;
  std::vector<FlowState> states_;
  std::vector<std::uint32_t> order_;                       // blocks, each after those before it
};

}  // namespace borrowck
