#pragma once
// Where the locals of a function live, and its places and operands worked out as far as they can be
// before running. The first half of preparing a function; see prepare.cpp.

#include <vector>

#include "machine/code.h"

namespace machine {

class PlacePreparer {
 public:
  PlacePreparer(const mir::Program& program, const mir::Body& body, Code& code) : program_(program), body_(body), code_(code) {}

  /// Gives each local its slot: in the frame, or a pointer there to an allocation of its own.
  void place_locals();
  /// The number of the place among the code's.
  std::uint32_t place(const mir::Place& place);
  OperandCode operand(const mir::Operand& operand);
  mir::TypeId type_of(const mir::Place& place) const;

 private:
  void find_own_allocations();
  void look_at(const mir::Place& place, bool takes_address);
  void look_at(const mir::Operand& operand);
  void look_at(const mir::Rvalue& value);
  bool holds_pointer(const mir::Type& type) const;
  void lay_out_frame();
  void add_offset(PlaceCode& code, std::uint64_t bytes);
  void add_step(PlaceCode& code, PlaceStep step);
  void add_projection(PlaceCode& code, const mir::Projection& step, const mir::Type& from, mir::TypeId pointer_type, std::uint32_t& variant);
  bool has_dyn_tail(const mir::Type& type) const;
  OperandCode constant(const mir::Constant& constant) const;

  const mir::Program& program_;
  const mir::Body& body_;
  Code& code_;
  std::vector<bool> needs_allocation_;
};

}  // namespace machine
