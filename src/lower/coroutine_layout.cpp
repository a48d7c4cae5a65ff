// Where a coroutine keeps what, after rustc_abi's layout of coroutines. What only one suspension keeps,
// and does not meet what another keeps, shares its bytes; all else stands in front with the captures
// and the state.
//
//   captures, state, kept by several    the prefix, in the best order
//   Suspend0: what only it keeps        ┐ over each other
//   Suspend1: what only it keeps        ┘

#include "lower/type_table.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "lower/coroutine.h"

namespace lower {

namespace {

/// For each saved local the one suspension that it belongs to, or shared.
class Overlap {
 public:
  static constexpr std::uint32_t shared = 0xffffffffu;

  explicit Overlap(const Coroutine& coroutine) : coroutine_(coroutine), owner_(coroutine.saved.size(), shared) {
    std::vector<bool> is_seen(owner_.size());
    for (std::uint32_t s = 0; s < coroutine.suspensions.size(); ++s) {
      for (const std::uint32_t local : coroutine.suspensions[s].kept) {
        owner_[local] = is_seen[local] ? shared : s;
        is_seen[local] = true;
      }
    }
    part_conflicts();
    // With one suspension there is nothing to share.
    std::uint32_t only = shared;
    bool is_several = false;
    for (const std::uint32_t owner : owner_) {
      if (owner == shared) continue;
      is_several |= only != shared && only != owner;
      only = owner;
    }
    if (!is_several) owner_.assign(owner_.size(), shared);
  }

  std::uint32_t owner(std::uint32_t local) const { return owner_[local]; }

 private:
  std::size_t conflict_count(std::uint32_t local) const {
    std::size_t count = 0;
    for (const bool conflicts : coroutine_.conflicts[local]) count += conflicts ? 1 : 0;
    return count;
  }
  /// Of two that meet, the one that meets more others is shared.
  void part_conflicts() {
    for (std::uint32_t a = 0; a < owner_.size(); ++a) {
      if (owner_[a] == shared) continue;
      for (std::uint32_t b = 0; b < owner_.size(); ++b) {
        if (!coroutine_.conflicts[a][b] || owner_[b] == shared || owner_[a] == owner_[b]) continue;
        owner_[conflict_count(a) > conflict_count(b) ? a : b] = shared;
      }
    }
  }

  const Coroutine& coroutine_;
  std::vector<std::uint32_t> owner_;
};

}  // namespace

void TypeTable::fill_coroutine(mir::TypeId id, mir::Type& type, Shape& shape, sema::TyId ty_id) {
  fill_capturing(type, shape, program_.types[ty_id]);
  const Coroutine* coroutine = nullptr;
  if (find_coroutine_) {
    // As long as the body is being lowered, all that is known are the captures.
    known_.entries[id.value].shape = shape;
    out_.types[id] = type;
    open_coroutines_.push_back(id);
    const int depth = std::exchange(depth_, 0);
    close_pointees();   // the body may take apart what a Box of a capture holds
    coroutine = find_coroutine_(ty_id);
    depth_ = depth;
    open_coroutines_.pop_back();
  }
  if (coroutine) lay_out_states(type, shape, *coroutine);
}

void TypeTable::lay_out_states(mir::Type& type, Shape& shape, const Coroutine& coroutine) {
  // Each may hold anything in the other states, so that none has values to spare.
  const auto shape_of = [&](std::uint32_t saved) {
    Shape shape = this->shape(coroutine.body.locals[coroutine.saved[saved].value].type);
    shape.niche.reset();
    return shape;
  };
  const std::uint32_t last_state = suspended_state + static_cast<std::uint32_t>(coroutine.suspensions.size()) - 1;
  const bool is_small = last_state < 256;
  Shape state;
  state.size = state.align = is_small ? 1 : 2;
  Niche free_states;
  free_states.size = static_cast<std::uint32_t>(state.size);
  free_states.valid = {0, last_state};
  free_states.scalar = this->type(program_.types.int_type(is_small ? sema::IntKind::U8 : sema::IntKind::U16));
  if (free_states.available() > 0) state.niche = free_states;

  const Overlap overlap(coroutine);
  std::vector<Shape> prefix = shapes_of(type.variants[0]);
  const std::size_t state_index = prefix.size();
  prefix.push_back(state);
  std::vector<std::size_t> place_in_prefix(coroutine.saved.size());
  for (std::uint32_t i = 0; i < coroutine.saved.size(); ++i) {
    if (overlap.owner(i) != Overlap::shared) continue;
    place_in_prefix[i] = prefix.size();
    prefix.push_back(shape_of(i));
  }
  const StructLayout front = lay_out_struct(prefix, {}, Tail::Sized);
  for (std::size_t i = 0; i < type.variants[0].fields.size(); ++i) type.variants[0].fields[i].offset = front.offsets[i];
  type.tag.kind = mir::TagEncoding::Kind::Direct;
  type.tag.offset = front.offsets[state_index];
  type.tag.tag_type = free_states.scalar;
  shape = front.shape;

  const auto add_state = [&](std::string name) -> mir::Variant& {
    mir::Variant variant;
    variant.name = std::move(name);
    variant.discriminant = static_cast<__int128>(type.variants.size());
    type.variants.push_back(std::move(variant));
    return type.variants.back();
  };
  type.variants[0].name = "Unresumed";
  add_state("Returned");
  add_state("Panicked");
  for (std::uint32_t s = 0; s < coroutine.suspensions.size(); ++s) {
    mir::Variant& suspended = add_state(concat("Suspend", s));
    std::vector<Shape> own;
    for (const std::uint32_t saved : coroutine.suspensions[s].kept)
      if (overlap.owner(saved) == s) own.push_back(shape_of(saved));
    const StructLayout behind = lay_out_behind(own, front.shape.size, front.shape.align);
    std::size_t next_own = 0;
    for (const std::uint32_t saved : coroutine.suspensions[s].kept) {
      const mir::Local& local = coroutine.body.locals[coroutine.saved[saved].value];
      mir::Field field;
      field.name = local.name;
      field.type = local.type;
      field.offset = overlap.owner(saved) == s ? behind.offsets[next_own++] : front.offsets[place_in_prefix[saved]];
      suspended.fields.push_back(std::move(field));
    }
    shape.size = std::max(shape.size, behind.shape.size);
    shape.align = std::max(shape.align, behind.shape.align);
  }
  shape.size = round_up(shape.size, shape.align);
  shape.is_uninhabited = false;
  // Others may point into it, so that its unused values are not for the types around it.
  shape.niche.reset();
  note_contents(type);
  for (mir::Variant& variant : type.variants) variant.is_uninhabited = false;
}

}  // namespace lower
